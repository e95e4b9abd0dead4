import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type axe from 'axe-core';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const root = join(import.meta.dirname, '..');

/**
 * The browser of the end-to-end tests: `CHROMIUM=/path` if given, else the one that comes as a package (Linux x64), else an
 * installed Chrome. The package's libraries and fonts come along, so that a machine with nothing but Node can run it.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env.CHROMIUM;
  const options = {
    // Its language is that of its own windows and of the order of a date's parts, whatever the language of the pages.
    args: ['--lang=en-US', '--disable-background-networking', '--font-render-hinting=none', '--force-color-profile=srgb'],
    chromiumSandbox: false,
  };
  if (own !== undefined) return chromium.launch({ ...options, executablePath: own });
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ ...options, channel: 'chrome' });
  const folder = await unpacked();
  const scratch = join(folder, 'scratch');
  mkdirSync(scratch, { recursive: true });
  // The package's own font settings name folders of another machine; without a font the browser dies on some texts.
  const fonts = `<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${scratch}</cachedir></fontconfig>`;
  writeFileSync(join(scratch, 'fonts.conf'), `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">${fonts}`);
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter((path) => path !== undefined).join(':');
  return chromium.launch({
    ...options,
    executablePath: join(folder, 'chromium'),
    args: [...options.args, '--disable-dev-shm-usage', '--disable-gpu'],
    env: { ...environment(), LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(scratch, 'fonts.conf'), TMPDIR: scratch },
  });
}

/** A context that waits for a busy machine: nothing in the browser's tests is a measure of speed. */
export async function openContext(browser: Browser, options?: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(120_000);
  return context;
}

/**
 * Adds to the list what pages of the context complain of from now on, each with the page's address: every breach of the
 * content security policy, every error on the console and every exception that nobody caught.
 */
export async function complaintsOf(context: BrowserContext, complaints: string[]): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (raised) => complaints.push(`${raised.page()?.url()}: ${raised.error().message}`));
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      reportError(new Error(`securitypolicyviolation: ${effectiveDirective} ${blockedURI} ${sample}`)),
    ),
  );
}

/** The small one: a page takes it in in less than half the time. */
const axeSource = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What breaks a rule of axe, outside of what a selector names. It is read once a page: reading it takes longer than its rules do. */
export async function violations(page: Page, but?: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(
    async ({ tags, but }) => {
      const { violations: found } = await (globalThis as unknown as { axe: typeof axe }).axe.run(
        but === undefined ? document : { exclude: but },
        {
          // Passed rules are not listed in full, and stay in the page.
          resultTypes: ['violations'],
          runOnly: tags,
        },
      );
      return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
    },
    { tags: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'], but },
  );
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Unpacks once per version beside the packages; a second process finds it whole, because the folder is renamed into place. */
async function unpacked(): Promise<string> {
  const manifest = join(root, 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const cache = join(root, 'node_modules/.cache');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const making = join(cache, `chromium-${version}-${process.pid}`);
  mkdirSync(making, { recursive: true });
  const before = process.env.TMPDIR;
  // The package unpacks into the system's temporary folder, whatever that is at the moment.
  process.env.TMPDIR = making;
  try {
    const { default: packed, inflate } = await import('@sparticuz/chromium');
    await packed.executablePath();
    await inflate(join(root, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
