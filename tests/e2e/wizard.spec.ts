// The wizard's promises: a key dies with its step, and a reviewer can take the phone's place.
import { expect, test } from './fixtures';
import { readQr } from './independent';
import { installApplication, linkByPixels, openAccount, openAccountAndApply, reachQr, submitPapers } from './journey';
import { PolicyPage } from './pages/policy';
import { STEPS } from './pages/wizard';
import { inBothLanguages } from './plays';

test('leaving, closing and reloading end the key; the next one is new and says so', async ({ app }) => {
  const { console, wizard } = app;
  const keys = new Set<string>();
  await reachQr(app);
  keys.add(await readQr(wizard.qr));

  await test.step('Back', async () => {
    await wizard.button('Back').click();
    await wizard.expectStep(STEPS.install);
    await wizard.next();
    await expect(wizard.text(/new key/).first()).toBeVisible();
    keys.add(await readQr(wizard.qr));
  });
  await test.step('Close', async () => {
    await wizard.button('Close').click();
    await expect(wizard.root).toBeHidden();
    await console.button('Settings').click();
    await untilQr();
    keys.add(await readQr(wizard.qr));
  });
  await test.step('Reload', async () => {
    await app.reload();
    await console.openWizard();
    await untilQr();
    keys.add(await readQr(wizard.qr));
  });
  await test.step('Ten minutes', async () => {
    await app.pass(601);
    await expect(wizard.text(/has ended/).first()).toBeVisible();
    await expect(wizard.qr).toBeHidden();
  });
  expect(keys.size, 'different keys').toBe(4);

  /** Wherever the wizard goes on from, the QR code is at most some “Next” away. */
  async function untilQr(): Promise<void> {
    await expect(wizard.currentStep).toBeVisible();
    await expect(async () => {
      if (await wizard.qr.isVisible()) return;
      await wizard.button('Next').or(wizard.button('Show a new key')).click({ timeout: 1000 });
      expect(await wizard.qr.isVisible()).toBe(true);
    }).toPass();
  }
});

inBothLanguages(() => {
  test('the wizard goes on from where it was after a reload at each step', async ({ app }) => {
    const { console, wizard } = app;
    const reload = async () => {
      await app.reload();
      await console.openWizard();
    };
    await openAccount(app);
    await console.openWizard();
    await test.step('untouched', async () => {
      await wizard.expectStep(STEPS.identity);
      await reload();
      await wizard.expectStep(STEPS.identity);
    });
    await test.step('the SMS is under way: its code still counts', async () => {
      await wizard.choosePhoneVerification();
      await wizard.button('Send code').click();
      const code = await (await app.showPhone()).messageCode(2);
      await app.showConsole();
      await reload();
      await wizard.expectStep(STEPS.identity);
      await wizard.field('Verification code').fill(code);
      await wizard.next();
      await wizard.expectStep(STEPS.install);
    });
    await test.step('the identity is proved: it stays so', async () => {
      await reload();
      await wizard.expectStep(STEPS.install);
    });
    await test.step('a key is on show: it has ended, and another one is there', async () => {
      await installApplication(app);
      const before = await readQr(wizard.qr);
      await reload();
      await wizard.expectStep(STEPS.link);
      await expect(wizard.text(/new key/).first()).toBeVisible();
      expect(await readQr(wizard.qr)).not.toBe(before);
    });
    await test.step('the device is attached: it stays so, and nothing is asked again', async () => {
      await linkByPixels(app);
      await app.reload();
      await console.openSecuritySettings();
      await expect(app.devices.row(app.devices.firstName).root).toBeVisible();
      await expect(wizard.root).toBeHidden();
    });
  });
});

test('the desk wants two codes while the key is on show: the form asks for them at once', async ({ app, context }) => {
  const { wizard } = app;
  await reachQr(app);
  await expect(wizard.securityCode).toBeVisible();
  const desk = new PolicyPage(await context.newPage());
  await desk.open();
  await desk.putInForce('AWS-like');
  await expect(wizard.field('First security code')).toBeVisible();
  await expect(wizard.field('Second security code')).toBeVisible();
  await expect(wizard.securityCode).toBeHidden();
  await wizard.next();
  await expect(wizard.alert(/code/).first()).toBeVisible();
});

test('papers on the desk, and their rejection, outlive a reload', async ({ app }) => {
  const { console, wizard, desk } = app;
  await openAccountAndApply(app, 'The phone is lost.');
  await app.reload();
  await console.openWizard();
  await expect(wizard.text(/Waiting for the reviewer/)).toBeVisible();
  await desk.open();
  await desk.reject('The picture is too small.');
  await expect(desk.text('Nothing is waiting.')).toBeVisible();
  await app.reload();
  await console.openWizard();
  await expect(wizard.text(/The picture is too small/)).toBeVisible();
  await wizard.expectStep(STEPS.identity);
});

inBothLanguages(() => {
  test('manual verification: rejected with a reason, sent again, approved, and on', async ({ app }) => {
    const { console, wizard, desk } = app;
    await openAccountAndApply(app, 'The phone is lost.');

    await desk.open();
    await expect(desk.root.getByText('The phone is lost.')).toBeVisible();
    await desk.reject('The picture is too small.');
    await expect(desk.text('Nothing is waiting.')).toBeVisible();

    await console.openWizard();
    await expect(wizard.root.getByText(/The picture is too small/)).toBeVisible();
    if (!(await wizard.button('Submit for review').isVisible())) await wizard.chooseManualVerification();
    await submitPapers(app, 'The phone is lost, again.');
    await desk.open();
    await desk.approve();
    await expect(desk.text('Nothing is waiting.')).toBeVisible();

    await console.openWizard();
    if (await wizard.isAt(STEPS.identity)) await wizard.next();
    await wizard.expectStep(STEPS.install);
  });
});
