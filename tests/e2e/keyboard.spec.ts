// The whole job without a mouse: Tab, Enter, Space and typing.
import { expect, test } from './fixtures';
import { ENTRY, NEXT_CODE_SECONDS, openAccount } from './journey';
import type { Counterpart } from './pages/counterpart';
import { PASSWORD } from './pages/console';
import { STEPS } from './pages/wizard';

/** Presses Tab until the focus is on the control of this name. */
async function tabTo(app: Counterpart, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await app.page.keyboard.press('Tab');
    const focused = await app.page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      const label = element?.labels?.[0]?.textContent;
      return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
    });
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
    passed.push(focused);
  }
  throw new Error(`the focus never came to ${name}; it was on: ${[...new Set(passed)].join(' | ')}`);
}

async function press(app: Counterpart, name: string | RegExp): Promise<void> {
  await tabTo(app, name);
  await app.page.keyboard.press('Enter');
}

async function type(app: Counterpart, label: string, text: string): Promise<void> {
  await tabTo(app, label);
  await app.page.keyboard.type(text);
}

test('the whole job by keyboard alone', async ({ app }) => {
  const { console, wizard, page } = app;
  const phone = await app.showPhone();

  await type(app, 'Username', 'alice');
  await type(app, 'Password', PASSWORD);
  await press(app, 'Create account');
  await expect(console.field('Verification code')).toBeVisible();
  await press(app, /^Messages/);
  await expect(phone.messages).toHaveCount(1);
  const first = /\b(\d{6})\b/.exec(await phone.messages.first().innerText())?.[1] ?? '';
  await type(app, 'Verification code', first);
  await page.keyboard.press('Enter');
  await console.expectLoggedOn('alice');

  await press(app, 'Bind an MFA device');
  await wizard.expectStep(STEPS.identity);
  await expect(wizard.root.locator(':focus').or(wizard.root.and(page.locator(':focus')))).toHaveCount(1);
  await press(app, 'Send code');
  await expect(phone.messages).toHaveCount(2);
  const second = /\b(\d{6})\b/.exec(await phone.messages.first().innerText())?.[1] ?? '';
  await type(app, 'Verification code', second);
  await press(app, 'Next');
  await wizard.expectStep(STEPS.install);

  await press(app, 'Home');
  await press(app, 'App store');
  await press(app, 'Install Google Authenticator');
  await press(app, 'Open Google Authenticator');
  await press(app, 'Next');
  await wizard.expectStep(STEPS.link);
  await expect(wizard.qr).toBeVisible();
  await press(app, 'Scan QR code');
  const code = await phone.readCode(ENTRY);
  await type(app, 'Security code', code);
  await page.keyboard.press('Enter');
  await wizard.expectStep(STEPS.attached);
  await press(app, 'Done');
  await expect(wizard.root).toBeHidden();

  await press(app, 'Log Out');
  await app.pass(NEXT_CODE_SECONDS);
  await type(app, 'Username', 'alice');
  await type(app, 'Password', PASSWORD);
  await page.keyboard.press('Enter');
  await expect(console.field('Security code')).toBeVisible();
  await type(app, 'Security code', await phone.readCode(ENTRY));
  await page.keyboard.press('Enter');
  await console.expectLoggedOn('alice');
});

test('Escape closes the wizard, and the focus goes back to what opened it', async ({ app }) => {
  await openAccount(app);
  await app.console.openWizard();
  // A dialog that is not there yet hears no key.
  await expect(app.wizard.root.getByRole('heading', { name: STEPS.identity })).toBeFocused();
  await app.page.keyboard.press('Escape');
  await expect(app.wizard.root).toBeHidden();
  await expect(app.console.button('Settings')).toBeFocused();
});
