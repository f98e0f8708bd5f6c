// Import, export and backup of this browser's own authenticator.
import { expect, type Locator, type Page } from '@playwright/test';

type Files = { name: string; mimeType: string; buffer: Buffer }[];

export class Transfer {
  readonly root: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator('#content');
  }

  async openImport(): Promise<void> {
    await this.root.getByRole('link', { name: 'Import', exact: true }).click();
    await expect(this.heading('Import from another app')).toBeVisible();
  }

  async openExport(): Promise<void> {
    await this.root.getByRole('link', { name: 'Export and backup' }).click();
    await expect(this.heading('Export')).toBeVisible();
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

  format(name: string): Locator {
    return this.root.getByRole('radio', { name: new RegExp(`^${name}`) });
  }

  private async give(label: string, files: Files): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.root.getByText(label, { exact: true }).click();
    await (await chooser).setFiles(files);
  }

  /** Gives files to “Choose files”, as its file dialog would. */
  async choose(files: Files): Promise<void> {
    await this.give('Choose files', files);
  }

  async addImage(files: Files): Promise<void> {
    await this.give('Add another image', files);
  }

  /** Types the password of a sealed file. */
  async fileSealed(password: string): Promise<void> {
    await expect(this.heading('This file is sealed')).toBeVisible();
    await this.field('Password of the file').fill(password);
    await this.button('Open').click();
  }

  /** Stores what is selected in the preview; how many the page says that were stored. */
  async importSelected(): Promise<number> {
    await expect(this.heading('Before anything is stored')).toBeVisible();
    const button = this.root.getByRole('button', { name: /^Import \d+ entr/ });
    const count = Number(/\d+/.exec(await button.innerText())?.[0]);
    await button.click();
    await expect(this.heading('Imported')).toBeVisible();
    return count;
  }
}
