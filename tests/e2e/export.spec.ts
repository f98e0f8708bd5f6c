// What goes out for other programs: told before, read by independent code after, and back in another browser.
import { createDecipheriv, scryptSync } from 'node:crypto';
import type { Locator } from '@playwright/test';
import * as OTPAuth from 'otpauth';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { codeOf, readQr } from './independent';
import { RFC_KEY_BASE32, seed, stored, type Seed } from './own-entries';
import { Transfer } from './pages/transfer';
import { VAULT_PASSWORD, Vault } from './pages/vault';
import { WorkerGate } from './worker-gate';

const FILE_PASSWORD = 'a password for the file ≠ 🐎';

/** One of every kind. */
const ENTRIES: Seed[] = [
  { issuer: 'Gov Cloud', account: 'alice', algorithm: 'Sha256', digits: 8, kind: { Totp: { period_secs: 20 } }, note: 'from the bank', tags: ['work'] },
  { issuer: 'Post Office', account: 'bob', kind: { Hotp: { counter: 7 } } },
  { issuer: 'Steam', account: 'carol', kind: 'Steam', digits: 5 },
];

interface AegisEntry {
  type: string;
  issuer: string;
  name: string;
  note: string;
  info: { secret: string; algo: string; digits: number; period?: number; counter?: number };
}

/** What Aegis would find in its database. */
function expectAegis(entries: AegisEntry[]): void {
  const told = entries.map(({ type, issuer, name, info }) => [type, issuer, name, info.algo, info.digits, info.period ?? info.counter]);
  expect(told).toEqual([
    ['totp', 'Gov Cloud', 'alice', 'SHA256', 8, 20],
    ['hotp', 'Post Office', 'bob', 'SHA1', 6, 7],
    ['steam', 'Steam', 'carol', 'SHA1', 5, 30],
  ]);
  expect(entries.map(({ info }) => info.secret)).toEqual([RFC_KEY_BASE32, RFC_KEY_BASE32, RFC_KEY_BASE32]);
  expect(entries[0]!.note).toBe('from the bank');
}

/** The entries as they are stored, but for what belongs to the browser alone. */
async function essence(transfer: Transfer): Promise<Record<string, unknown>[]> {
  const records = await stored(transfer.page, 'entries');
  const essence = records.map(({ issuer, account, kind, algorithm, digits, note, tags, secret }) => ({ issuer, account, kind, algorithm, digits, note, tags, secret }));
  return essence.sort((a, b) => String(a.account).localeCompare(String(b.account)));
}

/** Brings a file into another browser and gives what is stored there. */
async function broughtElsewhere(from: Transfer, name: string, buffer: Buffer, password?: string): Promise<Record<string, unknown>[]> {
  const fresh = await Transfer.elsewhere(from.page);
  await fresh.openImport();
  await fresh.choose([{ name, mimeType: 'application/octet-stream', buffer }]);
  if (password !== undefined) await fresh.fileSealed(password);
  await fresh.importSelected();
  const there = await essence(fresh);
  await fresh.page.context().close();
  return there;
}

async function begin(page: Transfer['page'], entries = ENTRIES): Promise<Transfer> {
  await seed(page, entries);
  const transfer = new Transfer(page);
  await transfer.openExport();
  return transfer;
}

test.beforeEach(async ({ app }) => {
  await app.authenticator.open();
});

test('Aegis, open: a warning first, then a file that is what Aegis reads', async ({ app }) => {
  const transfer = await begin(app.page);
  await transfer.begin('Aegis, open');
  await expect(transfer.heading('The keys will be open')).toBeVisible();
  await transfer.button('Back').click();
  const { name, buffer } = await transfer.openedExport('Aegis, open');
  await expect(transfer.root.getByText('3 entries: written, read again and compared.')).toBeVisible();
  expect(name).toMatch(/^aegis-plain-\d{4}-\d\d-\d\d\.json$/);
  const { db, header } = JSON.parse(buffer.toString()) as { db: { entries: AegisEntry[] }; header: unknown };
  expect(header).toEqual({ slots: null, params: null });
  expectAegis(db.entries);
  expect(await broughtElsewhere(transfer, name, buffer)).toEqual(await essence(transfer));
});

test('Aegis, sealed: the password gives the database, and nothing else does', async ({ app }) => {
  const transfer = await begin(app.page);
  const { name, buffer } = await transfer.sealedExport('Aegis, sealed', FILE_PASSWORD);
  expect(buffer.toString()).not.toMatch(/Gov Cloud|GEZDGNBV/);
  interface Sealed {
    header: {
      slots: { type: number; n: number; r: number; p: number; salt: string; key: string; key_params: { nonce: string; tag: string } }[];
      params: { nonce: string; tag: string };
    };
    db: string;
  }
  const { header, db } = JSON.parse(buffer.toString()) as Sealed;
  const hex = (text: string) => Buffer.from(text, 'hex');
  const opened = (key: Buffer, { nonce, tag }: { nonce: string; tag: string }, bytes: Buffer) => {
    const decipher = createDecipheriv('aes-256-gcm', key, hex(nonce));
    decipher.setAuthTag(hex(tag));
    return Buffer.concat([decipher.update(bytes), decipher.final()]);
  };
  const slot = header.slots[0]!;
  expect([slot.type, slot.n, slot.r, slot.p]).toEqual([1, 32_768, 8, 1]);
  const key = scryptSync(FILE_PASSWORD, hex(slot.salt), 32, { N: slot.n, r: slot.r, p: slot.p, maxmem: 64 << 20 });
  const masterKey = opened(key, slot.key_params, hex(slot.key));
  const clear = opened(masterKey, header.params, Buffer.from(db, 'base64'));
  expectAegis((JSON.parse(clear.toString()) as { entries: AegisEntry[] }).entries);
  expect(await broughtElsewhere(transfer, name, buffer, FILE_PASSWORD)).toEqual(await essence(transfer));
});

test('Key URIs: one a line, each as another program reads it', async ({ app }) => {
  const transfer = await begin(app.page);
  const { name, buffer } = await transfer.openedExport('Key URIs');
  expect(name).toMatch(/^key-uris-.*\.txt$/);
  const lines = buffer.toString().trim().split('\n');
  expect(lines).toHaveLength(3);
  const [totp, hotp] = lines.slice(0, 2).map((line) => OTPAuth.URI.parse(line));
  expect(totp).toMatchObject({ issuer: 'Gov Cloud', label: 'alice', algorithm: 'SHA256', digits: 8, period: 20 });
  expect(hotp).toMatchObject({ issuer: 'Post Office', label: 'bob', counter: 7 });
  expect(totp!.secret.base32).toBe(RFC_KEY_BASE32);
  const there = await broughtElsewhere(transfer, name, buffer);
  const unnoted = (await essence(transfer)).map((entry) => ({ ...entry, note: '', tags: [] }));
  expect(there).toEqual(unnoted);
});

test('a sheet to print: the key of each entry, and a code that a camera reads', async ({ app }) => {
  const { page } = app;
  const transfer = await begin(page);
  await transfer.begin('A sheet to print');
  await transfer.button('Export without sealing').click();
  await expect(transfer.root.getByText('3 entries: written, read again and compared.')).toBeVisible();
  const rows = transfer.root.locator('.sheet-row');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
  await expect(rows.first()).toContainText('every 20 s, SHA-256, 8 digits');
  const uri = await readQr(rows.first().getByRole('img', { name: 'Gov Cloud · alice' }));
  expect(OTPAuth.URI.parse(uri)).toMatchObject({ issuer: 'Gov Cloud', label: 'alice', digits: 8, period: 20 });
  // In the dark, too: paper is white.
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await readQr(rows.nth(2).getByRole('img'))).toContain('steam');

  await page.evaluate(() => Object.assign(window, { print: () => document.body.setAttribute('data-printed', 'yes') }));
  await transfer.button('Print').click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes');
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await expect(rows.first()).toBeVisible();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(transfer.button('Print')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await transfer.button('Done').click();
  await expect(transfer.heading('Export')).toBeVisible();
  await expect(page.locator('#content')).not.toContainText('GEZD');
});

test('a transfer goes by pixels: three pictures, out of order, the missing one named', async ({ app }) => {
  const { page } = app;
  const transfer = await begin(page, Array.from({ length: 25 }, (_, index) => ({ account: `user ${index}` })));
  await transfer.begin('QR codes for Google Authenticator');
  await transfer.button('Export without sealing').click();
  await expect(transfer.root.getByText('25 entries: written, read again and compared.')).toBeVisible();
  const pictures: Buffer[] = [];
  for (const part of [1, 2, 3]) {
    const code: Locator = transfer.root.getByRole('img', { name: `${part} of 3` });
    await expect(code).toBeVisible();
    pictures.push(await code.screenshot());
    expect(await readQr(code)).toMatch(/^otpauth-migration:\/\/offline\?data=/);
    if (part < 3) await transfer.button('Next').click();
  }
  const saved = page.waitForEvent('download');
  await transfer.button('Save as image').click();
  expect((await saved).suggestedFilename()).toBe('transfer-3-of-3.svg');
  const picture = (part: number) => ({ name: `${part}.png`, mimeType: 'image/png', buffer: pictures[part - 1]! });

  const fresh = await Transfer.elsewhere(page);
  await fresh.openImport();
  await fresh.choose([picture(3), picture(1)]);
  await expect(fresh.root.getByText('Some QR codes of this transfer are missing: 2 of 3.')).toBeVisible();
  await fresh.addImage([picture(2)]);
  await expect(fresh.root.getByText(/are missing/)).toHaveCount(0);
  expect(await fresh.importSelected()).toBe(25);
  await fresh.page.context().close();
});

test('a backup with a password of its own opens in another browser', async ({ app }) => {
  const transfer = await begin(app.page);
  const format = 'Backup with a password of its own';
  // Nothing else opens it, and that is said before.
  await transfer.begin(format);
  await expect(transfer.root.getByText(/Nobody can reset it/)).toBeVisible();
  await transfer.button('Back').click();
  const { name, buffer } = await transfer.sealedExport(format, FILE_PASSWORD);
  expect(buffer.toString()).not.toMatch(/Gov Cloud|GEZDGNBV/);
  expect(await broughtElsewhere(transfer, name, buffer, FILE_PASSWORD)).toEqual(await essence(transfer));
});

test('where there is a vault: a backup that opens as the codes do, and no open export without unlocking', async ({ app }) => {
  const { page } = app;
  await seed(page, ENTRIES);
  const before = await essence(new Transfer(page));
  const vault = new Vault(page);
  await vault.openProtection();
  const recoveryCode = await vault.protect();
  const transfer = new Transfer(page);
  await transfer.openExport();
  await expect(transfer.format('Backup, opened as these codes are')).toBeChecked();
  const press = () => transfer.root.getByRole('button', { name: 'Export 3 entries' }).click();
  const { name, buffer } = await transfer.handedOver(press);
  expect(buffer.toString()).not.toMatch(/Gov Cloud|GEZDGNBV/);
  for (const opener of [VAULT_PASSWORD, recoveryCode]) {
    expect(await broughtElsewhere(transfer, name, buffer, opener)).toEqual(before);
  }

  await transfer.button('Done').click();
  await transfer.begin('Key URIs');
  await expect(transfer.button('Export without sealing')).toHaveCount(0);
  await vault.unlock('something else');
  await expect(transfer.root.getByText('This does not open your codes.')).toBeVisible();
  await expect(transfer.heading('Exported')).toHaveCount(0);
  const opened = await transfer.handedOver(() => vault.unlock());
  expect(codeOf(opened.buffer.toString().split('\n')[0]!, 59_000)).toMatch(/^\d{8}$/);
});

test('nothing is handed over or claimed before what was written is read again and compared', async ({ app }) => {
  const { page } = app;
  const transfer = await begin(page);
  const gate = await WorkerGate.build(page);
  await page.evaluate(() => {
    const make = URL.createObjectURL.bind(URL);
    const files: unknown[] = [];
    Object.assign(window, { files });
    URL.createObjectURL = (file: Blob) => {
      files.push(file);
      return make(file);
    };
  });
  const filesMade = () => page.evaluate(() => (window as unknown as { files: unknown[] }).files.length);
  const press = async (format: string, check: string) => {
    const asked = await gate.asked(check);
    await gate.hold(check);
    await transfer.begin(format);
    if (check === 'check an export') await transfer.button('Export without sealing').click();
    await expect.poll(() => gate.asked(check)).toBe(asked + 1);
    await expect(transfer.root.getByText('Written, read again and compared…')).toBeVisible();
    await expect(transfer.heading('Exported')).toHaveCount(0);
    await expect(transfer.root.locator('.sheet-row, .qr')).toHaveCount(0);
    expect(await filesMade(), 'files that were handed over').toBe(0);
  };
  for (const format of ['A sheet to print', 'QR codes for Google Authenticator', 'Key URIs']) {
    await press(format, 'check an export');
    await gate.release();
    await expect(transfer.heading('Exported')).toBeVisible();
    expect(await filesMade()).toBe(format === 'Key URIs' ? 1 : 0);
    await transfer.button('Done').click();
  }
  const vault = new Vault(page);
  await vault.openProtection();
  await vault.protect();
  await transfer.openExport();
  await page.evaluate(() => void ((window as unknown as { files: unknown[] }).files.length = 0));
  await press('Backup, opened as these codes are', 'check a backup');
  await transfer.handedOver(() => gate.release());
  expect(await filesMade()).toBe(1);
});

test('what does not read back as it should is not handed over', async ({ app }) => {
  const { page } = app;
  const transfer = await begin(page);
  let downloads = 0;
  page.on('download', () => (downloads += 1));
  // What the worker reads again ends too early.
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message: [string, { bytes: Uint8Array }], transfer?: unknown) {
      if (message[0] === 'check an export') message[1].bytes = message[1].bytes.slice(0, -40);
      postMessage.call(this, message, transfer as StructuredSerializeOptions);
    };
  });
  await transfer.begin('Key URIs');
  await transfer.button('Export without sealing').click();
  await expect(transfer.root.getByText(/What was written does not read back as your entries, and was not handed over/)).toBeVisible();
  await expect(transfer.heading('Exported')).toHaveCount(0);
  expect(downloads).toBe(0);
});

test('what a format cannot carry is told before, entry by entry', async ({ app }) => {
  const transfer = await begin(app.page);
  await transfer.format('QR codes for Google Authenticator').check();
  const losses = transfer.root.getByRole('list', { name: 'What is lost' }).getByRole('listitem');
  await expect(losses.filter({ hasText: 'Steam · carol' })).toContainText('the format knows no Steam keys');
  await expect(losses.filter({ hasText: 'Gov Cloud · alice' })).toContainText('the format knows no period of 20 s');
  await expect(transfer.button('Export 1 entry'), 'what goes out, not what is here').toBeVisible();
  await transfer.format('Aegis, open').check();
  await expect(transfer.root.getByText('This format carries all of it.')).toBeVisible();
  await expect(transfer.button('Export 3 entries')).toBeVisible();
});

test('every screen of the export stands every look', async ({ app }) => {
  test.setTimeout(600_000);
  const { page } = app;
  const transfer = await begin(page, [...ENTRIES, { issuer: '阿里云', account: '小王'.repeat(20), note: 'a note' }]);
  await transfer.format('QR codes for Google Authenticator').check();
  await expectAccessible(page, 'export, with losses');
  await transfer.begin('Aegis, sealed');
  await transfer.field('New password').fill('short');
  await transfer.button('Export').click();
  await expectAccessible(page, 'password of the file');
  await transfer.button('Back').click();
  await transfer.begin('Aegis, open');
  await expectAccessible(page, 'warning');
  await transfer.handedOver(() => transfer.button('Export without sealing').click());
  await expectAccessible(page, 'a file was handed over');
  for (const [format, screen] of [['QR codes for Google Authenticator', 'codes'], ['A sheet to print', 'sheet']] as const) {
    await transfer.button('Done').click();
    await transfer.begin(format);
    await transfer.button('Export without sealing').click();
    await expect(transfer.heading('Exported')).toBeVisible();
    await expectAccessible(page, screen);
  }
  await transfer.button('Done').click();
  const vault = new Vault(page);
  await vault.openProtection();
  await vault.protect();
  await transfer.openExport();
  await transfer.begin('Key URIs');
  await expect(transfer.field('Password')).toBeVisible();
  await expectAccessible(page, 'unlock before an open export');
});
