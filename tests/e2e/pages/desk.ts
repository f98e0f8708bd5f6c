// The reviewer's desk: applications, accounts, the audit trail.
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Words } from '../words';
import { Part } from './part';

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

export class Desk extends Part {
  constructor(
    private readonly page: Page,
    words: Words,
  ) {
    super(page.locator('#console-window'), words);
  }

  async open(): Promise<void> {
    await this.page.goto('/desk');
  }

  async approve(): Promise<void> {
    await this.button('Approve').click();
  }

  async reject(reason: string): Promise<void> {
    await this.field('Reason for rejection').fill(reason);
    await this.button('Reject').click();
  }

  /** Follows a link between the desk's places. */
  async goTo(place: 'Applications' | 'Accounts' | 'Audit trail' | 'Policy'): Promise<void> {
    const places = this.root.getByRole('navigation', { name: this.words.say("Reviewer's desk") });
    const link = this.part(places).link(place);
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
  }

  /** What somebody applies for, with its papers. */
  application(username: string): Part {
    return this.part(this.root.getByRole('article', { name: this.words.say('Application of {}', username) }));
  }

  account(username: string): Part {
    return this.part(this.root.getByRole('article', { name: username }));
  }

  /** What an account's card says under a name. */
  fact(username: string, name: string): Locator {
    return this.account(username).root.locator(`dt:text-is("${this.words.say(name)}") + dd`);
  }

  /** The documents that are shown. */
  get documents(): Locator {
    return this.root.getByRole('img', { name: this.words.say('Image of the document') });
  }

  /** The lines of the trail that are shown. */
  get lines(): Locator {
    return this.named('list', 'Lines of the trail').getByRole('listitem');
  }

  async search(typed: string): Promise<void> {
    await this.field('Search').fill(typed);
  }

  async choose(label: 'Account' | 'Kind' | 'Outcome', option: string): Promise<void> {
    await this.field(label).selectOption(option);
  }

  /** Exports what is shown, and reads it back line by line. */
  async export(): Promise<{ text: string; lines: ExportedLine[] }> {
    const download = this.page.waitForEvent('download');
    await this.button('Export as JSON Lines').click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('audit-trail.jsonl');
    const text = await readFile(await file.path(), 'utf8');
    expect(text === '' || text.endsWith('\n')).toBe(true);
    const lines = text.split('\n').filter((line) => line !== '');
    return { text, lines: lines.map((line) => JSON.parse(line) as ExportedLine) };
  }
}
