// The camera: a browser that has one, or two, or none.
import { writeFileSync } from 'node:fs';
import { expectAccessible } from './axe';
import { expect } from './fixtures';
import { Streams, test } from './own-browser';
import { AuthenticatorPage } from './pages/authenticator';
import { picture, video } from './pictures';
import { WorkerGate } from './worker-gate';

/** The switches of a browser whose cameras are made up, and may be used without a question. */
const cameras = (source: string) => [`--use-fake-device-for-media-stream${source}`, '--use-fake-ui-for-media-stream'];

test.describe('one camera', () => {
  test.use({
    permissions: ['camera'],
    switches: async ({}, use, info) => {
      const file = info.outputPath('qr.y4m');
      writeFileSync(file, video(picture('one.png')));
      await use([...cameras(''), `--use-file-for-fake-video-capture=${file}`]);
    },
  });

  test('that sees a QR code has it read by the worker, leads to the doctor, and is off afterwards', async ({ page }) => {
    const streams = await Streams.noted(page, 'getUserMedia');
    const authenticator = new AuthenticatorPage(page);
    await authenticator.openAdd();
    const gate = await WorkerGate.build(page);
    await gate.hold('read an image');
    await authenticator.button('Scan with the camera').click();
    await expect.poll(() => gate.asked('read an image'), { timeout: 30_000 }).toBe(1);
    // The page goes on showing what the camera sees, and asks for one picture at a time.
    await authenticator.root.locator('video').evaluate(async (video: HTMLVideoElement) => {
      for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    });
    await expect(authenticator.root.getByText('Hold the QR code in the frame.')).toBeVisible();
    expect(await gate.asked('read an image')).toBe(1);
    expect(page.workers()).toHaveLength(1);
    await gate.release();
    await authenticator.expectExamined('alice');
    await streams.expectEnded();
  });
});

test.describe('two cameras', () => {
  test.use({ permissions: ['camera'], switches: cameras('=device-count=2') });

  test('one is chosen, its torch is switched, and it stands every look', async ({ page }) => {
    test.setTimeout(300_000);
    // No camera that is made up has a torch: these have one, which notes how it is switched.
    await page.addInitScript(() => {
      const { getCapabilities, applyConstraints } = MediaStreamTrack.prototype;
      const torch: { camera: string | undefined; isLit: boolean }[] = [];
      Object.assign(window, { torch });
      MediaStreamTrack.prototype.getCapabilities = function () {
        return { ...getCapabilities.call(this), torch: true };
      };
      MediaStreamTrack.prototype.applyConstraints = async function (constraints) {
        const [wish] = (constraints?.advanced ?? []) as { torch?: boolean }[];
        if (wish?.torch === undefined) return applyConstraints.call(this, constraints);
        torch.push({ camera: this.getSettings().deviceId, isLit: wish.torch });
      };
    });
    const authenticator = new AuthenticatorPage(page);
    await authenticator.openAdd();
    await authenticator.button('Scan with the camera').click();
    const choice = authenticator.field('Camera');
    await expect(choice.locator('option')).toHaveCount(2);
    const first = await choice.inputValue();
    const torch = authenticator.button('Torch');
    const edge = () => torch.evaluate((button) => getComputedStyle(button).borderColor);
    const unlit = await edge();
    await torch.click();
    await expect(torch).toHaveAttribute('aria-pressed', 'true');
    expect(await edge(), 'what is lit is seen').not.toBe(unlit);
    await expectAccessible(page, 'camera');

    await choice.selectOption({ index: 1 });
    await expect(choice).not.toHaveValue(first);
    await expect(torch).toHaveAttribute('aria-pressed', 'false');
    await torch.click();
    await expect(torch).toHaveAttribute('aria-pressed', 'true');
    await torch.click();
    await expect(torch).toHaveAttribute('aria-pressed', 'false');
    const switched = await page.evaluate(() => (window as unknown as { torch: { camera: string; isLit: boolean }[] }).torch);
    const second = await choice.inputValue();
    expect(switched).toEqual([
      { camera: first, isLit: true },
      { camera: second, isLit: true },
      { camera: second, isLit: false },
    ]);
  });
});

test('without a camera it says so, and what else there is', async ({ page }) => {
  const authenticator = new AuthenticatorPage(page);
  await authenticator.openAdd();
  await authenticator.button('Scan with the camera').click();
  await expect(authenticator.root.getByText(/No camera was found|camera is not allowed/)).toBeVisible();
  await authenticator.button('Back').click();
  await expect(authenticator.heading('Add an account')).toBeVisible();
});
