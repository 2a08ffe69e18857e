// Shows each message in a browser without a network and keeps what it looks like beside it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [, , script, folder] = process.argv;
const WIDTH = 720;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 400 }, deviceScaleFactor: 1.5, offline: true });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.setContent('<!doctype html><style>body { margin: 0; background: #313338 }</style><body>');
  await page.addScriptTag({ path: script });
  await page.evaluate((picture) => window.draw(picture), JSON.parse(readFileSync(join(folder, file), 'utf8')));
  await page.waitForTimeout(300);
  const path = join(folder, file.replace(/json$/, 'png'));
  await page.locator('discord-messages').screenshot({ path });
  console.log(path);
  await page.close();
}
await browser.close();
