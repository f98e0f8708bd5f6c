// Entries of this browser's own authenticator, put there as a person's earlier days would have left them.
import type { Page } from '@playwright/test';

export const DATABASE = 'counterpart-authenticator';
/** RFC 4226 and 6238's key. */
export const RFC_KEY = '12345678901234567890';
/** The same in Base32. */
export const RFC_KEY_BASE32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** The same as the Key URI of an account of Gov Cloud. */
export function keyUri(account: string): string {
  return `otpauth://totp/Gov%20Cloud:${account}?secret=${RFC_KEY_BASE32}&issuer=Gov%20Cloud`;
}

/** What a test says of an entry; the rest is as a scan would leave it. */
export interface Seed {
  issuer?: string;
  account?: string;
  /** Bytes as text; the key of the RFCs unless said otherwise. */
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

/** A record as it is stored, with a name that sorts by its number. */
function record(number: number, seed: Seed): Record<string, unknown> {
  return {
    id: number.toString(16).padStart(32, '0'),
    app: '',
    issuer: seed.issuer ?? 'Gov Cloud',
    account: seed.account ?? `person${number}`,
    secret: seed.secret ?? RFC_KEY,
    algorithm: seed.algorithm ?? 'Sha1',
    digits: seed.digits ?? 6,
    kind: seed.kind ?? { Totp: { period_secs: 30 } },
    added_at: 1_700_000_000_000 + number,
    note: seed.note ?? '',
    tags: seed.tags ?? [],
    is_pinned: seed.isPinned ?? false,
    position: 0,
    trashed_at: seed.trashedAt,
    last_used_at: seed.lastUsedAt,
  };
}

/** The entries that most tests need no more than. */
export const THREE: Seed[] = [
  { issuer: 'Gov Cloud', account: 'alice', tags: ['work'] },
  { issuer: 'GitHub', account: 'alice@example.com', tags: ['work', 'code'], note: 'the blue key' },
  { issuer: 'Bank', account: 'carol', tags: ['money'] },
];

/** Whoever uses the authenticator without a vault. */
export const UNPROTECTED = { goes_unprotected: true, lock_after_secs: 300 };

/**
 * Writes plain entries, and settings if there are any, into the database, which the page must have opened before; the page
 * is then loaded anew.
 */
export async function seed(page: Page, seeds: Seed[], settings?: Record<string, unknown>): Promise<void> {
  const records = seeds.map((seed, index) => record(index + 1, seed));
  await page.evaluate(
    async ({ name, records, settings }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction(['entries', 'notes'], 'readwrite');
      for (const record of records) {
        const secret = new TextEncoder().encode(record.secret as string);
        transaction.objectStore('entries').put({ ...record, secret }, record.id as string);
      }
      if (settings) transaction.objectStore('notes').put(settings, 'settings');
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      database.close();
    },
    { name: DATABASE, records, settings },
  );
  await page.reload();
}

/** Puts records into stores as they are, whatever they are; the page is then loaded anew. */
export async function put(page: Page, store: string, records: [string, unknown][]): Promise<void> {
  await page.evaluate(
    async ({ name, store, records }) => {
      const request = indexedDB.open(name);
      const database = await new Promise<IDBDatabase>((resolve) => (request.onsuccess = () => resolve(request.result)));
      const transaction = database.transaction(store, 'readwrite');
      for (const [key, record] of records) transaction.objectStore(store).put(record, key);
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      database.close();
    },
    { name: DATABASE, store, records },
  );
  await page.reload();
}

/** What a newer version leaves in another tab: a vault's header of a version that is not known here, without a word. */
export async function putNewerVault(page: Page): Promise<void> {
  await page.evaluate(async (name) => {
    const request = indexedDB.open(name);
    const database = await new Promise<IDBDatabase>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const transaction = database.transaction('vault', 'readwrite');
    const vault = transaction.objectStore('vault');
    const revision = vault.get('revision');
    revision.onsuccess = () => {
      vault.put(((revision.result as number | undefined) ?? 0) + 1, 'revision');
      vault.put({ version: 2, wholly: 'otherwise' }, 'header');
    };
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  }, DATABASE);
}

/** Every record of a store, as the browser gives it: of this browser's own authenticator, or of a phone's. */
export async function stored(page: Page, store: string, database = DATABASE): Promise<Record<string, unknown>[]> {
  return page.evaluate(
    async ({ name, store }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const request = database.transaction(store).objectStore(store).getAll();
      const records = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result as Record<string, unknown>[]);
        request.onerror = () => reject(request.error);
      });
      database.close();
      return records;
    },
    { name: database, store },
  );
}

/** The plain entries that are stored now, by their accounts. */
export async function storedByAccount(page: Page): Promise<Map<string, Record<string, unknown>>> {
  const records = await stored(page, 'entries');
  return new Map(records.map((record) => [String(record.account), record]));
}
