// The policy in force: chosen at the desk, shown against the rules with its numbers and sources, and felt at logon.
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, bind, codeOn, linkByPixels, reachQr, toSecondStep } from './journey';
import { PolicyPage } from './pages/policy';

test('a preset is chosen, found against the rules, put in force, and stays over a reload', async ({ app, page }) => {
  const policy = new PolicyPage(page);
  await policy.open();
  await expect(policy.radio('Gov Cloud')).toBeChecked();
  // Side by side: the conflict of two standards, and what is plainly broken.
  expect(await policy.row('V4')).toEqual(['kept', 'kept', 'broken', 'broken', 'kept', 'kept']);
  expect(await policy.row('V5')).toEqual(['disputed', 'disputed', 'disputed', 'disputed', 'broken', 'kept']);
  expect(await policy.row('V10')).toEqual(['kept', 'kept', 'kept', 'kept', 'broken', 'kept']);

  await policy.choose('AWS-like');
  await expect(policy.finding('V5')).toContainText('disputed');
  await expect(policy.finding('V5')).toContainText('90 s, which RFC 6238 §5.2 allows and ASVS 6.5.5 does not');
  await expect(policy.number('Codes that confirm a device')).toContainText('2');
  await expect(policy.number('Codes that confirm a device')).toContainText('Published: AWS IAM API Reference');
  await expect(policy.number('Window')).toContainText('±1 step');
  await expect(policy.number('Window')).toContainText('No published number was found');
  await expect(policy.number('A shown key waits')).toContainText('10 min');
  await expect(policy.number('A shown key waits')).toContainText('No published number was found');
  await policy.choose('Authelia-like');
  await expect(policy.number('Length of a key')).toContainText('256 bits');
  await expect(policy.number('Length of a key')).toContainText('Published: Authelia');
  await policy.choose('privacyIDEA-like');
  await expect(policy.finding('V10')).toContainText('until the desk unlocks');
  await expect(policy.odds('privacyIDEA-like')).toContainText('10');
  await expect(policy.odds('Keycloak-like')).toContainText('nearly certain');

  await policy.putInForce('AWS-like');
  await app.reload();
  await expect(policy.radio('AWS-like')).toBeChecked();
  await app.desk.goTo('Audit trail');
  await expect(app.desk.lines.filter({ hasText: 'AWS-like' }).first()).toBeVisible();
});

test('in Chinese the findings, numbers and sources are told, too', async ({ app, page }) => {
  await app.open('/settings');
  await page.getByRole('button', { name: '中文' }).click();
  const policy = new PolicyPage(page);
  await policy.open();
  await policy.choose('类 AWS');
  expect(await policy.row('V5')).toEqual(['有争议', '有争议', '有争议', '有争议', '违反', '遵守']);
  await expect(policy.finding('V5')).toContainText('两项标准不一致');
  await expect(policy.number('窗口')).toContainText('未找到公开数值');
  await policy.window.getByRole('button', { name: '启用该策略' }).click();
  await expect(policy.window.getByRole('status').filter({ hasText: '类 AWS 已生效。' })).toBeVisible();
});

test('learners are told what the verifier saw, others are not', async ({ app, page }) => {
  const { console } = app;
  await bind(app);
  await console.logOut();
  const phone = await app.showPhone();
  await phone.openApplication();
  const old = await phone.readCode(ENTRY);
  const policy = new PolicyPage(page);
  await policy.open();
  await policy.putInForce('Gov Cloud', 'For people who learn');
  await page.goto('/console/log-on');
  await app.pass(4 * NEXT_CODE_SECONDS);
  await console.logOn('alice');
  await console.enterSecurityCode(old);
  await expect(console.alert(/before now, outside the window\. Try again at/)).toBeVisible();
  const saw = console.root.getByRole('region', { name: 'What the verifier saw' });
  await expect(saw).toContainText(/Step of the code\s*\d+ \(−\d from now\)/);
  await expect(saw).toContainText(/Failures in a row\s*1/);

  // A code that is accepted is explained as well, on the page that it opened.
  await app.pass(2 * NEXT_CODE_SECONDS);
  await console.enterSecurityCode(await codeOn(app));
  await console.expectLoggedOn('alice');
  const why = console.root.getByRole('region', { name: 'Why the code was accepted' });
  await expect(why).toContainText(/It is the code of step \d+/);
  await expect(why).toContainText(/only codes of later steps are accepted/);
  await expectAccessible(page, 'accepted code explained');
  await why.getByRole('button', { name: 'Close' }).click();
  await expect(why).toBeHidden();
  await console.logOut();
  await toSecondStep(app);

  await policy.open();
  await policy.putInForce('Gov Cloud', 'For production');
  await page.goto('/console/log-on');
  await app.pass(NEXT_CODE_SECONDS);
  await console.enterSecurityCode(old);
  await expect(console.alert(/security code is wrong/)).toBeVisible();
  await expect(saw).toBeHidden();
});

test('learners are told at set-up, too, what the verifier saw of the first code', async ({ app, page }) => {
  const policy = new PolicyPage(page);
  await policy.open();
  await policy.putInForce('Gov Cloud', 'For people who learn');
  await app.open('/');
  await reachQr(app);
  const { wizard } = app;
  await wizard.securityCode.fill('000000');
  await wizard.next();
  const saw = wizard.root.getByRole('region', { name: 'What the verifier saw' });
  await expect(saw).toContainText(/Step now\s*\d+/);
  await expect(saw).toContainText(/Step of the code\s*none near now/);
  await linkByPixels(app);
  await wizard.button('Done').click();
  const why = app.console.root.getByRole('region', { name: 'Why the code was accepted' });
  await expect(why).toContainText(/It is the code of step \d+/);
});

test('learners are told what two codes in a row were to the verifier', async ({ app, page }) => {
  const { console, devices } = app;
  await bind(app);
  const policy = new PolicyPage(page);
  await policy.open();
  await policy.putInForce('Gov Cloud', 'For people who learn');
  await page.goto('/console/account/security');
  await app.pass(NEXT_CODE_SECONDS);
  await devices.press('MFA device', 'Resynchronise');
  const submit = console.root.getByRole('button', { name: 'Resynchronise', exact: true }).and(page.locator('[type=submit]'));
  const earlier = await codeOn(app);
  await app.pass(30);
  const later = await codeOn(app);
  const enter = async (first: string, second: string) => {
    await console.field('First security code').fill(first);
    await console.field('Second security code').fill(second);
    await submit.click();
  };
  await enter(later, earlier);
  const saw = console.root.getByRole('region', { name: 'What the verifier saw' });
  await expect(saw).toContainText(/the second is of an earlier step\. Neither is accepted/);
  await expect(saw).toContainText(/Failures in a row\s*1/);
  await app.pass(6);
  await enter(earlier, later);
  const accepted = console.root.getByRole('region', { name: 'What the verifier accepted' });
  await expect(accepted).toContainText(/The second code is of step \d+/);
  await expect(accepted).toContainText(/both codes are spent/);
});

test('a lock without end says so until the desk unlocks', async ({ app, page }) => {
  const { console } = app;
  await bind(app);
  await console.logOut();
  const policy = new PolicyPage(page);
  await policy.open();
  await policy.putInForce('privacyIDEA-like');
  await page.goto('/console/log-on');
  await console.logOn('alice');
  for (let failures = 1; failures <= 10; failures += 1) {
    await console.enterSecurityCode('000000');
    await expect(console.alert(/security code is wrong/)).toBeVisible();
    if (failures < 10) await expect(console.field('Security code')).toHaveValue('');
  }
  await expect(console.alert(/Locked until the reviewer's desk unlocks the account/)).toBeVisible();
  await app.pass(300);
  await console.enterSecurityCode('111111');
  await expect(console.alert(/security code is wrong/)).toBeHidden();
  await expect(console.alert(/Locked until the reviewer's desk unlocks the account/)).toBeVisible();
});

test('axe finds nothing, and nothing is cut off, in any window, theme and language', async ({ app, page }) => {
  void app;
  test.setTimeout(300_000);
  const policy = new PolicyPage(page);
  await policy.open();
  await expectAccessible(page, 'policy in force');
  await policy.choose('privacyIDEA-like');
  await expectAccessible(page, 'policy of privacyIDEA');
});
