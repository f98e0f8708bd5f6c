// The backup's health: what the last one lacks, a calm reminder, a file that is rewritten, and what the browser promises.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { UNPROTECTED, put, seed, stored, type Seed } from './own-entries';
import { CodesPage } from './pages/codes';
import { Transfer } from './pages/transfer';
import { VAULT_PASSWORD, Vault } from './pages/vault';
import { WorkerGate } from './worker-gate';

const DAY_SECONDS = 86_400;
const FILE_PASSWORD = 'a password for the file';
const BACKUP = 'Backup with a password of its own';
/** Longer than changes are waited for before the file is rewritten, in seconds. */
const SETTLED_SECONDS = 2;

async function begin(page: Page): Promise<Transfer> {
  await seed(page, [{ account: 'alice' }, { account: 'bob' }], UNPROTECTED);
  return new Transfer(page);
}

/** Renames an entry in the list of codes. */
async function rename(page: Page, from: string, to: string): Promise<void> {
  const codes = new CodesPage(page);
  await codes.root.getByRole('link', { name: 'Codes' }).or(codes.root.getByRole('link', { name: 'Entries' })).first().click();
  await codes.choose(from, 'Edit');
  await codes.dialog.getByLabel('Account', { exact: true }).fill(to);
  await codes.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(codes.dialog).toBeHidden();
}

test.beforeEach(async ({ app }) => {
  await app.page.goto('/authenticator');
  await expect(app.authenticator.button('Go on without')).toBeVisible();
});

test('what the last verified backup lacks is counted', async ({ app }) => {
  const { page } = app;
  const transfer = await begin(page);
  await transfer.openExport();
  await expect(transfer.root.getByText('No verified backup yet.')).toBeVisible();
  await expect(transfer.root.getByText('Entries: 2 not in it.')).toBeVisible();
  await transfer.sealedExport(BACKUP, FILE_PASSWORD);
  await transfer.button('Done').click();
  await expect(transfer.root.getByText(/^Last verified backup: \d{4}-\d\d-\d\d \d\d:\d\d$/)).toBeVisible();
  await expect(transfer.root.getByText('Nothing has changed since.')).toBeVisible();

  await rename(page, 'Gov Cloud, alice', 'alice the second');
  await transfer.openExport();
  await expect(transfer.root.getByText('Entries: 1 changed.')).toBeVisible();
  await app.reload();
  await expect(transfer.root.getByText('Entries: 1 changed.')).toBeVisible();
  await expect(transfer.root.getByText(/^Last verified backup:/)).toBeVisible();
});

test('an export of some entries, or one that loses something, is no backup', async ({ app }) => {
  const { page } = app;
  await seed(page, [{ account: 'alice', tags: ['work'] }, { account: 'bob', note: 'from the bank' }], UNPROTECTED);
  const transfer = new Transfer(page);
  const expectNone = async () => {
    await transfer.button('Done').click();
    // What is remembered is remembered after the file was handed over: looked at once more, it is there.
    await app.reload();
    await expect(transfer.root.getByText('No verified backup yet.')).toBeVisible();
    await expect(transfer.root.getByText('Entries: 2 not in it.')).toBeVisible();
  };
  await transfer.openExport();
  await transfer.begin('QR codes for Google Authenticator');
  await transfer.button('Export without sealing').click();
  await expect(transfer.heading('Exported')).toBeVisible();
  await expectNone();

  // All, but not all of each.
  await transfer.openedExport('Key URIs');
  await expect(transfer.root.getByText('2 entries: written, read again and compared.')).toBeVisible();
  await expectNone();

  // All of each, but not all.
  await transfer.format(BACKUP).check();
  await transfer.field('Which entries').selectOption({ label: 'Tag: work' });
  await transfer.sealedExport(BACKUP, FILE_PASSWORD);
  await expect(transfer.root.getByText('1 entry: written, read again and compared.')).toBeVisible();
  await expectNone();
});

test('a week after the first change it reminds, is put off for three days, and is content with a backup', async ({ app }) => {
  const { page } = app;
  const transfer = await begin(page);
  const reminder = transfer.root.getByText(/2 entries are in no backup/);
  await expect.poll(async () => JSON.stringify(await stored(page, 'notes'))).toContain('changed_at');
  await app.pass(6 * DAY_SECONDS);
  await expect(transfer.root.getByRole('region', { name: 'Codes' })).toBeVisible();
  await expect(reminder).toBeHidden();
  await app.pass(DAY_SECONDS + 600);
  await expect(reminder).toBeVisible();
  await transfer.openExport();
  await expect(transfer.root.getByText('The backup is overdue: make one below.')).toBeVisible();
  await page.goBack();
  await transfer.button('Remind me later').click();
  await expect(reminder).toBeHidden();
  await app.pass(2 * DAY_SECONDS);
  await expect(reminder).toBeHidden();
  await app.pass(DAY_SECONDS + 600);
  await expect(reminder).toBeVisible();
  await expectAccessible(page, 'reminder');

  await transfer.root.getByRole('link', { name: 'Back up now' }).click();
  await expect(transfer.heading('Export')).toBeVisible();
  await transfer.sealedExport(BACKUP, FILE_PASSWORD);
  await page.goto('/authenticator');
  await expect(transfer.root.getByRole('region', { name: 'Codes' })).toBeVisible();
  await app.pass(20 * DAY_SECONDS);
  await expect(reminder).toBeHidden();
});

/** A person who chooses a file: a true one, in the browser's private file system, since no test can press in its dialog. */
async function chooses(page: Page, name: string): Promise<void> {
  await page.evaluate((name) => {
    const choose = async () => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
    Object.assign(window, { showSaveFilePicker: choose });
  }, name);
}

async function content(page: Page, name: string): Promise<string> {
  let text = '';
  // A file that is being replaced just then cannot be read: it is looked at again.
  await expect(async () => {
    text = await page.evaluate(async (name) => {
      const handle = await (await navigator.storage.getDirectory()).getFileHandle(name);
      return (await handle.getFile()).text();
    }, name);
  }).toPass();
  return text;
}

test('a sealed backup is rewritten into a chosen file after each change, and read again', async ({ app }) => {
  const { page } = app;
  const transfer = await begin(page);
  await transfer.openExport();
  await expect(transfer.root.getByText(/Protect your codes first: only a sealed backup/)).toBeVisible();
  const vault = new Vault(page);
  await vault.openProtection();
  await vault.protect();
  await transfer.openExport();
  await chooses(page, 'backup.json');
  await transfer.button('Choose a file').click();
  await expect(transfer.root.getByText('backup.json')).toBeVisible();
  await expect(transfer.root.getByText(/^Written and read again: /)).toBeVisible();
  await expect(transfer.root.getByText('Nothing has changed since.')).toBeVisible();
  const first = await content(page, 'backup.json');
  expect(first).not.toMatch(/Gov Cloud|GEZDGNBV/);

  await rename(page, 'Gov Cloud, alice', 'alice the second');
  await app.pass(SETTLED_SECONDS);
  await expect.poll(() => content(page, 'backup.json')).not.toBe(first);
  await transfer.openExport();
  await expect(transfer.root.getByText(/^Written and read again: /)).toBeVisible();
  const second = await content(page, 'backup.json');
  const fresh = await Transfer.elsewhere(page);
  await fresh.openImport();
  await fresh.choose([{ name: 'backup.json', mimeType: 'application/json', buffer: Buffer.from(second) }]);
  await fresh.fileSealed(VAULT_PASSWORD);
  expect(await fresh.importSelected()).toBe(2);
  expect((await stored(fresh.page, 'entries')).map(({ account }) => account).sort()).toEqual(['alice the second', 'bob']);
  await fresh.page.context().close();

  // It is remembered, and goes on after the next unlock.
  await app.reload();
  await vault.unlock();
  await rename(page, 'Gov Cloud, bob', 'bob the second');
  await app.pass(SETTLED_SECONDS);
  await expect.poll(() => content(page, 'backup.json')).not.toBe(second);

  await transfer.openExport();
  await expectAccessible(page, 'a backup by itself');
  // On a person's disk a file that was moved away is not found; the private file system would make it anew.
  await page.evaluate(() => {
    const gone = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    Object.assign(FileSystemFileHandle.prototype, { createWritable: gone });
  });
  await rename(page, 'Gov Cloud, bob the second', 'bob the third');
  await app.pass(SETTLED_SECONDS);
  await transfer.openExport();
  await expect(transfer.root.getByText('The file was moved or deleted. Choose another.')).toBeVisible();
  await expect(transfer.root.getByText('Entries: 1 changed.')).toBeVisible();
  await transfer.button('Stop').click();
  await expect(transfer.button('Choose a file')).toBeVisible();
});

test('a backup is not written without an entry that cannot be read, and says so', async ({ app }) => {
  const { page } = app;
  await seed(page, [{ account: 'alice' }, { account: 'bob' }], UNPROTECTED);
  const transfer = new Transfer(page);
  await chooseFile(page, transfer);
  const before = await content(page, 'backup.json');
  const [record] = await stored(page, 'sealed');
  await put(page, 'sealed', [[String(record!.id), { ...record, ciphertext: 'AAAA' }]]);
  await new Vault(page).unlock();
  await app.pass(SETTLED_SECONDS);
  await transfer.openExport();
  await expect(transfer.root.getByText(/^Nothing was written, since some entries here cannot be read\./)).toBeVisible();
  expect(await content(page, 'backup.json')).toBe(before);
});

/** Protects what is here, and has a backup written into a file by itself. */
async function chooseFile(page: Page, transfer: Transfer): Promise<void> {
  const vault = new Vault(page);
  await vault.openProtection();
  await vault.protect();
  await transfer.openExport();
  await chooses(page, 'backup.json');
  await transfer.button('Choose a file').click();
  await expect(transfer.root.getByText(/^Written and read again: /)).toBeVisible();
}

/** A backup by itself, begun on an earlier visit: whatever this one has not yet noted. */
async function beginFile(page: Page, seeds: Seed[]): Promise<Transfer> {
  await seed(page, seeds, UNPROTECTED);
  const transfer = new Transfer(page);
  await chooseFile(page, transfer);
  await page.reload();
  await new Vault(page).unlock();
  await expect(transfer.root.getByText('Nothing has changed since.')).toBeVisible();
  return transfer;
}

test('after a reload another password reaches the file, and the old one no longer opens it', async ({ app }) => {
  const { page } = app;
  const transfer = await beginFile(page, [{ account: 'alice' }]);
  const before = await content(page, 'backup.json');
  const vault = new Vault(page);
  await vault.openProtection();
  await vault.changePassword('another long password');
  await app.pass(SETTLED_SECONDS);
  await expect.poll(() => content(page, 'backup.json')).not.toBe(before);
  await transfer.openExport();
  await expect(transfer.root.getByText(/^Written and read again: /)).toBeVisible();

  const fresh = await Transfer.elsewhere(page);
  await fresh.openImport();
  const buffer = Buffer.from(await content(page, 'backup.json'));
  await fresh.choose([{ name: 'backup.json', mimeType: 'application/json', buffer }]);
  await fresh.fileSealed(VAULT_PASSWORD);
  await expect(fresh.root.getByText('The password does not open this file.')).toBeVisible();
  await fresh.fileSealed('another long password');
  expect(await fresh.importSelected()).toBe(1);
  await fresh.page.context().close();
});

test('after a reload a counter that went on reaches the file, which then gives no used code', async ({ app }) => {
  const { page } = app;
  const transfer = await beginFile(page, [{ account: 'counted', kind: { Hotp: { counter: 4 } } }]);
  const before = await content(page, 'backup.json');
  const codes = new CodesPage(page);
  await codes.root.getByRole('link', { name: 'Codes' }).first().click();
  await codes.face('Gov Cloud, counted').click();
  await expect(codes.code('Gov Cloud, counted')).toHaveText(/\d/);
  await app.pass(SETTLED_SECONDS);
  await expect.poll(() => content(page, 'backup.json')).not.toBe(before);
  await transfer.openExport();
  await expect(transfer.root.getByText('Nothing has changed since.')).toBeVisible();
  await expect(transfer.root.getByText(/^Written and read again: /)).toBeVisible();
  const fresh = await Transfer.elsewhere(page);
  await fresh.openImport();
  const buffer = Buffer.from(await content(page, 'backup.json'));
  await fresh.choose([{ name: 'backup.json', mimeType: 'application/json', buffer }]);
  await fresh.fileSealed(VAULT_PASSWORD);
  expect(await fresh.importSelected()).toBe(1);
  expect((await stored(fresh.page, 'entries')).map(({ kind }) => kind)).toEqual([{ Hotp: { counter: 5 } }]);
  await fresh.page.context().close();
});

test('a backup by hand says that a counter went on since, and reminds of nothing', async ({ app }) => {
  const { page } = app;
  await seed(page, [{ account: 'counted', kind: { Hotp: { counter: 4 } } }], UNPROTECTED);
  const transfer = new Transfer(page);
  await transfer.openExport();
  await transfer.sealedExport(BACKUP, FILE_PASSWORD);
  await transfer.button('Done').click();
  await expect(transfer.root.getByText('Nothing has changed since.')).toBeVisible();
  const codes = new CodesPage(page);
  await codes.root.getByRole('link', { name: 'Codes' }).first().click();
  await codes.face('Gov Cloud, counted').click();
  await expect(codes.code('Gov Cloud, counted')).toHaveText(/\d/);
  await transfer.openExport();
  await expect(transfer.root.getByText('Entries: 1 counted on.')).toBeVisible();
  await app.pass(8 * DAY_SECONDS);
  await expect(transfer.root.getByText('The backup is overdue: make one below.')).toBeHidden();
});

test('a backup that is being compared is not told as different when other work is given up', async ({ app }) => {
  const { page } = app;
  const transfer = await begin(page);
  await chooseFile(page, transfer);

  const gate = await WorkerGate.build(page);
  const expectWhole = async () => {
    await transfer.openExport();
    await expect(transfer.root.getByText(/^Written and read again: /)).toBeVisible();
    await expect(transfer.root.getByText('Nothing has changed since.')).toBeVisible();
  };
  const file = { name: 'aegis.json', mimeType: 'application/json', buffer: await readFile('tests/fixtures/import/aegis.json') };

  await gate.hold('check a backup');
  await rename(page, 'Gov Cloud, alice', 'alice the second');
  await app.pass(SETTLED_SECONDS);
  await expect.poll(() => gate.asked('check a backup')).toBeGreaterThan(0);
  await transfer.openImport();
  await transfer.choose([file]);
  await expect(transfer.button('Give up')).toBeVisible();
  const begun = await gate.asked('check a backup');
  await transfer.button('Give up').click();
  await gate.release();
  await expectWhole();
  expect(await gate.asked('check a backup'), 'nothing was ended that had to begin anew').toBe(begun);

  // Given up while it is being read, the import takes the worker along: the comparison begins anew.
  await gate.hold('check a backup', 'read a file');
  await rename(page, 'Gov Cloud, bob', 'bob the second');
  await app.pass(SETTLED_SECONDS);
  await expect.poll(() => gate.asked('check a backup')).toBeGreaterThan(begun);
  await transfer.openImport();
  const read = await gate.asked('read a file');
  await transfer.choose([file]);
  await expect.poll(() => gate.asked('read a file')).toBeGreaterThan(read);
  const ended = await gate.asked('check a backup');
  await gate.hold();
  await transfer.button('Cancel').click();
  await expectWhole();
  expect(await gate.asked('check a backup')).toBeGreaterThan(ended);
});

test('a browser that does not promise to keep what is stored is asked, and says no', async ({ app }) => {
  const transfer = await begin(app.page);
  await transfer.openExport();
  await expect(transfer.root.getByText(/the browser may delete what is stored here/)).toBeVisible();
  await transfer.button('Ask the browser to keep it').click();
  await expect(transfer.root.getByText(/The browser did not promise to keep it/)).toBeVisible();
  expect(await app.page.evaluate(() => navigator.storage.persisted())).toBe(false);
});

test('a browser that promises it says so', async ({ app, baseURL }) => {
  const { page } = app;
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { targetInfo } = await (await page.context().newCDPSession(page)).send('Target.getTargetInfo');
  const transfer = await begin(page);
  await transfer.openExport();
  const ask = transfer.button('Ask the browser to keep it');
  await expect(ask).toBeVisible();
  await session.send('Browser.grantPermissions', {
    origin: baseURL!,
    browserContextId: targetInfo.browserContextId!,
    permissions: ['durableStorage'],
  });
  await ask.click();
  await expect(transfer.root.getByText(/The browser keeps what is stored here/)).toBeVisible();
  expect(await page.evaluate(() => navigator.storage.persisted())).toBe(true);
  await expect(ask).toHaveCount(0);
  await app.reload();
  await expect(transfer.root.getByText(/The browser keeps what is stored here/)).toBeVisible();
});
