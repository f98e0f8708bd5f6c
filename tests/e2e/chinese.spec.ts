// The authenticator's own journey in Simplified Chinese, by what a person sees.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, open, test, watch } from './fixtures';
import { RFC_KEY_BASE32 } from './own-entries';
import { PASSWORD } from './pages/console';

test.use({ locale: 'zh-CN' });

/** This browser's own authenticator, by its Chinese names. */
function own(page: Page) {
  const root = page.locator('#content');
  const exact = { exact: true };
  return {
    heading: (name: string) => root.getByRole('heading', { name, exact: true }),
    field: (label: string) => root.getByLabel(label, exact),
    press: (name: string) => root.getByRole('button', { name, exact: true }).click(),
    follow: (name: string) => root.getByRole('link', { name, exact: true }).click(),
    told: (words: string) => root.getByText(words),
    code: root.getByRole('listitem', { name: 'Gov Cloud，alice' }).getByTestId('code'),
  };
}

test('protect the authenticator, type a key, back it up, and bring the backup into another browser', async ({ app, page }) => {
  const here = own(page);
  await app.open('/authenticator');
  await here.press('使用密码保护');
  await here.field('新密码').fill(PASSWORD);
  await here.field('再次输入密码').fill(PASSWORD);
  await here.press('保护');
  await expect(here.heading('请保存此恢复码')).toBeVisible();
  await here.press('我已保存');

  await here.follow('添加');
  await here.press('手动输入密钥');
  await here.press('检查');
  await expect(here.told('请输入账号。')).toBeVisible();
  await here.field('颁发者').fill('Gov Cloud');
  await here.field('账号').fill('alice');
  await here.field('密钥').fill(RFC_KEY_BASE32);
  await here.press('检查');
  await expect(here.heading('添加前请检查')).toBeVisible();
  await here.press('添加');
  await expect(here.code).toHaveText(/^\d{3}\s\d{3}$/);

  await app.reload();
  await expect(here.heading('已锁定')).toBeVisible();
  await here.field('密码').fill(PASSWORD);
  await here.press('解锁');
  await expect(here.code).toBeVisible();

  await here.follow('导出与备份');
  await expect(here.told('尚无经核对的备份。')).toBeVisible();
  const download = page.waitForEvent('download');
  await here.press('导出 1 个条目');
  await expect(here.heading('导出完成')).toBeVisible();
  await expect(here.told('1 个条目：已写入、重新读取并核对一致。')).toBeVisible();
  const buffer = await readFile(await (await download).path());

  const elsewhere = await page.context().browser()!.newContext({ locale: 'zh-CN' });
  const complaints = watch(elsewhere);
  const fresh = await elsewhere.newPage();
  await open(fresh, '/authenticator');
  const there = own(fresh);
  await there.press('暂不保护');
  await there.follow('导入');
  const chooser = fresh.waitForEvent('filechooser');
  await there.press('选择文件');
  await (await chooser).setFiles([{ name: 'backup.json', mimeType: 'application/json', buffer }]);
  await expect(there.heading('此文件已加密')).toBeVisible();
  await there.field('文件密码').fill(PASSWORD);
  await there.press('打开');
  await expect(there.heading('保存前预览')).toBeVisible();
  await there.press('导入 1 个条目');
  await expect(there.told('已保存 1 个条目：写入后已从数据库中清点核对。')).toBeVisible();
  await there.follow('查看动态口令');
  await expect(there.code).toHaveText(/^\d{3}\s\d{3}$/);
  expect(complaints).toEqual([]);
  await elsewhere.close();
});
