// The vault: what is sealed stays sealed, what opens it opens it, and what goes wrong loses nothing.
import type { CDPSession, Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { RFC_KEY_BASE32, put, putNewerVault, seed, stored } from './own-entries';
import { CodesPage } from './pages/codes';
import { VAULT_PASSWORD, Vault } from './pages/vault';

const ENTRIES = [
  { issuer: 'Gov Cloud', account: 'alice' },
  { issuer: 'Post Office', account: 'bob', kind: { Hotp: { counter: 7 } } },
];

/** An authenticator with two plain entries, before anything was chosen. */
async function begin(page: Page): Promise<Vault> {
  const vault = new Vault(page);
  await vault.open();
  await expect(vault.button('Go on without')).toBeVisible();
  await seed(page, ENTRIES);
  await expect(vault.button('Protect with a password')).toBeVisible();
  return vault;
}

const entry = (vault: Vault, name: string) => vault.root.getByRole('listitem', { name });

test('a password seals every key; locking hides them, unlocking brings them back', async ({ app }) => {
  const { page } = app;
  const vault = await begin(page);
  await vault.protect();
  await expect(entry(vault, 'Gov Cloud, alice')).toBeVisible();
  expect(await stored(page, 'entries')).toEqual([]);
  const sealed = await stored(page, 'sealed');
  expect(sealed).toHaveLength(2);
  expect(JSON.stringify(sealed)).not.toMatch(/Gov Cloud|alice|GEZDGNBV/);
  expect((await stored(page, 'vault')).filter((record) => typeof record === 'object')).toHaveLength(1);

  await vault.lock();
  await expect(entry(vault, 'Gov Cloud, alice')).toHaveCount(0);
  await vault.unlock('something else');
  await expect(vault.root.getByText('This does not open your codes. Try again.')).toBeVisible();
  await vault.unlock();
  await expect(entry(vault, 'Gov Cloud, alice')).toBeVisible();

  await app.reload();
  await expect(vault.lockedHeading).toBeVisible();
  await vault.unlock();
  await expect(entry(vault, 'Post Office, bob')).toBeVisible();
});

test('wrong passwords make the next try wait, longer each time, also after a reload', async ({ app }) => {
  const { page } = app;
  const vault = await begin(page);
  await vault.protect();
  await vault.lock();
  for (let failure = 0; failure < 3; failure += 1) {
    await vault.unlock(`wrong ${failure}`);
    await expect(vault.root.getByText('This does not open your codes.')).toBeVisible();
  }
  await expect(vault.root.getByText(/Try again in 1 s/)).toBeVisible();
  await app.pass(2);
  await vault.unlock('wrong again');
  await expect(vault.root.getByText(/Try again in 2 s/)).toBeVisible();
  await vault.unlock();
  await expect(vault.root.getByText(/Too many wrong tries/)).toBeVisible();
  await app.reload();
  await app.pass(3);
  await vault.unlock();
  await expect(entry(vault, 'Gov Cloud, alice')).toBeVisible();
});

test('the recovery code opens what a forgotten password closed', async ({ app }) => {
  const vault = await begin(app.page);
  const code = await vault.protect();
  await vault.lock();
  await vault.button('Use the recovery code').click();
  await vault.field('Recovery code').fill(`${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`);
  await vault.button('Unlock').click();
  await expect(vault.root.getByText(/The recovery code is mistyped/)).toBeVisible();
  await vault.field('Recovery code').fill(code.toLowerCase().replaceAll('-', ' '));
  await vault.button('Unlock').click();
  await expect(entry(vault, 'Gov Cloud, alice')).toBeVisible();
});

test('whoever goes on without is offered protection later, and nothing that changes nothing', async ({ app }) => {
  const vault = await begin(app.page);
  const meaning = vault.root.getByText('Whoever can use this browser, and any program that can read its files, can read your keys.');
  await expect(meaning).toBeVisible();
  await vault.button('Go on without').click();
  await expect(entry(vault, 'Gov Cloud, alice')).toBeVisible();
  await vault.openProtection();
  await expect(vault.root.getByText('Your keys are not sealed.').first()).toBeVisible();
  await expect(vault.button('Protect with a password')).toBeVisible();
  await expect(vault.button('Go on without')).toHaveCount(0);
  await vault.protect();
  await expect(vault.root.getByRole('heading', { name: 'Ways to unlock' })).toBeVisible();
});

test('a simulated phone is protected by nothing, and offers nothing of the kind', async ({ app }) => {
  const { page } = app;
  const phone = await app.showPhone();
  await phone.install();
  await phone.openApplication();
  await phone.enterKey('Gov Cloud', 'alice', RFC_KEY_BASE32);
  await phone.readCode('Gov Cloud, alice');
  const database = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    return names.find((name) => name.startsWith('counterpart-phone-'))!;
  });
  expect(await stored(page, 'entries', database)).toMatchObject([{ account: 'alice' }]);
  expect(await stored(page, 'sealed', database)).toEqual([]);
  // It opens again by itself, too.
  await app.reload();
  await phone.openApplication();
  await phone.readCode('Gov Cloud, alice');
  await expect(phone.text(/\b(lock|unlock|locked|protect|password)\b/i)).toHaveCount(0);
});

test('ways to unlock come and go, and the records stay as they are', async ({ app }) => {
  const { page } = app;
  const vault = await begin(page);
  await vault.protect();
  const before = await stored(page, 'sealed');
  await vault.openProtection();
  await vault.changePassword('another long password');

  await vault.root.getByRole('listitem').filter({ hasText: 'Recovery code' }).getByRole('button', { name: 'Remove' }).click();
  await app.question.button('Remove').click();
  await vault.confirm('another long password');
  await expect(vault.root.getByRole('listitem').filter({ hasText: 'Recovery code' })).toHaveCount(0);
  // The last one cannot go.
  await expect(vault.root.getByRole('listitem').getByRole('button', { name: 'Remove' })).toBeDisabled();
  expect(await stored(page, 'sealed')).toEqual(before);

  await vault.lock();
  await vault.unlock(VAULT_PASSWORD);
  await expect(vault.root.getByText('This does not open your codes.')).toBeVisible();
  await vault.unlock('another long password');
  await expect(vault.root.getByRole('heading', { name: 'Ways to unlock' })).toBeVisible();
  await vault.button('Stop protecting').click();
  await app.question.button('Stop protecting').click();
  await vault.confirm('another long password');
  await expect(vault.root.getByText('Your keys are not sealed.').first()).toBeVisible();
  expect(await stored(page, 'entries')).toHaveLength(2);
  expect(await stored(page, 'sealed')).toEqual([]);
});

test('locking takes a recovery code off the page for good, and ends the worker with what it holds', async ({ app }) => {
  const { page } = app;
  const vault = await begin(page);
  await vault.button('Protect with a password').click();
  await vault.field('New password').fill(VAULT_PASSWORD);
  await vault.field('Repeat the password').fill(VAULT_PASSWORD);
  await vault.button('Protect').click();
  const sheet = vault.root.getByRole('heading', { name: 'Keep this recovery code' });
  await expect(sheet).toBeVisible();
  expect(page.workers()).toHaveLength(1);
  await vault.lock();
  await expect(sheet).toHaveCount(0);
  await expect.poll(() => page.workers().length).toBe(0);
  await vault.unlock();
  await expect(entry(vault, 'Gov Cloud, alice')).toBeVisible();
  await expect(sheet).toHaveCount(0);
});

test('another password, a passkey and a new recovery code each open it, and the old code no longer does', async ({ app }) => {
  const { page } = app;
  await addSecurityKey(page, true);
  const vault = await begin(page);
  const oldCode = await vault.protect();
  const before = await stored(page, 'sealed');
  await vault.openProtection();
  const slot = (kind: string) => vault.root.getByRole('listitem').filter({ hasText: kind });

  await vault.button('Add a password').click();
  await vault.confirm();
  await vault.field('New password').fill('a second long password');
  await vault.field('Repeat the password').fill('a second long password');
  await vault.button('Save').click();
  await expect(slot('Password')).toHaveCount(2);
  await vault.button('Add a passkey').click();
  await vault.confirm('a second long password');
  await expect(slot('Passkey')).toHaveCount(1);
  await vault.button('New recovery code').click();
  await vault.confirm();
  const newCode = await vault.keepRecoveryCode();
  expect(newCode).not.toBe(oldCode);
  await expect(slot('Recovery code')).toHaveCount(1);
  expect(await stored(page, 'sealed'), 'the entries are not touched').toEqual(before);

  for (const password of [VAULT_PASSWORD, 'a second long password']) {
    await vault.lock();
    await vault.unlock(password);
    await expect(vault.button('Lock')).toBeVisible();
  }
  await vault.lock();
  await vault.button('Unlock with a passkey').click();
  await expect(vault.button('Lock')).toBeVisible();
  await vault.lock();
  await vault.button('Use the recovery code').click();
  await vault.field('Recovery code').fill(oldCode);
  await vault.button('Unlock').click();
  await expect(vault.root.getByText('This does not open your codes.')).toBeVisible();
  await vault.field('Recovery code').fill(newCode);
  await vault.button('Unlock').click();
  await expect(vault.button('Lock')).toBeVisible();
});

test('it locks after the chosen idle time, and when hidden if that was chosen', async ({ app }) => {
  const { page } = app;
  const vault = await begin(page);
  await vault.protect();
  await vault.openProtection();
  await vault.field('Lock after').selectOption({ label: '1 minute' });
  await app.pass(50);
  await page.mouse.move(5, 5);
  await app.pass(50);
  await expect(vault.lockedHeading).toHaveCount(0);
  await app.pass(61);
  await expect(vault.lockedHeading).toBeVisible();

  await vault.unlock();
  await vault.root.getByLabel('Lock when this tab is hidden').check();
  await vault.hide();
  await expect(vault.lockedHeading).toBeVisible();
});

test('a damaged password slot costs itself: the other password still opens the codes', async ({ app }) => {
  const { page } = app;
  const vault = await begin(page);
  await vault.protect();
  await vault.openProtection();
  await vault.button('Add a password').click();
  await vault.confirm();
  await vault.field('New password').fill('a second long password');
  await vault.field('Repeat the password').fill('a second long password');
  await vault.button('Save').click();
  await expect(vault.root.getByRole('listitem').filter({ hasText: 'Password' })).toHaveCount(2);
  interface Header {
    slots: { kind: { password?: { salt: string } } }[];
  }
  const [header] = (await stored(page, 'vault')).filter((record) => typeof record === 'object');
  const { slots } = header as unknown as Header;
  slots.find(({ kind }) => kind.password)!.kind.password!.salt = '!';
  await put(page, 'vault', [['header', header]]);
  await vault.unlock(VAULT_PASSWORD);
  await expect(vault.root.getByText('This does not open your codes.')).toBeVisible();
  await vault.unlock('a second long password');
  await expect(vault.button('Lock')).toBeVisible();
});

test('a flipped byte costs one entry, and nothing is written over it', async ({ app }) => {
  const { page } = app;
  const vault = await begin(page);
  await vault.protect();
  const [whole, other] = (await stored(page, 'sealed')) as { id: string; ciphertext: string }[];
  const flipped = { ...whole!, ciphertext: (whole!.ciphertext.startsWith('A') ? 'B' : 'A') + whole!.ciphertext.slice(1) };
  await put(page, 'sealed', [[flipped.id, flipped]]);
  await vault.unlock();
  await expect(vault.root.getByText(/One entry is damaged/)).toBeVisible();
  await expect(vault.root.getByTestId('code')).toHaveCount(1);
  expect(await stored(page, 'sealed')).toContainEqual(flipped);

  // Nor by what seals another entry anew, and by what wraps the key anew.
  const codes = new CodesPage(page);
  const [name] = await codes.names();
  await codes.choose(name!, 'Pin');
  await expect(codes.card(name!).getByRole('img', { name: 'Pinned' })).toBeVisible();
  await vault.openProtection();
  await vault.changePassword('another long password');
  const after = await stored(page, 'sealed');
  expect(after).toHaveLength(2);
  expect(after).toContainEqual(flipped);
  expect(after).not.toContainEqual(other);
  // So whoever has the byte as it was has the entry.
  await put(page, 'sealed', [[flipped.id, whole]]);
  await vault.unlock('another long password');
  await expect(vault.root.getByText(/is damaged/)).toHaveCount(0);
  await vault.root.getByRole('link', { name: 'Codes' }).first().click();
  await expect(vault.root.getByTestId('code')).toHaveCount(2);
});

test('a record of a newer version is told as such, and its removal is not offered', async ({ app }) => {
  const { page } = app;
  const vault = await begin(page);
  await vault.protect();
  const [record] = await stored(page, 'sealed');
  const newer = { ...record, version: 2 };
  await put(page, 'sealed', [[String(record!.id), newer]]);
  await vault.unlock();
  await expect(vault.root.getByTestId('code')).toHaveCount(1);
  const told = vault.root.getByRole('region', { name: 'Made by a newer version of Counterpart' });
  await expect(told.getByRole('listitem')).toHaveCount(1);
  await expect(vault.root.getByRole('heading', { name: 'Damaged entries' })).toHaveCount(0);
  await expect(vault.root.getByText(/is damaged/)).toHaveCount(0);
  await expect(vault.button('Remove')).toHaveCount(0);
  expect(await stored(page, 'sealed')).toContainEqual(newer);
});

/** A security key in software that can derive secrets. */
async function addSecurityKey(page: Page, hasPrf: boolean): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return session;
}

test('a passkey protects and unlocks', async ({ app }) => {
  const { page } = app;
  await addSecurityKey(page, true);
  const vault = await begin(page);
  await vault.button('Protect with a passkey').click();
  await vault.keepRecoveryCode();
  await expect(entry(vault, 'Gov Cloud, alice')).toBeVisible();
  await vault.lock();
  await expectAccessible(page, 'locked, with a passkey');
  await vault.button('Unlock with a passkey').click();
  await expect(entry(vault, 'Gov Cloud, alice')).toBeVisible();
});

test('a passkey that cannot protect says so, and the entries stay as they were', async ({ app }) => {
  const { page } = app;
  await addSecurityKey(page, false);
  const vault = await begin(page);
  await vault.button('Protect with a passkey').click();
  await expect(vault.root.getByText(/This passkey cannot protect data/)).toBeVisible();
  expect(await stored(page, 'entries')).toHaveLength(2);
});

test('the screens of the vault have no accessibility violations', async ({ app }) => {
  const { page } = app;
  test.setTimeout(300_000);
  const check = (screen: string) => expectAccessible(page, screen);
  const vault = await begin(page);
  await check('offer');
  await vault.button('Protect with a password').click();
  await check('new password');
  await vault.button('Back').click();
  await vault.button('Protect with a password').click();
  await vault.field('New password').fill(VAULT_PASSWORD);
  await vault.field('Repeat the password').fill(VAULT_PASSWORD);
  await vault.button('Protect').click();
  await expect(vault.root.getByRole('heading', { name: 'Keep this recovery code' })).toBeVisible();
  await check('recovery code');
  await vault.keepRecoveryCode();
  await vault.openProtection();
  await check('protection');
  await vault.button('Change password').click();
  await check('unlock once more');
  await vault.button('Back').or(vault.button('Cancel')).click();
  await vault.lock();
  await vault.unlock('wrong');
  await check('locked');
  await putNewerVault(page);
  await app.reload();
  await expect(vault.root.getByRole('heading', { name: 'Made by a newer version' })).toBeVisible();
  await check('vault of a newer version');
});
