// What locking takes away: the key of an entry and the password are nowhere in the app's memory.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { RFC_KEY, RFC_KEY_BASE32, seed } from './own-entries';
import { CodesPage } from './pages/codes';
import { VAULT_PASSWORD, Vault } from './pages/vault';

/** Keeps hold of the memory of the app's module, which the page itself gives to nobody. */
async function holdMemory(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const hold = ({ instance }: WebAssembly.WebAssemblyInstantiatedSource): WebAssembly.WebAssemblyInstantiatedSource => {
      if (instance.exports.memory) Object.assign(window, { memoryOfApp: instance.exports.memory });
      return { instance } as WebAssembly.WebAssemblyInstantiatedSource;
    };
    const { instantiate, instantiateStreaming } = WebAssembly;
    Object.assign(WebAssembly, {
      instantiate: async (source: BufferSource | WebAssembly.Module, imports: WebAssembly.Imports) => {
        if (source instanceof WebAssembly.Module) {
          const instance = await instantiate(source, imports);
          if (instance.exports.memory) Object.assign(window, { memoryOfApp: instance.exports.memory });
          return instance;
        }
        const made = await instantiate(source, imports);
        hold(made);
        return made;
      },
      instantiateStreaming: async (source: Response | Promise<Response>, imports: WebAssembly.Imports) => {
        const made = await instantiateStreaming(source, imports);
        hold(made);
        return made;
      },
    });
  });
}

/** How often each text is in the app's memory. */
async function occurrences(page: Page, texts: string[]): Promise<number[]> {
  return page.evaluate((texts) => {
    const { memoryOfApp } = window as unknown as { memoryOfApp: WebAssembly.Memory };
    // One character a byte: a search for bytes is then a search for a text.
    const memory = new TextDecoder('latin1').decode(memoryOfApp.buffer);
    return texts.map((text) => memory.split(text).length - 1);
  }, texts);
}

test('locked, neither a key nor the password is in memory any more', async ({ app }) => {
  const { page } = app;
  await holdMemory(page);
  const vault = new Vault(page);
  const codes = new CodesPage(page);
  await vault.open();
  await expect(vault.button('Go on without')).toBeVisible();
  await seed(page, [{ account: 'alice' }, { account: 'bob', kind: { Hotp: { counter: 7 } } }]);
  await vault.protect();
  const searched = [RFC_KEY, RFC_KEY_BASE32, VAULT_PASSWORD];
  for (const turn of ['as it was protected', 'after it was unlocked']) {
    // It was used in the ways that need the key.
    await expect(codes.code('Gov Cloud, alice')).toHaveText(/^\d{3} \d{3}$/);
    await codes.card('Gov Cloud, bob').getByRole('button', { name: /^Get code/ }).click();
    await expect(codes.code('Gov Cloud, bob')).toHaveText(/^\d{3} \d{3}$/);
    const [keys] = await occurrences(page, searched);
    expect(keys, 'the search finds what is there').toBeGreaterThan(0);
    await vault.lock();
    expect(await occurrences(page, searched), `locked ${turn}`).toEqual([0, 0, 0]);
    await vault.unlock();
  }
});
