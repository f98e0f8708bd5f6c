// Pictures that are given to the app, or held before its camera.
import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';

/** One of the fixtures: QR codes that independent code drew. */
export function picture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/qr/${name}`, import.meta.url));
}

/** A picture of nothing. */
export function blank(): Buffer {
  return PNG.sync.write(Object.assign(new PNG({ width: 200, height: 200 }), { data: Buffer.alloc(160_000, 255) }));
}

/** A second of uncompressed video of 640 × 480 that shows the picture in its middle. */
export function video(bytes: Buffer): Buffer {
  const { data, width, height } = PNG.sync.read(bytes);
  const [across, down] = [640, 480];
  const luma = Buffer.alloc(across * down, 235);
  const [left, top] = [(across - width) >> 1, (down - height) >> 1];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) luma[(top + y) * across + left + x] = data[(y * width + x) * 4] ? 235 : 16;
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((across * down) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${across} H${down} F10:1 Ip A1:1 C420jpeg\n`), ...Array(10).fill(frame)]);
}
