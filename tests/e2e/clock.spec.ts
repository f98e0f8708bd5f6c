// The clock of this device: compared with another one's, corrected for the codes, and suspected when codes are refused.
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { codeOf } from './independent';
import { RFC_KEY_BASE32 } from './own-entries';
import { CodesPage } from './pages/codes';

const URI = `otpauth://totp/Gov%20Cloud:alice?secret=${RFC_KEY_BASE32}&issuer=Gov%20Cloud`;
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

test('the time step of a code that the console accepted tells it, too', async ({ page }) => {
  const codes = await begin(page);
  const panel = new ClockPanel(codes);
  await panel.open();
  await codes.root.getByLabel('Compare with').selectOption({ label: 'The time step of an accepted code' });
  await panel.compare('Time step', 'soon');
  await expect(panel.says(/A time step is a whole number/)).toBeVisible();
  // The console's clock is four steps ahead.
  await panel.compare('Time step', String(Math.floor((await now(page)) / 30_000) + 4));
  await expect(panel.says(/^This device is \d+ s slow/).first()).toBeVisible();
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
