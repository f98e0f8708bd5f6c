// Each scenario from its first step to its last, in a wide window and a narrow one, in both languages, by pixels and typed
// digits; and the way back from it.
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, codeOn, installApplication, linkByPixels, openAccount, proveIdentity } from './journey';
import type { Counterpart } from './pages/counterpart';
import { RECOVERY_CODE, SCENARIO_PASSWORD, Scenarios, USERNAME } from './pages/scenarios';
import { STEPS } from './pages/wizard';
import { onEveryScreen } from './plays';

/** Which code is meant: by default that of the only entry, in the usual application of the first phone. */
interface Shown {
  phone?: RegExp;
  application?: string;
  /** Where the entry stands among those of the account. */
  entry?: number;
}

interface Play {
  app: Counterpart;
  /** Waits until the panel has seen so many steps done. */
  done: (steps: number) => Promise<void>;
}

/** A scenario of so many steps: `play` does them, up to the last one. */
function scenario(name: string, steps: number, play: (play: Play) => Promise<void>): void {
  onEveryScreen(() => {
    test(name.toLowerCase(), async ({ app }) => {
      const done = (count: number) => app.scenarios.expectDone(count, steps);
      await app.scenarios.start(name);
      await done(0);
      await play({ app, done });
      await done(steps);
    });
  });
}

/** Enters the password, up to the question for a security code. */
async function enterPassword(app: Counterpart): Promise<void> {
  const console = await app.showConsole();
  await console.logOn(USERNAME, SCENARIO_PASSWORD);
  await expect(console.field('Security code')).toBeVisible();
}

async function shownCode(app: Counterpart, { phone, application, entry }: Shown = {}): Promise<string> {
  return codeOn(app, phone, application, entry);
}

/** Enters a code that is refused, and waits until another may be entered. */
async function enterRefused(app: Counterpart, code: string, why: RegExp): Promise<void> {
  const console = await app.showConsole();
  await console.enterSecurityCode(code);
  await expect(console.alert(why)).toBeVisible();
  await app.pass(NEXT_CODE_SECONDS);
}

async function enterAccepted(app: Counterpart, shown?: Shown): Promise<void> {
  const code = await shownCode(app, shown);
  await app.console.enterSecurityCode(code);
  await app.console.expectLoggedOn(USERNAME);
}

/** Logs out, and gives the password again when the phones show the next code. */
async function logOutAndBack(app: Counterpart): Promise<void> {
  await (await app.showConsole()).logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await enterPassword(app);
}

async function removeEntry(app: Counterpart, { phone, entry = 0 }: Shown = {}): Promise<void> {
  const shown = await app.showPhone(phone);
  await shown.openApplication();
  const items = shown.entry(ENTRY);
  const count = await items.count();
  await shown.part(items.nth(entry)).button('Remove').click();
  await app.question.button('Remove').click();
  await expect(items).toHaveCount(count - 1);
}

/** From the wizard's second step to the attached device, by the pixels of its QR code. */
async function attach(app: Counterpart, { phone, application }: Shown = {}): Promise<void> {
  const { wizard } = app;
  await wizard.expectStep(STEPS.install);
  await wizard.next();
  await wizard.expectStep(STEPS.link);
  await expect(wizard.qr).toBeVisible();
  await linkByPixels(app, phone, application);
  await wizard.button('Done').click();
  await expect(wizard.root).toBeHidden();
}

/** Another device, or another application in its place: by a button of the security settings. */
async function attachBy(app: Counterpart, button: string, shown?: Shown): Promise<void> {
  await app.showConsole();
  await app.console.openSecuritySettings();
  await app.console.button(button).click();
  await attach(app, shown);
}

scenario('First binding', 5, async ({ app, done }) => {
  await app.console.openWizard();
  await proveIdentity(app, 1);
  await done(1);
  await installApplication(app);
  await done(2);
  await linkByPixels(app);
  await done(3);
  await app.wizard.button('Done').click();
  await app.console.logOut();
  await done(4);
  await app.pass(NEXT_CODE_SECONDS);
  await enterPassword(app);
  await enterAccepted(app);
});

scenario('Wrong clock', 3, async ({ app, done }) => {
  await enterPassword(app);
  await enterRefused(app, await shownCode(app), /before now, outside the window/);
  await done(1);
  const phone = await app.showPhone();
  await phone.setClock('Set automatically again');
  await done(2);
  await enterAccepted(app);
});

scenario('Replaced phone, old code', 3, async ({ app, done }) => {
  await enterPassword(app);
  await enterRefused(app, await shownCode(app), /was replaced/);
  await done(1);
  await enterAccepted(app, { phone: /^iPhone/ });
  await done(2);
  await removeEntry(app);
});

scenario('Duplicate entry', 5, async ({ app, done }) => {
  await enterPassword(app);
  await enterRefused(app, await shownCode(app, { entry: 0 }), /No bound device shows this code/);
  await done(1);
  await enterAccepted(app, { entry: 1 });
  await done(2);
  await removeEntry(app);
  await done(3);
  await logOutAndBack(app);
  await done(4);
  await enterAccepted(app);
});

scenario('Two phones', 4, async ({ app, done }) => {
  const phone = /^iPhone/;
  await (await app.showPhone(phone)).install();
  await done(1);
  await attachBy(app, 'Attach another device', { phone });
  await done(2);
  await logOutAndBack(app);
  await done(3);
  await enterAccepted(app, { phone });
});

scenario('Lost phone', 5, async ({ app, done }) => {
  const { console, desk, help, scenarios } = app;
  await enterPassword(app);
  await help.openFromLogOn();
  await help.appeal();
  await done(1);
  await scenarios.panel.link('Open the desk').click();
  await desk.approve();
  await done(2);
  await help.open();
  await app.pass(61);
  await console.button('Unbind now and log on').click();
  await done(3);
  await console.openWizard();
  await proveIdentity(app, 1);
  await (await app.showPhone()).install();
  await app.showConsole();
  await attach(app);
  await done(4);
  await logOutAndBack(app);
  await enterAccepted(app);
});

scenario('Switch of application', 4, async ({ app, done }) => {
  const application = 'Alibaba Cloud';
  const phone = await app.showPhone();
  await phone.openStore();
  await phone.update(application);
  await done(1);
  await attachBy(app, 'Switch the MFA application', { application });
  await done(2);
  await logOutAndBack(app);
  await enterRefused(app, await shownCode(app), /replaced/);
  await done(3);
  await enterAccepted(app, { application });
});

scenario('Locked out', 4, async ({ app, done }) => {
  const { console, desk, scenarios } = app;
  await enterPassword(app);
  await console.enterSecurityCode('000000');
  await expect(console.alert(/Locked until/)).toBeVisible();
  await done(1);
  await console.enterSecurityCode(await shownCode(app));
  await done(2);
  await scenarios.panel.link('Open the desk').click();
  await desk.button('Unlock alice').click();
  await done(3);
  await app.open('/console/log-on');
  await enterAccepted(app);
});

scenario('A code given away', 4, async ({ app, done }) => {
  const { console, factors, scenarios } = app;
  await factors.play("A stranger's browser");
  await enterPassword(app);
  const given = await shownCode(app);
  await console.enterSecurityCode(given);
  await console.expectLoggedOn(USERNAME);
  await done(1);

  await factors.play('Browser at work');
  await enterPassword(app);
  await enterRefused(app, given, /accepted before/);
  await done(2);
  await enterAccepted(app);
  await done(3);
  await scenarios.panel.link('Open Account Management').click();
  const strangers = factors.rows('Sessions').filter({ hasText: app.words.say("A stranger's browser") });
  await factors.part(strangers).button(/^End/).click();
  await done(4);
  await factors.play("A stranger's browser");
  await expect(console.field('Username')).toBeVisible();
});

scenario('Recovery code', 4, async ({ app, done }) => {
  const { factors, scenarios } = app;
  await enterPassword(app);
  await factors.button('Use a recovery code').click();
  await expect(scenarios.panel.root.getByText(RECOVERY_CODE)).toBeVisible();
  await factors.enterRecoveryCode(RECOVERY_CODE);
  await app.console.expectLoggedOn(USERNAME);
  await done(1);
  await (await app.showPhone()).install();
  await attachBy(app, 'Attach another device');
  await done(2);
  await logOutAndBack(app);
  await enterAccepted(app);
});

scenario('Drifted and resynchronised', 3, async ({ app, done }) => {
  const { console } = app;
  await enterPassword(app);
  await enterRefused(app, await shownCode(app), /(before|after) now, outside the window/);
  await done(1);
  await console.button("Are the codes refused because the phone's clock is off? Resynchronise it").click();
  await console.field('First security code').fill(await shownCode(app));
  await app.pass(30);
  await console.field('Second security code').fill(await shownCode(app));
  await console.button('Resynchronise').click();
  await done(2);
  await app.pass(NEXT_CODE_SECONDS);
  await enterAccepted(app);
});

test('what was there before comes back, in every tab', async ({ app, page, context }) => {
  await openAccount(app, 'before');
  const other = await context.newPage();
  await other.goto('/console');
  await expect(other.getByRole('heading', { name: /logged on as before/ })).toBeVisible();

  const { scenarios } = app;
  await scenarios.start('Wrong clock');
  await expect(app.console.field('Username')).toBeVisible();
  const phone = await app.showPhone();
  await expect(phone.button('Open Google Authenticator')).toBeVisible();
  // The other tab is on the scenario's stage as well.
  await expect(new Scenarios(other, app.words).panel.root).toBeVisible();
  // A reload stays in the scenario.
  await app.reload();
  await scenarios.expectDone(0, 3);

  await scenarios.restore();
  await app.console.expectLoggedOn('before');
  const before = await app.showPhone();
  await before.openMessages();
  await expect(before.messages).toHaveCount(1);
  await expect(new Scenarios(other, app.words).panel.root).toBeHidden();
  await expect(other.getByRole('heading', { name: /logged on as before/ })).toBeVisible();
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(names.filter((name) => name?.endsWith('-scenario'))).toEqual([]);
});

test('a scenario can be begun anew, and another one taken in its place', async ({ app, page }) => {
  const { scenarios } = app;
  await scenarios.start('Wrong clock');
  await enterPassword(app);
  await enterRefused(app, await shownCode(app), /before now, outside the window/);
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
  await app.dock.link('Scenarios').click();
  await page.getByRole('button', { name: 'Try it: Wrong clock' }).click();
  const { scenarios } = app;
  await scenarios.expectDone(0, 3);
  await expect(scenarios.currentStep).toContainText('it is refused');
  await expect(scenarios.panel.root.getByText(SCENARIO_PASSWORD)).toBeVisible();
  await scenarios.panel.button('All steps and ways out').click();
  await expect(scenarios.panel.root.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('region', { name: '场景：时钟不准' })).toContainText('第 1 步，共 3 步');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBe(0);
});

test('the page and the panel stand axe, narrow and wide, in both themes and languages', async ({ app, page }) => {
  test.setTimeout(240_000);
  const { scenarios } = app;
  await app.open('/scenarios');
  await expect(page.getByRole('heading', { name: 'Wrong clock' })).toBeVisible();
  await expectAccessible(page, 'scenarios');
  await scenarios.start('Recovery code');
  await expectAccessible(page, 'panel', { part: '.scenario' });
  await app.open('/scenarios');
  await expect(page.getByText('Running now')).toBeVisible();
  await expectAccessible(page, 'scenarios, one running');
});
