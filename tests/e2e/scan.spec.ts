// What a phone's camera makes of a key that leaves open how its codes are made.
import { PNG } from 'pngjs';
import { expect, test } from './fixtures';
import { picture } from './pictures';

/** The right half of the picture of two codes: a key whose period is missing. */
function questionable(): string {
  const both = PNG.sync.read(picture('two.png'));
  const half = new PNG({ width: both.width >> 1, height: both.height });
  PNG.bitblt(both, half, both.width - half.width, 0, half.width, half.height, 0, 0);
  return PNG.sync.write(half).toString('base64');
}

test('a phone takes in no key that leaves something open, and says where it can be asked', async ({ app }) => {
  const { page } = app;
  const phone = await app.showPhone();
  await phone.install();
  await phone.openApplication();
  await app.showConsole();
  await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    document.querySelector('[data-screen]')!.prepend(image);
  }, questionable());
  await phone.scan();
  await expect(phone.text(/This MFA key leaves open how its codes are made\. Scan it under “Authenticator”/)).toBeVisible();
  await expect(phone.root.getByRole('listitem')).toHaveCount(0);
});
