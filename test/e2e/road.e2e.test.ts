import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../apps/server/src/cli.ts';
import { complaintsOf, launchBrowser, violations } from '../browser.ts';

const real = join(import.meta.dirname, '../../../shared/data');
const main = join(import.meta.dirname, '../../apps/server/src/main.ts');

/** What each real file needs to be told, and what the public must find afterwards. */
const files = [
  { government: '35.29', name: 'lra_tree_sumenep_2026.xlsx', answers: { asOf: '2026-06-30', version: 'murni' }, year: 2026 },
  { government: '81.04', name: 'rekap5_buru_2025_perubahan.xlsx', answers: {}, year: 2025 },
  { government: '81.04', name: 'register_buru_2026_jan.xlsx', answers: {}, year: 2026 },
] as const;

// The real files are not part of the project; without them the road is walked by the demonstration's files in other tests.
describe.skipIf(!existsSync(real))(`the road of ${files.length} real files, in a browser`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-road-'));
  let server: ChildProcess;
  let address = '';
  let browser: Browser;
  const links: Record<string, string> = {};

  const complaints: string[] = [];

  /** The command itself, without the second that a process takes to start; what the server runs in is a process of its own. */
  async function sipkadin(...parameters: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const ended = { code: 0, stdout: '', stderr: '' };
    const out = (text: string) => void (ended.stdout += text);
    const say = (text: string) => void (ended.stderr += text);
    ended.code = await run([...parameters, '--data', folder], undefined, { out, say });
    return ended;
  }

  beforeAll(async () => {
    const launching = launchBrowser();
    await sipkadin('government', 'add', '35.29', '--basis', 'lra');
    await sipkadin('government', 'add', '81.04', '--basis', 'spj');
    server = spawn(process.execPath, [main, 'serve', '--port', '0', '--data', folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Phones are another test's matter.
      env: { ...process.env, SIPKADIN_SECOND_FACTOR: 'optional' },
    });
    address = await new Promise<string>((resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (found) resolve(found[0]);
      };
      server.stdout?.on('data', hear);
      server.stderr?.on('data', hear);
      server.on('exit', () => reject(new Error(said)));
    });
    for (const role of ['operator', 'verifier', 'publisher']) {
      const { stdout } = await sipkadin('person', 'add', `${role}@contoh.test`, '--role', role, '--for', '35.29,81.04', '--url', address);
      links[role] = stdout.trim();
    }
    const every = 'operator,verifier,publisher,leadership,auditor,admin';
    links['everything'] = (
      await sipkadin('person', 'add', 'semua@contoh.test', '--role', every, '--for', '35.29,81.04', '--url', address)
    ).stdout.trim();
    browser = await launching;
  });

  afterAll(async () => {
    await browser?.close();
    if (server !== undefined && server.exitCode === null) {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      // While it lives, it writes into the folder that is to go.
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ locale: 'id-ID', ...options });
    await complaintsOf(context, complaints);
    return context.newPage();
  }

  async function signIn(role: string): Promise<Page> {
    const page = await open({ viewport: { width: 1440, height: 900 } });
    await page.goto(links[role] ?? '');
    await page.getByRole('button', { name: 'Keluar' }).waitFor();
    return page;
  }

  it('takes each from a clerk to a citizen and back to its cell', async () => {
    const [clerk, verifier, publisher] = await Promise.all([signIn('operator'), signIn('verifier'), signIn('publisher')]);
    for (const { government, name, answers, year } of files) {
      await clerk.goto(`${address}/kerja/unggah?pemda=${government}`);
      await clerk.setInputFiles('input[type=file]', join(real, name));
      await clerk.getByRole('heading', { level: 1, name }).waitFor();
      for (const [key, value] of Object.entries(answers)) await clerk.locator(`input[name="${key}"][value="${value}"]`).check();
      if (Object.keys(answers).length > 0) await clerk.getByRole('button', { name: 'Jawab dan baca lagi' }).click();
      await clerk.getByLabel('Saya sudah memeriksa ringkasan di atas').check();
      await clerk.getByRole('button', { name: 'Kirim untuk verifikasi' }).click();
      await clerk.getByText('Terkirim. Sekarang menunggu verifikator.').waitFor();
      const upload = new URL(clerk.url()).pathname;

      await verifier.goto(`${address}${upload}?pemda=${government}`);
      await verifier.getByRole('button', { name: 'Verifikasi: angka ini benar' }).click();
      await verifier.getByText('Terverifikasi. Penerbit dapat menerbitkannya.').waitFor();

      await publisher.goto(`${address}/kerja/terbitan?pemda=${government}`);
      await publisher.getByRole('button', { name: `Terbitkan tahun ${year}` }).click();
      await publisher.getByText(`Terbitan 1 tahun ${year} sudah terbit`).waitFor();
    }
  }, 120_000);

  async function read(page: Page, path: string): Promise<string> {
    const response = await page.goto(`${address}${path}`);
    expect(response?.status(), path).toBe(200);
    return said(page);
  }

  /** What a page says, with plain spaces: amounts are kept together by hard ones. */
  const said = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');

  it('shows a citizen without JavaScript the amounts, each with its way back to the cell', async () => {
    const citizen = await open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    expect(await read(citizen, '/p/35.29/?tahun=2026')).toContain('Rp111,5 miliar');
    const [amount] = await citizen.locator('main a[href*="/asal"]').all();
    await amount?.click();
    const origin = await said(citizen);
    expect(origin).toContain('lra_tree_sumenep_2026.xlsx');
    expect(origin).toContain('DINKES INDUK');
    expect(origin).toContain('111.527.108.238');

    expect(await read(citizen, '/p/81.04/?tahun=2025')).toContain('Rp1,01 triliun');
    expect(await read(citizen, '/p/81.04/?tahun=2026')).toContain('Rp45,8 miliar');
    expect(await citizen.content()).not.toContain('PEGAWAI');
  });

  it('leads whoever holds every role from link to link through every screen of the desk, each without a breach of axe', async () => {
    const page = await signIn('everything');
    const formOf = (href: string) => href.replace(/\?.*/, '').replace(/(?<=\/)(?:[us]\d+|[\d.]{5,}|(?<=orang\/)(?!undang)[^/]+)$/, '…');
    const seen = new Set<string>();
    const wrong: string[] = [];
    const waiting = ['/kerja/?pemda=81.04'];
    for (let href = waiting.shift(); href !== undefined; href = waiting.shift()) {
      if (seen.has(formOf(href))) continue;
      seen.add(formOf(href));
      const before = await page.locator('main h1').elementHandle();
      await page.evaluate((to) => history.pushState({}, '', to), href);
      await page.waitForFunction(
        ([old, first]) => {
          const title = document.querySelector('main h1');
          return title !== null && (first || title !== old) && document.querySelector('.skeleton') === null;
        },
        [before, seen.size === 1] as const,
      );
      // Of a long table, a few rows say what all of them do.
      wrong.push(...(await violations(page, 'tbody tr:nth-child(n + 5), li:nth-child(n + 12)')).map((text) => `${href}: ${text}`));
      waiting.push(...(await page.locator('a[href^="/kerja/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))));
    }
    expect(wrong).toEqual([]);
    expect([...seen].map((form) => form.replace('/kerja/', '')).toSorted()).toEqual([
      ...['', 'akun', 'aturan', 'baris/…', 'kalender', 'log', 'orang', 'orang/undang', 'orang/…', 'pemetaan', 'perubahan/…'],
      ...['pimpinan', 'pimpinan/opd/…', 'terbitan', 'unggah', 'unggah/…', 'verifikasi'],
    ]);
  });

  it('says of a link that it was used; one that came by mail waits for a press of the button', async () => {
    const page = await open({ viewport: { width: 360, height: 740 } });
    await page.goto(links['operator'] ?? '');
    await page.getByText('Tautan ini sudah dipakai').waitFor();
    const { stdout } = await sipkadin('person', 'add', 'rina@contoh.test', '--role', 'auditor', '--for', '81.04', '--url', address);
    const mailed = stdout.trim().replace('#', '#surel-');
    // Opened by a mail server that looks where it leads, it is not used up.
    for (let looks = 0; looks < 2; looks++) {
      await page.goto('about:blank');
      await page.goto(mailed);
      await page.getByRole('button', { name: 'Masuk', exact: true }).waitFor();
    }
    expect(await page.locator('input').count()).toBe(0);
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
    await page.getByRole('button', { name: 'Menu' }).waitFor();
    expect(page.url()).not.toContain('#');
  });

  it('broke no content security policy and reported no error on any page of the desk or the public', () => {
    expect(complaints).toEqual([]);
  });

  it('verifies, and names the one amount that somebody changes in the database', async () => {
    const sound = await sipkadin('verify');
    expect(sound.code, sound.stderr).toBe(0);
    expect(sound.stdout).toContain('35.29');
    const db = new Sqlite(join(folder, 'ledger.sqlite'));
    const line = db.prepare('select statement, position, amount, row from line where amount = ? limit 1').get(76993000000n) as {
      statement: number;
      position: number;
      row: number;
    };
    db.exec('drop trigger line_no_update');
    db.prepare('update line set amount = amount + 100 where statement = ? and position = ?').run(line.statement, line.position);
    db.close();
    const { code, stdout: report } = await sipkadin('verify');
    expect(code).toBe(1);
    expect(report).toContain('lra_tree_sumenep_2026.xlsx');
    expect(report).toContain('DINKES INDUK');
    expect(report).toContain(`G${line.row}`);
    expect(report).toMatch(/769[.,]?930[.,]?001/);
    expect(report).toMatch(/769[.,]?930[.,]?000/);
  });
});
