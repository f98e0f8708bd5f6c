// What stands beside a device at the console: recovery codes, passkeys, sessions, trusted browsers, and the browser
// that the window plays.
import { expect, type CDPSession, type Locator, type Page } from '@playwright/test';
import type { Words } from '../words';
import { Part } from './part';

export type Browser = 'Browser at work' | 'Browser at home' | "A stranger's browser";

/** A security key in software, on this page. */
export async function addSecurityKey(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'usb',
      hasResidentKey: false,
      hasUserVerification: false,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

/** What the console keeps of one kind. */
export async function stored(page: Page, store: string): Promise<Record<string, unknown>[]> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('counterpart-console');
      request.onsuccess = () => resolve(request.result);
    });
    const records = await new Promise<Record<string, unknown>[]>((resolve) => {
      const request = database.transaction(name).objectStore(name).getAll();
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    return records;
  }, store);
}

/** Writes members of the first record of a kind anew, as something that cannot be waited for would have left it. */
export async function rewrite(page: Page, store: string, members: Record<string, unknown>): Promise<void> {
  await page.evaluate(
    async ({ name, members }) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('counterpart-console');
        request.onsuccess = () => resolve(request.result);
      });
      const transaction = database.transaction(name, 'readwrite');
      const reading = transaction.objectStore(name).openCursor();
      reading.onsuccess = () => reading.result?.update({ ...reading.result.value, ...members });
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      database.close();
    },
    { name: store, members },
  );
}

/** How often something stands in the audit trail. */
export async function told(page: Page, what: string): Promise<number> {
  const lines = await stored(page, 'audit');
  return lines.filter((line) => JSON.stringify(line.what).includes(`"${what}"`)).length;
}

export class Factors extends Part {
  constructor(
    private readonly page: Page,
    words: Words,
  ) {
    super(page.locator('#console-window'), words);
  }

  /** Which browser the window plays. */
  get browser(): Locator {
    return this.field('Browser');
  }

  async play(browser: Browser): Promise<void> {
    await this.browser.selectOption({ label: this.words.say(browser) });
  }

  async openSecurity(): Promise<void> {
    await this.page.goto('/console/account/security');
    await expect(this.heading('Recovery codes')).toBeVisible();
  }

  async openSessions(): Promise<void> {
    await this.page.goto('/console/account/sessions');
    await expect(this.heading('Trusted browsers')).toBeVisible();
  }

  /** The codes on show. */
  async shownCodes(): Promise<string[]> {
    const codes = this.named('region', 'Your new recovery codes').getByRole('listitem');
    await expect(codes).toHaveCount(10);
    return codes.allInnerTexts();
  }

  /** Confirms the codes on show. */
  async keepCodes(): Promise<void> {
    await this.field('I have kept them').check();
    await this.button('Finish').click();
    await expect(this.text('The new recovery codes are in force.')).toBeVisible();
  }

  /** Makes a set of recovery codes and keeps it. */
  async makeCodes(): Promise<string[]> {
    await this.openSecurity();
    await this.button(/^Make .*recovery codes$/).click();
    const codes = await this.shownCodes();
    await this.keepCodes();
    return codes;
  }

  async enterRecoveryCode(code: string): Promise<void> {
    await this.field('Recovery code').fill(code);
    await this.button('Log On').click();
  }

  async addPasskey(name: string): Promise<void> {
    await this.openSecurity();
    await this.button('Add a passkey').click();
    await this.field('Name of the passkey').fill(name);
    await this.button('Add').click();
    await expect(this.text('The passkey was added.')).toBeVisible();
  }

  /** Presses a button of the only row of a list. */
  async pressIn(list: 'Passkeys' | 'Sessions' | 'Trusted browsers', button: string): Promise<void> {
    await this.part(this.rows(list)).button(button).click();
  }

  /** The rows of one of the lists, by the list's heading. */
  rows(list: 'Passkeys' | 'Sessions' | 'Trusted browsers'): Locator {
    return this.named('list', list).getByRole('listitem');
  }
}
