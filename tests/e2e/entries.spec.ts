// The codes of this browser's own authenticator: shown, found, put in order, changed, thrown away.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { CodesPage } from './pages/codes';
import { put, seed, stored, storedByAccount, type Seed } from './own-entries';

const SOME: Seed[] = [
  { issuer: 'Gov Cloud', account: 'alice', tags: ['work'] },
  { issuer: 'GitHub', account: 'alice@example.com', tags: ['work', 'code'], note: 'the blue key' },
  { issuer: 'Bank', account: 'carol', tags: ['money'] },
];

/** Opens the place at a moment of the app's clock, in seconds of the epoch. */
async function openAt(page: Page, seconds: number, seeds: Seed[], settings = {}): Promise<CodesPage> {
  await page.clock.install({ time: seconds * 1000 });
  const codes = new CodesPage(page);
  await codes.open(seeds, settings);
  return codes;
}

async function open(page: Page, seeds = SOME, settings = {}): Promise<CodesPage> {
  const codes = new CodesPage(page);
  await codes.open(seeds, settings);
  return codes;
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** The window loses the focus, or gets it back, as the page sees it: here no page ever loses it. */
async function setFocus(page: Page, hasFocus: boolean): Promise<void> {
  await page.evaluate((hasFocus) => {
    document.hasFocus = () => hasFocus;
    const { clipboard } = navigator;
    const refuse = () => Promise.reject(new DOMException('Document is not focused.', 'NotAllowedError'));
    if (hasFocus) Reflect.deleteProperty(clipboard, 'readText');
    else Object.assign(clipboard, { readText: refuse });
    window.dispatchEvent(new Event(hasFocus ? 'focus' : 'blur'));
  }, hasFocus);
}

test.describe('codes', () => {
  test('a code changes exactly at the end of its period, and the next one is seen before', async ({ page }) => {
    // RFC 6238: the codes of 1111111109 and 1111111111, on either side of a step.
    const codes = await openAt(page, 1_111_111_080, [{ issuer: 'Gov Cloud', account: 'alice' }]);
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
    const codes = await openAt(page, 1_111_111_111, [
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
    const codes = await open(page, [{ account: 'counted', kind: { Hotp: { counter: 0 } } }]);
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

  test('a tap copies, the word says how long, and then the clipboard is empty', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const codes = await openAt(page, 1_111_111_100, SOME);
    await codes.card('GitHub, alice@example.com').click();
    await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeVisible();
    expect(await clipboard(page)).toBe('081804');
    await page.clock.fastForward(30_500);
    await expect(codes.root.getByText('The clipboard is cleared')).toBeVisible();
    expect(await clipboard(page)).toBe('');
  });

  test('what was copied over the code is left alone', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const codes = await openAt(page, 1_111_111_100, SOME);
    await codes.face('Bank, carol').click();
    await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeVisible();
    await page.evaluate(() => navigator.clipboard.writeText('a letter'));
    await page.clock.fastForward(30_500);
    await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeHidden();
    expect(await clipboard(page)).toBe('a letter');
  });

  test('copied, and another window entered: the clipboard is cleared on the way back, if the page may look', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const codes = await openAt(page, 1_111_111_100, SOME);
    await codes.face('Bank, carol').click();
    await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeVisible();
    await setFocus(page, false);
    await page.clock.fastForward(30_500);
    await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeVisible();
    await setFocus(page, true);
    await expect(codes.root.getByText('The clipboard is cleared')).toBeVisible();
    expect(await clipboard(page)).toBe('');
  });

  test('copied, and another window entered: a page that may not look says that it cleared nothing', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-write']);
    const codes = await openAt(page, 1_111_111_100, SOME);
    await codes.face('Bank, carol').click();
    await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeVisible();
    await setFocus(page, false);
    await page.clock.fastForward(30_500);
    await setFocus(page, true);
    const left = codes.root.getByRole('status').getByText(/The clipboard was not cleared/);
    await expect(left).toBeVisible();
    await expect(codes.root.getByText('Copied, will be cleared in 30 s')).toBeHidden();
    await page.clock.fastForward(6_000);
    await expect(left).toBeHidden();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    expect(await clipboard(page)).toBe('081804');
  });

  test('Enter copies, and the card keeps the focus and its place although it is used now', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const codes = await open(page, SOME, { order: 'recent-use' });
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
    const codes = await openAt(page, 1_111_111_085, SOME, { hides_codes: true });
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
    const codes = await open(page, [{ account: 'counted', kind: { Hotp: { counter: 0 } } }], { hides_codes: true });
    await codes.face('Gov Cloud, counted').click();
    await expect(codes.code('Gov Cloud, counted')).toHaveText('755 224');
  });
});

test.describe('the list', () => {
  test('is searched as one types; / leads there and Escape clears', async ({ page }) => {
    const codes = await open(page);
    await page.keyboard.press('/');
    await expect(codes.search).toBeFocused();
    await page.keyboard.type('BLUE');
    await expect(codes.count).toHaveText('1 of 3 codes');
    expect(await codes.names()).toEqual(['GitHub, alice@example.com']);
    await page.keyboard.press('Escape');
    await expect(codes.count).toHaveText('3 codes');
    await codes.search.fill('nothing of it');
    await expect(codes.root.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
    await codes.root.getByRole('button', { name: 'Show all codes' }).click();
    await expect(codes.cards).toHaveCount(3);
  });

  test('keeps what is typed when another tab changes something', async ({ page, context }) => {
    const codes = await open(page);
    await codes.search.fill('alice');
    await expect(codes.cards).toHaveCount(2);
    const second = new CodesPage(await context.newPage());
    await second.page.goto('/authenticator');
    await second.choose('GitHub, alice@example.com', 'Edit');
    await second.dialog.getByLabel('Account', { exact: true }).fill('bob@example.com');
    await second.dialog.getByRole('button', { name: 'Save' }).click();
    await expect(codes.cards).toHaveCount(1);
    await expect(codes.search).toHaveValue('alice');
    await expect(codes.search).toBeFocused();
  });

  test('is narrowed by a tag, and sorted as was chosen the last time', async ({ page }) => {
    const codes = await open(page);
    await codes.root.getByRole('button', { name: /^work/ }).click();
    await expect(codes.cards).toHaveCount(2);
    await codes.root.getByRole('button', { name: 'All', exact: true }).click();
    await codes.chooseOrder('Name');
    await expect.poll(() => codes.names()).toEqual(['Bank, carol', 'GitHub, alice@example.com', 'Gov Cloud, alice']);
    await codes.choose('Gov Cloud, alice', 'Pin');
    await expect.poll(async () => (await codes.names())[0]).toBe('Gov Cloud, alice');
    await page.reload();
    await expect(codes.cards).toHaveCount(3);
    expect(await codes.names()).toEqual(['Gov Cloud, alice', 'Bank, carol', 'GitHub, alice@example.com']);
  });

  test('is put in order by keyboard, told and kept', async ({ page }) => {
    const codes = await open(page);
    await codes.face('Gov Cloud, alice').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(codes.root.getByText('Gov Cloud, alice: place 2 of 3')).toBeAttached();
    expect(await codes.names()).toEqual(['GitHub, alice@example.com', 'Gov Cloud, alice', 'Bank, carol']);
    await expect(codes.face('Gov Cloud, alice')).toBeFocused();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(codes.root.getByText('Gov Cloud, alice: place 3 of 3')).toBeAttached();
    await page.reload();
    await expect(codes.cards.last()).toHaveAccessibleName('Gov Cloud, alice');
  });

  for (const width of [360, 1440]) {
    test(`is put in order by drag at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      const codes = await open(page);
      const handle = codes.card('Gov Cloud, alice').locator('.code-drag');
      await handle.hover();
      await page.mouse.down();
      const target = await codes.card('Bank, carol').boundingBox();
      if (!target) throw new Error('the card is not there');
      await page.mouse.move(target.x + target.width - 12, target.y + target.height - 12, { steps: 8 });
      await page.mouse.up();
      await expect.poll(() => codes.names()).toEqual(['GitHub, alice@example.com', 'Bank, carol', 'Gov Cloud, alice']);
    });
  }

  test('several are selected at once: tagged, pinned, thrown away and taken back', async ({ page }) => {
    const codes = await open(page);
    await codes.root.getByRole('button', { name: 'Select', exact: true }).click();
    await codes.root.getByRole('checkbox', { name: 'Select Gov Cloud, alice' }).check();
    await codes.card('Bank, carol').click();
    await expect(codes.root.getByText('2 selected')).toBeVisible();
    await codes.root.getByRole('button', { name: 'Tag…' }).click();
    await codes.dialog.getByLabel('Tag').fill('  #Main ');
    await page.keyboard.press('Enter');
    await expect(codes.root.getByText('2 codes have a new tag')).toBeVisible();
    expect((await storedByAccount(page)).get('carol')?.tags).toEqual(['money', 'Main']);
    await codes.choose('Bank, carol', 'Select');
    await codes.root.getByRole('button', { name: 'Select all' }).click();
    await codes.root.getByRole('button', { name: 'Move to trash' }).click();
    await expect(codes.root.getByText('3 moved to the trash')).toBeVisible();
    await expect(codes.root.getByRole('button', { name: 'Undo' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(codes.cards).toHaveCount(3);
  });

  test('an entry is edited: errors beside their fields, an image for an icon, words that find it', async ({ page }) => {
    const codes = await open(page);
    await codes.choose('Bank, carol', 'Edit');
    await codes.dialog.getByLabel('Issuer').fill('x'.repeat(129));
    await codes.dialog.getByLabel('Tags').fill('t'.repeat(49));
    await codes.dialog.getByRole('button', { name: 'Save' }).click();
    await expect(codes.dialog.getByText('Shorten it to 128 characters at most.')).toBeVisible();
    await expect(codes.dialog.getByText('Shorten each tag to 48 characters at most.')).toBeVisible();
    await expect(codes.dialog.getByLabel('Issuer')).toBeFocused();
    await codes.dialog.getByLabel('Issuer').fill('Old Bank');
    await codes.dialog.getByLabel('Tags').fill('money, House, house');
    await codes.dialog.getByLabel('Note').fill('Branch in the High Street');
    await codes.dialog.getByLabel('Choose an image').setInputFiles('public/icons/icon-192.png');
    await expect(codes.dialog.locator('img')).toBeVisible();
    await codes.dialog.getByRole('button', { name: 'Save' }).click();
    await expect(codes.dialog).toBeHidden();
    await expect(codes.card('Old Bank, carol').locator('img')).toBeVisible();
    await expect(codes.card('Old Bank, carol').getByRole('img', { name: 'Has a note' })).toBeVisible();
    await expect(codes.card('Old Bank, carol').getByRole('button', { name: 'More for Old Bank, carol' })).toBeFocused();
    expect((await storedByAccount(page)).get('carol')?.tags).toEqual(['money', 'House']);
    await codes.search.fill('high street');
    await expect(codes.cards).toHaveCount(1);
  });
});

test.describe('the key of an entry', () => {
  test('is shown after a question, and gone when closed', async ({ page }) => {
    const codes = await open(page);
    await codes.choose('Gov Cloud, alice', 'Show QR code / key');
    await expect(codes.dialog.getByText(/Make sure that nobody looks on/)).toBeVisible();
    await expect(codes.dialog.getByRole('img', { name: 'QR code of the key' })).toBeHidden();
    await codes.dialog.getByRole('button', { name: 'Show it' }).click();
    await expect(codes.dialog.getByRole('img', { name: 'QR code of the key' })).toBeVisible();
    await expect(codes.dialog.getByText('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(codes.dialog).toBeHidden();
    await expect.poll(() => page.content()).not.toContain('GEZD');
    await expect(codes.card('Gov Cloud, alice').getByRole('button', { name: /^More/ })).toBeFocused();
  });

  test('asks for the password again where there is a vault', async ({ page }) => {
    const codes = new CodesPage(page);
    await page.goto('/authenticator');
    await expect(codes.root.getByRole('button', { name: 'Go on without' })).toBeVisible();
    await seed(page, SOME, { goes_unprotected: false });
    await codes.root.getByRole('button', { name: 'Protect with a password' }).click();
    await codes.root.getByLabel('New password').fill('correct horse battery');
    await codes.root.getByLabel('Repeat the password').fill('correct horse battery');
    await codes.root.getByRole('button', { name: 'Protect', exact: true }).click();
    await codes.root.getByRole('button', { name: 'I have kept it' }).click();
    await expect(codes.cards).toHaveCount(3);
    await codes.choose('GitHub, alice@example.com', 'Show QR code / key');
    await codes.dialog.getByLabel('Password').fill('something else');
    await codes.dialog.getByRole('button', { name: 'Unlock' }).click();
    await expect(codes.dialog.getByText(/does not open your codes/)).toBeVisible();
    await expect(codes.dialog.getByRole('img', { name: 'QR code of the key' })).toBeHidden();
    await expect(async () => {
      await codes.dialog.getByLabel('Password').fill('correct horse battery');
      await codes.dialog.getByRole('button', { name: 'Unlock' }).click();
      await expect(codes.dialog.getByRole('img', { name: 'QR code of the key' })).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await codes.dialog.getByRole('button', { name: 'Close' }).click();
    await expect(codes.dialog).toBeHidden();
    await codes.root.getByRole('button', { name: 'Lock', exact: true }).click();
    await expect(codes.root.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await expect(codes.cards).toHaveCount(0);
  });
});

test.describe('the trash', () => {
  const DAY = 86_400_000;

  test('keeps for thirty days, gives back, and is emptied after a question', async ({ page }) => {
    const now = Date.now();
    const codes = await open(page, [
      ...SOME,
      { issuer: 'Old', account: 'five', trashedAt: now - 5 * DAY },
      { issuer: 'Old', account: 'gone', trashedAt: now - 31 * DAY },
      { issuer: 'Old', account: 'other', trashedAt: now - 29.5 * DAY },
    ]);
    await expect.poll(async () => (await storedByAccount(page)).has('gone')).toBe(false);
    await codes.openTrash();
    await expect(codes.card('Old, five')).toContainText('25 days left');
    await expect(codes.card('Old, other')).toContainText('1 day left');
    await codes.card('Old, five').getByRole('button', { name: 'Restore' }).click();
    await expect(codes.root.getByText('Old, five is back among your codes')).toBeVisible();
    await codes.root.getByRole('button', { name: 'Empty trash' }).click();
    await codes.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(codes.card('Old, other')).toBeVisible();
    await codes.root.getByRole('button', { name: 'Empty trash' }).click();
    await codes.dialog.getByRole('button', { name: 'Empty trash' }).click();
    await expect(codes.root.getByText('The trash is empty')).toBeVisible();
    expect([...(await storedByAccount(page)).keys()].sort()).toEqual(['alice', 'alice@example.com', 'carol', 'five']);
  });
});

test('a damaged entry is told, the others work, and it is removed after a question', async ({ page }) => {
  const codes = await open(page);
  await put(page, 'entries', [['abcdef0123456789', { id: 'abcdef0123456789', secret: 'not bytes' }]]);
  await expect(codes.cards).toHaveCount(3);
  await expect(codes.root.getByText('Entry abcdef01…')).toBeVisible();
  await codes.root.getByRole('button', { name: 'Remove' }).click();
  await codes.dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(codes.root.getByText('Entry abcdef01…')).toBeHidden();
  await page.reload();
  await expect(codes.cards).toHaveCount(3);
  await expect(codes.root.getByText('Entry abcdef01…')).toBeHidden();
});

test('records without a name, or not in their place, are removed too, and come back if that was a mistake', async ({ page }) => {
  const codes = await open(page);
  const damaged: [string, unknown][] = [
    ['1', { secret: 'not bytes' }],
    ['2', 'no record at all'],
    ['3', { id: 'elsewhere', secret: 'not bytes' }],
  ];
  await put(page, 'entries', damaged);
  const row = (name: string) => codes.root.getByRole('listitem').filter({ hasText: name });
  await expect(codes.cards).toHaveCount(3);
  await row('2 entries without a name').getByRole('button', { name: 'Remove' }).click();
  await expect(codes.dialog).toContainText('lost for good');
  await codes.dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(codes.root.getByText('2 damaged entries are removed.')).toBeVisible();
  await expect(row('2 entries without a name')).toBeHidden();
  expect(await stored(page, 'entries')).toHaveLength(4);
  await codes.root.getByRole('button', { name: 'Undo' }).click();
  await expect(row('2 entries without a name')).toBeVisible();
  const kept = await stored(page, 'entries');
  for (const [, record] of damaged) expect(kept).toContainEqual(record);

  await row('Entry elsewher…').getByRole('button', { name: 'Remove' }).click();
  await codes.dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(row('Entry elsewher…')).toBeHidden();
  await row('2 entries without a name').getByRole('button', { name: 'Remove' }).click();
  await codes.dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(row('2 entries without a name')).toBeHidden();
  await page.reload();
  await expect(codes.cards).toHaveCount(3);
  await expect(codes.root.getByRole('heading', { name: 'Damaged entries' })).toBeHidden();
});

test('without a code the page says what to do next', async ({ page }) => {
  const codes = await open(page, []);
  await expect(codes.root.getByRole('heading', { name: 'No codes yet' })).toBeVisible();
  await expect(codes.root.getByRole('link', { name: 'Import from another app' })).toHaveAttribute('href', '/authenticator/import');
  await codes.root.getByRole('link', { name: 'Add a key' }).click();
  await expect(page).toHaveURL(/\/authenticator\/add$/);
});
