// Each scenario from its first step to its last, by pixels and typed digits; and the way back from it.
import { expect, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, installApplication, linkByPixels, openAccount, proveIdentity } from './journey';
import type { Counterpart } from './pages/counterpart';
import type { Phone } from './pages/phone';
import { SCENARIO_PASSWORD, Scenarios, USERNAME } from './pages/scenarios';

/** Enters the password, up to the question for a security code. */
async function enterPassword(app: Counterpart): Promise<void> {
  const console = await app.showConsole();
  await console.logOn(USERNAME, SCENARIO_PASSWORD);
  await expect(console.field('Security code')).toBeVisible();
}

/** The code that a phone's application shows now, of one of its entries. */
async function codeOn(phone: Phone, entry = 0): Promise<string> {
  await phone.openApplication();
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

async function enterAccepted(app: Counterpart, phone: Phone, entry = 0): Promise<void> {
  const code = await codeOn(phone, entry);
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
  await enterRefused(app, await codeOn(phone), /code/);
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
  await enterRefused(app, await codeOn(old), /code/);
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
  await enterRefused(app, await codeOn(phone, 0), /code/);
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
  await enterRefused(app, await codeOn(phone), /code/);
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
  await scenarios.panel.getByRole('button', { name: 'Show all steps' }).click();
  await expect(scenarios.panel.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('region', { name: '场景：时钟不准' })).toContainText('第 1 步，共 3 步');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBe(0);
});
