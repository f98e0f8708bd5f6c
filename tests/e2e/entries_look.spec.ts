// Every screen of the codes and of the trash, as axe, a narrow window and a person see it, in both languages.
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { put, type Seed } from './own-entries';
import { CodesPage } from './pages/codes';

const SEEDS: Seed[] = [
  { issuer: 'Gov Cloud', account: 'alice', tags: ['work'] },
  { issuer: 'GitHub', account: 'alice@example.com', tags: ['work', 'code'], note: 'the blue key' },
  { issuer: 'Bank', account: 'carol', tags: ['money'] },
  { issuer: 'Counter', account: 'dave', kind: { Hotp: { counter: 3 } } },
  { issuer: '阿里云', account: '小王', isPinned: true, note: 'a note' },
  { issuer: 'Old', account: 'five', trashedAt: Date.now() },
];
/** The card that is opened, in either language. */
const BANK = /^Bank[,，] ?carol$/;

test('what opens over the codes stands every look', async ({ page }) => {
  test.setTimeout(300_000);
  const codes = await CodesPage.opened(page, SEEDS);
  // The cards that it lies over cannot be pressed while it is open.
  await expectAccessible(page, 'menu', { part: '.code-menu', open: () => codes.openMenu(BANK) });
  await expectAccessible(page, 'edit', { open: () => codes.choose(BANK, /^(Edit|编辑)$/) });
  const askForKey = () => codes.choose(BANK, /^(Show QR code \/ key|显示二维码 \/ 密钥)$/);
  await expectAccessible(page, 'question before a key', { open: askForKey });
  await expectAccessible(page, 'key', {
    open: async () => {
      await askForKey();
      await codes.dialog.getByRole('button', { name: /^(Show it|显示)$/ }).click();
      await expect(codes.dialog.getByRole('img', { name: /^(QR code of the key|密钥的二维码)$/ })).toBeVisible();
    },
  });
  await codes.choose('Bank, carol', 'Select');
  await expectAccessible(page, 'selecting');
  await expectAccessible(page, 'tag', {
    open: async () => {
      await codes.root.getByRole('button', { name: /^(Tag…|添加标签…)$/ }).click();
      await codes.dialog.getByRole('button', { name: /^(Add tag|添加标签)$/ }).click();
      await expect(codes.dialog.getByText(/^(Enter a tag\.|请输入标签。)$/)).toBeVisible();
    },
  });
  await codes.root.getByRole('button', { name: 'Move to trash' }).click();
  await expectAccessible(page, 'thrown away');
});

test('the codes and the trash stand every look', async ({ page }) => {
  test.setTimeout(300_000);
  const codes = await CodesPage.opened(page, SEEDS);
  await put(page, 'entries', [['1', { secret: 'not bytes' }]]);
  await expect(codes.root.getByRole('heading', { name: 'Damaged entries' })).toBeVisible();
  await expectAccessible(page, 'list, with a damaged entry');
  await codes.search.fill('nothing of this kind');
  await expectAccessible(page, 'nothing found');
  await codes.openTrash();
  await expectAccessible(page, 'trash');
});
