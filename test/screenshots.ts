/** Makes the README's pictures from the demonstration: `node test/screenshots.ts`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser, openContext } from './browser.ts';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs/images');
const data = mkdtempSync(join(tmpdir(), 'sipkadin-pictures-'));

const server = spawn(process.execPath, [join(root, 'tools/run.mjs'), 'start', '--port', '0', '--data', data, '--log', 'warn'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const said = await new Promise<string>((resolve) => {
  let text = '';
  server.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (/admin.*masuk#\S+\s/s.test(text)) resolve(text);
  });
});
const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
const leader = /pimpinan\)\s+(\S+)/.exec(said)?.[1] ?? '';

const browser = await launchBrowser();
try {
  const page = async (width: number, height: number) =>
    (await openContext(browser, { viewport: { width, height }, locale: 'id-ID' })).newPage();
  const phone = await page(360, 740);
  await phone.goto(address);
  // Public pages do not wait for their font: it is there at a second look.
  await phone.reload();
  await phone.screenshot({ path: join(images, 'home-360.png') });
  const wide = await page(1440, 900);
  await wide.goto(`${address}/opd/dinas-kesehatan`);
  await wide.reload();
  await wide.screenshot({ path: join(images, 'unit-1440.png') });
  const leadership = await page(1440, 900);
  await leadership.goto(leader);
  await leadership.getByRole('button', { name: 'Keluar' }).waitFor();
  await leadership.goto(`${address}/kerja/pimpinan`);
  await leadership.locator('.calls').waitFor();
  await leadership.screenshot({ path: join(images, 'leadership-1440.png') });
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(data, { recursive: true, force: true });
}
