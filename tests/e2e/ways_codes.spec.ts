// Recovery codes, beside a security code.
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures';
import { bind, openAccount, toSecondStep } from './journey';
import { rewrite, stored, told } from './pages/factors';
import { inBothLanguages } from './plays';

test('without a device there is nothing that a recovery code could stand in for', async ({ app }) => {
  const { factors } = app;
  await openAccount(app);
  await factors.openSecurity();
  await expect(factors.text('Bind an MFA device first.')).toHaveCount(2);
  await expect(factors.button('Make recovery codes')).toBeHidden();
  await expect(factors.button('Add a passkey')).toBeHidden();
});

inBothLanguages(() => {
  test('a set of recovery codes counts only once it was kept', async ({ app, context }) => {
    const { console, factors, page } = app;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
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
    await page.evaluate(() => Object.assign(window, { print: () => document.body.setAttribute('data-printed', 'yes') }));
    await factors.button('Print').click();
    await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes');
    // On paper there are the codes, and nothing that can only be pressed.
    await expect(factors.button('Finish')).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(factors.root.getByText(shown[0]!)).toBeVisible();
    await expect(factors.button('Finish')).toBeHidden();
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
});

test('a lock of security codes offers the recovery codes, which still work', async ({ app }) => {
  const { console, page, factors } = app;
  await bind(app);
  const codes = await factors.makeCodes();
  await console.logOut();
  await toSecondStep(app);
  // As after ten failures: this is the console's own record of a lock.
  const until = await page.evaluate(() => Date.now() + 900_000);
  await rewrite(page, 'accounts', { code_throttle: { failures: 10, blocked_until: until, locked: true } });
  await console.enterSecurityCode('000000');
  await expect(console.alert(/Locked until/)).toBeVisible();
  await expect(factors.text(/a recovery code still works/)).toBeVisible();
  await factors.button('Use a recovery code').click();
  await factors.enterRecoveryCode(codes[0]!);
  await console.expectLoggedOn('alice');
});
