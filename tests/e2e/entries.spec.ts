// The entries of this browser's own authenticator: found, put in order, changed, several at once, and their keys shown.
import * as OTPAuth from 'otpauth';
import { expect, test } from './fixtures';
import { readQr } from './independent';
import { RFC_KEY_BASE32, THREE, seed, storedByAccount } from './own-entries';
import { CodesPage } from './pages/codes';

test.describe('the list', () => {
  test('is searched as one types; / leads there and Escape clears', async ({ page }) => {
    const codes = await CodesPage.opened(page);
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
    const codes = await CodesPage.opened(page);
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
    const codes = await CodesPage.opened(page);
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
    const codes = await CodesPage.opened(page);
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
      const codes = await CodesPage.opened(page);
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

  for (const [width, height] of [[360, 640], [1440, 800]] as const) {
    test(`nothing covers an item of a menu at ${width} × ${height} pixels, wherever its card is`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const accounts = ['one', 'two', 'three', 'four', 'five'];
      const codes = await CodesPage.opened(page, accounts.map((account) => ({ account })));
      for (const account of accounts) {
        await codes.openMenu(`Gov Cloud, ${account}`);
        const items = codes.root.locator('.code-menu-item');
        await expect(items.first()).toBeFocused();
        const covered = await items.evaluateAll((items) =>
          items.filter((item) => {
            const { left, top, width, height } = item.getBoundingClientRect();
            return [top + 1, top + height - 1].some((y) => document.elementFromPoint(left + width / 2, y) !== item);
          }).map((item) => item.textContent),
        );
        expect(covered, account).toEqual([]);
        await page.keyboard.press('Escape');
      }
    });
  }

  test('several are selected at once: tagged, pinned, thrown away and taken back', async ({ page }) => {
    const codes = await CodesPage.opened(page);
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
    const codes = await CodesPage.opened(page);
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
    const codes = await CodesPage.opened(page);
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

  test('is all in the pixels of its QR code, with the counter as it is now', async ({ page }) => {
    const codes = await CodesPage.opened(page, [
      { account: 'alice', algorithm: 'Sha256', digits: 8, kind: { Totp: { period_secs: 60 } } },
      { issuer: 'Post Office', account: 'bob', kind: { Hotp: { counter: 7 } } },
    ]);
    await codes.face('Post Office, bob').click();
    await expect(codes.code('Post Office, bob')).toHaveText(/\d/);
    const shown = async (name: string) => {
      await codes.choose(name, 'Show QR code / key');
      await codes.dialog.getByRole('button', { name: 'Show it' }).click();
      const uri = OTPAuth.URI.parse(await readQr(codes.dialog.getByRole('img', { name: 'QR code of the key' })));
      await codes.dialog.getByRole('button', { name: 'Close' }).click();
      await expect(codes.dialog).toBeHidden();
      return uri;
    };
    const [timed, counting] = [await shown('Gov Cloud, alice'), await shown('Post Office, bob')];
    expect(timed).toMatchObject({ issuer: 'Gov Cloud', label: 'alice', algorithm: 'SHA256', digits: 8, period: 60 });
    expect(counting).toMatchObject({ issuer: 'Post Office', label: 'bob', algorithm: 'SHA1', digits: 6, counter: 8 });
    expect([timed, counting].map(({ secret }) => secret.base32)).toEqual([RFC_KEY_BASE32, RFC_KEY_BASE32]);
  });

  test('asks for the password again where there is a vault', async ({ page }) => {
    const codes = new CodesPage(page);
    await page.goto('/authenticator');
    await expect(codes.root.getByRole('button', { name: 'Go on without' })).toBeVisible();
    await seed(page, THREE, { goes_unprotected: false });
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

test('without a code the page says what to do next', async ({ page }) => {
  const codes = await CodesPage.opened(page, []);
  await expect(codes.root.getByRole('heading', { name: 'No codes yet' })).toBeVisible();
  await expect(codes.root.getByRole('link', { name: 'Import from another app' })).toHaveAttribute('href', '/authenticator/import');
  await codes.root.getByRole('link', { name: 'Add a key' }).click();
  await expect(page).toHaveURL(/\/authenticator\/add$/);
});
