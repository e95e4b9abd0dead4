import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { violations } from '../browser.ts';
import type { RunningDesk } from './running-desk.ts';

/**
 * A citizen at 360 pixels without JavaScript asks about a figure and sees the texts for LAPOR and the PPID; one publisher answers,
 * another publishes both, and the citizen reads them. The register of documents shows one that was entered.
 */
export async function askFigure(desk: RunningDesk, government: string): Promise<void> {
  const contacts = [{ channel: 'ppid', office: 'PPID Utama', address: 'https://ppid.example.test/', place: '' }];
  const settings = ['publicQuestions=true', `contacts=${JSON.stringify(contacts)}`].flatMap((value) => ['--setting', value]);
  expect(await desk.sipkadin('government', 'set', government, ...settings)).toMatchObject({ code: 0 });
  const [writer, checker, citizen] = await Promise.all([
    desk.signIn('penjawab', 'publisher,admin', [government]),
    desk.signIn('penerbit-dua', 'publisher', [government]),
    desk.open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } }),
  ]);
  // What is entered publishes the settings too.
  await writer.goto(`${desk.address}/kerja/dokumen`);
  await writer.getByRole('button', { name: 'Ubah: Perda APBD', exact: true }).click();
  await writer.getByLabel('Alamat dokumen (https)').fill('http://contoh.test/perda.pdf');
  await writer.getByRole('button', { name: 'Simpan' }).click();
  await writer.getByText('Isi alamat https').waitFor();
  await writer.getByLabel('Alamat dokumen (https)').fill('https://127.0.0.1/perda.pdf');
  expect(await violations(writer)).toEqual([]);
  await writer.getByRole('button', { name: 'Simpan' }).click();
  await writer.getByRole('heading', { name: '1 dari 12 dokumen wajib' }).waitFor();

  const year = new Date().getFullYear();
  const open = async (path: string) => {
    await citizen.goto(`${desk.address}/p/${government}${path}`);
    const isWide = await citizen.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect([path, isWide]).toEqual([path, false]);
  };
  /** Waits for what is published beside editions: the site looks for it twice a second, and browsers keep a page for a minute. */
  const shown = (text: Locator) =>
    expect
      .poll(
        async () => {
          await citizen.reload();
          return text.count();
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(1);
  await open(`/dokumen?tahun=${year}`);
  await shown(citizen.getByRole('heading', { name: /^1 dari 12 dokumen wajib/ }));
  expect(await citizen.getByText('belum ada', { exact: true }).count()).toBe(11 + 28);

  await open('/belanja');
  await citizen.getByRole('link', { name: 'Tanya atau laporkan angka ini' }).click();
  expect(await citizen.getByLabel('Teks laporan', { exact: true }).inputValue()).toContain('Judul: Penjelasan anggaran');
  expect(await citizen.getByLabel('Teks permohonan informasi').inputValue()).toContain('UU Nomor 14 Tahun 2008');
  await citizen.getByRole('link', { name: 'https://ppid.example.test/' }).waitFor();
  const question = 'Mengapa <b>realisasi</b> bulan ini turun? =1+1';
  await citizen.getByLabel('Pertanyaan Anda').fill(question);
  await citizen.getByRole('button', { name: 'Kirim pertanyaan' }).click();
  await citizen.getByRole('heading', { name: 'Pertanyaan diterima' }).waitFor();
  await citizen.getByRole('link', { name: 'Ke Tanya Jawab' }).click();
  await shown(citizen.getByText('1 pertanyaan menunggu jawaban'));
  expect(await citizen.getByText(question).count()).toBe(0);

  await writer.goto(`${desk.address}/kerja/`);
  await writer.getByRole('link', { name: '1 pertanyaan pembaca menunggu jawaban' }).click();
  await writer.getByRole('button', { name: 'Tulis jawaban' }).click();
  await writer.getByLabel('Jawaban', { exact: true }).fill('Pengadaan obat bergeser ke bulan depan.');
  expect(await violations(writer)).toEqual([]);
  await writer.getByRole('button', { name: 'Simpan untuk diterbitkan' }).click();
  await writer.getByText('Ini jawaban Anda. Penerbit lain yang menerbitkannya.').waitFor();
  await checker.goto(`${desk.address}/kerja/`);
  await checker.getByRole('link', { name: '1 jawaban untuk pembaca menunggu Anda terbitkan' }).click();
  await checker.getByRole('button', { name: 'Terbitkan pertanyaan dan jawaban' }).click();
  await checker.getByText('Tidak ada pertanyaan pembaca yang menunggu').first().waitFor();

  await open('/tanya');
  await shown(citizen.getByRole('heading', { name: '1 pertanyaan warga sudah dijawab' }));
  await citizen.getByText(question).waitFor();
  await citizen.getByText('Pengadaan obat bergeser ke bulan depan.').waitFor();
  for (const page of [writer, checker, citizen]) await page.context().close();
}
