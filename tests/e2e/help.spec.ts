// For whoever cannot log on: the lost phone from the log-on to binding anew, the ways to stop an appeal, a forgotten
// password; and what only its owner may do with an account: another phone, another password, an order. Of each the owner
// is told.
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import {
  NEXT_CODE_SECONDS,
  approve,
  bind,
  codeOn,
  confirmWithCode,
  expectTold,
  linkByPixels,
  logOnWithPhone,
  openAccount,
  proveIdentity,
} from './journey';
import { PASSWORD } from './pages/console';
import type { Counterpart } from './pages/counterpart';
import { stored } from './pages/factors';
import { TOPICS } from './pages/help';
import type { Phone } from './pages/phone';
import { STEPS } from './pages/wizard';
import { inBothLanguages, onEveryScreen } from './plays';

const NEW_PASSWORD = 'a quite different sentence';
const APPEAL_WAIT_SECONDS = 61;
/** Two groups of four digits, as nothing else in a message has them. */
const STOP_CODE = /\b\d{4} \d{4}\b/;
/** A factor that was shown counts for 20 minutes. */
const STALE_SECONDS = 20 * 60 + 1;

/** Binds a device, logs out, and gives the password: the log-on waits for a security code. */
async function waitForCode(app: Counterpart): Promise<void> {
  await bind(app);
  await (await app.showConsole()).logOut();
  await app.console.logOn('alice');
  await expect(app.console.field('Security code')).toBeVisible();
}

/** The stop code, as the newest notice about the appeal says it. */
async function stopCode(phone: Phone, where: 'Mail' | 'Messages'): Promise<string> {
  await phone.home();
  await phone.button(where === 'Mail' ? /^Mail/ : /^Messages/).click();
  const notice = phone.root.getByRole('listitem').filter({ hasText: STOP_CODE }).first();
  await expect(notice).toBeVisible();
  return STOP_CODE.exec(await notice.innerText())?.[0] ?? '';
}

onEveryScreen(() => {
  test('a lost phone: from the log-on to binding anew', async ({ app }) => {
    const { help } = app;
    await waitForCode(app);
    await help.openFromLogOn();
    const lost = await help.appeal();
    await app.reload();
    await expect(lost.text(/Your appeal is on the desk/)).toBeVisible();
    await expectTold(app, 'Messages', /says that the phone is lost/);
    await expectTold(app, 'Mail', /says that the phone is lost/);

    await lost.link('Open the desk').click();
    await approve(app);
    await help.open();
    await expect(lost.text(/Your appeal was approved. You can unbind from/)).toBeVisible();
    await expect(lost.button('Unbind now and log on')).toBeHidden();
    await app.pass(APPEAL_WAIT_SECONDS);
    await lost.button('Unbind now and log on').click();
    await app.console.expectLoggedOn('alice');
    await expect(app.console.root.locator('.bind-first')).toBeVisible();
    await expectTold(app, 'Mail', /All MFA devices of alice were unbound, by the appeal/);

    // The new phone, beside the one that was found again and still has the old entry.
    const iphone = await app.addPhone('iPhone');
    await app.showConsole();
    await app.console.openWizard();
    await proveIdentity(app, 3);
    await app.showPhone();
    await iphone.install();
    await app.showConsole();
    await app.wizard.next();
    await app.wizard.expectStep(STEPS.link);
    await expect(app.wizard.qr).toBeVisible();
    await linkByPixels(app, /^iPhone/);
    await app.wizard.button('Done').click();
    await app.console.logOut();
    await app.console.logOn('alice');
    await expect(app.console.field('Security code')).toBeVisible();
  });
});

inBothLanguages(() => {
  test('the form of an appeal says what is missing, and needs the password first', async ({ app }) => {
    const { help } = app;
    await bind(app);
    await app.console.logOut();
    await help.openFromLogOn();
    let lost = await help.topic(TOPICS.phone);
    await expect(lost.text(/Log on with your username and password first/)).toBeVisible();
    await expect(lost.button('Submit the appeal')).toBeHidden();
    await lost.link('Log on with the password').click();
    await app.console.logOn('alice');
    await expect(app.console.field('Security code')).toBeVisible();
    await help.openFromLogOn();
    lost = await help.topic(TOPICS.phone);
    await lost.button('Submit the appeal').click();
    await expect(lost.alert(/Enter your name/)).toBeVisible();
    await expect(lost.alert(/Enter a reason/)).toBeVisible();
    await expect(lost.alert(/Choose an image/)).toBeVisible();
    // Ten minutes after the password it is no ticket any more.
    await app.pass(601);
    await expect(lost.text(/Log on with your username and password first/)).toBeVisible();
    // There the password is asked for, not a code of the phone that is lost.
    await lost.link('Log on with the password').click();
    await expect(app.console.text(/Too much time has passed since the password/)).toBeVisible();
    await app.console.logOn('alice');
    await expect(app.console.field('Security code')).toBeVisible();
  });

  test('an appeal is stopped by the stop code of its notice, and guesses wait', async ({ app }) => {
    const { help } = app;
    await waitForCode(app);
    await help.openFromLogOn();
    const lost = await help.appeal();
    await lost.link('Open the desk').click();
    await approve(app);
    const code = await stopCode(await app.showPhone(), 'Mail');
    expect(await stopCode(await app.showPhone(), 'Messages')).toBe(code);
    await app.showConsole();

    await help.open();
    const stop = await help.topic(TOPICS.appeal);
    await stop.field('Username').fill('alice');
    await stop.field('Stop code').fill('12');
    await stop.button('Stop the appeal').click();
    await expect(stop.alert('Enter the eight digits')).toBeVisible();
    await stop.field('Stop code').fill(code === '0000 0000' ? '0000 0001' : '0000 0000');
    await stop.button('Stop the appeal').click();
    await expect(stop.alert(/no open appeal with this username and stop code\. .*Try again at/)).toBeVisible();
    await app.pass(6);
    await stop.field('Stop code').fill(code);
    await stop.button('Stop the appeal').click();
    await expect(stop.text(/The appeal is stopped/)).toBeVisible();
    await expectTold(app, 'Mail', /The appeal for alice was stopped/);

    await app.pass(APPEAL_WAIT_SECONDS);
    await expect(lost.text(/The last appeal was stopped/)).toBeVisible();
    await expect(lost.button('Unbind now and log on')).toBeHidden();
  });

  test('the owner who is logged on is warned of an appeal and stops it', async ({ app, page }) => {
    const { help } = app;
    await waitForCode(app);
    await help.openFromLogOn();
    await help.appeal();
    await app.pass(NEXT_CODE_SECONDS);
    await page.goto('/console/log-on');
    const code = await codeOn(app);
    await app.console.enterSecurityCode(code);
    await app.console.expectLoggedOn('alice');
    const warning = app.console.text(/says that your phone is lost/);
    await expect(warning).toBeVisible();
    await app.console.button('Stop the appeal').click();
    await expect(warning).toBeHidden();
    await expectTold(app, 'Mail', /The appeal for alice was stopped/);
  });

  test('an appeal is rejected with a reason, which the person reads', async ({ app }) => {
    const { help } = app;
    await waitForCode(app);
    await help.openFromLogOn();
    const lost = await help.appeal();
    await lost.link('Open the desk').click();
    await expect(app.desk.documents).toBeVisible();
    await app.desk.reject('The picture is blurred.');
    await expect(app.desk.text(/: rejected\.$/)).toBeVisible();
    await help.open();
    await expect(lost.root.getByText(app.words.say('The desk rejected the last appeal (“{}”). Correct that, and submit a new one.', 'The picture is blurred.'))).toBeVisible();
    await expect(lost.button('Submit the appeal')).toBeVisible();
    await expectTold(app, 'Mail', /The appeal for alice was rejected/);
  });

  test('a forgotten password is reset by a code, and the security code is still asked for', async ({ app }) => {
    const { help } = app;
    await bind(app);
    await app.console.logOut();
    await help.openFromLogOn();
    const reset = await help.topic(TOPICS.password);
    await reset.button('Send code').click();
    await expect(reset.alert('Enter your username')).toBeVisible();
    await reset.field('Username').fill('Alice');
    await reset.button('Send code').click();
    await expect(reset.root.getByText(app.words.say('If there is an account {}, a code was sent to its phone.', 'alice'))).toBeVisible();
    const code = await (await app.showPhone()).messageCode(3);
    await app.showConsole();
    await app.reload();
    await reset.field('Verification code').fill(code);
    await reset.field('New password').fill('password1');
    await reset.button('Set the new password').click();
    await expect(reset.alert(/too common/)).toBeVisible();
    await reset.field('New password').fill(NEW_PASSWORD);
    await reset.button('Set the new password').click();
    await expect(reset.text(/The password is changed/)).toBeVisible();
    await expectTold(app, 'Messages', /The password of alice was reset/);

    await reset.link('Log on with the password').click();
    await app.console.logOn('alice', PASSWORD);
    await expect(app.console.alert(/wrong/)).toBeVisible();
    await app.pass(6);
    await app.console.logOn('alice', NEW_PASSWORD);
    await expect(app.console.field('Security code')).toBeVisible();
    await app.pass(NEXT_CODE_SECONDS);
    await app.console.enterSecurityCode(await codeOn(app));
    await app.console.expectLoggedOn('alice');
  });
});

test('a reset answers alike for a username that nobody has', async ({ app }) => {
  const { help } = app;
  await openAccount(app);
  await app.console.logOut();
  await help.openFromLogOn();
  const reset = await help.topic(TOPICS.password);
  await reset.field('Username').fill('nobody');
  await reset.button('Send code').click();
  await expect(reset.text('If there is an account nobody, a code was sent to its phone.')).toBeVisible();
  await reset.button('Resend code').click();
  await expect(reset.text(/Another message can be sent at/)).toBeVisible();
  await reset.field('Verification code').fill('123456');
  await reset.field('New password').fill(NEW_PASSWORD);
  await reset.button('Set the new password').click();
  await expect(reset.alert(/The code is wrong\. Try again at/)).toBeVisible();
  await (await app.showPhone()).openMessages();
  await expect((await app.showPhone()).messages).toHaveCount(1);
});

inBothLanguages(() => {
  test('another phone number needs a factor and a code to the new phone; the old one is told', async ({ app, page }) => {
    await bind(app);
    await app.pass(STALE_SECONDS);
    const iphone = await app.addPhone('iPhone');
    await app.showConsole();
    await page.goto('/console/account');
    await app.console.button('Change phone number').click();
    await confirmWithCode(app);
    const number = app.console.field('New phone number');
    await number.fill('12');
    await app.console.button('Send code').click();
    await expect(app.console.alert(/not a phone number/)).toBeVisible();
    await number.fill('13800000001');
    await app.console.button('Send code').click();
    await expect(app.console.alert(/number of the account already/)).toBeVisible();
    // A reset waits for a code that went to the old number.
    const { help } = app;
    await help.open();
    const reset = await help.topic(TOPICS.password);
    await reset.field('Username').fill('alice');
    await reset.button('Send code').click();
    await expect(reset.text(/a code was sent to its phone/)).toBeVisible();
    expect(await stored(page, 'password_resets')).toHaveLength(1);
    await page.goto('/console/account');
    await app.console.button('Change phone number').click();

    // Giving up skips no pause between two messages.
    await number.fill('138 0000 0003');
    await app.console.button('Send code').click();
    await expect(app.console.field('Verification code')).toBeVisible();
    await app.console.button('Cancel').click();
    await app.console.button('Change phone number').click();
    await number.fill('138 0000 0002');
    await app.console.button('Send code').click();
    await expect(app.console.text(/Another message can be sent at/)).toBeVisible();
    await app.pass(31);
    await app.console.button('Send code').click();
    await app.showPhone();
    const code = await iphone.messageCode(1);
    await app.showConsole();
    await app.console.field('Verification code').fill(code);
    await app.console.part(app.console.root.locator('form')).button('Change phone number').click();
    await expect(app.console.text('The phone number is changed. The old number was told.')).toBeVisible();
    await expect(app.console.root.getByText('138****0002')).toBeVisible();
    await expectTold(app, 'Messages', /phone number of alice was changed to 138\*\*\*\*0002/);
    await app.showPhone();
    await iphone.expectTold('Mail', /phone number of alice was changed/);
    expect(await stored(page, 'password_resets')).toEqual([]);
  });

  test('another password needs a factor and the old one, and ends the other sessions', async ({ app, page }) => {
    await bind(app);
    await app.console.logOut();
    await app.pass(NEXT_CODE_SECONDS);
    await logOnWithPhone(app);
    await page.goto('/console/account');
    // Fresh enough: no dialog comes in between.
    await app.console.button('Change password').click();
    await app.console.field('Current password').fill('not the password');
    await app.console.field('New password').fill(NEW_PASSWORD);
    const submit = app.console.part(app.console.root.locator('form')).button('Change password');
    await submit.click();
    await expect(app.console.alert(/current password is wrong/)).toBeVisible();
    await app.pass(STALE_SECONDS);
    await app.console.field('Current password').fill(PASSWORD);
    await submit.click();
    await confirmWithCode(app);
    await expect(app.console.text(/The password is changed\. All other sessions/)).toBeVisible();
    await expectTold(app, 'Messages', /The password of alice was changed/);
    await app.console.logOut();
    await app.console.logOn('alice', NEW_PASSWORD);
    await expect(app.console.field('Security code')).toBeVisible();
  });

  test('an order needs a factor that was shown recently', async ({ app, page }) => {
    await bind(app);
    await app.pass(STALE_SECONDS);
    await page.goto('/console');
    await expect(app.console.heading('Products')).toBeVisible();
    await expect(app.console.heading('Orders')).toBeHidden();
    await app.console.button('Order Object Storage').click();
    await confirmWithCode(app);
    await expect(app.console.text('Object Storage is ordered.')).toBeVisible();
    // The next one comes without a dialog.
    await app.console.button('Order Load Balancer').click();
    await expect(app.console.text('Load Balancer is ordered.')).toBeVisible();
    await app.reload();
    const orders = app.console.root.getByRole('list', { name: app.words.say('Orders') }).getByRole('listitem');
    await expect(orders).toHaveCount(2);
    await expect(orders.first()).toContainText(app.words.say('Load Balancer'));
  });
});

test('the help, the forms of an account and the notices stand every look, in both languages', async ({ app, page }) => {
  test.setTimeout(300_000);
  const { help } = app;
  await bind(app);
  await page.goto('/console');
  await app.console.button('Order Object Storage').click();
  await expect(app.console.text('Object Storage is ordered.')).toBeVisible();
  await expectAccessible(page, 'home');
  await page.goto('/console/account');
  await app.console.button('Change phone number').click();
  await expect(app.console.field('New phone number')).toBeVisible();
  await expectAccessible(page, 'change phone');
  await app.console.button('Change password').click();
  await app.console.field('New password').fill('short');
  await app.console.part(app.console.root.locator('form')).button('Change password').click();
  await expect(app.console.alert(/at least 8 characters/)).toBeVisible();
  await expectAccessible(page, 'change password');
  await app.console.logOut();
  await app.console.logOn('alice');
  await expect(app.console.field('Security code')).toBeVisible();
  await help.openFromLogOn();
  for (const title of Object.values(TOPICS)) await help.topic(title);
  await expectAccessible(page, 'help');
  const reset = await help.topic(TOPICS.password);
  await reset.field('Username').fill('alice');
  await reset.button('Send code').click();
  await expect(reset.field('Verification code')).toBeVisible();
  await expectAccessible(page, 'reset');
  const lost = await help.appeal();
  await expectAccessible(page, 'appeal on the desk');
  await lost.link('Open the desk').click();
  await approve(app);
  await help.open();
  await expect(lost.text(/Your appeal was approved/)).toBeVisible();
  await expectAccessible(page, 'appeal approved');
  await app.pass(APPEAL_WAIT_SECONDS);
  await expect(lost.button('Unbind now and log on')).toBeVisible();
  await expectAccessible(page, 'appeal ready');
  const phone = await app.showPhone();
  await phone.home();
  await expectAccessible(page, 'phone home', { isOnPhone: true });
  await phone.button(/^Mail/).click();
  await expectAccessible(page, 'phone mail', { isOnPhone: true });
});
