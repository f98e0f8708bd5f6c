// The wizard's promises: a key dies with its step, and a reviewer can take the phone's place.
import { expect, test } from './fixtures';
import { readQr } from './independent';
import { installApplication, openAccount, proveIdentity, reachQr } from './journey';
import { STEPS } from './pages/wizard';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('leaving, closing and reloading end the key; the next one is new and says so', async ({ app }) => {
  const { console, wizard } = app;
  const keys = new Set<string>();
  await reachQr(app);
  keys.add(await readQr(wizard.qr));

  await test.step('Back', async () => {
    await wizard.button('Back').click();
    await wizard.expectStep(STEPS.install);
    await wizard.next();
    await expect(wizard.dialog.getByText(/new key/).first()).toBeVisible();
    keys.add(await readQr(wizard.qr));
  });
  await test.step('Close', async () => {
    await wizard.button('Close').click();
    await expect(wizard.dialog).toBeHidden();
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
    await expect(wizard.dialog.getByText(/has ended/).first()).toBeVisible();
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

test('the wizard goes on from where it was after a reload at each step', async ({ app }) => {
  const { console, wizard } = app;
  await openAccount(app);
  await console.openWizard();
  await wizard.expectStep(STEPS.identity);
  await app.reload();
  await console.openWizard();
  await proveIdentity(app);
  await app.reload();
  await console.openWizard();
  await wizard.expectStep(STEPS.install);
  await installApplication(app);
});

test('manual verification: rejected with a reason, sent again, approved, and on', async ({ app }) => {
  const { console, wizard, desk } = app;
  const submit = async (reason: string) => {
    await wizard.dialog.getByLabel('Name', { exact: true }).fill('Alice Example');
    await wizard.dialog.getByLabel('Reason', { exact: true }).fill(reason);
    await wizard.dialog.getByLabel('Document', { exact: true }).setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: PIXEL });
    await wizard.button('Submit for review').click();
    await expect(wizard.dialog.getByText(/Waiting for the reviewer/)).toBeVisible();
  };
  await openAccount(app);
  await console.openWizard();
  await wizard.chooseManualVerification();
  await submit('The phone is lost.');

  await desk.open();
  await expect(desk.window.getByText('The phone is lost.')).toBeVisible();
  await desk.reject('The picture is too small.');
  await expect(desk.window.getByText('Nothing is waiting.')).toBeVisible();

  await console.openWizard();
  await expect(wizard.dialog.getByText(/The picture is too small/)).toBeVisible();
  if (!(await wizard.button('Submit for review').isVisible())) await wizard.chooseManualVerification();
  await submit('The phone is lost, again.');
  await desk.open();
  await desk.approve();
  await expect(desk.window.getByText('Nothing is waiting.')).toBeVisible();

  await console.openWizard();
  if ((await wizard.currentStep.innerText()) === STEPS.identity) await wizard.next();
  await wizard.expectStep(STEPS.install);
});
