// The vault of this browser's own authenticator: the offer, the lock screen, the ways to unlock.
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { open } from '../fixtures';

export const VAULT_PASSWORD = 'correct horse battery';

export class Vault {
  readonly root: Locator;

  constructor(private readonly page: Page) {
    this.root = page.locator('#content');
  }

  /** The same authenticator in another tab, unlocked. */
  static async inAnotherTab(context: BrowserContext): Promise<Vault> {
    const page = await context.newPage();
    await open(page, '/authenticator');
    const vault = new Vault(page);
    await vault.unlock();
    await expect(vault.button('Lock')).toBeVisible();
    return vault;
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto('/authenticator');
  }

  /** Protects with a password; gives back the recovery code, which the person says to have kept. */
  async protect(password = VAULT_PASSWORD): Promise<string> {
    await this.button('Protect with a password').click();
    await this.field('New password').fill(password);
    await this.field('Repeat the password').fill(password);
    await this.button('Protect').click();
    return this.keepRecoveryCode();
  }

  async keepRecoveryCode(): Promise<string> {
    await expect(this.root.getByRole('heading', { name: 'Keep this recovery code' })).toBeVisible();
    const code = (await this.root.locator('.recovery-code').innerText()).trim();
    expect(code).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    await this.button('I have kept it').click();
    return code;
  }

  get lockedHeading(): Locator {
    return this.root.getByRole('heading', { name: 'Locked' });
  }

  async lock(): Promise<void> {
    await this.button('Lock').click();
    await expect(this.lockedHeading).toBeVisible();
  }

  /** The tab goes out of sight, as the page sees it: here every tab is in front. */
  async hide(): Promise<void> {
    await this.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
  }

  async unlock(password = VAULT_PASSWORD): Promise<void> {
    await this.field('Password').fill(password);
    await this.button('Unlock').click();
  }

  async openProtection(): Promise<void> {
    await this.root.getByRole('link', { name: 'Protection' }).click();
    await expect(this.root.getByRole('heading', { name: 'Locking' })).toBeVisible();
  }

  /** Another password, after the present one was asked for. */
  async changePassword(next: string): Promise<void> {
    await this.button('Change password').click();
    await this.confirm();
    await this.field('New password').fill(next);
    await this.field('Repeat the password').fill(next);
    await this.button('Save').click();
    await expect(this.root.getByText('The password is changed.')).toBeVisible();
  }

  /** The question for the password before a way to unlock is changed. */
  async confirm(password = VAULT_PASSWORD): Promise<void> {
    await expect(this.root.getByRole('heading', { name: 'Unlock once more to go on' })).toBeVisible();
    await this.unlock(password);
  }
}
