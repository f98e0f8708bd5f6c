// A part of the page, by the words that a person reads in it.
import type { Locator } from '@playwright/test';
import type { Words } from '../words';

export class Part {
  constructor(
    readonly root: Locator,
    readonly words: Words,
  ) {}

  button(name: string | RegExp): Locator {
    return this.named('button', name);
  }

  link(name: string | RegExp): Locator {
    return this.named('link', name);
  }

  field(label: string): Locator {
    return this.root.getByLabel(this.words.say(label), { exact: true });
  }

  heading(name: string | RegExp): Locator {
    return this.root.getByRole('heading', { name: this.words.say(name) });
  }

  text(text: string | RegExp): Locator {
    return this.root.getByText(this.words.say(text));
  }

  /** What is said on its own accord, where it has these words. */
  alert(text: string | RegExp): Locator {
    return this.root.getByRole('alert').filter({ hasText: this.words.say(text) });
  }

  /** A smaller part of this one. */
  part(root: Locator): Part {
    return new Part(root, this.words);
  }

  /** A whole name, or a pattern of it. */
  protected named(role: 'button' | 'link' | 'tab' | 'list' | 'listitem' | 'region' | 'dialog', name: string | RegExp): Locator {
    return this.root.getByRole(role, { name: this.words.say(name), exact: typeof name === 'string' });
  }
}
