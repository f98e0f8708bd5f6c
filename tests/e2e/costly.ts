// Sealed files at another price: the same entries under the same password, by OpenSSL, which shares nothing with the app.
import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, scryptSync } from 'node:crypto';

interface Slot {
  key: string;
  key_params: { nonce: string; tag: string };
  salt: string;
  n: number;
  r: number;
  p: number;
}

/** The key that a password makes of a slot's salt. */
function slotKey(password: string, { salt, n, r, p }: Slot): Buffer {
  return scryptSync(password, Buffer.from(salt, 'hex'), 32, { N: n, r, p, maxmem: 1 << 30 });
}

/** Aegis' sealed file of one password, whose key takes blocks of so many times 128 bytes. */
export function aegisOfBlocks(file: Buffer, password: string, r: number): Buffer {
  const content = JSON.parse(file.toString()) as { header: { slots: Slot[] } };
  const slot = content.header.slots[0]!;
  const nonce = Buffer.from(slot.key_params.nonce, 'hex');
  const opening = createDecipheriv('aes-256-gcm', slotKey(password, slot), nonce);
  opening.setAuthTag(Buffer.from(slot.key_params.tag, 'hex'));
  const masterKey = Buffer.concat([opening.update(slot.key, 'hex'), opening.final()]);
  slot.r = r;
  const sealing = createCipheriv('aes-256-gcm', slotKey(password, slot), nonce);
  slot.key = Buffer.concat([sealing.update(masterKey), sealing.final()]).toString('hex');
  slot.key_params.tag = sealing.getAuthTag().toString('hex');
  return Buffer.from(JSON.stringify(content));
}

/** The two keys that Bitwarden makes of a password: HKDF-Expand (RFC 5869) of one block each. */
function bitwardenKeys(password: string, salt: string, rounds: number): { enc: Buffer; mac: Buffer } {
  const key = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const expanded = (info: string) => createHmac('sha256', key).update(`${info}\x01`).digest();
  return { enc: expanded('enc'), mac: expanded('mac') };
}

/** Bitwarden's sealed file, whose key takes so many rounds. */
export function bitwardenOfRounds(file: Buffer, password: string, rounds: number): Buffer {
  const content = JSON.parse(file.toString()) as Record<'encKeyValidation_DO_NOT_EDIT' | 'data' | 'salt', string> & { kdfIterations: number };
  const before = bitwardenKeys(password, content.salt, content.kdfIterations);
  const after = bitwardenKeys(password, content.salt, rounds);
  content.kdfIterations = rounds;
  for (const member of ['encKeyValidation_DO_NOT_EDIT', 'data'] as const) {
    const [nonce, sealed] = content[member].slice('2.'.length).split('|').map((part) => Buffer.from(part, 'base64'));
    const opening = createDecipheriv('aes-256-cbc', before.enc, nonce!);
    const text = Buffer.concat([opening.update(sealed!), opening.final()]);
    const sealing = createCipheriv('aes-256-cbc', after.enc, nonce!);
    const resealed = Buffer.concat([sealing.update(text), sealing.final()]);
    const mac = createHmac('sha256', after.mac).update(nonce!).update(resealed).digest();
    content[member] = `2.${[nonce!, resealed, mac].map((part) => part.toString('base64')).join('|')}`;
  }
  return Buffer.from(JSON.stringify(content));
}
