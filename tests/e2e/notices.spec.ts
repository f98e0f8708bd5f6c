// What an account's owner is told, by SMS and by mail on the phone, of what somebody else might have done.
import { expect, test } from './fixtures';
import { NEXT_CODE_SECONDS, bind, codeOn, expectTold, lockByWrongCodes, toSecondStep } from './journey';
import { inBothLanguages } from './plays';

inBothLanguages(() => {
  test('a new browser, a used recovery code, a lock and a removed device are told twice over', async ({ app, page }) => {
    test.setTimeout(180_000);
    const { console, desk, devices, factors } = app;
    await bind(app);
    const [recoveryCode = ''] = await factors.makeCodes();
    await console.logOut();
    const expectToldTwice = async (what: RegExp, count = 1) => {
      for (const where of ['Messages', 'Mail'] as const) await expectTold(app, where, what, count);
    };

    await factors.play('Browser at home');
    await toSecondStep(app);
    await factors.button('Use a recovery code').click();
    await factors.enterRecoveryCode(recoveryCode);
    await console.expectLoggedOn('alice');
    await expectToldTwice(/A recovery code was used for the account alice; 9 left/);
    await expectToldTwice(/logged on as alice in a browser at home that is new to this account/);

    await console.logOut();
    await lockByWrongCodes(app);
    // Ten wrong codes in two log-ons, as the password's word lasts ten minutes: the first of each is told.
    await expectToldTwice(/The right password of alice was entered, and then a wrong second factor/, 2);
    await expectToldTwice(/Security codes for alice are refused until .* The account itself is not locked/);

    await desk.open();
    await desk.goTo('Accounts');
    await desk.button('Unlock alice').click();
    await expect(desk.text(/alice is unlocked/)).toBeVisible();
    // The log-on still waits for its security code.
    await page.goto('/console/log-on');
    await expect(console.field('Security code')).toBeVisible();
    await app.pass(NEXT_CODE_SECONDS);
    await console.enterSecurityCode(await codeOn(app));
    await console.expectLoggedOn('alice');
    await console.openSecuritySettings();
    await devices.remove(devices.firstName);
    await expectToldTwice(/An MFA device was removed from the account alice/);
  });
});

test.describe('without a service worker, which would fetch what this test stops', () => {
test.use({ serviceWorkers: 'block' });

test('notices come once, in both languages, also when the page died before they were sent', async ({ app, page, complaints }) => {
  // The part that delivers does not arrive: as if the page had gone after the commit.
  await page.route(/\/carrier-[0-9a-f]+\.wasm$/, (route) => route.abort());
  await bind(app);
  await app.console.logOut();
  await app.console.logOn('alice');
  await app.console.enterSecurityCode('000000');
  await expect(app.console.alert(/security code is wrong/)).toBeVisible();
  const phone = await app.showPhone();
  await phone.expectTold('Mail', /MFA device was bound/, 0);
  await page.unroute(/\/carrier-[0-9a-f]+\.wasm$/);
  // The browser and the loader each complain of the downloads that this test stopped.
  complaints.length = 0;
  await app.reload();
  await phone.expectTold('Mail', /An MFA device was bound to the account alice/);
  await phone.expectTold('Mail', /The right password of alice was entered, and then a wrong second factor/);
  await phone.expectTold('Messages', /An MFA device was bound to the account alice/);
  await app.reload();
  await phone.expectTold('Mail', /./, 2);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(phone.root.getByText('账号 alice 已绑定 MFA 设备。')).toBeVisible();
  const others = complaints.filter((complaint) => !complaint.includes('registration blocked by Playwright'));
  complaints.splice(0, complaints.length, ...others);
});
});
