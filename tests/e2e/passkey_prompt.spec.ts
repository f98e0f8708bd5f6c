// The browser's prompt for a passkey waits for the person, who may have turned to something else.
import type { CDPSession } from '@playwright/test';
import { expect, test } from './fixtures';
import { NEXT_CODE_SECONDS, bind, codeOn, toSecondStep } from './journey';

/** How long a factor that was shown is good for a sensitive action. */
const FRESHNESS_SECONDS = 20 * 60;

interface Key {
  session: CDPSession;
  authenticatorId: string;
}

test('whoever leaves the prompt for a passkey goes on with something else', async ({ app }) => {
  const { console, devices, page, factors } = app;
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'usb', automaticPresenceSimulation: true },
  });
  await bind(app);
  await factors.addPasskey('Blue key');
  await leaveUntouched({ session, authenticatorId });

  await test.step('a code in the dialog that asks for a factor, and codes after it', async () => {
    await app.pass(FRESHNESS_SECONDS + 60);
    await factors.button('Make recovery codes').click();
    await devices.stepUp.button('Use a passkey').click();
    await expect(console.root.locator('.console-page')).toHaveAttribute('aria-busy', 'true');
    const code = await codeOn(app);
    await devices.confirmWithCode(code);
    await factors.shownCodes();
    await factors.keepCodes();
  });
  await test.step('other recovery codes while a new passkey is asked for', async () => {
    await factors.button('Add a passkey').click();
    await console.field('Name of the passkey').fill('Red key');
    await factors.button('Add').click();
    await expect(console.root.locator('.console-page')).toHaveAttribute('aria-busy', 'true');
    await console.root.getByRole('button', { name: /^Make .*recovery codes$/ }).click();
    await factors.shownCodes();
    await expect(factors.rows('Passkeys')).toHaveCount(1);
  });
  await test.step('a code at the log-on', async () => {
    await page.goto('/console');
    await console.logOut();
    await app.pass(NEXT_CODE_SECONDS);
    await toSecondStep(app);
    await factors.button('Use a passkey').click();
    await expect(console.root.locator('.console-page')).toHaveAttribute('aria-busy', 'true');
    const code = await codeOn(app);
    await console.enterSecurityCode(code);
    await console.expectLoggedOn('alice');
  });
});

/** From now on nobody touches the key, so that the prompt stays open. */
async function leaveUntouched({ session, authenticatorId }: Key): Promise<void> {
  await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: false });
}
