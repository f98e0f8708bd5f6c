// The browser's own capture of a tab, chosen as a person would: no stand-in.
import { Streams, test } from './own-browser';
import { AuthenticatorPage } from './pages/authenticator';
import { picture } from './pictures';

const TITLE = 'A site that shows its QR code';

test.use({ switches: [`--auto-select-tab-capture-source-by-title=${TITLE}`] });

test('a captured tab that shows a QR code leads to the doctor, and the capture has ended', async ({ page, context }) => {
  const streams = await Streams.noted(page, 'getDisplayMedia');
  const authenticator = new AuthenticatorPage(page);
  await authenticator.openAdd();
  const site = await context.newPage();
  const image = picture('one.png').toString('base64');
  await site.setContent(`<title>${TITLE}</title><h1>Scan this</h1><img alt="" src="data:image/png;base64,${image}">`);
  await page.bringToFront();
  await authenticator.button('Capture a screen or window').click();
  await authenticator.expectExamined('alice');
  await streams.expectEnded();
});
