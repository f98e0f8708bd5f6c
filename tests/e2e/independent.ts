// A decoder and a code generator that share nothing with the app.
import type { Locator } from '@playwright/test';
import jsQR from 'jsqr';
import * as OTPAuth from 'otpauth';
import { PNG } from 'pngjs';

/** Reads the QR code on a picture of an element. */
export async function readQr(element: Locator): Promise<string> {
  const { data, width, height } = PNG.sync.read(await element.screenshot());
  // jsqr is a CommonJS module: its function is the default of the default in an ES module.
  const decode = ((jsQR as unknown as { default?: typeof jsQR }).default ?? jsQR) as typeof jsQR;
  const found = decode(new Uint8ClampedArray(data), width, height);
  if (!found) throw new Error('jsqr found no QR code');
  return found.data;
}

/** The code of a key URI at a moment, in milliseconds since 1970. */
export function codeOf(uri: string, timestamp: number): string {
  const otp = OTPAuth.URI.parse(uri);
  if (!(otp instanceof OTPAuth.TOTP)) throw new Error('not a time-based key');
  return otp.generate({ timestamp });
}
