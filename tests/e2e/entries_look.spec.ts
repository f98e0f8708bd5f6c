// Every screen of the codes and of the trash, as axe and a narrow window see it.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { RULES, expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { put, type Seed } from './own-entries';
import { CodesPage } from './pages/codes';

const SOME: Seed[] = [
  { issuer: 'Gov Cloud', account: 'alice', tags: ['work'] },
  { issuer: 'GitHub', account: 'alice@example.com', tags: ['work', 'code'], note: 'the blue key' },
  { issuer: 'Bank', account: 'carol', tags: ['money'] },
];

async function open(page: Page, seeds: Seed[]): Promise<CodesPage> {
  const codes = new CodesPage(page);
  await codes.open(seeds);
  return codes;
}

for (const width of [360, 1440]) {
  test(`axe finds nothing in the codes at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const codes = await open(page, [
      ...SOME,
      { issuer: 'Counter', account: 'dave', kind: { Hotp: { counter: 3 } } },
      { issuer: '阿里云', account: '小王', isPinned: true },
      { issuer: 'Old', account: 'five', trashedAt: Date.now() },
    ]);
    const found: string[] = [];
    const look = async (screen: string, part = 'body') => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page }).include(part).setLegacyMode().withTags(RULES).analyze();
        found.push(...violations.map(({ id, nodes }) => `${screen} (${colorScheme}): ${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join('; ')}`));
      }
    };
    await look('list');
    await codes.card('Bank, carol').getByRole('button', { name: /^More/ }).click();
    // The cards that it lies over cannot be pressed while it is open.
    await look('menu', '.code-menu');
    await page.keyboard.press('Escape');
    await codes.choose('Bank, carol', 'Edit');
    await look('edit');
    await page.keyboard.press('Escape');
    await codes.choose('Bank, carol', 'Show QR code / key');
    await codes.dialog.getByRole('button', { name: 'Show it' }).click();
    await look('key');
    await page.keyboard.press('Escape');
    await codes.choose('Bank, carol', 'Select');
    await look('selecting');
    await codes.root.getByRole('button', { name: 'Move to trash' }).click();
    await look('thrown away');
    await codes.openTrash();
    await look('trash');
    expect(found).toEqual([]);
  });
}

test('the codes and the trash stand every look, in both languages', async ({ page }) => {
  test.setTimeout(300_000);
  const codes = await open(page, [
    ...SOME,
    { issuer: 'Counter', account: 'dave', kind: { Hotp: { counter: 3 } } },
    { issuer: '阿里云', account: '小王', isPinned: true, note: 'a note' },
    { issuer: 'Old', account: 'five', trashedAt: Date.now() },
  ]);
  await put(page, 'entries', [['1', { secret: 'not bytes' }]]);
  await expect(codes.root.getByRole('heading', { name: 'Damaged entries' })).toBeVisible();
  await expectAccessible(page, 'list, with a damaged entry');
  await codes.search.fill('nothing of this kind');
  await expectAccessible(page, 'nothing found');
  await codes.openTrash();
  await expectAccessible(page, 'trash');
});
