// The QR code is a real one: a decoder and a generator that know nothing of the app agree with it.
import { expect, test } from './fixtures';
import { codeOf, readQr } from './independent';
import { NEXT_CODE_SECONDS, reachQr } from './journey';
import { STEPS } from './pages/wizard';

test('jsqr reads the wizard’s QR code, and otpauth’s codes attach and log on', async ({ app }) => {
  const { console, wizard, page } = app;
  const now = () => page.evaluate(() => Date.now());
  await reachQr(app);
  const uri = await readQr(wizard.qr);
  expect(uri).toMatch(/^otpauth:\/\/totp\/Gov%20Cloud:alice\?/);
  expect(new URL(uri).searchParams.get('issuer')).toBe('Gov Cloud');
  // 160 bits are 32 characters of base32.
  expect(new URL(uri).searchParams.get('secret')).toMatch(/^[A-Z2-7]{32}$/);

  await wizard.securityCode.fill(codeOf(uri, await now()));
  await wizard.next();
  await wizard.expectStep(STEPS.attached);
  await wizard.button('Done').click();
  await console.logOut();
  await app.pass(NEXT_CODE_SECONDS);
  await console.logOn('alice');
  await console.enterSecurityCode(codeOf(uri, await now()));
  await console.expectLoggedOn('alice');
});

test('this browser’s own authenticator scans a picture of the QR code', async ({ app }) => {
  const { wizard, authenticator, page } = app;
  await reachQr(app);
  const uri = await readQr(wizard.qr);
  const picture = await wizard.root.screenshot();
  await authenticator.openAdd();
  await authenticator.scanFile('screen.png', picture);
  const code = authenticator.code('Gov Cloud, alice');
  await expect(code).toHaveText(/^\d{3}\s\d{3}$/);
  const shown = (await code.innerText()).replace(/\s/g, '');
  const now = await page.evaluate(() => Date.now());
  expect([codeOf(uri, now), codeOf(uri, now - 30_000)]).toContain(shown);
  await authenticator.examineFile('screen.png', picture);
  await expect(authenticator.root.getByText(/already/)).toBeVisible();
});

test('a picture can be pasted into the own authenticator', async ({ app }) => {
  const { wizard, authenticator } = app;
  await reachQr(app);
  const picture = await wizard.root.screenshot();
  await authenticator.openAdd();
  await authenticator.give('paste', 'screen.png', 'image/png', picture);
  await authenticator.add();
  await expect(authenticator.code('Gov Cloud, alice')).toHaveText(/^\d{3}\s\d{3}$/);
});
