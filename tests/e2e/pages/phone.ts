// One simulated phone: its messages, its store, its authenticator.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Words } from '../words';
import { Part } from './part';

export class Phone extends Part {
  /** The phone of this name, which is the same in every language. */
  constructor(page: Page, name: string | RegExp, words: Words) {
    super(page.getByRole('article', { name }), words);
  }

  /** A button about an application, which has its name in every language. */
  private buttonOf(about: 'Install {}' | 'Open {}' | 'Update {}', application: string): Locator {
    return this.root.getByRole('button', { name: this.words.say(about, application), exact: true });
  }

  async home(): Promise<void> {
    const home = this.button('Home');
    if (await home.isVisible()) await home.click();
  }

  async openMessages(): Promise<void> {
    await this.home();
    await this.button(/^Messages/).click();
  }

  /** The texts of the messages, in the order in which they came. */
  get messages(): Locator {
    return this.root.getByRole('listitem').filter({ hasText: /\d{6}/ });
  }

  /** The code of the newest message, once `count` messages are there. */
  async messageCode(count = 1): Promise<string> {
    await this.openMessages();
    await expect(this.messages).toHaveCount(count);
    const text = await this.messages.first().innerText();
    return /\b(\d{6})\b/.exec(text)?.[1] ?? '';
  }

  async openStore(): Promise<void> {
    await this.home();
    await this.button('App store').click();
  }

  async install(application = 'Google Authenticator'): Promise<void> {
    await this.openStore();
    await this.buttonOf('Install {}', application).click();
    await expect(this.buttonOf('Open {}', application).first()).toBeVisible();
  }

  /** Brings an application up to date, from the app store. */
  async update(application: string): Promise<void> {
    await this.buttonOf('Update {}', application).click();
  }

  async openApplication(application = 'Google Authenticator'): Promise<void> {
    await this.home();
    await this.buttonOf('Open {}', application).click();
  }

  /** Sets the phone's clock off, by its own buttons: `+5 min`, `−30 s`. */
  async setClock(...steps: string[]): Promise<void> {
    await this.home();
    await this.button('Clock').click();
    for (const step of steps) await this.button(step).click();
  }

  /** Frames what the console's window shows at this moment. */
  async scan(): Promise<void> {
    await this.button('Scan QR code').click();
  }

  entry(name: string): Locator {
    return this.root.getByRole('listitem', { name: this.words.say(name) });
  }

  code(entry: string): Locator {
    return this.entry(entry).getByTestId('code');
  }

  /** The code of the entry of this name: the only one, or the one at `place` among several. */
  async readCode(entry: string, place?: number): Promise<string> {
    const code = place === undefined ? this.code(entry) : this.code(entry).nth(place);
    await expect(code).toHaveText(/^\d{3}\s\d{3}$/);
    return (await code.innerText()).replace(/\s/g, '');
  }

  async enterKey(issuer: string, account: string, key: string): Promise<void> {
    await this.button('Enter key').click();
    await this.field('Issuer').fill(issuer);
    await this.field('Account').fill(account);
    await this.field('Key').fill(key);
    await this.button('Add entry').click();
  }

  /** What it received, as an SMS or as mail, about something. */
  async expectTold(where: 'Mail' | 'Messages', what: RegExp, count = 1): Promise<void> {
    await this.home();
    await this.button(where === 'Mail' ? /^Mail/ : /^Messages/).click();
    await expect(this.root.getByRole('listitem').filter({ hasText: this.words.say(what) })).toHaveCount(count);
  }
}
