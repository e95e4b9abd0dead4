import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';

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

  const sipkadin = (...parameters: string[]) => promisify(execFile)(process.execPath, [main, ...parameters, '--data', folder]);

  beforeAll(async () => {
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
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    server?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  async function signIn(role: string): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'id-ID', viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(links[role] ?? '');
    await page.getByRole('button', { name: 'Keluar' }).waitFor();
    return page;
  }

  it('takes each from a clerk to a citizen and back to its cell', async () => {
    const [clerk, verifier, publisher] = [await signIn('operator'), await signIn('verifier'), await signIn('publisher')];
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

  async function citizen(path: string): Promise<Page> {
    const page = await (
      await browser.newContext({ locale: 'id-ID', javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
    ).newPage();
    const response = await page.goto(`${address}${path}`);
    expect(response?.status(), path).toBe(200);
    return page;
  }

  /** What a page says, with plain spaces: amounts are kept together by hard ones. */
  const said = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');

  it('shows a citizen without JavaScript the amounts, each with its way back to the cell', async () => {
    const sumenep = await citizen('/p/35.29/?tahun=2026');
    expect(await said(sumenep)).toContain('Rp111,5 miliar');
    const [amount] = await sumenep.locator('main a[href*="/asal"]').all();
    await amount?.click();
    const origin = await said(sumenep);
    expect(origin).toContain('lra_tree_sumenep_2026.xlsx');
    expect(origin).toContain('DINKES INDUK');
    expect(origin).toContain('111.527.108.238');

    const buru = await citizen('/p/81.04/?tahun=2025');
    expect(await said(buru)).toContain('Rp1,01 triliun');
    const register = await citizen('/p/81.04/?tahun=2026');
    expect(await said(register)).toContain('Rp45,8 miliar');
    expect(await register.content()).not.toContain('PEGAWAI');
  });

  it('verifies, and names the one amount that somebody changes in the database', async () => {
    const { stdout } = await sipkadin('verify');
    expect(stdout).toContain('35.29');
    const db = new Sqlite(join(folder, 'ledger.sqlite'));
    const line = db.prepare('select statement, position, amount, row from line where amount = ? limit 1').get(76993000000n) as {
      statement: number;
      position: number;
      row: number;
    };
    db.exec('drop trigger line_no_update');
    db.prepare('update line set amount = amount + 100 where statement = ? and position = ?').run(line.statement, line.position);
    db.close();
    const failed = (await sipkadin('verify').then(
      () => undefined,
      (error: unknown) => error,
    )) as { code: number; stdout: string; stderr: string };
    expect(failed.code).toBe(1);
    const report = `${failed.stdout}${failed.stderr}`;
    expect(report).toContain('lra_tree_sumenep_2026.xlsx');
    expect(report).toContain('DINKES INDUK');
    expect(report).toContain(`G${line.row}`);
    expect(report).toMatch(/769[.,]?930[.,]?001/);
    expect(report).toMatch(/769[.,]?930[.,]?000/);
  });
});
