// The reviewer's desk: applications, accounts, the audit trail.
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** A line of the trail as it is exported. */
export interface ExportedLine {
  time: string;
  id: string;
  event: string;
  kind: string;
  outcome?: string;
  account?: string;
  username?: string;
  place?: string;
  [more: string]: unknown;
}

export class Desk {
  readonly window: Locator;

  constructor(private readonly page: Page) {
    this.window = page.locator('#console-window');
  }

  async open(): Promise<void> {
    await this.page.goto('/desk');
  }

  async approve(): Promise<void> {
    await this.window.getByRole('button', { name: 'Approve' }).click();
  }

  async reject(reason: string): Promise<void> {
    await this.window.getByLabel('Reason for rejection').fill(reason);
    await this.window.getByRole('button', { name: 'Reject' }).click();
  }

  /** Follows a link between the desk's places. */
  async goTo(place: 'Applications' | 'Accounts' | 'Audit trail' | 'Policy'): Promise<void> {
    const link = this.window.getByRole('navigation', { name: "Reviewer's desk" }).getByRole('link', { name: place });
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
  }

  account(username: string): Locator {
    return this.window.getByRole('article', { name: username });
  }

  /** What an account's card says under a name. */
  fact(username: string, name: string): Locator {
    return this.account(username).locator(`dt:text-is("${name}") + dd`);
  }

  /** The lines of the trail that are shown. */
  get lines(): Locator {
    return this.window.getByRole('list', { name: 'Lines of the trail' }).getByRole('listitem');
  }

  async search(typed: string): Promise<void> {
    await this.window.getByLabel('Search', { exact: true }).fill(typed);
  }

  async choose(label: 'Account' | 'Kind' | 'Outcome', option: string): Promise<void> {
    await this.window.getByLabel(label, { exact: true }).selectOption(option);
  }

  /** Exports what is shown, and reads it back line by line. */
  async export(): Promise<{ text: string; lines: ExportedLine[] }> {
    const download = this.page.waitForEvent('download');
    await this.window.getByRole('button', { name: 'Export as JSON Lines' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('audit-trail.jsonl');
    const text = await readFile(await file.path(), 'utf8');
    expect(text === '' || text.endsWith('\n')).toBe(true);
    const lines = text.split('\n').filter((line) => line !== '');
    return { text, lines: lines.map((line) => JSON.parse(line) as ExportedLine) };
  }
}
