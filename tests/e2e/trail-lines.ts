// Lines of the audit trail, written as the console stores them.
import type { Page } from '@playwright/test';

/** Adds this many lines, the oldest of which is the one order among them. */
export async function plantTrail(page: Page, count: number): Promise<void> {
  await page.evaluate(
    (lines) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('counterpart-console');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const writing = database.transaction('audit', 'readwrite');
          const store = writing.objectStore('audit');
          for (let number = 0; number < lines; number += 1) {
            const id = number.toString(16).padStart(32, '0');
            const what = number === 0 ? 'Ordered' : number % 2 === 0 ? { PasswordRefused: { locked: false } } : 'LoggedOut';
            store.put({ id, at: 1_700_000_000_000 + number * 1000, account: undefined, what, place: undefined }, id);
          }
          writing.onerror = () => reject(writing.error);
          writing.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    count,
  );
}
