// Every way in for a key, and the doctor between each of them and the store.
import * as OTPAuth from 'otpauth';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { codeOf } from './independent';
import { RFC_KEY_BASE32 as KEY, keyUri } from './own-entries';
import { blank, picture } from './pictures';

const URI = keyUri('alice');

test('a file, a paste and a drop of one picture give the same key once', async ({ app: { authenticator, page } }) => {
  await authenticator.openAdd();
  await authenticator.examineFile('one.png', picture('one.png'));
  const now = await page.evaluate(() => Date.now());
  const shown = (await authenticator.preview.innerText()).replace(/\s/g, '');
  expect([codeOf(URI, now), codeOf(URI, now - 30_000)]).toContain(shown);
  await expect(authenticator.root.getByText(/by the book/)).toBeVisible();
  await authenticator.addThenAnother();
  await expect(authenticator.root.getByText('Gov Cloud, alice is added.')).toBeVisible();

  for (const how of ['paste', 'drop'] as const) {
    await authenticator.give(how, 'one.png', 'image/png', picture('one.png'));
    await expect(authenticator.root.getByText(/Gov Cloud, alice is already here/)).toBeVisible();
    await expect(authenticator.button('Add')).toBeDisabled();
    await authenticator.button('Back').click();
  }
  // It is stored, not only shown.
  await page.reload();
  await authenticator.examineFile('one.png', picture('one.png'));
  await expect(authenticator.root.getByText(/already here/)).toBeVisible();
});

test('the button takes an image or a text off the clipboard, and says when there is neither', async ({ app, context }) => {
  const { authenticator, page } = app;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await authenticator.openAdd();
  const paste = authenticator.button('Paste an image or text');
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
  }, picture('one.png').toString('base64'));
  await paste.click();
  await authenticator.expectExamined('alice');
  await authenticator.button('Back').click();
  await page.evaluate((text) => navigator.clipboard.writeText(text), keyUri('bob'));
  await paste.click();
  await authenticator.expectExamined('bob');
  await authenticator.button('Back').click();
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await paste.click();
  await expect(authenticator.root.getByText('The clipboard holds no image and no text.')).toBeVisible();
});

test('what is added is among the codes', async ({ app: { authenticator } }) => {
  await authenticator.openAdd();
  await authenticator.scanFile('one.png', picture('one.png'));
  await expect(authenticator.code('Gov Cloud, alice')).toHaveText(/^\d{3}\s\d{3}$/);
});

test('two codes in one picture are a list, and one of them has a question', async ({ app: { authenticator } }) => {
  await authenticator.openAdd();
  await authenticator.chooseFile('two.png', 'image/png', picture('two.png'));
  await expect(authenticator.heading('2 keys to check')).toBeVisible();
  const alice = authenticator.entry('Gov Cloud, alice');
  const bob = authenticator.entry('Gov Cloud, bob');
  await expect(alice.getByText('Ready', { exact: true })).toBeVisible();
  await expect(bob.getByText('1 question', { exact: true })).toBeVisible();
  await expect(authenticator.button('Add 1')).toBeEnabled();
  await bob.getByRole('button', { name: '30 seconds' }).click();
  await expect(bob.getByText('Ready', { exact: true })).toBeVisible();
  await expect(authenticator.button('Add 2')).toBeEnabled();
  await alice.getByRole('checkbox').uncheck();
  await expect(authenticator.button('Add 1')).toBeEnabled();
  await alice.getByRole('checkbox').check();
  await authenticator.addThenAnother();
  await expect(authenticator.root.getByText('2 keys are added.')).toBeVisible();
});

test('several pasted URIs are told one by one, also those that are none', async ({ app: { authenticator } }) => {
  await authenticator.openAdd();
  await authenticator.pasteText(`${URI}\nhello\notpauth://motp/x?secret=${KEY}\nsteam://${KEY}\n`);
  await expect(authenticator.heading('4 keys to check')).toBeVisible();
  await expect(authenticator.entry('Number 2').getByText('Cannot be used')).toBeVisible();
  await expect(authenticator.entry('Number 3').getByText('Cannot be used')).toBeVisible();
  await expect(authenticator.entry('Steam').getByText('Ready', { exact: true })).toBeVisible();
});

test('every question is asked, nothing is assumed, and what was put right is told', async ({ app }) => {
  const { authenticator, page } = app;
  await authenticator.openAdd();
  await authenticator.pasteText(`  OTPAUTH://totp/Other:alice?secret=mfrg gzdf&issuer=Gov+Cloud&period=0&algorithm=MD5&digits=`);
  await expect(authenticator.heading('Check before you add')).toBeVisible();
  for (const told of [
    'Spaces or line ends around it were dropped.',
    'The key is in small letters. That means the same.',
    'Spaces or hyphens in the key were dropped.',
    'A “+” in the issuer was read as a space.',
    'It names two issuers, “Other” and “Gov Cloud”. The second was taken.',
  ]) {
    await expect(authenticator.root.getByText(told)).toBeVisible();
  }
  await expect(authenticator.root.getByText(/This key is weak: it has 40 bits/)).toBeVisible();
  await expect(authenticator.root.getByText(/says “0”/)).toBeVisible();
  await expect(authenticator.preview).toHaveCount(0);
  await expect(authenticator.button('Add')).toBeDisabled();
  const group = (name: RegExp) => authenticator.root.getByRole('group', { name });
  await group(/How long/).getByLabel('Another value').fill('0');
  await group(/How long/).getByRole('button', { name: 'Use it' }).click();
  await expect(authenticator.root.getByText('This value is not possible here.')).toBeVisible();
  await group(/How long/).getByLabel('Another value').fill('45');
  await group(/How long/).getByRole('button', { name: 'Use it' }).click();
  await group(/algorithm/).getByRole('button', { name: 'SHA256' }).click();
  await group(/How many digits/).getByRole('button', { name: '8 digits' }).click();
  const now = await page.evaluate(() => Date.now());
  const expected = new OTPAuth.TOTP({ secret: 'MFRGGZDF', algorithm: 'SHA256', digits: 8, period: 45 });
  const shown = (await authenticator.preview.innerText()).replace(/\s/g, '');
  expect([expected.generate({ timestamp: now }), expected.generate({ timestamp: now - 45_000 })]).toContain(shown);
  await authenticator.button('Ask again').click();
  await expect(authenticator.button('Add')).toBeDisabled();
  await group(/How long/).getByRole('button', { name: 'Do not add it' }).click();
  await expect(authenticator.root.getByText('You chose not to add it.')).toBeVisible();
  await expect(authenticator.button('Add')).toBeDisabled();
});

test('a counter-based key is typed, and shows no code before its counter is stored', async ({ app: { authenticator } }) => {
  await authenticator.openAdd();
  await authenticator.button('Type the key').click();
  await authenticator.button('Check').click();
  await expect(authenticator.root.getByText('Enter the account.')).toBeVisible();
  await authenticator.field('Issuer').fill('Gov Cloud');
  await authenticator.field('Account').fill('counting');
  await authenticator.field('Key').fill('gezd gnbv gy3t qojq gezd gnbv gy3t qojq');
  await authenticator.root.getByText('Advanced', { exact: true }).click();
  await authenticator.field('Type').selectOption('Counter-based (HOTP)');
  await authenticator.field('Counter').fill('x');
  await authenticator.button('Check').click();
  await expect(authenticator.root.getByText('A whole number, 0 or more.')).toBeVisible();
  await authenticator.field('Counter').fill('7');
  await authenticator.field('Number of digits').or(authenticator.field('Digits')).fill('8');
  await authenticator.button('Check').click();
  await expect(authenticator.heading('Check before you add')).toBeVisible();
  await expect(authenticator.root.getByText(/used up once it is shown/)).toBeVisible();
  await expect(authenticator.preview).toHaveCount(0);
  await authenticator.addThenAnother();
  await expect(authenticator.root.getByText('Gov Cloud, counting is added.')).toBeVisible();
});

test('a Steam key is typed, and a key of the issuer Steam is asked about', async ({ app: { authenticator } }) => {
  await authenticator.openAdd();
  await authenticator.button('Type the key').click();
  await authenticator.field('Issuer').fill('Steam');
  await authenticator.field('Account').fill('gabe');
  await authenticator.field('Key').fill(KEY);
  await authenticator.button('Check').click();
  await expect(authenticator.root.getByText(/Steam’s letters, or digits\?/)).toBeVisible();
  await expect(authenticator.button('Add')).toBeDisabled();
  await authenticator.button('Steam’s five letters').click();
  await expect(authenticator.preview).toHaveText(/^[23456789BCDFGHJKMNPQRTVWXY]{5}$/);
  await authenticator.addThenAnother();

  await authenticator.button('Type the key').click();
  await authenticator.field('Account').fill('gordon');
  await authenticator.field('Key').fill(KEY);
  await authenticator.root.getByText('Advanced', { exact: true }).click();
  await authenticator.field('Type').selectOption('Steam');
  await authenticator.button('Check').click();
  await expect(authenticator.preview).toHaveText(/^[23456789BCDFGHJKMNPQRTVWXY]{5}$/);
});

test('a URI that is put where a key is expected is understood and told', async ({ app: { authenticator } }) => {
  await authenticator.openAdd();
  await authenticator.button('Type the key').click();
  await authenticator.field('Key').fill(URI);
  await authenticator.button('Check').click();
  await expect(authenticator.root.getByText(/You pasted a whole Key URI/)).toBeVisible();
  await expect(authenticator.field('Account')).toHaveValue('alice');
});

test('another key of the same account stays beside the older one, and is told', async ({ app: { authenticator } }) => {
  await authenticator.openAdd();
  await authenticator.pasteText(URI);
  await authenticator.addThenAnother();
  await authenticator.pasteText(URI.replace(KEY, 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'));
  await expect(authenticator.root.getByText(/is here with another key, whose codes/)).toBeVisible();
  await expect(authenticator.button('Add')).toBeEnabled();
});

test('transfers and backups go on to the import', async ({ app: { authenticator, page } }) => {
  await authenticator.openAdd();
  await authenticator.chooseFile('transfer.png', 'image/png', picture('transfer.png'));
  await expect(page).toHaveURL(/\/authenticator\/import$/);
  await authenticator.openAdd();
  await authenticator.give('drop', 'backup.json', 'application/json', Buffer.from('{"version":1}'));
  await expect(page).toHaveURL(/\/authenticator\/import$/);
});

test('of several files none is passed over in silence', async ({ app: { authenticator, page } }) => {
  const one = { name: 'one.png', mimeType: 'image/png', buffer: picture('one.png') };
  const none = { name: 'blank.png', mimeType: 'image/png', buffer: blank() };
  const text = (name: string, account: string) => {
    return { name, mimeType: 'text/plain', buffer: Buffer.from(keyUri(account)) };
  };
  await authenticator.openAdd();
  await authenticator.chooseFiles([one, none]);
  await expect(authenticator.heading('Check before you add')).toBeVisible();
  await expect(authenticator.root.getByText(/^blank\.png – No QR code found/)).toBeVisible();
  await authenticator.button('Back').click();
  await expect(authenticator.root.getByText(/blank\.png/)).toHaveCount(0);

  // With files of other kinds, or a transfer, they are the import's, which tells of each.
  const transfer = { name: 'transfer.png', mimeType: 'image/png', buffer: picture('transfer.png') };
  await authenticator.chooseFiles([none, transfer]);
  await expect(page).toHaveURL(/\/authenticator\/import$/);
  await expect(authenticator.root.getByText(/^blank\.png – /)).toBeVisible();
  await authenticator.openAdd();
  await authenticator.chooseFiles([text('1.txt', 'bob'), one, text('2.txt', 'carol'), none]);
  await expect(page).toHaveURL(/\/authenticator\/import$/);
  for (const name of ['alice', 'bob', 'carol']) {
    await expect(authenticator.root.getByRole('checkbox', { name: `Gov Cloud · ${name}` })).toBeChecked();
  }
  await expect(authenticator.root.getByText(/^blank\.png – /)).toBeVisible();
});

test('a picture without a code, and a text that is no key, say so', async ({ app: { authenticator } }) => {
  await authenticator.openAdd();
  await authenticator.chooseFile('blank.png', 'image/png', blank());
  await expect(authenticator.root.getByText(/No QR code found/)).toBeVisible();
  await authenticator.pasteText('https://example.org/');
  await expect(authenticator.root.getByText('This is a web address. Take the MFA key that the site shows.')).toBeVisible();
});

test('a web+otpauth link opens the doctor', async ({ app: { authenticator, page } }) => {
  await authenticator.open();
  await page.goto(`/authenticator#uri=${encodeURIComponent(`web+${URI}`)}`);
  await expect(authenticator.heading('Check before you add')).toBeVisible();
  await expect(authenticator.field('Account')).toHaveValue('alice');
  expect(page.url()).not.toContain(KEY);
});

test('the ways in, the typed form and the doctor stand every look, in both languages', async ({ app: { authenticator, page } }) => {
  test.setTimeout(300_000);
  await authenticator.openAdd();
  await expectAccessible(page, 'ways in');
  await authenticator.button('Type the key').click();
  await authenticator.root.getByText('Advanced', { exact: true }).click();
  await authenticator.button('Check').click();
  await expectAccessible(page, 'typed key');
  await authenticator.pasteText(`otpauth://totp/Gov%20Cloud:alice?secret=${KEY.toLowerCase()}&period=0&digits=12`);
  await expect(authenticator.heading('Check before you add')).toBeVisible();
  await expectAccessible(page, 'questions of the doctor');
  await authenticator.button('Back').click();
  await authenticator.pasteText(`${URI}\nhello\nsteam://${KEY}`);
  await expect(authenticator.heading('3 keys to check')).toBeVisible();
  await expectAccessible(page, 'several keys');
});
