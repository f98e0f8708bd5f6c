// This browser's own authenticator: its codes, and the place where keys are added.
import { expect, type Locator, type Page } from '@playwright/test';

export class AuthenticatorPage {
  readonly root: Locator;

  constructor(private readonly page: Page) {
    this.root = page.locator('#content');
  }

  /** Opens the codes; the first visit offers to protect them, and goes on without. */
  async open(): Promise<void> {
    await this.page.goto('/authenticator');
    await this.goOnWithout();
  }

  /** Opens the place where keys are added. */
  async openAdd(): Promise<void> {
    await this.page.goto('/authenticator/add');
    await this.goOnWithout();
    await expect(this.heading('Add an account')).toBeVisible();
  }

  private async goOnWithout(): Promise<void> {
    const without = this.button('Go on without');
    await expect(without.or(this.places)).toBeVisible();
    if (await without.isVisible()) await without.click();
    await expect(this.places).toBeVisible();
  }

  /** The ways between the places of the authenticator. */
  get places(): Locator {
    return this.root.getByRole('navigation', { name: /^(Authenticator|身份验证器)$/ });
  }

  entry(name: string): Locator {
    return this.root.getByRole('listitem', { name });
  }

  code(entry: string): Locator {
    return this.entry(entry).getByTestId('code');
  }

  heading(name: string): Locator {
    return this.root.getByRole('heading', { name, exact: true });
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true });
  }

  /** The code that the doctor shows before anything is kept. */
  get preview(): Locator {
    return this.root.getByTestId('preview');
  }

  /** Gives a file to “Scan an image file”, as its file dialog would. */
  async chooseFile(name: string, mimeType: string, buffer: Buffer): Promise<void> {
    await this.chooseFiles([{ name, mimeType, buffer }]);
  }

  /** The same with several files. */
  async chooseFiles(files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.root.getByText('Scan an image file', { exact: true }).click();
    await (await chooser).setFiles(files);
  }

  /** Scans an image file, and leaves it to the doctor. */
  async examineFile(name: string, bytes: Buffer): Promise<void> {
    if (!new URL(this.page.url()).pathname.endsWith('/add')) await this.openAdd();
    await this.chooseFile(name, 'image/png', bytes);
    await expect(this.heading('Check before you add')).toBeVisible();
  }

  /** Scans an image file of one key, and adds it. */
  async scanFile(name: string, bytes: Buffer): Promise<void> {
    await this.examineFile(name, bytes);
    await this.add();
  }

  /** The key of this account was read by itself, which may take a camera some seconds. */
  async expectExamined(account: string): Promise<void> {
    await expect(this.heading('Check before you add')).toBeVisible({ timeout: 30_000 });
    await expect(this.field('Account')).toHaveValue(account);
  }

  /** Adds what the doctor shows, and comes back to the codes. */
  async add(): Promise<void> {
    await this.button('Add').click();
    await expect(this.page).toHaveURL(/\/authenticator$/);
  }

  /** Adds what the doctor shows, and stays to add more. */
  async addThenAnother(): Promise<void> {
    await this.button('Add, then another').click();
    await expect(this.heading('Add an account')).toBeVisible();
  }

  /** Pastes a text on the page, outside any field. */
  async pasteText(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Pastes or drops a file on the page. */
  async give(how: 'paste' | 'drop', name: string, type: string, bytes: Buffer): Promise<void> {
    await this.page.evaluate(
      ([how, name, type, base64]) => {
        const data = new DataTransfer();
        const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([content], name, { type }));
        const options = { bubbles: true, cancelable: true };
        const event =
          how === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, ...options })
            : new DragEvent('drop', { dataTransfer: data, ...options });
        document.body.dispatchEvent(event);
      },
      [how, name, type, bytes.toString('base64')] as const,
    );
  }
}
