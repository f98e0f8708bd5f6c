// The main job from its first step to its last, in Simplified Chinese, by what a person sees.
import { expect, test } from './fixtures';
import { NEXT_CODE_SECONDS } from './journey';
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
