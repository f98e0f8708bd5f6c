// The six parts of the main job in one flow, by pixels: wide and on the narrowest screen, in either language.
import { expect, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, codeOn, installApplication, linkByPixels, openAccount, proveIdentity, toSecondStep } from './journey';
import type { Counterpart } from './pages/counterpart';
import { onEveryScreen } from './plays';

/** Nothing of the page lies beyond the screen's right edge. */
async function expectNothingCutOff(app: Counterpart): Promise<void> {
  const overflow = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, 'pixels beyond the right edge').toBeLessThanOrEqual(0);
}

async function mainJob(app: Counterpart): Promise<void> {
  const { console, wizard } = app;
  await test.step('1. open an account', async () => {
    await expect(app.page).toHaveURL(/\/console\/register$/);
    if (app.isNarrow) await expect(app.dock.root).toBeVisible();
    await openAccount(app);
    await expectNothingCutOff(app);
  });
  await test.step('2. account management', async () => {
    await console.openSecuritySettings();
    await expect(console.root.getByText(app.words.say('Virtual MFA'), { exact: true })).toBeVisible();
    await expect(console.text('Not bound')).toBeVisible();
    await expectNothingCutOff(app);
    await console.button('Settings').click();
  });
  await test.step('3. the wizard', async () => {
    await proveIdentity(app);
    await expect(wizard.root.getByRole('row')).toHaveCount(5);
    await expect(wizard.text(/4\.6/)).toBeVisible();
    await installApplication(app);
    await expect(wizard.text(/Do not share it/)).toBeVisible();
    await expectNothingCutOff(app);
    await wizard.securityCode.fill('000 000');
    await wizard.next();
    await expect(wizard.alert(/code/)).toBeVisible();
    await expect(wizard.qr).toBeVisible();
  });
  await test.step('4. the authenticator', async () => {
    await app.pass(6);
    await linkByPixels(app);
    const phone = await app.showPhone();
    await expect(phone.entry(ENTRY)).toBeVisible();
    await expectNothingCutOff(app);
    await app.showConsole();
    await wizard.button('Done').click();
    await expect(console.text(/Bound since/)).toBeVisible();
    await expect(console.text(/can still be given away on a false site/)).toBeVisible();
  });
  await test.step('5. log out and log on', async () => {
    await console.logOut();
    await app.pass(NEXT_CODE_SECONDS);
    await toSecondStep(app);
    await expect(console.text(/can still be given away on a false site/)).toBeVisible();
    await console.enterSecurityCode(await codeOn(app));
    await console.expectLoggedOn('alice');
    await expectNothingCutOff(app);
  });
  await test.step('6. nothing is lost', async () => {
    await app.reload();
    await console.expectLoggedOn('alice');
    const phone = await app.showPhone();
    await phone.openApplication();
    await expect(phone.code(ENTRY)).toHaveText(/^\d{3}\s\d{3}$/);
    await app.showConsole();
    await console.logOut();
    await app.reload();
    await expect(console.field('Username')).toBeVisible();
  });
}

onEveryScreen(() => {
  test('the whole job', async ({ app }) => {
    await mainJob(app);
  });
});

test('two phones that scanned the same QR code show the same code; a second scan says so', async ({ app }) => {
  const { wizard } = app;
  await openAccount(app);
  const iphone = await app.addPhone('iPhone');
  await app.console.openWizard();
  await proveIdentity(app);
  await iphone.install();
  await installApplication(app);
  const android = await app.showPhone();
  await android.openApplication();
  await android.scan();
  await iphone.openApplication();
  await iphone.scan();
  await expect(iphone.code(ENTRY)).toHaveText(/^\d{3}\s\d{3}$/);
  await expect(android.code(ENTRY)).toHaveText(await iphone.code(ENTRY).innerText());
  await android.button('Scan QR code').click();
  await expect(android.root.getByText(/already/)).toBeVisible();
  await wizard.securityCode.fill(await iphone.readCode(ENTRY));
  await wizard.next();
  await wizard.expectStep('The device is attached');
});

test('the key can be typed instead of scanned', async ({ app }) => {
  await openAccount(app);
  await app.console.openWizard();
  await proveIdentity(app);
  await installApplication(app);
  const key = await app.wizard.showKey();
  const phone = await app.showPhone();
  await phone.openApplication();
  await phone.enterKey('Gov Cloud', 'alice', key.toLowerCase());
  await app.wizard.securityCode.fill(await phone.readCode(ENTRY));
  await app.wizard.next();
  await app.wizard.expectStep('The device is attached');
});
