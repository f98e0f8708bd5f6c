// The page “Having trouble logging on?”: what may have happened, one topic each.
import { expect, type Page } from '@playwright/test';
import { PIXEL } from '../pixel';
import type { Words } from '../words';
import { Part } from './part';

export const TOPICS = {
  code: 'My security code is refused',
  password: 'I forgot my password',
  phone: 'I lost my phone',
  appeal: 'I was told of an appeal that is not mine',
} as const;

export class Help extends Part {
  constructor(
    private readonly page: Page,
    words: Words,
  ) {
    super(page.locator('#console-window'), words);
  }

  /** Follows the log-on page's link. */
  async openFromLogOn(): Promise<void> {
    await this.link('Having trouble logging on?').click();
    await expect(this.heading('Having trouble logging on?')).toBeVisible();
  }

  async open(): Promise<void> {
    await this.page.goto('/console/help');
    await expect(this.heading('Having trouble logging on?')).toBeVisible();
  }

  /** A topic, opened by a press if it is not open yet. */
  async topic(title: string): Promise<Part> {
    const name = this.page.getByText(this.words.say(title), { exact: true });
    const root = this.root.locator('details').filter({ has: name });
    await expect(root).toBeVisible();
    if ((await root.getAttribute('open')) === null) await root.locator('summary').click();
    await expect(root).toHaveAttribute('open');
    return this.part(root);
  }

  /** Fills the appeal's form in, and hands it in. */
  async appeal(): Promise<Part> {
    const lost = await this.topic(TOPICS.phone);
    await lost.field('Name').fill('Alice Example');
    await lost.field('Reason').fill('Left in a taxi.');
    await lost.field('Document').setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: PIXEL });
    await lost.button('Submit the appeal').click();
    await expect(lost.text(/Your appeal is on the desk/)).toBeVisible();
    return lost;
  }
}
