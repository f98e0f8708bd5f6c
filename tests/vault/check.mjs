// Opens the vectors of docs/vault.md from what that document says, with Node's cryptography and another Argon2.
// Run by `node --test tests/vault/check.mjs`. It shares no code with the program.

import assert from 'node:assert/strict';
import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { argon2id } from 'hash-wasm';

const vectors = JSON.parse(readFileSync(new URL('../vectors/vault.json', import.meta.url), 'utf8'));
const { header, records, format } = vectors.file;
const base64 = (text) => Buffer.from(text, 'base64');
const hex = (text) => Buffer.from(text, 'hex');

/** A field's length in four bytes, and the field: texts, numbers of 32 bits, or bytes. */
function associated(...fields) {
  return Buffer.concat(
    fields.flatMap((field) => {
      let bytes = field;
      if (typeof field === 'string') bytes = Buffer.from(field, 'utf8');
      if (typeof field === 'number') {
        bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(field);
      }
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

function open(key, nonce, sealed, associatedData) {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(associatedData);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

function readRecoveryCode(text) {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let bits = 0n;
  const letters = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  assert.equal(letters.length, 28);
  for (const letter of letters) bits = (bits << 5n) | BigInt(alphabet.indexOf(letter));
  const code = hex((bits >> 12n).toString(16).padStart(32, '0'));
  const hash = createHash('sha256').update('counterpart.recovery_code.checksum').update(code).digest();
  assert.equal(bits & 0xfffn, BigInt(hash.readUInt16BE() >> 4));
  return code;
}

const hkdf = (input, salt, info) => Buffer.from(hkdfSync('sha256', input, salt, info, 32));

/** The key of a slot, and the end of its associated data. */
async function deriveSlotKey(kind) {
  const { password, passkey, recovery_code: recoveryCode } = kind;
  if (password) {
    const salt = base64(password.salt);
    const key = await argon2id({
      password: vectors.inputs.password,
      salt,
      memorySize: password.memory_kib,
      iterations: password.passes,
      parallelism: password.lanes,
      hashLength: 32,
      outputType: 'binary',
    });
    return [key, ['password', 'argon2id', password.memory_kib, password.passes, password.lanes, salt]];
  }
  if (passkey) {
    const salt = base64(passkey.salt);
    const key = hkdf(hex(vectors.inputs.prf_output), salt, 'counterpart.vault.passkey');
    return [key, ['passkey', 'hkdf-sha-256', base64(passkey.credential_id), base64(passkey.prf_salt), salt]];
  }
  const salt = base64(recoveryCode.salt);
  const key = hkdf(readRecoveryCode(vectors.inputs.recovery_code), salt, 'counterpart.vault.recovery_code');
  return [key, ['recovery_code', 'hkdf-sha-256', salt]];
}

const recordData = (vault, record) => associated('counterpart.vault.record', record.version, vault, record.id);

test('the vectors are of the version that the document describes', () => {
  assert.equal(format, 'counterpart.vault');
  assert.equal(header.version, 1);
  assert.deepEqual(header.slots.map((slot) => Object.keys(slot.kind)), [['password'], ['passkey'], ['recovery_code']]);
});

test('the recovery code spells its bytes', () => {
  assert.deepEqual(readRecoveryCode(vectors.inputs.recovery_code), hex(vectors.inputs.recovery_code_bytes));
});

for (const slot of header.slots) {
  test(`the slot ${slot.label} gives the master key, and that every record`, async () => {
    const [key, parameters] = await deriveSlotKey(slot.kind);
    assert.equal(Buffer.from(key).toString('hex'), vectors.slot_keys[slot.id]);
    const data = associated('counterpart.vault.slot', header.version, header.id, slot.id, ...parameters);
    const masterKey = open(key, base64(slot.nonce), base64(slot.wrapped_key), data);
    assert.deepEqual(masterKey, hex(vectors.inputs.master_key));
    const entries = records.map((record) =>
      JSON.parse(open(masterKey, base64(record.nonce), base64(record.ciphertext), recordData(header.id, record))),
    );
    assert.deepEqual(entries, vectors.entries);
  });
}

test('a record does not open in the place of another, nor with a changed byte', () => {
  const masterKey = hex(vectors.inputs.master_key);
  const [first, second] = records;
  const sealed = base64(first.ciphertext);
  assert.throws(() => open(masterKey, base64(first.nonce), sealed, recordData(header.id, second)));
  sealed[0] ^= 1;
  assert.throws(() => open(masterKey, base64(first.nonce), sealed, recordData(header.id, first)));
});

test("the document's example of associated data is what it says", () => {
  const document = readFileSync(new URL('../../docs/vault.md', import.meta.url), 'utf8');
  const example = document.match(/```\n([0-9a-f\s]+)```/)[1].replace(/\s/g, '');
  const data = recordData('05'.repeat(16), { version: 1, id: '01'.repeat(16) });
  assert.equal(data.toString('hex'), example);
});
