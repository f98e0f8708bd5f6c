// The ways beside a security code: recovery codes, passkeys, trusted browsers; and sessions in several browsers.
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expectAccessible } from './axe';
import { expect, open, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, bind, logOnWithPhone, openAccount, stored } from './journey';
import type { Counterpart } from './pages/counterpart';
import { Factors, addSecurityKey } from './pages/factors';

/** How often something stands in the audit trail. */
async function told(page: Page, what: string): Promise<number> {
  const lines = await stored(page, 'audit');
  return lines.filter((line) => JSON.stringify(line.what).includes(`"${what}"`)).length;
}

/** To the second step of logging on. */
async function toSecondStep(app: Counterpart): Promise<void> {
  await app.showConsole();
  await app.console.logOn('alice');
  await expect(app.console.field('Security code')).toBeVisible();
}

/** Logs on with a code of the phone, and has the browser trusted. */
async function logOnAndTrust(app: Counterpart): Promise<void> {
  await toSecondStep(app);
  await app.console.field('Trust this browser for 7 days').check();
  const phone = await app.showPhone();
  await phone.openApplication();
  const code = await phone.readCode(ENTRY);
  await app.showConsole();
  await app.console.enterSecurityCode(code);
  await app.console.expectLoggedOn('alice');
}

test('without a device there is nothing that a recovery code could stand in for', async ({ app }) => {
  const { page } = app;
  const factors = new Factors(page);
  await openAccount(app);
  await factors.openSecurity();
  await expect(factors.text('Bind an MFA device first.')).toHaveCount(2);
  await expect(factors.button('Make recovery codes')).toBeHidden();
  await expect(factors.button('Add a passkey')).toBeHidden();
});

test('a set of recovery codes counts only once it was kept', async ({ app, context }) => {
  const { console, page } = app;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const factors = new Factors(page);
  await bind(app);
  await factors.openSecurity();
  await factors.button('Make recovery codes').click();
  const shown = await factors.shownCodes();
  expect(new Set(shown).size).toBe(10);
  for (const code of shown) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  await factors.button('Copy').click();
  await expect(factors.button('Copied')).toBeVisible();
  expect((await page.evaluate(() => navigator.clipboard.readText())).trim().split('\n')).toEqual(shown);
  const [download] = await Promise.all([page.waitForEvent('download'), factors.button('Download').click()]);
  const file = await readFile(await download.path(), 'utf8');
  expect(download.suggestedFilename()).toBe('gov-cloud-recovery-codes.txt');
  expect(file).toContain('alice');
  for (const code of shown) expect(file).toContain(code);
  await page.emulateMedia({ media: 'print' });
  await expect(factors.text(shown[0]!)).toBeVisible();
  expect(await factors.button('Finish').evaluate((button) => getComputedStyle(button).visibility)).toBe('hidden');
  await page.emulateMedia({ media: 'screen' });

  // Not confirmed: nothing goes on, and what is left goes with the page.
  await factors.button('Finish').click();
  await expect(console.alert(/Confirm first/)).toBeVisible();
  expect(await stored(page, 'recovery_codes')).toEqual([]);
  await factors.button('Discard these codes').click();
  await expect(factors.text('These codes were discarded.')).toBeVisible();
  await expect(factors.text('None yet').first()).toBeVisible();

  await factors.button('Make recovery codes').click();
  const kept = await factors.shownCodes();
  await factors.keepCodes();
  await expect(factors.text(/^10 of 10 left/)).toBeVisible();
  expect(kept.filter((code) => shown.includes(code))).toEqual([]);
  const records = JSON.stringify(await stored(page, 'recovery_codes'));
  expect(records.match(/\$argon2id\$/g)).toHaveLength(10);
  for (const code of kept) expect(records).not.toContain(code.replaceAll('-', ''));

  // Renewed but left by a reload: the old set is in force.
  await factors.button('Make new recovery codes').click();
  const lost = await factors.shownCodes();
  await app.reload();
  await expect(factors.text(/^10 of 10 left/)).toBeVisible();
  await console.logOut();
  await toSecondStep(app);
  await factors.button('Use a recovery code').click();
  await factors.enterRecoveryCode(lost[0]!);
  await expect(console.alert(/recovery code is wrong/)).toBeVisible();
  await app.pass(6);
  await factors.enterRecoveryCode(kept[3]!.toLowerCase().replaceAll('-', ' '));
  await console.expectLoggedOn('alice');
  await expect(factors.text(/Logged on with a password and a recovery code/)).toBeVisible();
  await factors.openSecurity();
  await expect(factors.text(/^9 of 10 left/)).toBeVisible();

  // The second use of it is refused; another one is not.
  await console.logOut();
  await toSecondStep(app);
  await factors.button('Use a recovery code').click();
  await factors.enterRecoveryCode('1234');
  await expect(console.alert(/not a recovery code/)).toBeVisible();
  await factors.enterRecoveryCode(kept[3]!);
  await expect(console.alert(/was used before/)).toBeVisible();
  await app.pass(6);
  await factors.enterRecoveryCode(kept[4]!);
  await console.expectLoggedOn('alice');

  // A renewal ends the old ones.
  const renewed = await factors.makeCodes();
  await console.logOut();
  await toSecondStep(app);
  await factors.button('Use a recovery code').click();
  await factors.enterRecoveryCode(kept[5]!);
  await expect(console.alert(/recovery code is wrong/)).toBeVisible();
  await app.pass(6);
  await factors.enterRecoveryCode(renewed[0]!);
  await console.expectLoggedOn('alice');
  expect(await told(page, 'RecoveryCodesKept')).toBe(2);
  expect(await told(page, 'RecoveryCodesShown')).toBe(4);
});

test('a lock of security codes offers the recovery codes, which still work', async ({ app }) => {
  const { console, page } = app;
  const factors = new Factors(page);
  await bind(app);
  const codes = await factors.makeCodes();
  await console.logOut();
  await toSecondStep(app);
  // As after ten failures: this is the console's own record of a lock.
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('counterpart-console');
      request.onsuccess = () => resolve(request.result);
    });
    const store = database.transaction('accounts', 'readwrite').objectStore('accounts');
    const account = await new Promise<Record<string, unknown> & { id: string }>((resolve) => {
      const request = store.getAll();
      request.onsuccess = () => resolve(request.result[0]);
    });
    account.code_throttle = { failures: 10, blocked_until: Date.now() + 900_000, locked: true };
    await new Promise((resolve) => {
      store.put(account, account.id).onsuccess = resolve;
    });
    database.close();
  });
  await console.enterSecurityCode('000000');
  await expect(console.alert(/Locked until/)).toBeVisible();
  await expect(factors.text(/a recovery code still works/)).toBeVisible();
  await factors.button('Use a recovery code').click();
  await factors.enterRecoveryCode(codes[0]!);
  await console.expectLoggedOn('alice');
});

test('a passkey is added, logs on, and is removed', async ({ app }) => {
  const { console, page } = app;
  const factors = new Factors(page);
  const session = await addSecurityKey(page);
  await bind(app);
  await factors.openSecurity();
  await factors.button('Add a passkey').click();
  await factors.button('Add').click();
  await expect(console.alert(/Enter a name/)).toBeVisible();
  await factors.button('Cancel').click();
  await factors.addPasskey('Blue key');
  await expect(factors.rows('Passkeys')).toContainText(['Blue key']);
  await expect(factors.rows('Passkeys')).toContainText(['Not used yet']);

  // The same device makes no second one.
  await factors.button('Add a passkey').click();
  await console.field('Name of the passkey').fill('Again');
  await factors.button('Add').click();
  await expect(console.alert(/holds a passkey of this account already/)).toBeVisible();
  await factors.button('Cancel').click();
  const [passkey] = await stored(page, 'passkeys');
  expect(passkey?.name).toBe('Blue key');

  await console.logOut();
  await toSecondStep(app);
  await factors.button('Use a passkey').click();
  await console.expectLoggedOn('alice');
  await expect(factors.text(/Logged on with a password and a passkey/)).toBeVisible();
  await factors.openSecurity();
  await expect(factors.rows('Passkeys')).toContainText([/Last used/]);
  const [used] = await stored(page, 'passkeys');
  expect(Number(used?.sign_count)).toBeGreaterThan(Number(passkey?.sign_count));

  // A copy that has signed less often is refused, and says why.
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('counterpart-console');
      request.onsuccess = () => resolve(request.result);
    });
    const store = database.transaction('passkeys', 'readwrite').objectStore('passkeys');
    const record = await new Promise<Record<string, unknown> & { id: string }>((resolve) => {
      const request = store.getAll();
      request.onsuccess = () => resolve(request.result[0]);
    });
    record.sign_count = 1_000;
    await new Promise((resolve) => {
      store.put(record, record.id).onsuccess = resolve;
    });
    database.close();
  });
  await console.logOut();
  await toSecondStep(app);
  await factors.button('Use a passkey').click();
  await expect(console.alert(/may have been copied/)).toBeVisible();
  expect(await told(page, 'PasskeyRefused')).toBe(1);
  // On another device there is none, and the other ways still work.
  await session.send('WebAuthn.disable');
  await addSecurityKey(page);
  await factors.button('Use a passkey').click();
  await expect(console.alert(/No passkey was shown/)).toBeVisible();
  await app.pass(NEXT_CODE_SECONDS);
  const phone = await app.showPhone();
  await console.enterSecurityCode(await phone.readCode(ENTRY));
  await console.expectLoggedOn('alice');

  await factors.openSecurity();
  await factors.rows('Passkeys').getByRole('button', { name: 'Remove' }).click();
  await app.question.getByRole('button', { name: 'Remove' }).click();
  await expect(factors.text('The passkey was removed.')).toBeVisible();
  await expect(factors.rows('Passkeys')).toHaveCount(0);
  expect(await stored(page, 'passkeys')).toEqual([]);
  await console.logOut();
  await toSecondStep(app);
  await expect(factors.button('Use a passkey')).toBeHidden();
});

test('a passkey is shown again before a sensitive action, in a trusted browser too', async ({ app }) => {
  const { console, page } = app;
  const factors = new Factors(page);
  await addSecurityKey(page);
  await bind(app);
  await factors.addPasskey('Blue key');
  // Logged on without a second factor, nothing is made without one; and 20 minutes later none is removed.
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await logOnAndTrust(app);
  await console.logOut();
  await console.logOn('alice');
  await console.expectLoggedOn('alice');
  await factors.openSecurity();
  await factors.button('Make recovery codes').click();
  const dialog = console.window.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expect(factors.text('Your new recovery codes')).toBeHidden();
  await dialog.getByRole('button', { name: 'Use a passkey' }).click();
  await factors.shownCodes();
  await factors.keepCodes();
  expect(await told(page, 'SteppedUp')).toBe(1);
  await app.pass(21 * 60);
  await factors.rows('Passkeys').getByRole('button', { name: 'Remove' }).click();
  await app.question.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog).toBeVisible();
  await expect(factors.rows('Passkeys')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  await expect(factors.rows('Passkeys')).toHaveCount(1);
});

test('a trusted browser asks for no code until the trust is revoked or ends', async ({ app }) => {
  const { console, page } = app;
  const factors = new Factors(page);
  await bind(app);
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await toSecondStep(app);
  await expect(console.field('Trust this browser for 7 days')).not.toBeChecked();
  await factors.button('Log on as somebody else').click();
  await logOnAndTrust(app);
  await console.logOut();
  await console.logOn('alice');
  await console.expectLoggedOn('alice');
  await expect(factors.text(/in a trusted browser/)).toBeVisible();

  // Another browser is not trusted, and the trust is this account's alone.
  await factors.play('Browser at home');
  await toSecondStep(app);
  await factors.button('Log on as somebody else').click();
  await factors.play('Browser at work');
  await console.expectLoggedOn('alice');

  await factors.openSessions();
  await expect(factors.rows('Trusted browsers')).toHaveCount(1);
  await expect(factors.rows('Trusted browsers')).toContainText(['Browser at work']);
  await factors.rows('Trusted browsers').getByRole('button', { name: 'Revoke' }).click();
  await expect(factors.text('No browser is trusted.')).toBeVisible();
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await logOnAndTrust(app);
  await console.logOut();
  await app.pass(7 * 86_400);
  await toSecondStep(app);
});

test('what stood in for codes ends with the last device, and does not come back with the next', async ({ app }) => {
  const { console, devices, page } = app;
  const factors = new Factors(page);
  await addSecurityKey(page);
  await bind(app);
  await factors.addPasskey('Blue key');
  await factors.makeCodes();
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await logOnAndTrust(app);
  await factors.openSecurity();
  await devices.press('MFA device', 'Remove');
  await expect(app.question).toContainText('Recovery codes, passkeys and trusted browsers end with it.');
  await app.question.getByRole('button', { name: 'Remove' }).click();
  await expect(console.window.getByText('Not bound')).toBeVisible();
  for (const store of ['passkeys', 'recovery_codes', 'trusted_browsers']) expect(await stored(page, store)).toEqual([]);
});

test('two tabs are two browsers: log on here, end it there', async ({ app, context }) => {
  const { page } = app;
  const factors = new Factors(page);
  await bind(app);
  expect(await told(page, 'NewBrowser')).toBe(0);
  const second = await open(await context.newPage(), '/');
  const home = new Factors(second.page);
  await second.console.expectLoggedOn('alice');
  await home.play('Browser at home');
  await expect(second.console.field('Username')).toBeVisible();
  await second.pass(NEXT_CODE_SECONDS);
  await logOnWithPhone(second);
  expect(await told(page, 'NewBrowser')).toBe(1);

  // A reload plays the same browser again.
  await second.reload();
  await expect(home.browser).toHaveValue('browser-home');
  await second.console.expectLoggedOn('alice');
  await expect(factors.browser).toHaveValue('browser');

  await home.openSessions();
  await factors.openSessions();
  await expect(factors.rows('Sessions')).toHaveCount(2);
  await expect(factors.rows('Sessions').first()).toContainText('This session');
  await expect(factors.rows('Sessions').last()).toContainText('Browser at home');
  await expect(factors.rows('Sessions').last()).toContainText('Password and security code');
  await factors.rows('Sessions').last().getByRole('button', { name: 'End' }).click();
  await expect(factors.text('The session was ended.')).toBeVisible();
  await expect(factors.rows('Sessions')).toHaveCount(1);
  await expect(second.console.field('Password')).toBeVisible();
  await expect(home.text('This session was ended elsewhere. Log on again.')).toBeVisible();
  await second.pass(NEXT_CODE_SECONDS);
  await second.console.logOn('alice');
  const phone = await second.showPhone();
  await phone.openApplication();
  await second.console.enterSecurityCode(await phone.readCode(ENTRY));
  // It goes on where it was.
  await expect(home.rows('Sessions')).toHaveCount(2);
  expect(await told(page, 'NewBrowser')).toBe(1);
  await home.button('End all other sessions').click();
  await expect(factors.text('This session was ended elsewhere. Log on again.')).toBeVisible();
  await expect(home.text(/Nobody is logged on to this account elsewhere/)).toBeVisible();
});

test('a session ends when it is not used, and at its greatest length', async ({ app }) => {
  const { console, page } = app;
  const factors = new Factors(page);
  await openAccount(app);
  await app.pass(29 * 60);
  await console.heading(/logged on as/).click();
  await expect.poll(async () => (await stored(page, 'sessions'))[0]?.last_used_at).toBeTruthy();
  await app.pass(29 * 60);
  await console.expectLoggedOn('alice');
  await app.pass(2 * 60);
  await expect(factors.text(/not used for too long/)).toBeVisible();
  await console.logOn('alice');
  await console.expectLoggedOn('alice');
  for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
    await app.pass(20 * 60);
    const before = (await stored(page, 'sessions'))[0]?.last_used_at;
    await console.heading(/logged on as/).click();
    await expect.poll(async () => (await stored(page, 'sessions'))[0]?.last_used_at).not.toBe(before);
  }
  await console.expectLoggedOn('alice');
  await app.pass(21 * 60);
  await expect(factors.text(/reached its greatest length/)).toBeVisible();
});

test('the pages beside a security code are accessible, from 360 px up, in both languages', async ({ app }) => {
  test.setTimeout(300_000);
  const { console, page } = app;
  const factors = new Factors(page);
  await addSecurityKey(page);
  await bind(app);
  await factors.openSecurity();
  await expectAccessible(page, 'factors');
  await factors.button('Make recovery codes').click();
  await factors.shownCodes();
  await factors.button('Finish').click();
  await expect(console.alert(/Confirm first/)).toBeVisible();
  await expectAccessible(page, 'new recovery codes');
  await factors.keepCodes();
  await factors.addPasskey('Blue key');
  await factors.button('Add a passkey').click();
  await expect(console.field('Name of the passkey')).toBeVisible();
  await expectAccessible(page, 'another passkey');
  await factors.button('Cancel').click();
  await factors.rows('Passkeys').getByRole('button', { name: 'Remove' }).click();
  await expectAccessible(page, 'removal', { onlyEnglish: true });
  await app.question.getByRole('button', { name: 'Cancel' }).click();
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await logOnAndTrust(app);
  await factors.openSessions();
  await expectAccessible(page, 'sessions');
  await factors.rows('Trusted browsers').getByRole('button', { name: 'Revoke' }).click();
  await expect(factors.text('No browser is trusted.')).toBeVisible();
  await console.logOut();
  await toSecondStep(app);
  await expectAccessible(page, 'second step');
  await factors.button('Use a recovery code').click();
  await factors.enterRecoveryCode('0000-0000-0000-0000');
  await expect(console.alert(/recovery code is wrong/)).toBeVisible();
  await expectAccessible(page, 'recovery code');
});
