// Several devices: attached, named, switched, resynchronised and removed, each after an existing factor was shown.
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, bind, codeOn, openAccount, proveIdentity, reachQr, toSecondStep } from './journey';
import type { Counterpart } from './pages/counterpart';
import { PASSWORD } from './pages/console';
import { Factors, stored, told } from './pages/factors';
import { Help } from './pages/help';
import { STEPS } from './pages/wizard';

const FIRST = 'MFA device';
const TWENTY_MINUTES = 1201;

/** Attaches an iPhone beside the Android phone that is bound. */
async function attachIPhone(app: Counterpart, name: string): Promise<void> {
  const { wizard, devices } = app;
  const iphone = await app.addPhone('iPhone');
  await iphone.install();
  await app.showConsole();
  await devices.attachAnother.click();
  await wizard.expectStep(STEPS.install);
  await wizard.next();
  await expect(wizard.qr).toBeVisible();
  await expect(wizard.deviceName).toHaveValue('MFA device 2');
  await app.showPhone(/^iPhone/);
  await iphone.openApplication();
  await iphone.scan();
  const code = await iphone.readCode(ENTRY);
  await app.showConsole();
  await wizard.deviceName.fill(name);
  await wizard.securityCode.fill(code);
  await wizard.next();
  await wizard.expectStep(STEPS.attached);
  await wizard.button('Done').click();
}

/** Puts another policy in force, as the desk would. */
async function putInForce(app: Counterpart, preset: string): Promise<void> {
  await app.page.evaluate(async (preset) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('counterpart-console');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction('policy', 'readwrite');
    transaction.objectStore('policy').put({ preset, wording: 'Production' }, 'policy');
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    database.close();
  }, preset);
  await app.reload();
}

for (const width of [360, 1440]) {
  test.describe(`${width} pixels`, () => {
    test.use({ viewport: { width, height: 800 } });
    test('two devices on two phones: named, renamed, and one removed, whose codes fail at once', async ({ app }) => {
      const { console, devices } = app;
      await bind(app);
      await attachIPhone(app, 'Tablet');
      await expect(devices.rows).toHaveCount(2);
      await devices.press(FIRST, 'Rename');
      await devices.row(FIRST).getByLabel('Device name', { exact: true }).fill('tablet');
      await devices.row(FIRST).getByRole('button', { name: 'Save' }).click();
      await expect(devices.row(FIRST).getByRole('alert').filter({ hasText: /has this name/ })).toBeVisible();
      await devices.row(FIRST).getByRole('button', { name: 'Cancel' }).click();
      await devices.rename(FIRST, 'Work phone');

      // A code of either logs on.
      for (const phone of [/^Android/, /^iPhone/]) {
        await console.logOut();
        await app.pass(NEXT_CODE_SECONDS);
        await console.logOn('alice');
        await expect(console.field('Security code')).toBeVisible();
        await console.enterSecurityCode(await codeOn(app, phone));
        await console.expectLoggedOn('alice');
      }
      await console.openSecuritySettings();
      const overflow = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, 'pixels beyond the right edge').toBeLessThanOrEqual(0);
      await devices.press('Work phone', 'Remove');
      await expect(app.question).toContainText('refused at once');
      await app.question.getByRole('button', { name: 'Cancel' }).click();
      await devices.remove('Work phone');
      await expect(devices.rows).toHaveCount(1);
      await app.reload();
      await console.openSecuritySettings();
      await expect(devices.rows).toHaveCount(1);

      await console.logOut();
      await app.pass(NEXT_CODE_SECONDS);
      await console.logOn('alice');
      await expect(console.field('Security code')).toBeVisible();
      await console.enterSecurityCode(await codeOn(app, /^Android/));
      await expect(console.alert(/device that was removed/)).toBeVisible();
      await app.pass(6);
      await console.enterSecurityCode(await codeOn(app, /^iPhone/));
      await console.expectLoggedOn('alice');
    });
  });
}

test('a device that is bound ends an appeal of before', async ({ app }) => {
  const { console, page } = app;
  const help = new Help(page);
  await bind(app);
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await toSecondStep(app);
  await help.open();
  await help.appeal();
  await app.open('/console/log-on');
  await app.pass(NEXT_CODE_SECONDS);
  await console.enterSecurityCode(await codeOn(app));
  await console.expectLoggedOn('alice');
  await console.openSecuritySettings();
  await attachIPhone(app, 'Tablet');
  expect((await stored(page, 'appeals')).map(({ state }) => Object.keys(state as object))).toEqual([['Stopped']]);
  expect(await told(page, 'AppealStopped')).toBe(1);
});

test('after twenty minutes a code is asked for, and the last device goes only with one', async ({ app }) => {
  const { console, devices, page } = app;
  await bind(app);
  await app.pass(TWENTY_MINUTES);
  await devices.press(FIRST, 'Remove');
  await expect(devices.stepUp.getByLabel('Security code', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(devices.stepUp).toBeHidden();
  await expect(app.question).toBeHidden();
  await expect(devices.row(FIRST).getByRole('button', { name: 'Remove' })).toBeFocused();

  await devices.press(FIRST, 'Remove');
  await devices.confirmWithCode('12345');
  await expect(devices.stepUp.getByRole('alert').filter({ hasText: 'six digits' })).toBeVisible();
  await devices.confirmWithCode('000000');
  await expect(devices.stepUp.getByRole('alert').filter({ hasText: /Try again at/ })).toBeVisible();
  await expect(app.question).toBeHidden();
  await app.pass(6);
  await devices.confirmWithCode(await codeOn(app));
  await expect(devices.stepUp).toBeHidden();
  await expect(app.question).toContainText('the password alone logs on');
  await app.question.getByRole('button', { name: 'Remove' }).click();
  await expect(console.window.getByText('Not bound')).toBeVisible();
  await console.logOut();
  await console.logOn('alice');
  await console.expectLoggedOn('alice');
});

test('a recovery code stands in where no code is at hand, once', async ({ app }) => {
  const { console, devices, page } = app;
  await bind(app);
  const [code = ''] = await new Factors(page).makeCodes();
  const recoveryCode = devices.stepUp.getByLabel('Recovery code', { exact: true });
  for (const is of ['new', 'used'] as const) {
    await app.pass(TWENTY_MINUTES);
    await console.openSecuritySettings();
    await devices.press(FIRST, 'Rename');
    await devices.stepUp.getByRole('button', { name: 'Use a recovery code' }).click();
    await recoveryCode.fill(code.toLowerCase());
    await recoveryCode.press('Enter');
    if (is === 'used') break;
    await expect(devices.row(FIRST).getByLabel('Device name', { exact: true })).toBeFocused();
    await devices.row(FIRST).getByRole('button', { name: 'Save' }).click();
  }
  await expect(devices.stepUp.getByRole('alert').filter({ hasText: 'used before' })).toBeVisible();
});

test('the first device needs a fresh session, too: the password is asked for on the way', async ({ app }) => {
  const { console, devices, wizard } = app;
  await openAccount(app);
  await app.pass(TWENTY_MINUTES);
  await console.openWizard();
  await proveIdentity(app);
  await (await app.showPhone()).install();
  await app.showConsole();
  await wizard.next();
  await devices.confirmWithPassword('not the password');
  await expect(devices.stepUp.getByRole('alert').filter({ hasText: 'password is wrong' })).toBeVisible();
  await app.pass(6);
  await devices.confirmWithPassword(PASSWORD);
  await expect(devices.stepUp).toBeHidden();
  await wizard.expectStep(STEPS.link);
  await expect(wizard.qr).toBeVisible();
});

test('the wizard of another device asks for a code in place of an SMS, and survives reloads', async ({ app }) => {
  const { console, devices, wizard } = app;
  await bind(app);
  await app.pass(TWENTY_MINUTES);
  await devices.attachAnother.click();
  await devices.confirmWithCode(await codeOn(app));
  await wizard.expectStep(STEPS.install);
  await app.reload();
  await console.openSecuritySettings();
  await devices.attachAnother.click();
  await wizard.expectStep(STEPS.install);
  await wizard.next();
  await expect(wizard.qr).toBeVisible();
  await app.reload();
  await console.openSecuritySettings();
  await devices.attachAnother.click();
  await wizard.expectStep(STEPS.link);
  await expect(wizard.dialog.getByText(/new key/).first()).toBeVisible();

  // For something else it begins anew.
  await wizard.button('Close').click();
  await devices.press(FIRST, 'Switch the MFA application');
  await expect(wizard.dialog.getByText('Switch the MFA application')).toBeVisible();
  await wizard.expectStep(STEPS.install);
});

test('a wizard that was left open asks for a code on the way', async ({ app }) => {
  const { console, devices, wizard } = app;
  await bind(app);
  await devices.press(FIRST, 'Switch the MFA application');
  await wizard.expectStep(STEPS.install);
  await app.pass(TWENTY_MINUTES);
  await wizard.next();
  await devices.confirmWithCode(await codeOn(app));
  await wizard.expectStep(STEPS.link);
  await expect(wizard.qr).toBeVisible();
  await app.reload();
  await console.openSecuritySettings();
  await devices.press(FIRST, 'Switch the MFA application');
  await wizard.expectStep(STEPS.link);
  await expect(wizard.qr).toBeVisible();
});

test('switching to the Alibaba Cloud app, an old version first, and back', async ({ app }) => {
  const { console, devices, wizard } = app;
  const finish = async (application: string) => {
    await wizard.securityCode.fill(await codeOn(app, /^Android/, application));
    await wizard.next();
    await wizard.expectStep(STEPS.attached);
    await expect(wizard.dialog.getByText(/Those of the old one are refused/)).toBeVisible();
    await wizard.button('Done').click();
    await expect(devices.rows).toHaveCount(1);
    await expect(devices.row(FIRST)).toBeVisible();
  };
  await bind(app);
  const phone = await app.showPhone();
  await phone.openStore();
  await phone.button('Install the older version 4.5').click();
  await expect(phone.root.getByText('Version 4.5')).toBeVisible();

  await devices.press(FIRST, 'Switch the MFA application');
  await wizard.next();
  await expect(wizard.qr).toBeVisible();
  await expect(wizard.dialog.getByText(/keeps working until/)).toBeVisible();
  await phone.openApplication('Alibaba Cloud');
  await phone.scan();
  await expect(phone.root.getByRole('alert').filter({ hasText: 'Update it to 4.6' })).toBeVisible();
  await phone.button('Open the app store').click();
  await phone.button('Update Alibaba Cloud').click();
  await expect(phone.root.getByText('Version 4.6')).toBeVisible();
  await phone.button('Open Alibaba Cloud').click();
  await phone.scan();
  await expect(phone.code(ENTRY)).toBeVisible();
  await finish('Alibaba Cloud');

  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await console.logOn('alice');
  await expect(console.field('Security code')).toBeVisible();
  await console.enterSecurityCode(await codeOn(app));
  await expect(console.alert(/device that was replaced/)).toBeVisible();
  await app.pass(6);
  await console.enterSecurityCode(await codeOn(app, /^Android/, 'Alibaba Cloud'));
  await console.expectLoggedOn('alice');

  await console.openSecuritySettings();
  await phone.openApplication();
  await phone.entry(ENTRY).getByRole('button', { name: 'Remove' }).click();
  await app.question.getByRole('button', { name: 'Remove' }).click();
  await devices.press(FIRST, 'Switch the MFA application');
  await wizard.next();
  await expect(wizard.qr).toBeVisible();
  await phone.scan();
  await expect(phone.code(ENTRY)).toBeVisible();
  await finish('Google Authenticator');
});

test('a drifted device is resynchronised where it cannot log on, and two late codes are explained', async ({ app }) => {
  const { console, devices } = app;
  const [first, second] = ['First security code', 'Second security code'] as const;
  const submit = console.window.getByRole('button', { name: 'Resynchronise', exact: true }).and(app.page.locator('[type=submit]'));
  await bind(app);
  await (await app.showPhone()).setClock('+5 min', '+5 min');
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await console.logOn('alice');
  await expect(console.field('Security code')).toBeVisible();
  await console.enterSecurityCode(await codeOn(app));
  await expect(console.alert(/security code is wrong/)).toBeVisible();
  await app.pass(6);

  await console.button("Are the codes refused because the phone's clock is off? Resynchronise it").click();
  await expect(console.field(first)).toBeFocused();
  const code = await codeOn(app);
  await console.field(first).fill(code);
  await console.field(second).fill(code);
  await submit.click();
  await expect(console.alert(/Both codes are the same/)).toBeVisible();
  await app.pass(30);
  await console.field(second).fill(await codeOn(app));
  await app.pass(61);
  await submit.click();
  await expect(console.alert(/submitted late/)).toBeVisible();
  await expect(console.field(first)).toHaveValue('');

  await console.field(first).fill(await codeOn(app));
  await app.pass(30);
  await console.field(second).fill(await codeOn(app));
  await submit.click();
  await expect(console.window.getByText(/is 10 min fast/)).toBeVisible();
  await app.pass(30);
  await console.enterSecurityCode(await codeOn(app));
  await console.expectLoggedOn('alice');

  // On the account's page, too: the clock is set right, and told to be.
  await console.openSecuritySettings();
  await expect(devices.row(FIRST)).toContainText('10 min fast');
  await (await app.showPhone()).setClock('Set automatically again');
  await app.pass(660);
  await devices.press(FIRST, 'Resynchronise');
  await console.field(first).fill(await codeOn(app));
  await app.pass(30);
  await console.field(second).fill(await codeOn(app));
  await submit.click();
  await expect(devices.row(FIRST).getByText(/is right\./)).toBeVisible();
  await expect(devices.row(FIRST)).toContainText('right when it was resynchronised');
});

test('a policy that wants two codes in a row says what is wrong with two others', async ({ app }) => {
  const { wizard } = app;
  await putInForce(app, 'Aws');
  await reachQr(app);
  const phone = await app.showPhone();
  await phone.openApplication();
  await phone.scan();
  const first = wizard.dialog.getByLabel('First security code', { exact: true });
  const second = wizard.dialog.getByLabel('Second security code', { exact: true });
  const earlier = await phone.readCode(ENTRY);
  await first.fill(earlier);
  await second.fill(earlier);
  await wizard.next();
  await expect(wizard.alert(/Both codes are the same/)).toBeVisible();
  await app.pass(30);
  const later = await phone.readCode(ENTRY);
  await first.fill(later);
  await wizard.next();
  await expect(wizard.alert(/comes before the first/)).toBeVisible();
  await first.fill(earlier);
  await second.fill(later);
  await wizard.next();
  await wizard.expectStep(STEPS.attached);
});

test('the devices, their forms and the step-up stand every look, in both languages', async ({ app, page }) => {
  test.setTimeout(300_000);
  const { devices } = app;
  await bind(app);
  await expectAccessible(page, 'devices');
  await devices.press(FIRST, 'Rename');
  await devices.press(FIRST, 'Resynchronise');
  await expect(devices.row(FIRST).getByLabel('First security code', { exact: true })).toBeVisible();
  await expectAccessible(page, 'forms of a device');
  await app.pass(TWENTY_MINUTES);
  await devices.press(FIRST, 'Remove');
  await expect(devices.stepUp.getByLabel('Security code', { exact: true })).toBeVisible();
  await expectAccessible(page, 'step-up');
});
