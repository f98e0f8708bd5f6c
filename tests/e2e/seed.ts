// Entries of this browser's own authenticator, written as the app stores them.
import type { Page } from '@playwright/test';

/** What a test says of an entry; the rest is as a scan would leave it. */
export interface Seed {
  issuer?: string;
  account?: string;
  /** Bytes as text; the key of RFC 6238 unless said otherwise. */
  secret?: string;
  digits?: number;
  kind?: 'Steam' | { Totp: { period_secs: number } } | { Hotp: { counter: number } };
  algorithm?: 'Sha1' | 'Sha256' | 'Sha512';
  note?: string;
  tags?: string[];
  isPinned?: boolean;
  /** Milliseconds of the epoch. */
  trashedAt?: number;
  lastUsedAt?: number;
}

export const RFC_KEY = '12345678901234567890';

/** A record as it is stored, with a name that sorts by its number. */
export function record(number: number, seed: Seed): Record<string, unknown> {
  return {
    id: number.toString(16).padStart(32, '0'),
    app: '',
    issuer: seed.issuer ?? 'Gov Cloud',
    account: seed.account ?? `person${number}`,
    secret: seed.secret ?? RFC_KEY,
    algorithm: seed.algorithm ?? 'Sha1',
    digits: seed.digits ?? 6,
    kind: seed.kind ?? { Totp: { period_secs: 30 } },
    added_at: 1_780_000_000_000 + number,
    note: seed.note ?? '',
    tags: seed.tags ?? [],
    is_pinned: seed.isPinned ?? false,
    position: 0,
    trashed_at: seed.trashedAt,
    last_used_at: seed.lastUsedAt,
  };
}

/** Writes the entries and the choice to go on without a vault, with whatever settings; the page must be loaded anew to see them. */
export async function seed(page: Page, seeds: Seed[], settings: Record<string, unknown> = {}): Promise<void> {
  const records = seeds.map((seed, index) => record(index + 1, seed));
  await page.evaluate(
    async ({ records, settings }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('counterpart-authenticator');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction(['entries', 'notes'], 'readwrite');
      for (const record of records) {
        const secret = new TextEncoder().encode(record.secret as string);
        transaction.objectStore('entries').put({ ...record, secret }, record.id as string);
      }
      transaction.objectStore('notes').put({ goes_unprotected: true, lock_after_secs: 300, ...settings }, 'settings');
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      database.close();
    },
    { records, settings },
  );
}

/** What is stored of the entries now, by their accounts. */
export async function stored(page: Page): Promise<Map<string, Record<string, unknown>>> {
  const records = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('counterpart-authenticator');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const request = database.transaction('entries').objectStore('entries').getAll();
    const records = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    database.close();
    return records.map(({ secret: _, ...record }) => record);
  });
  return new Map(records.map((record) => [String(record.account), record]));
}
