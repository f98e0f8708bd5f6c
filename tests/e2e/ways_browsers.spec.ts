// Trusted browsers, and sessions in several browsers.
import { expectAccessible } from './axe';
import { expect, open, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, bind, logOnAndTrust, logOnWithPhone, openAccount, toSecondStep } from './journey';
import { PASSWORD } from './pages/console';
import type { Counterpart } from './pages/counterpart';
import { addSecurityKey, stored, told } from './pages/factors';
import { TOPICS } from './pages/help';
import { inBothLanguages } from './plays';

/** For how long a browser is trusted. */
const TRUST_SECONDS = 7 * 86_400;
/** How long a session lives without being used, as the preset Gov Cloud has it. */
const IDLE_MINUTES = 30;
/** The greatest length of a session there. */
const SESSION_MINUTES = 6 * 60;
/** Between two uses of a session that is to last. */
const STEP_MINUTES = 25;

/** Logs out, and on again with a code that has the browser trusted. */
async function comeToTrust(app: Counterpart): Promise<void> {
  await app.console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await logOnAndTrust(app);
}

inBothLanguages(() => {
  test('a trusted browser asks for no code until the trust is revoked or ends', async ({ app }) => {
    const { console, factors } = app;
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
    await expect(factors.rows('Trusted browsers')).toContainText([app.words.say('Browser at work')]);
    await factors.pressIn('Trusted browsers', 'Revoke');
    await expect(factors.text('No browser is trusted.')).toBeVisible();
    await comeToTrust(app);
    await console.logOut();
    await app.pass(TRUST_SECONDS);
    await toSecondStep(app);
  });
});

test('a trust that is revoked in another tab is worth nothing in this one', async ({ app, context }) => {
  await bind(app);
  await comeToTrust(app);
  await app.console.logOut();
  const second = await open(await context.newPage(), '/');
  const home = second.factors;
  await home.play('Browser at home');
  // A page that is opened sets the clock to the true time again: on, beyond the code that was used above.
  await second.pass(3 * NEXT_CODE_SECONDS);
  await logOnWithPhone(second);
  await home.openSessions();
  await home.pressIn('Trusted browsers', 'Revoke');
  await expect(home.text('No browser is trusted.')).toBeVisible();
  await toSecondStep(app);
});

test('whoever lost the phone appeals from a trusted browser by the password', async ({ app }) => {
  test.setTimeout(120_000);
  const { console, page, help } = app;
  await bind(app);
  await comeToTrust(app);
  await console.logOut();
  await console.logOn('alice');
  await console.expectLoggedOn('alice');
  await console.openSecuritySettings();
  await console.link(TOPICS.phone).click();
  const lost = await help.topic(TOPICS.phone);
  await expect(lost.field('Password')).toBeVisible();
  await expectAccessible(page, 'lost phone in a trusted browser');
  await lost.field('Password').fill('not the password');
  await lost.button('Go on').click();
  await expect(lost.alert(/The password is wrong\. Try again at/)).toBeVisible();
  await app.pass(6);
  const givePassword = async () => {
    await lost.field('Password').fill(PASSWORD);
    await lost.button('Go on').click();
  };
  await givePassword();
  await help.appeal();
  await expect(console.text(/says that your phone is lost/)).toBeVisible();

  // Whoever is at this browser next may not go on with what the password was given for.
  await console.logOut();
  expect(await stored(page, 'log_ons')).toEqual([]);
  await app.desk.open();
  await app.desk.approve();
  await expect(app.desk.text(/: approved\.$/)).toBeVisible();
  await app.open('/console/log-on');
  await app.pass(61);
  await console.logOn('alice');
  await console.expectLoggedOn('alice');
  await help.open();
  await givePassword();
  await lost.button('Unbind now and log on').click();
  await console.expectLoggedOn('alice');
  await expect(console.root.locator('.bind-first')).toBeVisible();
  for (const store of ['log_ons', 'trusted_browsers']) expect(await stored(page, store)).toEqual([]);
  // Nothing is bound any more: there is nothing to appeal for.
  await help.open();
  const over = await help.topic(TOPICS.phone);
  await expect(over.text(/No MFA device is bound/)).toBeVisible();
});

test('what stood in for codes ends with the last device, and does not come back with the next', async ({ app }) => {
  const { console, devices, page, factors } = app;
  await addSecurityKey(page);
  await bind(app);
  await factors.addPasskey('Blue key');
  await factors.makeCodes();
  await comeToTrust(app);
  await factors.openSecurity();
  await devices.press('MFA device', 'Remove');
  await expect(app.question.root).toContainText('recovery codes, passkeys and trusted browsers end, too');
  await app.question.button('Remove').click();
  await expect(console.text('Not bound')).toBeVisible();
  for (const store of ['passkeys', 'recovery_codes', 'trusted_browsers']) expect(await stored(page, store)).toEqual([]);
});

test('two tabs are two browsers: log on here, end it there', async ({ app, context }) => {
  const { page, factors } = app;
  await bind(app);
  expect(await told(page, 'NewBrowser')).toBe(0);
  const second = await open(await context.newPage(), '/');
  const home = second.factors;
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
  await expect(factors.rows('Sessions').last()).toContainText(/Logged on \d{4}-\d\d-\d\d \d\d:\d\d/);
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

test('what a code of a device may have opened ends with the device', async ({ app }) => {
  const { console, devices, page, factors } = app;
  await bind(app);
  await app.open('/console/log-on');
  await factors.play('Browser at home');
  await app.pass(2 * NEXT_CODE_SECONDS);
  await logOnWithPhone(app);
  expect(await stored(page, 'sessions')).toHaveLength(2);
  await console.openSecuritySettings();
  await devices.remove('MFA device');
  await expect(console.text('Not bound')).toBeVisible();
  expect(await stored(page, 'sessions')).toHaveLength(1);
  await factors.play('Browser at work');
  await expect(factors.text('This session was ended elsewhere. Log on again.')).toBeVisible();
});

test('a session that is ended elsewhere leaves no log-on that waits in its browser', async ({ app }) => {
  const { page, factors, help } = app;
  await bind(app);
  await help.open();
  const lost = await help.topic(TOPICS.phone);
  await lost.field('Password').fill(PASSWORD);
  await lost.button('Go on').click();
  await expect(lost.field('Password')).toBeHidden();
  expect(await stored(page, 'log_ons')).toHaveLength(1);
  await app.open('/console/log-on');
  await factors.play('Browser at home');
  await app.pass(2 * NEXT_CODE_SECONDS);
  await logOnWithPhone(app);
  await factors.openSessions();
  await factors.rows('Sessions').last().getByRole('button', { name: 'End' }).click();
  await expect(factors.text('The session was ended.')).toBeVisible();
  expect(await stored(page, 'log_ons')).toEqual([]);
});

test('a session ends when it is not used, and at its greatest length', async ({ app }) => {
  const { console, page, factors } = app;
  const lastUse = async () => (await stored(page, 'sessions'))[0]?.last_used_at;
  const use = async () => {
    const before = await lastUse();
    await console.heading(/logged on as/).click();
    await expect.poll(lastUse).not.toBe(before);
  };
  await openAccount(app);
  await app.pass((IDLE_MINUTES - 1) * 60);
  await use();
  await app.pass((IDLE_MINUTES - 1) * 60);
  await console.expectLoggedOn('alice');
  await app.pass(2 * 60);
  await expect(factors.text(/not used for too long/)).toBeVisible();
  await console.logOn('alice');
  await console.expectLoggedOn('alice');
  let minutes = 0;
  for (; minutes + STEP_MINUTES < SESSION_MINUTES; minutes += STEP_MINUTES) {
    await app.pass(STEP_MINUTES * 60);
    await use();
  }
  await console.expectLoggedOn('alice');
  await app.pass((SESSION_MINUTES - minutes) * 60);
  await expect(factors.text(/reached its greatest length/)).toBeVisible();
});
