// A card's own ways: the next code on request, a code that is hidden, and a counter that two tabs want at once.
import { expect, test } from './fixtures';
import { storedByAccount } from './own-entries';
import { CodesPage } from './pages/codes';

test('the next code is shown on request, and no longer', async ({ page }) => {
  // RFC 6238: the codes of 1111111109 and 1111111111, on either side of a step.
  await page.clock.install({ time: 1_111_111_082_000 });
  const codes = new CodesPage(page);
  await codes.open([{ account: 'alice' }]);
  const next = codes.card('Gov Cloud, alice').getByTestId('next-code');
  await expect(codes.code('Gov Cloud, alice')).toHaveText('081 804');
  await expect(next).toBeHidden();
  await codes.choose('Gov Cloud, alice', 'Show next code');
  await expect(next).toHaveText('050 471');
  await codes.choose('Gov Cloud, alice', 'Hide next code');
  await expect(next).toBeHidden();
});

test('codes are hidden as soon as that is chosen, and shown again when it is not', async ({ page }) => {
  const codes = new CodesPage(page);
  await codes.open([{ account: 'alice' }]);
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
  const first = new CodesPage(page);
  await first.open([{ account: 'counted', kind: { Hotp: { counter: 0 } } }]);
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
