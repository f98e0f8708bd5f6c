// The picture in the README: made anew only when COUNTERPART_README_PICTURE asks for it.
import { expect, test } from './fixtures';
import { reachQr } from './journey';

test.skip(!process.env.COUNTERPART_README_PICTURE, 'no picture is asked for');

test('the picture of the README', async ({ page, app }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await reachQr(app);
  const phone = await app.showPhone();
  await phone.openApplication();
  await phone.scan();
  await expect(phone.code('Gov Cloud, alice')).toHaveText(/^\d{3}\s\d{3}$/);
  await page.screenshot({ path: 'docs/screenshot.png' });
});
