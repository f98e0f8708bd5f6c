// What comes in from other programs and what goes out: looked at before, counted after, and read back.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, open, test } from './fixtures';
import { seed, stored } from './own-entries';
import { AuthenticatorPage } from './pages/authenticator';
import { Transfer } from './pages/transfer';

const FIXTURES = 'tests/fixtures/import';
const FIXTURE_PASSWORD = 'correct horse ≠ Batterie Käfig 🐎';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function fixture(name: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  return { name, mimeType: 'application/octet-stream', buffer: await readFile(`${FIXTURES}/${name}`) };
}

/** Another browser profile: nothing of this one is in it. */
async function elsewhere(page: Page): Promise<Transfer> {
  const context = await page.context().browser()!.newContext();
  const fresh = await context.newPage();
  await open(fresh, '/authenticator');
  await fresh.getByRole('button', { name: 'Go on without' }).click();
  return new Transfer(fresh);
}

test.beforeEach(async ({ app }) => {
  await app.authenticator.open();
});

for (const [name, program] of [
  ['aegis.json', 'Aegis'],
  ['two_fas.2fas', '2FAS'],
  ['bitwarden.csv', 'Bitwarden CSV'],
]) {
  test(`${name}: looked at, stored, counted and taken back`, async ({ app }) => {
    const transfer = new Transfer(app.page);
    await transfer.openImport();
    await transfer.choose([await fixture(name!)]);
    await expect(transfer.heading('Before anything is stored')).toBeVisible();
    await expect(transfer.root.getByText(`Read as: ${program}`)).toBeVisible();
    expect(await stored(app.page, 'entries')).toEqual([]);

    const count = await transfer.importSelected();
    expect(count).toBeGreaterThan(5);
    await expect(transfer.root.getByText(`${count} entries are stored`)).toBeVisible();
    expect(await stored(app.page, 'entries')).toHaveLength(count);
    await transfer.button('Undo import').click();
    await expect(transfer.root.getByText('The import is undone.')).toBeVisible();
    expect(await stored(app.page, 'entries')).toEqual([]);

    // Once it is here, the same file brings nothing that would be chosen by itself.
    for (const expected of [count, 0]) {
      await transfer.button('Import something else').click();
      await transfer.choose([await fixture(name!)]);
      await expect(transfer.root.getByText(new RegExp(`^${expected} of \\d+ selected$`))).toBeVisible();
      if (expected > 0) await transfer.importSelected();
    }
  });
}

test('a sealed file: a wrong password says so, the right one opens it', async ({ app }) => {
  const transfer = new Transfer(app.page);
  await transfer.openImport();
  await transfer.choose([await fixture('aegis_sealed.json')]);
  await transfer.fileSealed('something else');
  await expect(transfer.root.getByText('The password does not open this file.')).toBeVisible();
  await transfer.fileSealed(FIXTURE_PASSWORD);
  await expect(transfer.heading('Before anything is stored')).toBeVisible();
});

test('a file that asks for a gibibyte says so, and can be left', async ({ app }) => {
  const transfer = new Transfer(app.page);
  await transfer.openImport();
  await transfer.choose([await fixture('ente_auth_sealed_1_gib.json')]);
  await transfer.fileSealed(FIXTURE_PASSWORD);
  await expect(transfer.heading('This file asks for more than usual')).toBeVisible();
  await expect(transfer.root.getByText(/1024 MiB/)).toBeVisible();
  await transfer.button('Stop').click();
  await expect(transfer.heading('Import from another app')).toBeVisible();
});

test('what is no backup, and what ends too early, say so', async ({ app }) => {
  const transfer = new Transfer(app.page);
  await transfer.openImport();
  await transfer.choose([{ name: 'song.json', mimeType: 'application/json', buffer: Buffer.from('{"song":1}') }]);
  await expect(transfer.root.getByText('This format is not known.')).toBeVisible();
  const { buffer } = await fixture('aegis.json');
  await transfer.choose([{ name: 'half.json', mimeType: 'application/json', buffer: buffer.subarray(0, 900) }]);
  await expect(transfer.root.getByText('The file ends too early.')).toBeVisible();
});

test('a backup with a password of its own opens in another browser', async ({ app }) => {
  const { page } = app;
  await seed(page, [
    { issuer: 'Gov Cloud', account: 'alice', note: 'from the bank', tags: ['work'] },
    { issuer: 'Post Office', account: 'bob', kind: { Hotp: { counter: 7 } } },
  ]);
  const transfer = new Transfer(page);
  await transfer.openExport();
  await transfer.format('Backup with a password of its own').check();
  await transfer.button('Export 2 entries').click();
  await transfer.field('New password').fill('a password for the file');
  await transfer.field('Repeat the password').fill('a password for the file');
  const download = page.waitForEvent('download');
  await transfer.root.getByRole('button', { name: /^(Export|Save)/ }).first().click();
  await expect(transfer.root.getByText('2 entries: written, read again and compared.')).toBeVisible();
  const file = await (await download).path();
  const buffer = await readFile(file);
  expect(buffer.toString()).not.toMatch(/Gov Cloud|GEZDGNBV/);

  const fresh = await elsewhere(page);
  await fresh.openImport();
  await fresh.choose([{ name: 'backup.json', mimeType: 'application/json', buffer }]);
  await fresh.fileSealed('a password for the file');
  expect(await fresh.importSelected()).toBe(2);
  await fresh.button('Show the codes').or(fresh.root.getByRole('link', { name: 'Show the codes' })).click();
  const entry = new AuthenticatorPage(fresh.page).entry('Gov Cloud, alice');
  await expect(entry).toBeVisible();
  await fresh.page.context().close();
});

test('a transfer goes by pixels: three pictures, out of order, the missing one named', async ({ app }) => {
  const { page } = app;
  await seed(
    page,
    Array.from({ length: 25 }, (_, index) => ({ issuer: 'Gov Cloud', account: `user ${index}` })),
  );
  const transfer = new Transfer(page);
  await transfer.openExport();
  await transfer.format('QR codes for Google Authenticator').check();
  await transfer.button('Export 25 entries').click();
  await transfer.button('Export without sealing').click();
  await expect(transfer.root.getByText('25 entries: written, read again and compared.')).toBeVisible();
  const pictures: Buffer[] = [];
  for (const part of [1, 2, 3]) {
    const code: Locator = transfer.root.getByRole('img', { name: `${part} of 3` });
    await expect(code).toBeVisible();
    pictures.push(await code.screenshot());
    if (part < 3) await transfer.button('Next').click();
  }
  const picture = (part: number) => ({ name: `${part}.png`, mimeType: 'image/png', buffer: pictures[part - 1]! });

  const fresh = await elsewhere(page);
  await fresh.openImport();
  await fresh.choose([picture(3), picture(1)]);
  await expect(fresh.root.getByText('Some QR codes of this transfer are missing: 2 of 3.')).toBeVisible();
  await fresh.addImage([picture(2)]);
  await expect(fresh.root.getByText(/are missing/)).toHaveCount(0);
  expect(await fresh.importSelected()).toBe(25);
  await fresh.page.context().close();
});

test('what a format cannot carry is told before, entry by entry', async ({ app }) => {
  const { page } = app;
  await seed(page, [
    { issuer: 'Gov Cloud', account: 'alice', note: 'a note' },
    { issuer: 'Steam', account: 'carol', kind: 'Steam', digits: 5 },
  ]);
  const transfer = new Transfer(page);
  await transfer.openExport();
  await transfer.format('QR codes for Google Authenticator').check();
  await expect(transfer.root.getByText('the format knows no Steam keys')).toBeVisible();
  await expect(transfer.root.getByText('its note', { exact: false }).first()).toBeVisible();
});

test('the places have no accessibility violations, in both themes and at both widths', async ({ app }) => {
  const { page } = app;
  const transfer = new Transfer(page);
  const check = async (screen: string) => {
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 800 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
        expect(violations, `${screen}, ${width} px, ${colorScheme}`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${screen} is wider than ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  };
  await transfer.openImport();
  await check('import');
  await transfer.choose([await fixture('aegis.json')]);
  await expect(transfer.heading('Before anything is stored')).toBeVisible();
  await check('preview');
  await transfer.importSelected();
  await check('imported');
  await transfer.openExport();
  await check('export');
});
