// What comes in from other programs: looked at before, counted after, and taken back.
import { readFile } from 'node:fs/promises';
import { expectAccessible } from './axe';
import { aegisOfBlocks, bitwardenOfRounds } from './costly';
import { expect, test } from './fixtures';
import { RFC_KEY_BASE32, keyUri, seed, stored } from './own-entries';
import { CodesPage } from './pages/codes';
import { Transfer } from './pages/transfer';
import { WorkerGate } from './worker-gate';

const FIXTURES = 'tests/fixtures/import';
const FIXTURE_PASSWORD = 'correct horse ≠ Batterie Käfig 🐎';

async function fixture(name: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  return { name, mimeType: 'application/octet-stream', buffer: await readFile(`${FIXTURES}/${name}`) };
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
    // A look at the codes does not cost the way back.
    await transfer.root.getByRole('link', { name: 'Show the codes' }).click();
    await expect(transfer.root.getByRole('region', { name: 'Codes' })).toBeVisible();
    await transfer.root.getByRole('link', { name: 'Import', exact: true }).click();
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

test('what was edited since an import stays when that is taken back, and is asked for', async ({ app, context }) => {
  const transfer = new Transfer(app.page);
  await transfer.openImport();
  const text = ['alice', 'bob'].map(keyUri).join('\n');
  await transfer.choose([{ name: 'keys.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  expect(await transfer.importSelected()).toBe(2);
  const other = new CodesPage(await context.newPage());
  await other.page.goto('/authenticator');
  await other.choose('Gov Cloud, bob', 'Pin');
  await expect.poll(async () => (await stored(app.page, 'entries')).filter(({ is_pinned }) => is_pinned)).toHaveLength(1);

  const question = app.page.getByRole('dialog', { name: '1 entry was changed since. Remove it too?' });
  await transfer.button('Undo import').click();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(transfer.root.getByText('The import is undone, but for 1 entry that was changed since.')).toBeVisible();
  expect((await stored(app.page, 'entries')).map(({ account }) => account)).toEqual(['bob']);
  await transfer.button('Undo import').click();
  await question.getByRole('button', { name: 'Remove them too' }).click();
  await expect(transfer.root.getByText('The import is undone. What was here before is as it was.')).toBeVisible();
  await expect(transfer.button('Undo import')).toHaveCount(0);
  expect(await stored(app.page, 'entries')).toEqual([]);
});

test('what the browser did not store after all is told, by what is in the database', async ({ app }) => {
  const transfer = new Transfer(app.page);
  await transfer.openImport();
  await transfer.choose([await fixture('aegis.json')]);
  // The first record is lost without a word: the request succeeds.
  await app.page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
      if (this.name !== 'entries') return put.call(this, value, key);
      IDBObjectStore.prototype.put = put;
      return this.get(key!) as IDBRequest;
    };
  });
  const count = await transfer.importSelected();
  await expect(transfer.root.getByText(`Only ${count - 1} of ${count} were found in the database afterwards.`)).toBeVisible();
  await expect(transfer.root.getByText(/entries are stored/)).toHaveCount(0);
  expect(await stored(app.page, 'entries')).toHaveLength(count - 1);
});

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

  // It may be tried all the same, and given up.
  await transfer.choose([await fixture('ente_auth_sealed_1_gib.json')]);
  await transfer.fileSealed(FIXTURE_PASSWORD);
  await transfer.button('Go on').click();
  await expect(transfer.root.getByText('Deriving the key from the password…')).toBeVisible();
  await transfer.button('Cancel').click();
  await expect(transfer.heading('This file is sealed')).toBeVisible();
  await transfer.button('Leave this file out').click();
  await expect(transfer.heading('Import from another app')).toBeVisible();
});

for (const { bound, name, program, asking, told } of [
  {
    bound: 'memory',
    name: 'aegis_sealed.json',
    program: 'Aegis',
    asking: (file: Buffer) => aegisOfBlocks(file, FIXTURE_PASSWORD, 72),
    told: 'Opening it takes 289 MiB of memory and 294921 rounds of 1 KiB.',
  },
  {
    bound: 'time',
    name: 'bitwarden_sealed.json',
    program: 'Bitwarden',
    asking: (file: Buffer) => bitwardenOfRounds(file, FIXTURE_PASSWORD, 1_048_577),
    told: 'Opening it takes 1048577 rounds.',
  },
]) {
  test(`a file just over the bound of ${bound} opens, if the person goes on`, async ({ app }) => {
    const transfer = new Transfer(app.page);
    await transfer.openImport();
    const file = await fixture(name);
    await transfer.choose([{ ...file, buffer: asking(file.buffer) }]);
    await transfer.fileSealed(FIXTURE_PASSWORD);
    await expect(transfer.heading('This file asks for more than usual')).toBeVisible();
    await expect(transfer.root.getByText(told)).toBeVisible();
    await transfer.button('Go on').click();
    await expect(transfer.heading('Before anything is stored')).toBeVisible({ timeout: 60_000 });
    await expect(transfer.root.getByText(`Read as: ${program}`)).toBeVisible();
    const count = await transfer.importSelected();
    expect(count).toBeGreaterThan(5);
    expect(await stored(app.page, 'entries')).toHaveLength(count);
  });
}

test('what is no backup, and what ends too early, say so', async ({ app }) => {
  const transfer = new Transfer(app.page);
  await transfer.openImport();
  await transfer.choose([{ name: 'song.json', mimeType: 'application/json', buffer: Buffer.from('{"song":1}') }]);
  await expect(transfer.root.getByText('This format is not known.')).toBeVisible();
  const { buffer } = await fixture('aegis.json');
  await transfer.choose([{ name: 'half.json', mimeType: 'application/json', buffer: buffer.subarray(0, 900) }]);
  await expect(transfer.root.getByText('The file ends too early.')).toBeVisible();
});

test('given up while images are read, an import does not begin again by itself', async ({ app }) => {
  const { page } = app;
  const transfer = new Transfer(page);
  await transfer.openImport();
  // A browser that takes its time over a picture.
  await page.evaluate(() => {
    const make = window.createImageBitmap.bind(window) as (image: ImageBitmapSource) => Promise<ImageBitmap>;
    const gate = { asked: 0, open: () => {} };
    const isOpen = new Promise<void>((resolve) => (gate.open = resolve));
    Object.assign(window, {
      gate,
      createImageBitmap: async (image: ImageBitmapSource) => {
        gate.asked += 1;
        await isOpen;
        return make(image);
      },
    });
  });
  const asked = () => page.evaluate(() => (window as unknown as { gate: { asked: number } }).gate.asked);
  const picture = { name: '1.png', mimeType: 'image/png', buffer: await readFile('tests/fixtures/pictures/transfer_1.png') };
  await transfer.choose([picture, { ...picture, name: '2.png' }]);
  await expect.poll(asked).toBe(1);
  await transfer.button('Cancel').click();
  await expect(transfer.heading('Import from another app')).toBeVisible();
  await page.evaluate(() => (window as unknown as { gate: { open: () => void } }).gate.open());

  await transfer.choose([await fixture('aegis.json')]);
  await expect(transfer.root.getByText('Read as: Aegis. Choose what is to come in.')).toBeVisible();
  expect(await asked(), 'the second picture was given up, too').toBe(1);
});

test('a text that cannot be read costs none of those before it', async ({ app }) => {
  const transfer = new Transfer(app.page);
  await transfer.openImport();
  const parts = (await fixture('google_transfer.txt')).buffer.toString().trim().split('\n');
  expect(parts).toHaveLength(3);
  await app.authenticator.pasteText(parts[0]!);
  await expect(transfer.root.getByText('Some QR codes of this transfer are missing: 2 of 3, 3 of 3.')).toBeVisible();
  await app.authenticator.pasteText('otpauth-migration://offline?data=$');
  await expect(transfer.root.getByText(/Pasted text – The file is damaged/)).toBeVisible();
  await expect(transfer.root.getByText('Some QR codes of this transfer are missing: 2 of 3, 3 of 3.')).toBeVisible();
  await app.authenticator.pasteText(`${parts[2]}\n${parts[1]}`);
  await expect(transfer.root.getByText(/are missing/)).toHaveCount(0);
  await expect(transfer.root.getByText(/The file is damaged/)).toHaveCount(0);
  expect(await transfer.importSelected()).toBeGreaterThan(2);
});

test('what was left out stays left out when more is added', async ({ app }) => {
  const transfer = new Transfer(app.page);
  await transfer.openImport();
  await app.authenticator.pasteText([keyUri('alice'), keyUri('bob'), keyUri('carol')].join('\n'));
  await expect(transfer.root.getByText('3 of 3 selected')).toBeVisible();
  const row = (name: string) => transfer.root.getByRole('checkbox', { name: `Gov Cloud · ${name}` });
  await row('bob').uncheck();
  await app.authenticator.pasteText(keyUri('dave'));
  await expect(transfer.root.getByText('3 of 4 selected')).toBeVisible();
  await expect(row('bob')).not.toBeChecked();
  await expect(row('dave')).toBeChecked();
  await transfer.give('Add another file', [await fixture('lastpass.json')]);
  await expect(transfer.root.getByText(/Read as: .*LastPass/)).toBeVisible();
  await expect(row('bob')).not.toBeChecked();
  await transfer.importSelected();
  const ours = (await stored(app.page, 'entries')).filter(({ issuer }) => issuer === 'Gov Cloud');
  expect(ours.map(({ account }) => account)).not.toContain('bob');
});

test('a row keeps its number when more is brought', async ({ app }) => {
  const transfer = new Transfer(app.page);
  await transfer.openImport();
  await app.authenticator.pasteText([keyUri('alice'), keyUri('alice')].join('\n'));
  const rows = transfer.root.getByRole('list', { name: 'Before anything is stored' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('The same as row 1.');
  await transfer.give('Add another file', [await fixture('lastpass.json')]);
  await expect(transfer.root.getByText(/Read as: .*LastPass/)).toBeVisible();
  await app.authenticator.pasteText(keyUri('bob'));
  await expect(rows.last()).toContainText('Gov Cloud · bob');
  await expect(rows.first()).toContainText('Gov Cloud · alice');
  await expect(rows.nth(1)).toContainText('The same as row 1.');
});

test('a row tells that its account has another key, why it cannot come in, and what was put right', async ({ app }) => {
  const transfer = new Transfer(app.page);
  await seed(app.page, [{ account: 'alice' }]);
  await transfer.openImport();
  const other = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U';
  await transfer.field('Or paste a text').fill(
    [
      keyUri('alice').replace(RFC_KEY_BASE32, other),
      `otpauth://motp/Gov%20Cloud:bob?secret=${other}`,
      keyUri('carol').replace(RFC_KEY_BASE32, RFC_KEY_BASE32.toLowerCase()),
    ].join('\n'),
  );
  await transfer.button('Read the text').click();
  const row = (name: string) => transfer.root.getByRole('list', { name: 'Before anything is stored' }).getByRole('listitem').filter({ hasText: name });
  await expect(row('alice')).toContainText('Another key');
  await expect(row('alice')).toContainText('This account is here with another key. Both are kept');
  await expect(row('bob')).toContainText('Unsupported');
  await expect(row('bob')).toContainText('Its type is not known');
  await expect(row('bob').getByRole('checkbox')).toBeDisabled();
  await expect(row('carol')).toContainText("The key's case, spaces or padding were put right.");
  expect(await transfer.importSelected()).toBe(2);
});

test('a text that is dropped on the import is read', async ({ app }) => {
  const transfer = new Transfer(app.page);
  await transfer.openImport();
  await app.page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', text);
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, keyUri('alice'));
  await expect(transfer.root.getByRole('checkbox', { name: 'Gov Cloud · alice' })).toBeChecked();
});

test('an entry of a backup that is damaged is told as damaged, and costs no other', async ({ app }) => {
  const { page } = app;
  await seed(page, [{ account: 'alice' }, { account: 'bob' }]);
  const transfer = new Transfer(page);
  await transfer.openExport();
  const { buffer } = await transfer.sealedExport('Backup with a password of its own', 'a password for the file');
  const file = JSON.parse(buffer.toString()) as { records: { ciphertext: string }[] };
  const record = file.records[0]!;
  record.ciphertext = (record.ciphertext.startsWith('A') ? 'B' : 'A') + record.ciphertext.slice(1);

  const fresh = await Transfer.elsewhere(page);
  await fresh.openImport();
  await fresh.choose([{ name: 'backup.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) }]);
  await fresh.fileSealed('a password for the file');
  await expect(fresh.root.getByText('Damaged', { exact: true })).toBeVisible();
  await expect(fresh.root.getByText(/It is damaged: nothing of it can be read/)).toBeVisible();
  expect(await fresh.importSelected()).toBe(1);
  await fresh.page.context().close();
});

test('the places of the import stand every look', async ({ app }) => {
  test.setTimeout(300_000);
  const { page } = app;
  const transfer = new Transfer(page);
  await transfer.openImport();
  await expectAccessible(page, 'import');
  await transfer.choose([{ name: 'song.json', mimeType: 'application/json', buffer: Buffer.from('{"song":1}') }]);
  await expect(transfer.root.getByText('This format is not known.')).toBeVisible();
  await expectAccessible(page, 'a file of no use');
  await transfer.choose([await fixture('ente_auth_sealed_1_gib.json')]);
  await expect(transfer.heading('This file is sealed')).toBeVisible();
  await expectAccessible(page, 'password of a file');
  await transfer.fileSealed(FIXTURE_PASSWORD);
  await expect(transfer.heading('This file asks for more than usual')).toBeVisible();
  await expectAccessible(page, 'a file that asks for much');
  const gate = await WorkerGate.build(page);
  await gate.hold('read a file');
  await transfer.button('Go on').click();
  await expect(transfer.root.getByText('Deriving the key from the password…')).toBeVisible();
  await expectAccessible(page, 'deriving a key');
  await transfer.button('Cancel').click();
  await transfer.button('Leave this file out').click();
  await transfer.choose([await fixture('aegis.json')]);
  await expect(transfer.root.getByText('Reading…')).toBeVisible();
  await expectAccessible(page, 'reading');
  await gate.release();
  await expect(transfer.heading('Before anything is stored')).toBeVisible();
  await expectAccessible(page, 'preview');
  await transfer.importSelected();
  await expectAccessible(page, 'imported');
});
