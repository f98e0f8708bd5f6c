// Several devices: attached, named, switched, resynchronised and removed, each after an existing factor was shown.
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, bind, codeOn, openAccount, proveIdentity, reachQr, toSecondStep } from './journey';
import type { Counterpart } from './pages/counterpart';
import { PASSWORD } from './pages/console';
import { stored, told } from './pages/factors';
import { STEPS } from './pages/wizard';
import { inBothLanguages } from './plays';

const FIRST = 'MFA device';
const TWENTY_MINUTES = 1201;

/** Attaches an iPhone beside the Android phone that is bound. */
async function attachIPhone(app: Counterpart, name: string): Promise<void> {
  const { wizard, devices } = app;
  await (await app.addPhone('iPhone')).install();
  await app.showConsole();
  await devices.attachAnother.click();
  await wizard.expectStep(STEPS.install);
  await wizard.next();
  await expect(wizard.qr).toBeVisible();
  await expect(wizard.deviceName).toHaveValue(`${devices.firstName} 2`);
  const iphone = await app.showPhone(/^iPhone/);
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

inBothLanguages(() => {
  test('two devices on two phones: named, renamed, and one removed, whose codes fail at once', async ({ app }) => {
    const { console, devices } = app;
    await bind(app);
    await attachIPhone(app, 'Tablet');
    await expect(devices.rows).toHaveCount(2);
    await devices.press(devices.firstName, 'Rename');
    await devices.row(devices.firstName).field('Device name').fill('tablet');
    await devices.row(devices.firstName).button('Save').click();
    await expect(devices.row(devices.firstName).alert(/has this name/)).toBeVisible();
    await devices.row(devices.firstName).button('Cancel').click();
    await devices.rename(devices.firstName, 'Work phone');

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
    await expect(app.question.text(/refused at once/)).toBeVisible();
    await app.question.button('Cancel').click();
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

test('a device that is bound ends an appeal of before', async ({ app }) => {
  const { console, page, help } = app;
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

inBothLanguages(() => {
  test('after twenty minutes a code is asked for, and the last device goes only with one', async ({ app }) => {
    const { console, devices, page } = app;
    await bind(app);
    await app.pass(TWENTY_MINUTES);
    await devices.press(devices.firstName, 'Remove');
    await expect(devices.stepUp.field('Security code')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(devices.stepUp.root).toBeHidden();
    await expect(app.question.root).toBeHidden();
    await expect(devices.row(devices.firstName).button('Remove')).toBeFocused();

    await devices.press(devices.firstName, 'Remove');
    await devices.confirmWithCode('12345');
    await expect(devices.stepUp.alert('six digits')).toBeVisible();
    await devices.confirmWithCode('000000');
    await expect(devices.stepUp.alert(/Try again at/)).toBeVisible();
    await expect(app.question.root).toBeHidden();
    await app.pass(6);
    await devices.confirmWithCode(await codeOn(app));
    await expect(devices.stepUp.root).toBeHidden();
    await expect(app.question.text(/the password alone logs on/)).toBeVisible();
    await app.question.button('Remove').click();
    await expect(console.text('Not bound')).toBeVisible();
    await console.logOut();
    await console.logOn('alice');
    await console.expectLoggedOn('alice');
  });
});

test('a recovery code stands in where no code is at hand, once', async ({ app }) => {
  const { console, devices } = app;
  await bind(app);
  const [code = ''] = await app.factors.makeCodes();
  const recoveryCode = devices.stepUp.field('Recovery code');
  for (const is of ['new', 'used'] as const) {
    await app.pass(TWENTY_MINUTES);
    await console.openSecuritySettings();
    await devices.press(FIRST, 'Rename');
    await devices.stepUp.button('Use a recovery code').click();
    await recoveryCode.fill(code.toLowerCase());
    await recoveryCode.press('Enter');
    if (is === 'used') break;
    await expect(devices.row(FIRST).field('Device name')).toBeFocused();
    await devices.row(FIRST).button('Save').click();
  }
  await expect(devices.stepUp.alert('used before')).toBeVisible();
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
  await expect(devices.stepUp.alert('password is wrong')).toBeVisible();
  await app.pass(6);
  await devices.confirmWithPassword(PASSWORD);
  await expect(devices.stepUp.root).toBeHidden();
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
  await expect(wizard.text(/new key/).first()).toBeVisible();

  // For something else it begins anew.
  await wizard.button('Close').click();
  await devices.press(FIRST, 'Switch the MFA application');
  await expect(wizard.text('Switch the MFA application')).toBeVisible();
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

inBothLanguages(() => {
  test('switching to the Alibaba Cloud app, an old version first, and back', async ({ app }) => {
    const { console, devices, wizard } = app;
    const finish = async (application: string) => {
      await wizard.securityCode.fill(await codeOn(app, /^Android/, application));
      await wizard.next();
      await wizard.expectStep(STEPS.attached);
      await expect(wizard.text(/Those of the old one are refused/)).toBeVisible();
      await wizard.button('Done').click();
      await expect(devices.rows).toHaveCount(1);
      await expect(devices.row(devices.firstName).root).toBeVisible();
    };
    await bind(app);
    const phone = await app.showPhone();
    await phone.openStore();
    await phone.button('Install the older version 4.5').click();
    await expect(phone.text('Version 4.5')).toBeVisible();
    await app.showConsole();

    await devices.press(devices.firstName, 'Switch the MFA application');
    await wizard.next();
    await expect(wizard.qr).toBeVisible();
    await expect(wizard.text(/keeps working until/)).toBeVisible();
    await app.showPhone();
    await phone.openApplication('Alibaba Cloud');
    await phone.scan();
    await expect(phone.alert(/Update it to 4.6/)).toBeVisible();
    await phone.button('Open the app store').click();
    await phone.update('Alibaba Cloud');
    await expect(phone.text('Version 4.6')).toBeVisible();
    await phone.openApplication('Alibaba Cloud');
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
    await app.showPhone();
    await phone.openApplication();
    await phone.part(phone.entry(ENTRY)).button('Remove').click();
    await app.question.button('Remove').click();
    await app.showConsole();
    await devices.press(devices.firstName, 'Switch the MFA application');
    await wizard.next();
    await expect(wizard.qr).toBeVisible();
    await app.showPhone();
    await phone.scan();
    await expect(phone.code(ENTRY)).toBeVisible();
    await finish('Google Authenticator');
  });

  test('a drifted device is resynchronised where it cannot log on, and two late codes are explained', async ({ app }) => {
    const { console, devices } = app;
    const [first, second] = ['First security code', 'Second security code'] as const;
    const submit = console.button('Resynchronise').and(app.page.locator('[type=submit]'));
    await bind(app);
    await (await app.showPhone()).setClock('+5 min', '+5 min');
    await app.showConsole();
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
    await expect(console.text(/is 10 min fast/)).toBeVisible();
    await app.pass(30);
    await console.enterSecurityCode(await codeOn(app));
    await console.expectLoggedOn('alice');

    // On the account's page, too: the clock is set right, and told to be.
    await console.openSecuritySettings();
    await expect(devices.row(devices.firstName).text(/10 min fast/)).toBeVisible();
    await (await app.showPhone()).setClock('Set automatically again');
    await app.showConsole();
    await app.pass(660);
    await devices.press(devices.firstName, 'Resynchronise');
    await console.field(first).fill(await codeOn(app));
    await app.pass(30);
    await console.field(second).fill(await codeOn(app));
    await submit.click();
    await expect(devices.row(devices.firstName).text(/is right\./)).toBeVisible();
    await expect(devices.row(devices.firstName).text(/right when it was resynchronised/)).toBeVisible();
  });
});

test('a policy that wants two codes in a row says what is wrong with two others', async ({ app }) => {
  const { wizard } = app;
  await putInForce(app, 'Aws');
  await reachQr(app);
  const phone = await app.showPhone();
  await phone.openApplication();
  await phone.scan();
  const first = wizard.field('First security code');
  const second = wizard.field('Second security code');
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
  await expect(devices.row(FIRST).field('First security code')).toBeVisible();
  await expectAccessible(page, 'forms of a device');
  await app.pass(TWENTY_MINUTES);
  await devices.press(FIRST, 'Remove');
  await expect(devices.stepUp.field('Security code')).toBeVisible();
  await expectAccessible(page, 'step-up');
});
