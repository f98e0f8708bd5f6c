// The page “Having trouble logging on?”: what may have happened, one topic each.
import { expect, type Locator, type Page } from '@playwright/test';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const TOPICS = {
  code: 'My security code is refused',
  password: 'I forgot my password',
  phone: 'I lost my phone',
  appeal: 'I was told of an appeal that is not mine',
} as const;

export class Topic {
  constructor(readonly root: Locator) {}

  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true });
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  link(name: string): Locator {
    return this.root.getByRole('link', { name, exact: true });
  }

  text(text: string | RegExp): Locator {
    return this.root.getByText(text);
  }

  alert(text: string | RegExp): Locator {
    return this.root.getByRole('alert').filter({ hasText: text });
  }
}

export class Help {
  readonly window: Locator;

  constructor(private readonly page: Page) {
    this.window = page.locator('#console-window');
  }

  /** Follows the log-on page's link. */
  async openFromLogOn(): Promise<void> {
    await this.window.getByRole('link', { name: 'Having trouble logging on?' }).click();
    await expect(this.window.getByRole('heading', { name: 'Having trouble logging on?' })).toBeVisible();
  }

  async open(): Promise<void> {
    await this.page.goto('/console/help');
    await expect(this.window.getByRole('heading', { name: 'Having trouble logging on?' })).toBeVisible();
  }

  /** A topic, opened by a press if it is not open yet. */
  async topic(title: string): Promise<Topic> {
    const root = this.window.locator('details').filter({ has: this.page.getByText(title, { exact: true }) });
    await expect(root).toBeVisible();
    if ((await root.getAttribute('open')) === null) await root.locator('summary').click();
    await expect(root).toHaveAttribute('open');
    return new Topic(root);
  }

  /** Fills the appeal's form in, and hands it in. */
  async appeal(): Promise<Topic> {
    const lost = await this.topic(TOPICS.phone);
    await lost.field('Name').fill('Alice Example');
    await lost.field('Reason').fill('Left in a taxi.');
    await lost.field('Document').setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: PIXEL });
    await lost.button('Submit the appeal').click();
    await expect(lost.text(/Your appeal is on the desk/)).toBeVisible();
    return lost;
  }
}
