// Entries in this browser's own authenticator, put there as a person's earlier days would have left them.
import type { Page } from '@playwright/test';

export const DATABASE = 'counterpart-authenticator';
/** RFC 4226 and 6238's key. */
export const KEY = Array.from('12345678901234567890', (character) => character.charCodeAt(0));

export interface Seed {
  issuer: string;
  account: string;
  kind?: object | string;
  algorithm?: string;
  digits?: number;
  [field: string]: unknown;
}

/** Writes plain entries into the database, which the page must have opened before; the page is then loaded anew. */
export async function seed(page: Page, seeds: Seed[]): Promise<void> {
  await page.evaluate(
    async ({ database, key, seeds }) => {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = opened.transaction('entries', 'readwrite');
      seeds.forEach((seed, index) => {
        const id = index.toString(16).padStart(32, '0');
        const record = {
          id,
          app: '',
          secret: Uint8Array.from(key),
          algorithm: 'Sha1',
          digits: 6,
          kind: { Totp: { period_secs: 30 } },
          added_at: 1_700_000_000_000 + index,
          ...seed,
        };
        transaction.objectStore('entries').put(record, id);
      });
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      opened.close();
    },
    { database: DATABASE, key: KEY, seeds },
  );
  await page.reload();
}

/** Every record of a store, as the browser gives it. */
export async function stored(page: Page, store: string): Promise<Record<string, unknown>[]> {
  return page.evaluate(
    async ({ database, store }) => {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const request = opened.transaction(store).objectStore(store).getAll();
      const records = await new Promise<Record<string, unknown>[]>((resolve) => {
        request.onsuccess = () => resolve(request.result as Record<string, unknown>[]);
      });
      opened.close();
      return records;
    },
    { database: DATABASE, store },
  );
}
