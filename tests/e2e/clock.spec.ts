// The clock of this device: compared with another one's, corrected for the codes, and suspected when codes are refused.
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { codeOf } from './independent';
import { NEXT_CODE_SECONDS, bind, codeOn } from './journey';
import { keyUri } from './own-entries';
import { AuthenticatorPage } from './pages/authenticator';
import { CodesPage } from './pages/codes';

const URI = keyUri('alice');
/** The start of a step, in milliseconds. */
const START_MILLIS = 1_700_000_010_000;
const NAME = 'Gov Cloud, alice';

/** Opens the codes ten seconds into a step. */
async function begin(page: Page): Promise<CodesPage> {
  await page.clock.install({ time: START_MILLIS });
  const codes = new CodesPage(page);
  await codes.open([{ account: 'alice' }, { account: 'counted', kind: { Hotp: { counter: 0 } } }]);
  await page.clock.pauseAt(START_MILLIS + 100_000);
  return codes;
}

class ClockPanel {
  constructor(private readonly codes: CodesPage) {}

  async open(): Promise<void> {
    await this.codes.root.getByRole('link', { name: 'Protection' }).click();
    await expect(this.heading).toBeVisible();
  }

  get heading() {
    return this.codes.root.getByRole('heading', { name: 'Clock' });
  }

  says(text: RegExp | string) {
    return this.codes.root.getByText(text);
  }

  async compare(label: string, typed: string): Promise<void> {
    await this.codes.root.getByLabel(label, { exact: true }).fill(typed);
    await this.press('Compare');
  }

  async compareSteps(ofCode: string, ofMoment: string): Promise<void> {
    await this.codes.root.getByLabel('Compare with').selectOption({ label: 'A code of this device that was accepted' });
    await this.codes.root.getByLabel('Step of that moment', { exact: true }).fill(ofMoment);
    await this.compare('Step of the code', ofCode);
  }

  async press(name: string): Promise<void> {
    await this.codes.root.getByRole('button', { name, exact: true }).click();
  }
}

const digits = async (codes: CodesPage) => (await codes.code(NAME).innerText()).replace(/\s/g, '');
const now = (page: Page) => page.evaluate(() => Date.now());

test('a code of another device tells how wrong the clock is, and the codes are made for the right time', async ({ page }) => {
  const codes = await begin(page);
  const panel = new ClockPanel(codes);
  await panel.open();
  await expect(panel.says('The time of this device is used as it is.')).toBeVisible();
  // The other device is right; this one is 100 seconds fast.
  await panel.compare('Code on the other device', codeOf(URI, (await now(page)) - 100_000));
  const told = panel.says(/^This device is \d+ s fast \(± \d+ s\)\.$/).first();
  await expect(told).toBeVisible();
  const [, fast, uncertainty] = /(\d+) s fast \(± (\d+) s\)/.exec(await told.innerText())!.map(Number);
  expect(Math.abs(fast! - 100)).toBeLessThanOrEqual(uncertainty!);
  await panel.press('Use this for the codes here');
  await expect(panel.says('The time of this device is used as it is.')).toBeHidden();

  await page.goto('/authenticator');
  await expect(codes.code(NAME)).toHaveText(/^\d{3} \d{3}$/);
  expect(await digits(codes)).toBe(codeOf(URI, (await now(page)) - fast! * 1_000));
  await page.reload();
  await expect(codes.code(NAME)).toHaveText(/^\d{3} \d{3}$/);
  expect(await digits(codes)).toBe(codeOf(URI, (await now(page)) - fast! * 1_000));

  // What a key shows before it is added is what its card will show.
  const authenticator = new AuthenticatorPage(page);
  await authenticator.openAdd();
  await authenticator.pasteText(keyUri('bob'));
  await expect(authenticator.preview).toHaveText(/^\d{3} \d{3}$/);
  const previewed = (await authenticator.preview.innerText()).replace(/\s/g, '');
  expect(previewed).toBe(codeOf(URI, (await now(page)) - fast! * 1_000));

  await panel.open();
  await panel.press('The time is right: use it as it is');
  await expect(panel.says('The time of this device is used as it is.')).toBeVisible();
  await page.goto('/authenticator');
  await expect(codes.code(NAME)).toHaveText(/^\d{3} \d{3}$/);
  expect(await digits(codes)).toBe(codeOf(URI, await now(page)));
});

test('a clock that is right is told so, a far match wants the next code, and what fits nothing says so', async ({ page }) => {
  const codes = await begin(page);
  const panel = new ClockPanel(codes);
  await panel.open();
  await panel.compare('Code on the other device', codeOf(URI, await now(page)));
  await expect(panel.says(/^The time of this device is right, to within \d+ s\.$/).first()).toBeVisible();
  await panel.compare('Code on the other device', '12345');
  await expect(panel.says(/This entry has no such code within a day/)).toBeVisible();

  const anHourAgo = async () => codeOf(URI, (await now(page)) - 3_600_000);
  await panel.compare('Code on the other device', await anHourAgo());
  await expect(panel.says(/The codes do not agree\. Begin again/)).toBeVisible();
  await panel.compare('Code on the other device', await anHourAgo());
  await expect(panel.says(/Type the next code of the other device too/)).toBeVisible();
  await page.clock.fastForward(30_000);
  await panel.compare('Code on the other device', await anHourAgo());
  await expect(panel.says(/^This device is 3[56]\d\d s fast/).first()).toBeVisible();
});

test('what the console recorded of an accepted code tells how wrong the clock was, whenever it is read', async ({ app }) => {
  const { console, desk, page } = app;
  await bind(app);
  await (await app.showPhone()).setClock('+5 min');
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await console.logOn('alice');
  await console.enterSecurityCode(await codeOn(app));
  await expect(console.alert(/security code is wrong/)).toBeVisible();
  await app.pass(6);
  await console.button("Are the codes refused because the phone's clock is off? Resynchronise it").click();
  await console.field('First security code').fill(await codeOn(app));
  await app.pass(30);
  await console.field('Second security code').fill(await codeOn(app));
  await console.button('Resynchronise').and(page.locator('[type=submit]')).click();
  await expect(console.text(/is 5 min fast/)).toBeVisible();
  await app.pass(NEXT_CODE_SECONDS);
  await console.enterSecurityCode(await codeOn(app));
  await console.expectLoggedOn('alice');

  await desk.open();
  await desk.goTo('Audit trail');
  const line = desk.lines.filter({ hasText: 'Security code accepted' }).first();
  await line.locator('summary').click();
  const read = (name: string) => line.locator(`dt:text-is("${name}") + dd`).innerText();
  const [ofCode, ofMoment] = [await read('Step of the code'), await read('Step of that moment')];

  const codes = new CodesPage(page);
  await codes.open([{ account: 'alice' }]);
  const panel = new ClockPanel(codes);
  await panel.open();
  const apart = (Number(ofCode) - Number(ofMoment)) * 30;
  expect(Math.abs(apart - 300), 'the phone is five minutes fast').toBeLessThanOrEqual(30);
  for (const wait of [0, 3_600]) {
    await app.pass(wait);
    await panel.compareSteps(ofCode, ofMoment);
    await expect(panel.says(`This device is ${apart} s fast (± 30 s).`).first()).toBeVisible();
  }
});

test('what is no step, and steps of two lines, say so', async ({ page }) => {
  const codes = await begin(page);
  const panel = new ClockPanel(codes);
  await panel.open();
  await panel.compareSteps('soon', '59000000');
  await expect(panel.says(/This is a whole number/)).toBeVisible();
  await expect(codes.root.getByLabel('Step of that moment', { exact: true })).toHaveValue('59000000');
  await panel.compareSteps('59000000', 'then');
  await expect(panel.says(/This is a whole number/)).toBeVisible();
  await panel.compareSteps('59000000', '5900000');
  await expect(panel.says(/more than a day apart/)).toBeVisible();
  await panel.compareSteps('59000000', '59000001');
  await expect(panel.says('The time of this device is right, to within 30 s.').first()).toBeVisible();
});

test('one code after the other, as if they were refused: the clock is suspected', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const codes = await begin(page);
  const suspicion = codes.root.getByText(/Were your codes refused\? The clock of this device may be wrong/);
  const copied = codes.root.getByText('Copied, will be cleared in 30 s');
  for (const turn of [0, 1, 2]) {
    await expect(suspicion).toBeHidden();
    await codes.face(NAME).click();
    await expect(copied).toBeVisible();
    if (turn < 2) await page.clock.fastForward(25_000);
    if (turn < 2) await page.clock.fastForward(6_000);
  }
  await expect(suspicion).toBeVisible();
  // axe waits by the page's clock.
  await page.clock.resume();
  await expectAccessible(page, 'suspicion');
  await codes.root.getByRole('button', { name: 'Check the clock' }).click();
  await expect(page).toHaveURL(/\/authenticator\/protection$/);
  await expect(codes.root.getByRole('heading', { name: 'Clock' })).toBeFocused();
  await expectAccessible(page, 'protection and clock');
});

test('a person says that a code was refused: the clock is suspected at once, but not for a key that counts', async ({ page }) => {
  const codes = await begin(page);
  await codes.card('Gov Cloud, counted').getByRole('button', { name: /^More/ }).click();
  await expect(codes.card('Gov Cloud, counted').getByRole('button', { name: 'Edit', exact: true })).toBeVisible();
  await expect(codes.card('Gov Cloud, counted').getByRole('button', { name: 'Was the code refused?' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await codes.choose(NAME, 'Was the code refused?');
  const suspicion = codes.root.getByText(/Were your codes refused\?/);
  await expect(suspicion).toBeVisible();
  await codes.root.getByRole('button', { name: 'Dismiss' }).click();
  await expect(suspicion).toBeHidden();
});
