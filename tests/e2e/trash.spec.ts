// What was thrown away, and what is damaged: both are told, and go for good only after a question.
import { expect, test } from './fixtures';
import { THREE, put, stored, storedByAccount } from './own-entries';
import { CodesPage } from './pages/codes';

const DAY = 86_400_000;

test('keeps for thirty days, gives back, and is emptied after a question', async ({ page }) => {
  const now = Date.now();
  const codes = await CodesPage.opened(page, [
    ...THREE,
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

test('a damaged entry is told, the others work, and it is removed after a question', async ({ page }) => {
  const codes = await CodesPage.opened(page);
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
  const codes = await CodesPage.opened(page);
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
