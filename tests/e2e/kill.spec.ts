// A tab that dies in the middle of a change leaves the old state or the new one, never a mixture.
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { keyUri, seed, stored } from './own-entries';
import { Transfer } from './pages/transfer';
import { VAULT_PASSWORD, Vault } from './pages/vault';

const COUNT = 1_000;
/**
 * How long after the press the tab is killed, in milliseconds by the tab's own clock: before, in and after the writing.
 * Each test goes through them until the change was made, and once more.
 */
const DELAYS = [0, 5, 20, 50, 100, 200, 400, 1_000, 5_000];

/** Presses, and kills the process that shows the page so many milliseconds later, as a crash or the system would. */
async function pressAndDie(page: Page, button: Locator, delay: number): Promise<void> {
  // All that takes time of its own comes before the press.
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  await button.evaluate((element: HTMLElement, milliseconds) => {
    Object.assign(window, {
      pressAndWait: async () => {
        element.click();
        // Without a delay the press holds the tab until it is dead: nothing of what was pressed has begun by then.
        while (milliseconds === 0);
        const until = performance.now() + milliseconds;
        while (performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 1));
      },
    });
  }, delay);
  const pressed = session.send('Runtime.evaluate', { expression: 'pressAndWait()', awaitPromise: delay > 0 });
  // Without a delay the press is never answered.
  if (delay > 0) await pressed;
  else pressed.catch(() => {});
  // The answer never comes: who would give it is dead.
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}

async function visit(context: BrowserContext): Promise<Vault> {
  const page = await context.newPage();
  const vault = new Vault(page);
  await vault.open();
  await expect(vault.root.getByRole('heading', { name: 'Authenticator' })).toBeVisible();
  return vault;
}

test('protecting a thousand entries: all of them plain, or all of them sealed', async ({ context }) => {
  test.setTimeout(300_000);
  const seen: boolean[] = [];
  for (const delay of DELAYS) {
    let vault = await visit(context);
    const page = vault.root.page();
    await page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase('counterpart-authenticator').onsuccess = resolve)));
    await page.reload();
    await expect(vault.button('Go on without')).toBeVisible();
    await seed(page, Array.from({ length: COUNT }, (_, index) => ({ issuer: 'Gov Cloud', account: `user ${index}` })));
    await vault.button('Protect with a password').click();
    await vault.field('New password').fill(VAULT_PASSWORD);
    await vault.field('Repeat the password').fill(VAULT_PASSWORD);
    await pressAndDie(page, vault.button('Protect'), delay);

    vault = await visit(context);
    const after = vault.root.page();
    const [plain, sealed, header] = await Promise.all([
      stored(after, 'entries'),
      stored(after, 'sealed'),
      stored(after, 'vault'),
    ]);
    const state = [plain.length, sealed.length, header.filter((record) => typeof record === 'object').length];
    expect([[COUNT, 0, 0], [0, COUNT, 1]]).toContainEqual(state);
    seen.push(sealed.length > 0);
    if (sealed.length > 0) {
      await vault.unlock();
      await expect(vault.button('Lock')).toBeVisible();
      await expect(vault.root.getByText(/damaged/)).toHaveCount(0);
    }
    await after.close();
    if (seen.filter(Boolean).length > 1) break;
  }
  // Else the delays would prove nothing.
  expect(new Set(seen).size).toBe(2);
});

test('changing the password: the old one opens, or the new one does, and nothing is lost', async ({ context }) => {
  test.setTimeout(300_000);
  let vault = await visit(context);
  await seed(vault.root.page(), [{ issuer: 'Gov Cloud', account: 'alice' }]);
  await vault.protect();
  await vault.root.page().close();
  // Once the new password is in force, the next round goes the other way.
  let [current, wanted] = [VAULT_PASSWORD, 'another long password'];
  const seen: boolean[] = [];
  for (const delay of DELAYS) {
    vault = await visit(context);
    await vault.unlock(current);
    await vault.openProtection();
    await vault.button('Change password').click();
    await vault.confirm(current);
    await vault.field('New password').fill(wanted);
    await vault.field('Repeat the password').fill(wanted);
    await pressAndDie(vault.root.page(), vault.button('Save'), delay);

    const isChanged = await opens(context, wanted);
    expect(await opens(context, current), 'one of the two opens, and only one').toBe(!isChanged);
    if (isChanged) [current, wanted] = [wanted, current];
    seen.push(isChanged);
    if (seen.filter(Boolean).length > 1) break;
  }
  expect(new Set(seen).size).toBe(2);
});

for (const isSealed of [false, true]) {
  const where = isSealed ? 'a vault' : 'no vault';
  test(`importing a thousand entries where there is ${where}: none of them, or all`, async ({ context }) => {
    test.setTimeout(300_000);
    const lines = Array.from({ length: COUNT }, (_, index) => keyUri(`user%20${index}`));
    const file = { name: 'keys.txt', mimeType: 'text/plain', buffer: Buffer.from(lines.join('\n')) };
    let vault = await visit(context);
    await seed(vault.root.page(), [{ account: 'here before' }]);
    if (isSealed) await vault.protect();
    else await vault.button('Go on without').click();
    await expect(vault.root.getByRole('link', { name: 'Import', exact: true })).toBeVisible();
    await vault.root.page().close();
    const store = isSealed ? 'sealed' : 'entries';
    const seen = new Set<number>();
    for (const delay of DELAYS) {
      vault = await visit(context);
      if (isSealed) await vault.unlock();
      const transfer = new Transfer(vault.root.page());
      await transfer.openImport();
      await transfer.choose([file]);
      await expect(transfer.heading('Before anything is stored')).toBeVisible();
      await pressAndDie(transfer.page, transfer.button(`Import ${COUNT} entries`), delay);

      vault = await visit(context);
      const count = (await stored(vault.root.page(), store)).length;
      expect([1, 1 + COUNT]).toContain(count);
      seen.add(count);
      if (isSealed) await vault.unlock();
      await expect(vault.root.getByText(count === 1 ? '1 code' : `${1 + COUNT} codes`, { exact: true })).toBeVisible();
      await expect(vault.root.getByText(/damaged/)).toHaveCount(0);
      await vault.root.page().close();
      // They are in: the next delays are longer still.
      if (count > 1) break;
    }
    expect(seen.size).toBe(2);
  });
}

/** Whether this password opens the vault, with the one entry in it whole. */
async function opens(context: BrowserContext, password: string): Promise<boolean> {
  const vault = await visit(context);
  await vault.unlock(password);
  const isOpen = vault.button('Lock');
  const isWrong = vault.root.getByText('This does not open your codes.');
  await expect(isOpen.or(isWrong).first()).toBeVisible();
  const opened = await isOpen.isVisible();
  if (opened) await expect(vault.root.getByText(/damaged/)).toHaveCount(0);
  expect(await stored(vault.root.page(), 'sealed')).toHaveLength(1);
  await vault.root.page().close();
  return opened;
}
