// The main job from its first step to its last, and the authenticator's, in Simplified Chinese, by what a person sees.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, open, test, watch } from './fixtures';
import { NEXT_CODE_SECONDS } from './journey';
import { RFC_KEY_BASE32 } from './own-entries';
import { PASSWORD } from './pages/console';

test.use({ locale: 'zh-CN' });

test('open an account, bind a device by its QR code, log on with the security code', async ({ app, page }) => {
  const window = page.locator('#console-window');
  const phone = page.getByRole('article', { name: /^Android/ });
  const field = (label: string) => window.getByLabel(label, { exact: true });
  const press = (name: string) => window.getByRole('button', { name, exact: true }).click();
  const pressOnPhone = (name: string | RegExp) => phone.getByRole('button', { name, exact: typeof name === 'string' }).click();
  /** The code of the newest message, once there are so many. */
  const messageCode = async (count: number) => {
    const messages = phone.getByRole('listitem').filter({ hasText: /\d{6}/ });
    await expect(messages).toHaveCount(count);
    return /\d{6}/.exec(await messages.first().innerText())?.[0] ?? '';
  };
  const securityCode = async () => {
    const code = phone.getByRole('listitem', { name: 'Gov Cloud，alice' }).getByTestId('code');
    await expect(code).toHaveText(/^\d{3}\s\d{3}$/);
    return (await code.innerText()).replace(/\s/g, '');
  };

  await field('用户名').fill('alice');
  await field('密码').fill(PASSWORD);
  await press('创建账号');
  await expect(field('验证码')).toBeVisible();
  await pressOnPhone(/^短信/);
  await field('验证码').fill(await messageCode(1));
  await press('验证');
  await expect(window.getByRole('heading', { name: '您已登录为 alice' })).toBeVisible();

  await window.getByRole('link', { name: '账号管理' }).click();
  await window.getByRole('tab', { name: '安全设置' }).click();
  await press('设置');
  await window.getByText('手机验证', { exact: true }).click();
  await press('发送验证码');
  await field('验证码').fill(await messageCode(2));
  await press('下一步');
  await pressOnPhone('主屏幕');
  await pressOnPhone('应用商店');
  await pressOnPhone('安装 Google Authenticator');
  await pressOnPhone('打开 Google Authenticator');
  await press('下一步');
  await expect(window.getByRole('img', { name: 'MFA 二维码' })).toBeVisible();
  await pressOnPhone('扫描二维码');
  await field('安全码').fill(await securityCode());
  await press('下一步');
  await press('完成');
  await expect(window.getByText('已绑定 1 个设备')).toBeVisible();

  await press('退出登录');
  await app.pass(NEXT_CODE_SECONDS);
  await field('用户名').fill('alice');
  await field('密码').fill(PASSWORD);
  await press('登录');
  await field('安全码').fill('000000');
  await press('登录');
  await expect(window.getByRole('alert').filter({ hasText: '安全码错误' })).toBeVisible();
  await app.pass(NEXT_CODE_SECONDS);
  await field('安全码').fill(await securityCode());
  await press('登录');
  await expect(window.getByRole('heading', { name: '您已登录为 alice' })).toBeVisible();
});

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
