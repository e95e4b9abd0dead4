import { expect } from 'vitest';
import { violations } from '../browser.ts';
import type { RunningDesk } from './running-desk.ts';

/** An operator writes an obstacle, a verifier releases it, leadership asks, the operator answers, and a meeting takes down a promise. */
export async function followObstacle(desk: RunningDesk, government: string): Promise<void> {
  const sit = async (name: string, role: string) => desk.signIn(name, role, [government]);
  const [clerk, checker, leader] = await Promise.all([sit('penulis', 'operator'), sit('penguji', 'verifier'), sit('ketua', 'leadership')]);
  const what = 'Lahan <b>puskesmas</b> belum bebas; =1+1';
  await clerk.goto(`${desk.address}/kerja/kendala`);
  await clerk.getByRole('link', { name: 'Tulis kendala' }).click();
  await clerk.getByLabel('Apa kendalanya?').fill(what);
  const unit = clerk.locator('label', { hasText: /^OPD/ }).locator('select');
  if ((await unit.count()) > 0) await unit.selectOption({ index: 1 });
  await clerk.locator('select[name=activity]:enabled').selectOption({ index: 1 });
  await clerk.getByLabel('Siapa yang dapat menyelesaikan?').fill('BPN');
  await clerk.getByLabel('Boleh dipublikasikan').check();
  expect(await violations(clerk)).toEqual([]);
  await clerk.getByRole('button', { name: 'Simpan' }).click();
  await clerk.getByRole('heading', { name: what }).waitFor();

  await checker.goto(`${desk.address}/kerja/`);
  await checker.getByRole('link', { name: 'menunggu persetujuan Anda untuk publik' }).click();
  await checker.getByRole('link', { name: 'boleh dipublikasikan?' }).click();
  await checker.getByRole('button', { name: 'Setujui untuk publik' }).click();
  await checker.getByText('ikut terbitan berikutnya').waitFor();

  await leader.goto(`${desk.address}/kerja/kendala`);
  await leader.getByRole('link', { name: what }).waitFor();
  expect(await violations(leader)).toEqual([]);
  await leader.getByRole('link', { name: what }).click();
  await leader.getByLabel('Tanyakan kepada OPD').fill('Kapan BPN mengukur?');
  await leader.getByRole('button', { name: 'Kirim pertanyaan' }).click();
  await leader.getByText('belum dijawab, hari ini').waitFor();

  await clerk.goto(`${desk.address}/kerja/`);
  await clerk.getByRole('link', { name: 'pertanyaan pimpinan menunggu jawaban Anda' }).click();
  await clerk.getByRole('link', { name: 'pertanyaan pimpinan menunggu jawaban' }).click();
  await clerk.getByLabel('Jawaban').fill('Jumat pekan ini.');
  await clerk.getByRole('button', { name: 'Kirim jawaban' }).click();

  await leader.goto(`${desk.address}/kerja/rapat`);
  await leader.getByRole('button', { name: 'Mulai rapat' }).click();
  await leader.getByRole('link', { name: what }).waitFor();
  expect(await violations(leader)).toEqual([]);
  await leader.getByLabel('Apa yang dijanjikan?').fill('Pengukuran selesai');
  await leader.getByLabel('Siapa (jabatan)').fill('Kepala Dinas');
  await leader.getByRole('button', { name: 'Catat janji' }).click();
  await leader.getByText('Isi apa yang dijanjikan, jabatannya, dan tanggalnya.').waitFor();
  await leader.getByLabel('Sampai tanggal').fill('2099-12-31');
  await leader.getByRole('button', { name: 'Catat janji' }).click();
  await leader.getByText('sampai tanggal 31 Desember 2099').waitFor();
  await leader.getByRole('link', { name: 'Selesai: lihat notulen' }).click();
  await leader.getByRole('heading', { name: /^Notulen/ }).waitFor();
  await leader.getByText('Pengukuran selesai').waitFor();
  for (const page of [clerk, checker, leader]) await page.context().close();
}
