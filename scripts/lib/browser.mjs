import { chromium } from 'playwright-core';

/**
 * A headless Chromium with one empty page.
 * @param {string} executablePath
 * @param {{ width: number, height: number }} [viewport]
 */
export async function openBrowser(executablePath, viewport = { width: 1200, height: 800 }) {
  const browser = await chromium.launch({
    executablePath,
    // No sandbox, because it refuses to run as root, which is common for tests in a container.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
  return { page: await browser.newPage({ viewport }), close: () => browser.close() };
}
