import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { templateFile, units } from '../../apps/desk/test/deployment.ts';
import { violations } from '../browser.ts';
import { type RunningDesk, startDesk } from './running-desk.ts';

const salaries = '5.1.01.01.001.00001';
const [kegiatan, subKegiatan] = ['1.01.01.2.01', '1.01.01.2.01.0001'];

/** Obstacles in the project's form: the Sekda can end it, and the promised day is over. */
const obstacles = [
  ...[
    ['Format', 'SIP KADIN 1'],
    ['Jenis data', 'kendala'],
    ['Kode pemda', '19.71'],
    ['Tahun anggaran', '2026'],
    ['Per tanggal', '2026-03-31'],
    [],
  ],
  [
    'Kode unit',
    'Nama unit',
    'Kode sub kegiatan',
    'Nama sub kegiatan',
    'Kode penyebab',
    'Kendala',
    'Tindak lanjut',
    'Yang dapat menyelesaikan',
    'Tanggal janji',
    'Jabatan penanggung jawab',
    'Boleh dipublikasikan',
  ],
  [
    units.education,
    'Dinas Pendidikan',
    subKegiatan,
    'Penyusunan dokumen',
    'land',
    'Lahan belum bebas',
    'Rapat lahan',
    'Sekda',
    '2026-04-20',
    'Kepala Bidang',
    'tidak',
  ],
]
  .map((row) => row.join(';'))
  .join('\n');

describe("a mayor's five questions, from the landing page", () => {
  let desk: RunningDesk;
  let page: Page;
  beforeAll(async () => {
    desk = await startDesk({ '19.71': 'lra' });
    // The demonstration's city is there from the start, on another basis.
    await desk.sipkadin('government', 'set', '19.71', '--basis', 'lra');
    const clerk = await desk.signIn('satu', 'operator', ['19.71']);
    const verifier = await desk.signIn('dua', 'verifier', ['19.71']);
    const files = [units.education, units.health].flatMap((unit) => [
      templateFile({ kind: 'anggaran', unit, amounts: [[salaries, '1200000000']] }),
      templateFile({ kind: 'anggaran kas', unit, amounts: [[salaries, '100000000']] }),
      // A quarter of the year: education has paid a third of its plan, health all of it.
      templateFile({
        kind: 'realisasi',
        unit,
        asOf: '2026-03-31',
        amounts: [[salaries, unit === units.education ? '100000000' : '300000000']],
      }),
    ]);
    for (const [index, body] of [...files, obstacles].entries()) await bringIn(clerk, verifier, `${index}.csv`, body);
    page = await desk.signIn('wali', 'leadership', ['19.71']);
    await page.locator('#hubungi').waitFor();
  });
  afterAll(() => desk?.close());

  const said = async (selector: string) => (await page.locator(selector).first().innerText()).replaceAll(/[\s\u00a0]+/g, ' ');

  it('are answered where leadership lands: whom to call, why, who can end it, what was promised, and where the year ends', async () => {
    expect(await said('h1')).toBe('Maret: 16,7% terbayar, Rp200 juta di belakang rencana');
    expect(await said('#hubungi')).toBe('Hubungi: 1 OPD menahan Rp200 juta dari Rp200 juta');
    const first = await said('.calls tbody tr');
    expect(first).toContain('Dinas Pendidikan');
    expect(first).toContain('Rp200 juta');
    expect(first).toMatch(/Penyusunan dokumen|1\.01\.01\.2\.01/);
    expect(first).toContain('Lahan: Lahan belum bebas');
    expect(first).toContain('Sekda');
    expect(first).toMatch(/20 Apr 2026 lewat [\d.]+ hari/);
    await page.locator('.four .number', { hasText: '%' }).waitFor();
    expect(await said('.four')).toMatch(/Perkiraan akhir tahun \d+(,\d)?%/);
    expect(await violations(page)).toEqual([]);
  });

  it('lead from the count of promises to the promises', async () => {
    await page.getByRole('link', { name: /^Janji sejak/ }).click();
    await page.getByRole('heading', { name: /^Janji sejak/ }).waitFor();
    await page.goBack();
    await page.locator('.calls tbody tr').first().waitFor();
  });

  it('lead to the OPD with one click, and to the cells with a second', async () => {
    await page.locator('.calls tbody tr a').first().click();
    await page.getByRole('heading', { level: 1, name: /^Dinas Pendidikan di belakang rencana/ }).waitFor();
    await page.locator('.activities tbody tr').first().waitFor();
    expect(await said('#kendala')).toBe('1 kendala terbuka, 1 lewat janjinya');
    expect(await said('.activities tbody tr')).toContain(kegiatan);
    expect(await violations(page)).toEqual([]);
    await page.locator('.activities .opens').first().click();
    await page.locator('.activities .depth-1').first().waitFor();
    await page.locator('.activities tbody tr').first().getByRole('link', { name: 'Rp100 juta' }).click();
    await page.getByRole('heading', { level: 1, name: /realisasi/i }).waitFor();
    expect(await said('tbody tr')).toContain('100.000.000,00');
  });

  it('are still there without a network, which is said', async () => {
    await page.goBack();
    await page.locator('.activities tbody tr').first().waitFor();
    await page.context().setOffline(true);
    await page.getByText('Sambungan terputus.').first().waitFor();
    expect(await said('h1')).toContain('Dinas Pendidikan');
    await page.context().setOffline(false);
    await page.getByText('Sambungan terputus.').first().waitFor({ state: 'detached' });
  });

  it('met no error', () => {
    expect(desk.errors).toEqual([]);
    expect(desk.complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  async function bringIn(clerk: Page, verifier: Page, name: string, body: string): Promise<void> {
    const { origin } = new URL(clerk.url());
    const headers = { 'x-sipkadin': '1', 'content-type': 'application/octet-stream', 'x-nama-berkas': name };
    const sent = await clerk.request.post(`${origin}/api/kerja/unggah?government=19.71`, { headers, data: Buffer.from(body) });
    const { id } = (await sent.json()) as { id: string };
    const of = async (person: Page, procedure: string, input: object, post: boolean) => {
      const address = `${origin}/api/kerja/${procedure}`;
      const own = { 'x-sipkadin': '1', 'content-type': 'application/json' };
      const answer = post
        ? await person.request.post(address, { headers: own, data: input })
        : await person.request.get(`${address}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers: own });
      return { status: answer.status(), text: await answer.text() };
    };
    const isRead = async () => expect((await of(clerk, 'uploads.get', { id }, false)).text).toContain('"state":"draft"');
    await vi.waitFor(isRead, { timeout: 20_000, interval: 100 });
    expect((await of(clerk, 'uploads.submit', { id }, true)).status, name).toBe(200);
    const reason = 'Berkas uji; perubahannya diperiksa.';
    expect(await of(verifier, 'review.verify', { id, reason }, true), name).toMatchObject({ status: 200 });
  }
});
