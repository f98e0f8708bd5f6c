// Reads what the program exports for others, with code that is not the program's: Node's cryptography, a reader of
// protobuf's wire format, and an npm package for Key URIs. Run by `node --test tests/vault/exports.mjs`.

import assert from 'node:assert/strict';
import { createDecipheriv, createHash, scryptSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import * as OTPAuth from 'otpauth';

const read = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'));
const vectors = read('export');
/** What is in the entries, as the vault's vectors say it. */
const entries = read('vault').entries;
const hex = (text) => Buffer.from(text, 'hex');

function decrypt(key, nonce, tag, bytes) {
  const decipher = createDecipheriv('aes-256-gcm', key, hex(nonce));
  decipher.setAuthTag(hex(tag));
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}

/** The fields of a message: numbers as BigInt, the others as bytes. */
function* fields(bytes) {
  let place = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[place++];
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asIntN(64, value);
    }
  };
  while (place < bytes.length) {
    const key = Number(varint());
    assert.ok([0, 2].includes(key & 7), 'wire type');
    let value = varint();
    if ((key & 7) === 2) value = bytes.subarray(place, (place += Number(value)));
    yield [key >> 3, value];
  }
}

test('Aegis: the password gives the master key, and that the plain database', () => {
  const { header, db, version } = vectors.aegis_sealed;
  const [slot] = header.slots;
  assert.deepEqual([version, slot.type, slot.n, slot.r, slot.p], [1, 1, 32768, 8, 1]);
  const options = { N: slot.n, r: slot.r, p: slot.p, maxmem: 64 << 20 };
  const key = scryptSync(vectors.password, hex(slot.salt), 32, options);
  const masterKey = decrypt(key, slot.key_params.nonce, slot.key_params.tag, hex(slot.key));
  const clear = decrypt(masterKey, header.params.nonce, header.params.tag, Buffer.from(db, 'base64'));
  assert.deepEqual(JSON.parse(clear), vectors.aegis.db);
});

test('Aegis: every field of every entry is there', () => {
  const { db, header } = vectors.aegis;
  assert.deepEqual(header, { slots: null, params: null });
  assert.equal(db.entries.length, entries.length);
  for (const [index, entry] of entries.entries()) {
    const written = db.entries[index];
    const tags = written.groups.map((id) => db.groups.find((group) => group.uuid === id).name);
    const { secret, algo, digits, period, counter } = written.info;
    assert.match(written.uuid, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.deepEqual(
      [written.type, written.issuer, written.name, written.note, written.favorite, tags],
      [entry.type, entry.issuer, entry.account, entry.note, entry.pinned, entry.tags],
    );
    assert.deepEqual([secret, algo, digits], [entry.secret, entry.algorithm, entry.digits]);
    assert.equal(period, entry.type === 'steam' ? 30 : entry.period_secs);
    assert.equal(counter, entry.counter);
    assert.deepEqual([written.icon, written.icon_mime ?? null], [
      entry.icon?.bytes ?? null,
      entry.icon?.media_type ?? null,
    ]);
    if (entry.icon) {
      const hash = createHash('sha256').update(Buffer.from(entry.icon.bytes, 'base64')).digest('hex');
      assert.equal(written.icon_hash, hash);
    }
  }
});

test('Key URIs: another program reads the same keys', () => {
  const lines = vectors.key_uris.trimEnd().split('\n');
  assert.equal(lines.length, entries.length);
  for (const [index, line] of lines.entries()) {
    const entry = entries[index];
    // The package knows no Steam; nothing else of the text differs.
    const steam = entry.type === 'steam';
    if (steam) assert.ok(line.startsWith('otpauth://steam/'));
    const key = OTPAuth.URI.parse(steam ? line.replace('//steam/', '//totp/') : line);
    assert.deepEqual(
      [key.issuer, key.label, key.secret.base32],
      [entry.issuer, entry.account, entry.secret],
    );
    if (!steam) assert.deepEqual([key.algorithm, key.digits], [entry.algorithm, entry.digits]);
    if (entry.type === 'totp') assert.equal(key.period, entry.period_secs);
    if (entry.type === 'hotp') assert.equal(key.counter, entry.counter);
  }
});

test('the transfer: the one entry that it can carry, and where it stands', () => {
  assert.equal(vectors.google_transfer.length, 1);
  const data = new URL(vectors.google_transfer[0]).searchParams.get('data');
  const all = [...fields(Buffer.from(data, 'base64'))];
  const number = (field) => all.find(([other]) => other === field)?.[1] ?? 0n;
  assert.deepEqual([2, 3, 4, 5].map(number), [1n, 1n, 0n, -7n]);
  const parameters = all.filter(([field]) => field === 1).map(([, bytes]) => new Map(fields(bytes)));
  assert.equal(parameters.length, 1);
  const [, hotp] = entries;
  const text = (field) => parameters[0].get(field)?.toString('utf8') ?? '';
  assert.deepEqual([text(1), text(2), text(3)], ['12345678901234567890', hotp.account, hotp.issuer]);
  assert.deepEqual([4, 5, 6, 7].map((field) => parameters[0].get(field)), [1n, 1n, 1n, BigInt(hotp.counter)]);
});
