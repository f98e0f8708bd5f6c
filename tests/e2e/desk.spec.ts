// The desk: papers with reasons, unlock, reset, and the audit trail with its filter, search and export.
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { readQr } from './independent';
import {
  ENTRY,
  NEXT_CODE_SECONDS,
  approve,
  bind,
  codeOn,
  expectTold,
  linkByPixels,
  lockByWrongCodes,
  openAccount,
  openAccountAndApply,
  reachQr,
  submitPapers,
  toSecondStep,
} from './journey';
import { stored, told } from './pages/factors';
import { TOPICS } from './pages/help';
import { STEPS } from './pages/wizard';
import { inBothLanguages } from './plays';
import { plantTrail } from './trail-lines';

inBothLanguages(() => {
  test('an application is rejected with a reason and approved; its document goes with the decision', async ({ app, page }) => {
    const { console, wizard, desk } = app;
    await openAccountAndApply(app, 'The phone is lost.');

    await desk.open();
    const card = desk.application('alice');
    await expect(card.root.getByText('Alice Example')).toBeVisible();
    await expect(desk.documents).toBeVisible();
    await card.button('Reject').click();
    await expect(card.alert('Enter a reason')).toBeVisible();
    const reason = card.field('Reason for rejection');
    await expect(reason).toBeFocused();
    // Enter hands the rejection in.
    await reason.fill('The picture is too small.');
    await reason.press('Enter');
    await expect(desk.text(/Application of alice: rejected\./)).toBeVisible();
    await expect(desk.text('Nothing is waiting.')).toBeVisible();
    const decided = desk.root.getByRole('listitem').filter({ hasText: /alice.*Alice Example/ });
    await expect(decided.getByText(app.words.say('Rejected: {}', 'The picture is too small.'))).toBeVisible();
    await expect(desk.documents).toHaveCount(0);
    expect(await documentBytes(page)).toEqual([0]);

    await console.openWizard();
    if (!(await wizard.button('Submit for review').isVisible())) await wizard.chooseManualVerification();
    await submitPapers(app, 'The phone is lost, again.');
    await desk.open();
    await desk.approve();
    await expect(desk.text(/Application of alice: approved\./)).toBeVisible();
    await expect(decided).toHaveCount(2);
    await expect(decided.first().getByText(app.words.say('Approved'), { exact: true })).toBeVisible();
    expect(await documentBytes(page)).toEqual([0, 0]);

    await desk.goTo('Audit trail');
    for (const decision of ['Manual verification approved', 'Manual verification rejected']) {
      await expect(desk.lines.filter({ hasText: app.words.say(decision) })).toHaveCount(1);
    }
  });

  test('an account that is locked is unlocked, and may log on at once', async ({ app }) => {
    test.setTimeout(180_000);
    const { console, desk } = app;
    await bind(app);
    await console.logOut();
    await app.pass(NEXT_CODE_SECONDS);
    await lockByWrongCodes(app);

    await desk.open();
    await desk.goTo('Accounts');
    await expect(desk.account('alice').root.getByText(app.words.say('Locked'), { exact: true })).toBeVisible();
    await expect(desk.fact('alice', 'Locks and waits')).toHaveText(
      app.words.say(/Security code: 10 failures in a row, locked until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/),
    );
    await expect(desk.fact('alice', 'MFA devices')).toHaveText('1');
    await desk.button('Unlock alice').click();
    await expect(desk.text(/alice is unlocked/)).toBeVisible();
    await expect(desk.fact('alice', 'Locks and waits')).toHaveText(app.words.say('None'));
    await desk.button('Unlock alice').click();
    await expect(desk.text(/Nothing is locked/)).toBeVisible();

    await app.open('/console/log-on');
    if (await console.field('Password').isVisible()) await console.logOn('alice');
    await console.enterSecurityCode(await codeOn(app));
    await console.expectLoggedOn('alice');
  });

  test('a reset asks once, says what is lost, and leaves the password', async ({ app }) => {
    const { console, desk, devices, page } = app;
    await bind(app);
    // Another wizard waits, and would keep its proof.
    await devices.attachAnother.click();
    await app.wizard.expectStep(STEPS.install);
    expect(await stored(page, 'bindings')).toHaveLength(1);
    await desk.open();
    await desk.goTo('Accounts');
    await expect(desk.fact('alice', 'Sessions')).toHaveText('1');
    await desk.search('nobody');
    await expect(desk.text('No account fits. Search for something else.')).toBeVisible();
    await desk.search('ALI');
    await desk.button('Reset alice').click();
    await expect(app.question.text(/MFA devices: 1, sessions: 1/)).toBeVisible();
    await app.question.button('Cancel').click();
    await expect(desk.fact('alice', 'MFA devices')).toHaveText('1');
    await desk.button('Reset alice').click();
    await app.question.button('Reset all factors').click();
    await expect(desk.text(/alice was reset/)).toBeVisible();
    await expect(desk.fact('alice', 'MFA devices')).toHaveText('0');
    await expect(desk.fact('alice', 'Sessions')).toHaveText('0');
    expect(await stored(page, 'bindings')).toEqual([]);
    expect(await told(page, 'FactorsReset'), 'lines of the reset').toBe(1);
    await desk.button('Reset alice').click();
    await expect(desk.text('There is nothing to reset.')).toBeVisible();

    // The session ended with it, and the password alone opens the account again.
    await page.goto('/console');
    await console.logOn('alice');
    await console.expectLoggedOn('alice');
    await expectTold(app, 'Mail', /All MFA devices of alice were unbound by the desk/);
  });
});

test('a reset ends an appeal that was approved, and the papers of a wizard go with it', async ({ app }) => {
  const { console, desk, page, help } = app;
  const reset = async () => {
    await desk.open();
    await desk.goTo('Accounts');
    await desk.button('Reset alice').click();
    await app.question.button('Reset all factors').click();
    await expect(desk.text(/alice was reset/)).toBeVisible();
  };
  await bind(app);
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await toSecondStep(app);
  await help.open();
  await help.topic(TOPICS.phone);
  await help.appeal();
  await desk.open();
  await approve(app);
  await reset();
  expect((await stored(page, 'appeals')).map(({ state }) => Object.keys(state as object))).toEqual([['Stopped']]);
  const stopped = (await stored(page, 'audit')).filter(({ what }) => what === 'AppealStopped');
  expect(stopped.map(({ place }) => place ?? 'none'), 'it is no browser that stopped it').toEqual(['none']);

  await app.open('/console/log-on');
  await console.logOn('alice');
  await console.expectLoggedOn('alice');
  await console.openWizard();
  await app.wizard.chooseManualVerification();
  await submitPapers(app, 'The phone is lost.');
  expect(await stored(page, 'reviews')).toHaveLength(1);
  await reset();
  expect(await stored(page, 'reviews')).toEqual([]);
});

test('the trail tells what happened, finds it, opens it whole, and exports it without a secret', async ({ app }) => {
  const { console, wizard, desk, page } = app;
  await reachQr(app);
  const key = new URL(await readQr(wizard.qr)).searchParams.get('secret')!;
  await linkByPixels(app);
  await wizard.button('Done').click();
  await console.logOut();
  await console.logOn('nobody');
  await expect(console.alert(/Try again at/)).toBeVisible();
  await app.pass(NEXT_CODE_SECONDS);
  await console.logOn('alice');
  const phone = await app.showPhone();
  await phone.openApplication();
  const code = await phone.readCode(ENTRY);
  await console.enterSecurityCode(code);
  await console.expectLoggedOn('alice');
  await console.logOut();
  await console.logOn('alice');
  await console.enterSecurityCode(code);
  await expect(console.alert(/used before/)).toBeVisible();
  await phone.openMessages();
  const sent = (await phone.messages.allInnerTexts()).flatMap((text) => [...text.matchAll(/\b(\d{6})\b/g)].map(([, digits]) => digits!));
  expect(sent.length, 'codes by SMS').toBeGreaterThan(1);
  await desk.open();
  await desk.goTo('Accounts');
  await desk.button('Unlock alice').click();
  await expect(desk.text(/alice is unlocked/)).toBeVisible();
  await desk.goTo('Audit trail');

  await test.step('newest first', async () => {
    await expect(desk.lines.first()).toContainText('Unlocked by the desk');
    await expect(desk.lines.last()).toContainText('SMS code sent');
    await expect(desk.lines.filter({ hasText: 'MFA device bound' })).toHaveCount(1);
  });
  await test.step('a line opens to the whole judgement', async () => {
    const line = desk.lines.filter({ hasText: 'Security code refused: used before' });
    await line.locator('summary').click();
    for (const [name, value] of [
      ['Step of the code', /^\d{8}$/],
      ['Step of that moment', /^\d{8}$/],
      ['Offset', /^[+-]\d+ steps?$/],
      ['Last accepted step', /^\d{8}$/],
      ['Failures in a row', /^1$/],
      ['Next try', /^\d\d:\d\d:\d\d$/],
      ['Device', /^MFA device \([0-9a-f]{8}\)$/],
      ['Place', /^Browser at work$/],
    ] as const) {
      await expect(line.locator(`dt:text-is("${name}") + dd`), name).toHaveText(value);
    }
  });
  await test.step('filter and search', async () => {
    await desk.choose('Kind', 'Desk');
    await expect(desk.lines).toHaveCount(1);
    await desk.choose('Kind', 'All kinds');
    await desk.choose('Outcome', 'Refused');
    await expect(desk.lines).toHaveCount(2);
    await expect(desk.lines.first()).toContainText('used before');
    await desk.choose('Outcome', 'Accepted');
    await desk.search('security CODE');
    await expect(desk.lines).toHaveCount(1);
    await expect(desk.lines).toContainText('Security code accepted');
    await desk.search('nothing like this');
    await expect(desk.text('No line fits.')).toBeVisible();
    await desk.button('Show all').click();
    await desk.choose('Account', 'No account');
    await expect(desk.lines).toHaveCount(2);
    await expect(desk.lines.first()).toContainText('Username or password refused');
    await expect(desk.lines.last()).toContainText('SMS code sent');
    await desk.choose('Account', 'alice');
    await expect(desk.lines.filter({ hasText: 'SMS code sent' })).toHaveCount(1);
    await expect(desk.lines.filter({ hasText: 'Username or password refused' })).toHaveCount(0);
  });
  await test.step('export', async () => {
    await desk.choose('Account', 'All accounts');
    const { text, lines } = await desk.export();
    await expect(desk.text('The file was handed to your browser.')).toBeVisible();
    const events = lines.map((line) => line.event);
    expect(events).toEqual(expect.arrayContaining(['account_opened', 'device_attached', 'code_accepted', 'code_refused', 'unlocked']));
    expect(events.at(-1), 'earliest first').toBe('unlocked');
    expect(lines.map((line) => line.time)).toEqual(lines.map((line) => line.time).sort());
    const refused = lines.find((line) => line.event === 'code_refused');
    expect(refused).toMatchObject({ kind: 'log_on', outcome: 'refused', username: 'alice', place: 'office', reason: 'replayed', failures: 1 });
    expect(lines.find((line) => line.event === 'unlocked')).not.toHaveProperty('place');
    const secrets = [key, ...(await storedSecrets(page))];
    expect(secrets.length).toBeGreaterThan(5);
    // Times and ids are long runs of digits, in which six may stand by chance: they are looked at apart.
    const values = lines.flatMap(({ time, id, account, device, next_try, ...rest }) => Object.values(rest)).map(String);
    for (const digits of [code, ...sent]) expect(values.filter((value) => value === digits)).toEqual([]);
    for (const secret of secrets) expect(text.includes(secret), 'a secret in the export').toBe(false);
    await desk.choose('Kind', 'Desk');
    expect((await desk.export()).lines.map((line) => line.event)).toEqual(['unlocked']);
  });
});

test('thousands of lines: one page at a time, and the search finds the oldest', async ({ app, page }) => {
  const { desk } = app;
  await openAccount(app);
  await plantTrail(page, 5_000);
  await page.goto('/desk/trail');
  await expect(desk.lines).toHaveCount(50);
  await expect(desk.text(/^1–50 of 5,?0\d\d$/)).toBeVisible();
  await desk.button('Older').click();
  await expect(desk.text(/^51–100 of/)).toBeVisible();
  await desk.button('Newer').click();
  await expect(desk.button('Newer')).toBeDisabled();
  const taken = await page.evaluate(async () => {
    const field = document.querySelector<HTMLInputElement>('#trail-search')!;
    const began = performance.now();
    for (const typed of ['p', 'pr', 'pro', 'prod', 'produ']) {
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await new Promise((done) => requestAnimationFrame(done));
    return performance.now() - began;
  });
  await expect(desk.lines).toHaveCount(1);
  await expect(desk.lines).toContainText('Product ordered');
  expect(taken, 'milliseconds for five keystrokes').toBeLessThan(1_500);
  await desk.search('');
  const { lines } = await desk.export();
  expect(lines.length).toBeGreaterThanOrEqual(5_000);
});

test('the desk stands every look, in both languages', async ({ app, page }) => {
  test.setTimeout(300_000);
  await openAccountAndApply(app, 'The phone is lost.');
  await app.console.logOut();
  await app.console.logOn('alice', 'not the password');
  await expect(app.console.alert(/wrong/)).toBeVisible();
  await app.desk.open();
  await expect(app.desk.root.getByRole('article')).toBeVisible();
  await expectAccessible(page, 'applications');
  await app.desk.reject('The picture is too small.');
  await expect(app.desk.text(/: rejected\./)).toBeVisible();
  await expectAccessible(page, 'applications decided');
  await app.desk.goTo('Accounts');
  await expect(app.desk.account('alice').root).toBeVisible();
  await expectAccessible(page, 'accounts');
  await app.desk.button('Unlock alice').click();
  await expect(app.desk.text(/alice is unlocked/)).toBeVisible();
  await app.desk.goTo('Audit trail');
  await app.desk.lines.filter({ hasText: 'password refused' }).locator('summary').click();
  await expectAccessible(page, 'trail');
});

/** The lengths of the documents that the console keeps. */
async function documentBytes(page: Page): Promise<number[]> {
  const reviews = await stored(page, 'reviews');
  return reviews.map((review) => Object.keys((review['document'] as { bytes: object }).bytes).length);
}

/** What must be in no export: ids of sessions and of waiting log-ons, hashes and phone numbers. */
async function storedSecrets(page: Page): Promise<string[]> {
  const accounts = await stored(page, 'accounts');
  const sessions = await stored(page, 'sessions');
  const attempts = await stored(page, 'log_ons');
  return [
    ...sessions.map((session) => String(session['id'])),
    ...attempts.map((attempt) => String(attempt['id'])),
    ...accounts.flatMap((account) => [String(account['password_hash']), String(account['phone_number'])]),
    'correct horse battery',
    '$argon2id',
  ];
}
