// This browser's own authenticator in several tabs: none of them undoes, or writes over, what another did.
import type { BrowserContext, Page } from '@playwright/test';
import { expect, open, test } from './fixtures';
import { RFC_KEY_BASE32, UNPROTECTED, putNewerVault, seed, stored } from './own-entries';
import { CodesPage } from './pages/codes';
import type { Counterpart } from './pages/counterpart';
import { Transfer } from './pages/transfer';
import { Vault } from './pages/vault';

const IMPORTED = {
  name: 'keys.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from(`otpauth://totp/Imported:one?secret=${RFC_KEY_BASE32}&issuer=Imported`),
};

async function everything(page: Page): Promise<unknown[]> {
  return Promise.all(['entries', 'sealed', 'vault', 'notes'].map((store) => stored(page, store)));
}

test.beforeEach(async ({ app }) => {
  await app.page.goto('/authenticator');
  await expect(app.authenticator.button('Go on without')).toBeVisible();
});

for (const isSealed of [false, true]) {
  test(`a tab of an older version writes nothing where ${isSealed ? 'a newer one changed the vault' : 'a newer one sealed'}`, async ({
    app,
  }) => {
    const { page } = app;
    if (isSealed) {
      await seed(page, [{ account: 'alice' }]);
      await new Vault(page).protect();
    } else {
      await seed(page, [{ account: 'alice' }], UNPROTECTED);
    }
    const transfer = new Transfer(page);
    await transfer.openImport();
    await transfer.choose([IMPORTED]);
    await expect(transfer.heading('Before anything is stored')).toBeVisible();
    // What is noted by itself is noted before: that there is no backup, and that the browser was asked to keep all this.
    const noted = async () => JSON.stringify(await stored(page, 'notes'));
    await expect.poll(noted).toMatch(isSealed ? /"ciphertext".*},true/ : /"changed_at"/);
    await putNewerVault(page);
    const before = await everything(page);
    await transfer.root.getByRole('button', { name: /^Import 1 entr/ }).click();
    await expect(transfer.heading('Made by a newer version')).toBeVisible();
    expect(await everything(page)).toEqual(before);
  });
}

test('what one tab chooses holds in every tab, and none writes old choices back', async ({ app, context }) => {
  const { page } = app;
  await seed(page, [{ account: 'alice' }]);
  const first = new Vault(page);
  await first.protect();
  const second = await Vault.inAnotherTab(context);
  await second.openProtection();
  await first.openProtection();
  await first.field('Lock after').selectOption({ label: '1 minute' });
  await expect(second.field('Lock after')).toHaveValue('60');
  await second.root.getByLabel('Hide codes until they are tapped').check();
  await expect(first.root.getByLabel('Hide codes until they are tapped')).toBeChecked();
  await app.reload();
  await first.unlock();
  await expect(first.field('Lock after')).toHaveValue('60');
  await expect(first.root.getByLabel('Hide codes until they are tapped')).toBeChecked();
});

test('choices that one tab makes at once are all kept', async ({ app }) => {
  const { page } = app;
  await seed(page, [{ account: 'alice' }], UNPROTECTED);
  const vault = new Vault(page);
  await vault.openProtection();
  await page.evaluate(() => document.querySelectorAll<HTMLInputElement>('.own input[type=checkbox]').forEach((box) => box.click()));
  await expect
    .poll(async () => (await stored(page, 'notes')).find((note) => 'hides_codes' in note))
    .toMatchObject({ hides_codes: true, shows_next_code: false, goes_unprotected: true });
});

test('locking in one tab locks every tab', async ({ app, context }) => {
  const { page } = app;
  await seed(page, [{ account: 'alice' }]);
  const first = new Vault(page);
  await first.protect();
  const second = await Vault.inAnotherTab(context);
  await expect(second.root.getByRole('listitem', { name: 'Gov Cloud, alice' })).toBeVisible();
  await first.lock();
  await expect(second.lockedHeading).toBeVisible();
  await expect(second.root.getByRole('listitem', { name: 'Gov Cloud, alice' })).toHaveCount(0);
});

test('a tab that is hidden locks every tab if that was chosen, and none otherwise', async ({ app, context }) => {
  const { page } = app;
  await seed(page, [{ account: 'alice' }]);
  const first = new Vault(page);
  await first.protect();
  const second = await Vault.inAnotherTab(context);
  const card = second.root.getByRole('listitem', { name: 'Gov Cloud, alice' });
  await first.hide();
  // What is changed afterwards reaches the other tab behind any word that it should lock.
  await new CodesPage(page).choose('Gov Cloud, alice', 'Pin');
  await expect(card.getByRole('img', { name: 'Pinned' })).toBeVisible();
  await expect(first.lockedHeading).toHaveCount(0);

  await first.openProtection();
  await first.root.getByLabel('Lock when this tab is hidden').check();
  await first.hide();
  await expect(first.lockedHeading).toBeVisible();
  await expect(second.lockedHeading).toBeVisible();
  await expect(card).toHaveCount(0);
});

test('a tab that nobody touches does not lock the one in use', async ({ app, context }) => {
  const { page } = app;
  await seed(page, [{ account: 'alice' }]);
  const first = new Vault(page);
  await first.protect();
  await first.openProtection();
  await first.field('Lock after').selectOption({ label: '1 minute' });
  const second = await Vault.inAnotherTab(context);
  const idle = second.root.page();
  for (let turn = 0; turn < 3; turn += 1) {
    // The other tab has heard of the key before its time goes on.
    await idle.evaluate(() => {
      const heard = new Promise<void>((resolve) => {
        new BroadcastChannel('counterpart').onmessage = ({ data }) => data === 'active' && resolve();
      });
      Object.assign(window, { heard });
    });
    await page.keyboard.press('Shift');
    await idle.evaluate(() => (window as unknown as { heard: Promise<void> }).heard);
    // One clock is that of every tab.
    await app.pass(40);
  }
  await expect(new CodesPage(idle).card('Gov Cloud, alice')).toBeVisible();
  await expect(first.field('Lock after')).toBeVisible();
  // Nobody is anywhere: both lock.
  await app.pass(61);
  await expect(first.lockedHeading).toBeVisible();
  await expect(second.lockedHeading).toBeVisible();
});

test.describe('the backup', () => {
  const DAY_SECONDS = 86_400;
  const BACKUP = 'Backup with a password of its own';
  const reminder = (tab: Transfer) => tab.root.getByText(/2 entries are in no backup/);

  /** Two tabs that remind of a backup, both at the codes. */
  async function overdue({ app, context }: { app: Counterpart; context: BrowserContext }): Promise<[Transfer, Transfer]> {
    await seed(app.page, [{ account: 'alice' }, { account: 'bob' }], UNPROTECTED);
    const page = await context.newPage();
    // A tab that sleeps hears of nothing.
    await page.addInitScript(() => {
      const sleep = { isAsleep: false };
      Object.assign(window, { sleep });
      window.BroadcastChannel = class extends BroadcastChannel {
        constructor(name: string) {
          super(name);
          this.addEventListener('message', (event) => sleep.isAsleep && event.stopImmediatePropagation());
        }
      };
    });
    await open(page, '/authenticator');
    const tabs: [Transfer, Transfer] = [new Transfer(app.page), new Transfer(page)];
    await expect.poll(async () => JSON.stringify(await stored(app.page, 'notes'))).toContain('changed_at');
    for (const tab of tabs) {
      await tab.page.reload();
      await expect(tab.root.getByRole('region', { name: 'Codes' })).toBeVisible();
    }
    await app.pass(7 * DAY_SECONDS + 600);
    for (const tab of tabs) await expect(reminder(tab)).toBeVisible();
    return tabs;
  }

  /** Waits until no tab has told another of anything for longer than changes settle; says whether that came to be. */
  async function fellSilent(tab: Transfer): Promise<boolean> {
    return tab.page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const silence = () => setTimeout(() => resolve(true), 2_500);
          let timer = silence();
          setTimeout(() => resolve(false), 15_000);
          new BroadcastChannel('counterpart').onmessage = ({ data }) => {
            if (!String(data).startsWith('authenticator')) return;
            clearTimeout(timer);
            timer = silence();
          };
        }),
    );
  }

  /** A verified backup of all, after a reload in each of the tabs. */
  async function expectKnown(tabs: Transfer[]): Promise<void> {
    for (const tab of tabs) {
      await tab.page.goto('/authenticator/export');
      await expect(tab.root.getByText(/^Last verified backup: /)).toBeVisible();
      await expect(tab.root.getByText('Nothing has changed since.')).toBeVisible();
    }
  }

  test('that one tab made is known in the other', async ({ app, context }) => {
    const [first, second] = await overdue({ app, context });
    await first.openExport();
    await first.sealedExport(BACKUP, 'a password for the file');
    await expect(reminder(second)).toBeHidden();
    // What each of them knows it does not write over what the other wrote.
    expect(await fellSilent(second), 'the tabs come to rest').toBe(true);
    await expect(reminder(second)).toBeHidden();
    await expectKnown([first, second]);
  });

  test('that one tab made is not taken back by another that puts off a reminder', async ({ app, context }) => {
    const [first, second] = await overdue({ app, context });
    await second.page.evaluate(() => void ((window as unknown as { sleep: { isAsleep: boolean } }).sleep.isAsleep = true));
    await first.openExport();
    await first.sealedExport(BACKUP, 'a password for the file');
    await first.button('Done').click();
    await expect(first.root.getByText(/^Last verified backup: /)).toBeVisible();
    await second.button('Remind me later').click();
    await expect(reminder(second)).toBeHidden();
    await expectKnown([first, second]);
  });
});
