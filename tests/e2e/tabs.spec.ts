// Several tabs of one browser are one browser.
import { expect, open, test } from './fixtures';
import { openAccount } from './journey';

test('Log Out ends the session in every tab', async ({ app, context }) => {
  await openAccount(app);
  const second = await open(await context.newPage(), '/console');
  await second.console.expectLoggedOn('alice');
  await app.console.logOut();
  await expect(second.console.field('Username')).toBeVisible();
  await second.reload();
  await expect(second.console.field('Username')).toBeVisible();
});

test('a second tab shows what the first one did', async ({ app, context }) => {
  const second = await open(await context.newPage(), '/console/register');
  await openAccount(app);
  const phone = await second.showPhone();
  await phone.openMessages();
  await expect(phone.messages).toHaveCount(1);
});
