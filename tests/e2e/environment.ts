// The machine's browser and the project's server, as `cargo xtask test e2e` names them.

/** The browser that xtask found; Playwright's own is never downloaded. */
export const browserLaunch = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** The command line that serves a build as it is. */
export function serveCommand(port: number, dist = 'dist'): string {
  const xtask = process.env.XTASK ? `"${process.env.XTASK}"` : 'cargo xtask';
  return `${xtask} serve --dist "${dist}" --port ${port}`;
}
