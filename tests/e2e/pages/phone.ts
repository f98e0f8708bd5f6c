// One simulated phone: its messages, its store, its authenticator.
import { expect, type Locator, type Page } from '@playwright/test';

export class Phone {
  readonly root: Locator;

  constructor(page: Page, name: string | RegExp) {
    this.root = page.getByRole('article', { name });
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name, exact: typeof name === 'string' });
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
    await this.button(`Install ${application}`).click();
    await expect(this.button(`Open ${application}`).first()).toBeVisible();
  }

  async openApplication(application = 'Google Authenticator'): Promise<void> {
    await this.home();
    await this.button(`Open ${application}`).click();
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
    return this.root.getByRole('listitem', { name });
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
    await this.root.getByLabel('Issuer', { exact: true }).fill(issuer);
    await this.root.getByLabel('Account', { exact: true }).fill(account);
    await this.root.getByLabel('Key', { exact: true }).fill(key);
    await this.button('Add entry').click();
  }

  /** What it received, as an SMS or as mail, about something. */
  async expectTold(where: 'Mail' | 'Messages', what: RegExp, count = 1): Promise<void> {
    await this.home();
    await this.button(new RegExp(`^${where}`)).click();
    await expect(this.root.getByRole('listitem').filter({ hasText: what })).toHaveCount(count);
  }
}
