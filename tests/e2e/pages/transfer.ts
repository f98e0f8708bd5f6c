// Import, export and backup of this browser's own authenticator.
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { open } from '../fixtures';

type Files = { name: string; mimeType: string; buffer: Buffer }[];

export class Transfer {
  readonly root: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator('#content');
  }

  /** Another browser profile: nothing of this one is in it. */
  static async elsewhere(page: Page): Promise<Transfer> {
    const context = await page.context().browser()!.newContext({ locale: 'en-GB' });
    const fresh = await context.newPage();
    await open(fresh, '/authenticator');
    await fresh.getByRole('button', { name: 'Go on without' }).click();
    return new Transfer(fresh);
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

  /** Gives files to a button, as its file dialog would. */
  async give(label: string, files: Files): Promise<void> {
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

  /** Chooses a format and goes on. */
  async begin(format: string): Promise<void> {
    await this.format(format).check();
    await this.root.getByRole('button', { name: /^Export \d+ entr/ }).click();
  }

  /** Whatever the next press hands over, after the program itself has read it again. */
  async handedOver(press: () => Promise<void>): Promise<{ name: string; buffer: Buffer }> {
    const download = this.page.waitForEvent('download');
    await press();
    await expect(this.heading('Exported')).toBeVisible();
    const file = await download;
    return { name: file.suggestedFilename(), buffer: await readFile(await file.path()) };
  }

  /** Exports under a password. */
  async sealedExport(format: string, password: string): Promise<{ name: string; buffer: Buffer }> {
    await this.begin(format);
    await this.field('New password').fill(password);
    await this.field('Repeat the password').fill(password);
    return this.handedOver(() => this.button('Export').click());
  }

  /** Exports without sealing, where there is no vault. */
  async openedExport(format: string): Promise<{ name: string; buffer: Buffer }> {
    await this.begin(format);
    return this.handedOver(() => this.button('Export without sealing').click());
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
