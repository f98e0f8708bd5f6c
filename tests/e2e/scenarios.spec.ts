// Each scenario from its first step to its last, by pixels and typed digits; and the way back from it.
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, PIXEL, installApplication, linkByPixels, openAccount, proveIdentity } from './journey';
import type { Counterpart } from './pages/counterpart';
import { Factors } from './pages/factors';
import type { Phone } from './pages/phone';
import { RECOVERY_CODE, SCENARIO_PASSWORD, Scenarios, USERNAME } from './pages/scenarios';
import { STEPS } from './pages/wizard';

/** Enters the password, up to the question for a security code. */
async function enterPassword(app: Counterpart): Promise<void> {
  const console = await app.showConsole();
  await console.logOn(USERNAME, SCENARIO_PASSWORD);
  await expect(console.field('Security code')).toBeVisible();
}

/** The code that a phone's application shows now, of one of its entries. */
async function codeOn(phone: Phone, entry = 0, application?: string): Promise<string> {
  await phone.openApplication(application);
  const code = phone.root.getByTestId('code').nth(entry);
  await expect(code).toHaveText(/^\d{3}\s\d{3}$/);
  return (await code.innerText()).replace(/\s/g, '');
}

/** Enters a code that is refused, and waits until another may be entered. */
async function enterRefused(app: Counterpart, code: string, why: RegExp): Promise<void> {
  const console = await app.showConsole();
  await console.enterSecurityCode(code);
  await expect(console.alert(why)).toBeVisible();
  await app.pass(NEXT_CODE_SECONDS);
}

async function enterAccepted(app: Counterpart, phone: Phone, entry = 0, application?: string): Promise<void> {
  const code = await codeOn(phone, entry, application);
  const console = await app.showConsole();
  await console.enterSecurityCode(code);
  await console.expectLoggedOn(USERNAME);
}

async function removeEntry(phone: Phone, entry = 0): Promise<void> {
  await phone.openApplication();
  const items = phone.root.getByRole('listitem', { name: ENTRY });
  const count = await items.count();
  await items.nth(entry).getByRole('button', { name: 'Remove' }).click();
  await phone.root.page().locator('dialog[open]').getByRole('button', { name: 'Remove' }).click();
  await expect(items).toHaveCount(count - 1);
}

test('first binding', async ({ app, page }) => {
  const scenarios = new Scenarios(page);
  await scenarios.start('First binding');
  await scenarios.expectDone(0, 5);
  await app.console.openWizard();
  await proveIdentity(app, 1);
  await scenarios.expectDone(1, 5);
  await installApplication(app);
  await scenarios.expectDone(2, 5);
  await linkByPixels(app);
  await scenarios.expectDone(3, 5);
  await app.wizard.button('Done').click();
  await app.console.logOut();
  await scenarios.expectDone(4, 5);
  await app.pass(NEXT_CODE_SECONDS);
  await enterPassword(app);
  await enterAccepted(app, await app.showPhone());
  await scenarios.expectDone(5, 5);
});

test('wrong clock', async ({ app, page }) => {
  const scenarios = new Scenarios(page);
  await scenarios.start('Wrong clock');
  const phone = await app.showPhone();
  await enterPassword(app);
  await enterRefused(app, await codeOn(phone), /before now, outside the window/);
  await scenarios.expectDone(1, 3);
  await phone.home();
  await phone.button('Clock').click();
  await phone.button('Set automatically again').click();
  await scenarios.expectDone(2, 3);
  await enterAccepted(app, phone);
  await scenarios.expectDone(3, 3);
});

test('replaced phone, old code', async ({ app, page }) => {
  const scenarios = new Scenarios(page);
  await scenarios.start('Replaced phone, old code');
  await enterPassword(app);
  const old = await app.showPhone(/^Android/);
  await enterRefused(app, await codeOn(old), /was replaced/);
  await scenarios.expectDone(1, 3);
  await enterAccepted(app, await app.showPhone(/^iPhone/));
  await scenarios.expectDone(2, 3);
  await removeEntry(old);
  await scenarios.expectDone(3, 3);
});

test('duplicate entry', async ({ app, page }) => {
  const scenarios = new Scenarios(page);
  await scenarios.start('Duplicate entry');
  const phone = await app.showPhone();
  await enterPassword(app);
  await enterRefused(app, await codeOn(phone, 0), /No bound device shows this code/);
  await scenarios.expectDone(1, 5);
  await enterAccepted(app, phone, 1);
  await scenarios.expectDone(2, 5);
  await removeEntry(phone, 0);
  await scenarios.expectDone(3, 5);
  await app.console.logOut();
  await scenarios.expectDone(4, 5);
  await app.pass(NEXT_CODE_SECONDS);
  await enterPassword(app);
  await enterAccepted(app, phone);
  await scenarios.expectDone(5, 5);
});

/** From the wizard's second step to the attached device, by the pixels of its QR code. */
async function attachFromInstall(app: Counterpart, phone: Phone, application?: string): Promise<void> {
  const { wizard } = app;
  await wizard.expectStep(STEPS.install);
  await wizard.next();
  await wizard.expectStep(STEPS.link);
  await expect(wizard.qr).toBeVisible();
  await phone.openApplication(application);
  await phone.scan();
  await expect(phone.root.getByTestId('code')).toHaveCount(1);
  await wizard.securityCode.fill(await codeOn(phone, 0, application));
  await wizard.next();
  await wizard.expectStep(STEPS.attached);
  await wizard.button('Done').click();
  await expect(wizard.dialog).toBeHidden();
}

test('two phones', async ({ app, page }) => {
  const scenarios = new Scenarios(page);
  await scenarios.start('Two phones');
  const second = await app.showPhone(/^iPhone/);
  await second.install();
  await scenarios.expectDone(1, 4);
  await app.console.openSecuritySettings();
  await app.console.button('Attach another device').click();
  await attachFromInstall(app, second);
  await scenarios.expectDone(2, 4);
  await app.console.logOut();
  await scenarios.expectDone(3, 4);
  await app.pass(NEXT_CODE_SECONDS);
  await enterPassword(app);
  await enterAccepted(app, second);
  await scenarios.expectDone(4, 4);
});

test('lost phone', async ({ app, page }) => {
  const { console, desk, wizard } = app;
  const scenarios = new Scenarios(page);
  await scenarios.start('Lost phone');
  await enterPassword(app);
  await app.open('/console/help');
  await console.field('Name').fill('Alice Example');
  await console.field('Reason').fill('Left in a taxi.');
  await console.field('Document').setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: PIXEL });
  await console.button('Submit the appeal').click();
  await scenarios.expectDone(1, 5);
  await scenarios.panel.getByRole('link', { name: 'Open the desk' }).click();
  await desk.approve();
  await scenarios.expectDone(2, 5);
  await app.open('/console/help');
  await app.pass(61);
  await console.button('Unbind now and log on').click();
  await scenarios.expectDone(3, 5);

  await console.openWizard();
  await wizard.expectStep(STEPS.identity);
  await wizard.choosePhoneVerification();
  await wizard.button('Send code').click();
  const phone = await app.showPhone();
  await phone.openMessages();
  const message = phone.root.getByRole('listitem').filter({ hasText: /\b\d{6}\b/ }).first();
  const code = /\b(\d{6})\b/.exec(await message.innerText())?.[1] ?? '';
  await wizard.dialog.getByLabel('Verification code', { exact: true }).fill(code);
  await wizard.next();
  await phone.install();
  await attachFromInstall(app, phone);
  await scenarios.expectDone(4, 5);
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await enterPassword(app);
  await enterAccepted(app, phone);
  await scenarios.expectDone(5, 5);
});

test('switch of application', async ({ app, page }) => {
  const scenarios = new Scenarios(page);
  await scenarios.start('Switch of application');
  const phone = await app.showPhone();
  await phone.openStore();
  await phone.button('Update Alibaba Cloud').click();
  await scenarios.expectDone(1, 4);
  await app.console.openSecuritySettings();
  await app.console.button('Switch the MFA application').click();
  await attachFromInstall(app, phone, 'Alibaba Cloud');
  await scenarios.expectDone(2, 4);
  await app.console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await enterPassword(app);
  await enterRefused(app, await codeOn(phone, 0, 'Google Authenticator'), /replaced/);
  await scenarios.expectDone(3, 4);
  await enterAccepted(app, phone, 0, 'Alibaba Cloud');
  await scenarios.expectDone(4, 4);
});

test('locked out', async ({ app, page }) => {
  const { console, desk } = app;
  const scenarios = new Scenarios(page);
  await scenarios.start('Locked out');
  await enterPassword(app);
  await console.enterSecurityCode('000000');
  await expect(console.alert(/Locked until/)).toBeVisible();
  await scenarios.expectDone(1, 4);
  const phone = await app.showPhone();
  await console.enterSecurityCode(await codeOn(phone));
  await scenarios.expectDone(2, 4);
  await scenarios.panel.getByRole('link', { name: 'Open the desk' }).click();
  await desk.window.getByRole('button', { name: 'Unlock alice' }).click();
  await scenarios.expectDone(3, 4);
  await app.open('/console/log-on');
  await enterAccepted(app, phone);
  await scenarios.expectDone(4, 4);
});

test('a code given away', async ({ app, page }) => {
  const { console } = app;
  const factors = new Factors(page);
  const scenarios = new Scenarios(page);
  await scenarios.start('A code given away');
  const phone = await app.showPhone();
  await factors.play("A stranger's browser");
  await enterPassword(app);
  const given = await codeOn(phone);
  await console.enterSecurityCode(given);
  await console.expectLoggedOn(USERNAME);
  await scenarios.expectDone(1, 4);

  await factors.play('Browser at work');
  await enterPassword(app);
  await enterRefused(app, given, /accepted before/);
  await scenarios.expectDone(2, 4);
  await enterAccepted(app, phone);
  await scenarios.expectDone(3, 4);
  await scenarios.panel.getByRole('link', { name: 'Open Account Management' }).click();
  const strangers = factors.rows('Sessions').filter({ hasText: "A stranger's browser" });
  await strangers.getByRole('button', { name: /^End/ }).click();
  await scenarios.expectDone(4, 4);
  await factors.play("A stranger's browser");
  await expect(console.field('Username')).toBeVisible();
});

test('recovery code', async ({ app, page }) => {
  const { console } = app;
  const factors = new Factors(page);
  const scenarios = new Scenarios(page);
  await scenarios.start('Recovery code');
  await enterPassword(app);
  await factors.button('Use a recovery code').click();
  await expect(scenarios.panel.getByText(RECOVERY_CODE)).toBeVisible();
  await factors.enterRecoveryCode(RECOVERY_CODE);
  await console.expectLoggedOn(USERNAME);
  await scenarios.expectDone(1, 4);
  const phone = await app.showPhone();
  await phone.install();
  await console.openSecuritySettings();
  await console.button('Attach another device').click();
  await attachFromInstall(app, phone);
  await scenarios.expectDone(2, 4);
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await enterPassword(app);
  await enterAccepted(app, phone);
  await scenarios.expectDone(4, 4);
});

test('drifted and resynchronised', async ({ app, page }) => {
  const { console } = app;
  const scenarios = new Scenarios(page);
  await scenarios.start('Drifted and resynchronised');
  const phone = await app.showPhone();
  await enterPassword(app);
  await enterRefused(app, await codeOn(phone), /(before|after) now, outside the window/);
  await scenarios.expectDone(1, 3);
  await console.button("Are the codes refused because the phone's clock is off? Resynchronise it").click();
  await console.field('First security code').fill(await codeOn(phone));
  await app.pass(30);
  await console.field('Second security code').fill(await codeOn(phone));
  await console.button('Resynchronise').click();
  await scenarios.expectDone(2, 3);
  await app.pass(NEXT_CODE_SECONDS);
  await enterAccepted(app, phone);
  await scenarios.expectDone(3, 3);
});

test('what was there before comes back, in every tab', async ({ app, page, context }) => {
  await openAccount(app, 'before');
  const other = await context.newPage();
  await other.goto('/console');
  await expect(other.getByRole('heading', { name: /logged on as before/ })).toBeVisible();

  const scenarios = new Scenarios(page);
  await scenarios.start('Wrong clock');
  await expect(app.console.field('Username')).toBeVisible();
  const phone = await app.showPhone();
  await expect(phone.button('Open Google Authenticator')).toBeVisible();
  // The other tab is on the scenario's stage as well.
  await expect(new Scenarios(other).panel).toBeVisible();
  // A reload stays in the scenario.
  await app.reload();
  await scenarios.expectDone(0, 3);

  await scenarios.restore();
  await app.console.expectLoggedOn('before');
  const before = await app.showPhone();
  await before.openMessages();
  await expect(before.messages).toHaveCount(1);
  await expect(new Scenarios(other).panel).toBeHidden();
  await expect(other.getByRole('heading', { name: /logged on as before/ })).toBeVisible();
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(names.filter((name) => name?.endsWith('-scenario'))).toEqual([]);
});

test('a scenario can be begun anew, and another one taken in its place', async ({ app, page }) => {
  const scenarios = new Scenarios(page);
  await scenarios.start('Wrong clock');
  const phone = await app.showPhone();
  await enterPassword(app);
  await enterRefused(app, await codeOn(phone), /before now, outside the window/);
  await scenarios.expectDone(1, 3);
  await page.goto('/scenarios');
  await page.getByRole('button', { name: 'Start again: Wrong clock' }).click();
  await scenarios.expectDone(0, 3);
  await scenarios.start('Replaced phone, old code');
  await scenarios.expectDone(0, 3);
  await scenarios.restore();
  // Nobody had an account here before.
  await expect(app.console.button('Create account')).toBeVisible();
});

test('the panel is used on a narrow screen, in both languages', async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await app.dock.getByRole('link', { name: 'Scenarios' }).click();
  await page.getByRole('button', { name: 'Try it: Wrong clock' }).click();
  const scenarios = new Scenarios(page);
  await scenarios.expectDone(0, 3);
  await expect(scenarios.currentStep).toContainText('it is refused');
  await expect(scenarios.panel.getByText(SCENARIO_PASSWORD)).toBeVisible();
  await scenarios.panel.getByRole('button', { name: 'All steps and ways out' }).click();
  await expect(scenarios.panel.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('region', { name: '场景：时钟不准' })).toContainText('第 1 步，共 3 步');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBe(0);
});

test('the page and the panel stand axe, narrow and wide, in both themes and languages', async ({ app, page }) => {
  test.setTimeout(240_000);
  const scenarios = new Scenarios(page);
  await app.open('/scenarios');
  await expect(page.getByRole('heading', { name: 'Wrong clock' })).toBeVisible();
  await expectAccessible(page, 'scenarios');
  await scenarios.start('Recovery code');
  await expectAccessible(page, 'panel', { part: '.scenario' });
  await app.open('/scenarios');
  await expect(page.getByText('Running now')).toBeVisible();
  await expectAccessible(page, 'scenarios, one running');
});
