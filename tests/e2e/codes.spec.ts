// A card: its codes in time, the next one, a counter, what is hidden, and what is copied.
import { expect, test } from './fixtures';
import { THREE, storedByAccount } from './own-entries';
import { CodesPage } from './pages/codes';

test('a code changes exactly at the end of its period, and the next one is seen before', async ({ page }) => {
  // RFC 6238: the codes of 1111111109 and 1111111111, on either side of a step.
  const codes = await CodesPage.openedAt(page, 1_111_111_080, [{ issuer: 'Gov Cloud', account: 'alice' }]);
  const code = codes.code('Gov Cloud, alice');
  await expect(code).toHaveText('081 804');
  await expect(codes.card('Gov Cloud, alice').getByTestId('next-code')).toBeHidden();
  await page.clock.pauseAt(1_111_111_109_999);
  await expect(codes.card('Gov Cloud, alice').getByTestId('next-code')).toHaveText('050 471');
  await expect(code).toHaveText('081 804');
  await page.clock.runFor(1);
  await expect(code).toHaveText('050 471');
  await expect(codes.card('Gov Cloud, alice').getByTestId('next-code')).toBeHidden();
});

test('every kind of key gives its codes', async ({ page }) => {
  const codes = await CodesPage.openedAt(page, 1_111_111_111, [
    { account: 'eight', digits: 8 },
    { account: 'sha256', digits: 8, algorithm: 'Sha256', secret: '12345678901234567890123456789012' },
    { account: 'minute', kind: { Totp: { period_secs: 60 } } },
    { account: 'steam', kind: 'Steam', digits: 5 },
  ]);
  await page.clock.pauseAt(1_111_111_119_000);
  await expect(codes.code('Gov Cloud, eight')).toHaveText('1405 0471');
  await expect(codes.code('Gov Cloud, sha256')).toHaveText('6706 2674');
  await expect(codes.code('Gov Cloud, minute')).toHaveText(/^\d{3} \d{3}$/);
  await expect(codes.code('Gov Cloud, steam')).toHaveText(/^[23456789BCDFGHJKMNPQRTVWXY]{5}$/);
});

test('a counter is stored before its code is shown, and no code comes twice', async ({ page }) => {
  const codes = await CodesPage.opened(page, [{ account: 'counted', kind: { Hotp: { counter: 0 } } }]);
  const get = codes.card('Gov Cloud, counted').getByRole('button', { name: 'Get code' });
  await expect(codes.code('Gov Cloud, counted')).toHaveText('––– –––');
  await get.click();
  await expect(codes.code('Gov Cloud, counted')).toHaveText('755 224');
  expect((await storedByAccount(page)).get('counted')?.kind).toEqual({ Hotp: { counter: 1 } });
  await get.click();
  await expect(codes.code('Gov Cloud, counted')).toHaveText('287 082');
  await page.reload();
  await expect(codes.code('Gov Cloud, counted')).toHaveText('––– –––');
  await codes.face('Gov Cloud, counted').click();
  await expect(codes.code('Gov Cloud, counted')).toHaveText('359 152');
});

test('a counter that cannot be stored gives no code, not for a moment, and stays where it was', async ({ page }) => {
  const codes = await CodesPage.opened(page, [{ account: 'counted', kind: { Hotp: { counter: 0 } } }]);
  const code = codes.code('Gov Cloud, counted');
  const get = codes.card('Gov Cloud, counted').getByRole('button', { name: 'Get code' });
  // Each request of the transaction goes well; the disk is full when it is to be kept.
  await page.evaluate(() => {
    const { commit } = IDBTransaction.prototype;
    const seen: string[] = [];
    const look = () => document.querySelectorAll('[data-testid=code]').forEach(({ textContent }) => seen.push(textContent ?? ''));
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { seen, free: () => (IDBTransaction.prototype.commit = commit) });
    IDBTransaction.prototype.commit = function () {
      if (!this.objectStoreNames.contains('entries')) return commit.call(this);
      Object.defineProperty(this, 'error', { value: new DOMException('no space', 'QuotaExceededError') });
      this.abort();
    };
  });
  await get.click();
  await expect(codes.root.getByRole('alert')).toContainText('Not saved: the storage is full. Free some space on this device, then try again');
  await expect(code).toHaveText('––– –––');
  const seen = async () => new Set(await page.evaluate(() => (window as unknown as { seen: string[] }).seen));
  expect(await seen()).toEqual(new Set(['––– –––']));
  expect((await storedByAccount(page)).get('counted')?.kind).toEqual({ Hotp: { counter: 0 } });

  await page.evaluate(() => (window as unknown as { free: () => void }).free());
  await get.click();
  await expect(code, 'no code is passed over').toHaveText('755 224');
  expect(await seen()).toEqual(new Set(['––– –––', '755 224']));
  expect((await storedByAccount(page)).get('counted')?.kind).toEqual({ Hotp: { counter: 1 } });
});

test('the ring shows how much is left of a code’s life, of whatever length', async ({ page }) => {
  // 10.5 s into a step of 30 s, and 40.5 s into one of 60 s.
  await page.clock.setFixedTime(1_111_111_120_500);
  const codes = await CodesPage.opened(page, [
    { account: 'half a minute' },
    { account: 'a minute', kind: { Totp: { period_secs: 60 } } },
  ]);
  /** The part of the ring that is drawn when the animation begins, and some seconds later. */
  const left = (account: string, laterMillis: number) =>
    codes.card(`Gov Cloud, ${account}`).locator('.ring-left').evaluate((ring, laterMillis) => {
      const [animation] = ring.getAnimations();
      animation!.pause();
      animation!.currentTime = laterMillis;
      const { strokeDasharray, strokeDashoffset } = getComputedStyle(ring);
      return 1 - parseFloat(strokeDashoffset) / parseFloat(strokeDasharray);
    }, laterMillis);
  for (const [account, secondsLeft, period] of [['half a minute', 20, 30], ['a minute', 20, 60]] as const) {
    for (const later of [0, 1, 7]) {
      await expect.poll(() => left(account, later * 1000), `${account}, ${later} s later`).toBeCloseTo((secondsLeft - later) / period, 3);
    }
    // Full again with the next code.
    await expect.poll(() => left(account, secondsLeft * 1000)).toBeCloseTo(1, 3);
  }
});

test('Enter copies, and the card keeps the focus and its place although it is used now', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const codes = await CodesPage.opened(page, THREE, { order: 'recent-use' });
  expect(await codes.names()).toEqual(['Bank, carol', 'GitHub, alice@example.com', 'Gov Cloud, alice']);
  await codes.face('Gov Cloud, alice').focus();
  await page.keyboard.press('Enter');
  await expect(codes.card('Gov Cloud, alice').getByText('Copied', { exact: true })).toBeVisible();
  await expect.poll(async () => (await storedByAccount(page)).get('alice')?.last_used_at).toBeTruthy();
  await expect(codes.face('Gov Cloud, alice')).toBeFocused();
  expect(await codes.names()).toEqual(['Bank, carol', 'GitHub, alice@example.com', 'Gov Cloud, alice']);
  await page.reload();
  await expect(codes.cards.first()).toHaveAccessibleName('Gov Cloud, alice');
});

test('codes are hidden until they are tapped, if that was chosen', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const codes = await CodesPage.openedAt(page, 1_111_111_085, THREE, { hides_codes: true });
  await expect(codes.code('Bank, carol')).toHaveText('••• •••');
  await codes.face('Bank, carol').click();
  await expect(codes.code('Bank, carol')).toHaveText('081 804');
  await expect(codes.code('Gov Cloud, alice')).toHaveText('••• •••');
  await codes.face('Bank, carol').click();
  await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeVisible();
  await page.clock.fastForward(31_000);
  await expect(codes.code('Bank, carol')).toHaveText('••• •••');
});

test('a counter is spent only on a code that is seen', async ({ page }) => {
  const codes = await CodesPage.opened(page, [{ account: 'counted', kind: { Hotp: { counter: 0 } } }], { hides_codes: true });
  await codes.face('Gov Cloud, counted').click();
  await expect(codes.code('Gov Cloud, counted')).toHaveText('755 224');
});

test('the next code is shown on request, and no longer', async ({ page }) => {
  // RFC 6238: the codes of 1111111109 and 1111111111, on either side of a step.
  const codes = await CodesPage.openedAt(page, 1_111_111_082, [{ account: 'alice' }]);
  const next = codes.card('Gov Cloud, alice').getByTestId('next-code');
  await expect(codes.code('Gov Cloud, alice')).toHaveText('081 804');
  await expect(next).toBeHidden();
  await codes.choose('Gov Cloud, alice', 'Show next code');
  await expect(next).toHaveText('050 471');
  await codes.choose('Gov Cloud, alice', 'Hide next code');
  await expect(next).toBeHidden();
});

test('codes are hidden as soon as that is chosen, and shown again when it is not', async ({ page }) => {
  const codes = await CodesPage.opened(page, [{ account: 'alice' }]);
  for (const [isHidden, shown] of [
    [true, '••• •••'],
    [false, /^\d{3} \d{3}$/],
  ] as const) {
    await codes.root.getByRole('link', { name: 'Protection' }).click();
    await codes.root.getByRole('checkbox', { name: 'Hide codes until they are tapped' }).setChecked(isHidden);
    await codes.root.getByRole('link', { name: 'Codes' }).first().click();
    await expect(codes.code('Gov Cloud, alice')).toHaveText(shown);
  }
});

test('a counter that two tabs want at once gives each a code of its own', async ({ page, context }) => {
  const first = await CodesPage.opened(page, [{ account: 'counted', kind: { Hotp: { counter: 0 } } }]);
  const second = new CodesPage(await context.newPage());
  await second.page.goto('/authenticator');
  const tabs = [first, second];
  for (const tab of tabs) await expect(tab.code('Gov Cloud, counted')).toHaveText('––– –––');
  await Promise.all(tabs.map((tab) => tab.card('Gov Cloud, counted').getByRole('button', { name: 'Get code' }).click()));
  for (const tab of tabs) await expect(tab.code('Gov Cloud, counted')).toHaveText(/^\d{3} \d{3}$/);
  const shown = await Promise.all(tabs.map((tab) => tab.code('Gov Cloud, counted').innerText()));
  // RFC 4226: the codes of the counters 0 and 1.
  expect(shown.sort()).toEqual(['287 082', '755 224']);
  expect((await storedByAccount(page)).get('counted')?.kind).toEqual({ Hotp: { counter: 2 } });
});

test('in a narrow window the row of places shows where one is', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const codes = new CodesPage(page);
  await codes.open([{ account: 'alice' }]);
  const place = (name: string) => codes.root.getByRole('link', { name });
  await page.goto('/authenticator/protection');
  await expect(place('Protection')).toBeInViewport({ ratio: 0.9 });
  await expect(place('Codes')).not.toBeInViewport();
  await page.goBack();
  await expect(place('Codes')).toBeInViewport({ ratio: 0.9 });
});
