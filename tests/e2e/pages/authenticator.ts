// This browser's own authenticator.
import type { Locator, Page } from '@playwright/test';

export class AuthenticatorPage {
  readonly root: Locator;

  constructor(private readonly page: Page) {
    this.root = page.locator('#content');
  }

  async open(): Promise<void> {
    await this.page.goto('/authenticator');
  }

  entry(name: string): Locator {
    return this.root.getByRole('listitem', { name });
  }

  code(entry: string): Locator {
    return this.entry(entry).getByTestId('code');
  }

  /** Gives an image to “Scan an image file”, as its file dialog would. */
  async scanFile(name: string, bytes: Buffer): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.root.getByText('Scan an image file', { exact: true }).click();
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer: bytes });
  }
}
