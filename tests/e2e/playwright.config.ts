// The end-to-end tests run against the release in dist/, served with the headers a real host should send.
import { defineConfig } from '@playwright/test';
import { browserLaunch, serveCommand } from './environment';

const port = Number(process.env.COUNTERPART_PORT ?? 8377);

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // Two browsers on two busy cores lose races that no person would. What passes only then is reported as flaky, and is to
  // be mended.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: browserLaunch,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    actionTimeout: 15_000,
    // Keeping a trace of every test costs a quarter of their time; what failed once is traced when it is tried again.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: serveCommand(port),
    cwd: '../..',
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
