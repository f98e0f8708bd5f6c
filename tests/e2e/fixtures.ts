// What every test has: the pages of both sides, a clock that can be moved on, and a watch over what a browser complains of.
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { Counterpart } from './pages/counterpart';
import { Words } from './words';

export { expect };

/** Notes every complaint of a page, and every request that leaves its origin. */
export function watch(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`thrown: ${error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (!['localhost'].includes(url.hostname) && !['data:', 'blob:', 'about:'].includes(url.protocol)) {
      complaints.push(`left the origin: ${request.url()}`);
    }
  });
  return complaints;
}

/** Opens the app on a page whose clock runs, and can be moved on. */
export async function open(page: Page, path = '/', words = Words.english): Promise<Counterpart> {
  await page.clock.install();
  const app = new Counterpart(page, words);
  await app.open(path);
  return app;
}

export const test = base.extend<{ complaints: string[]; app: Counterpart }>({
  // Automatic: no test passes while the browser complains.
  complaints: [
    async ({ context }, use) => {
      const complaints = watch(context);
      await use(complaints);
      expect(complaints, 'console errors, console warnings, foreign requests').toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page, locale }, use) => {
    await use(await open(page, '/', Words.of(locale)));
  },
});
