import { readFileSync } from 'node:fs';
import { fiscalYear, isoDate } from '@sipkadin/budget';
import { type EditionContent, openEditions } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { writeData } from '@sipkadin/opendata';
import type { Page } from 'playwright-core';

/** One tap on a link, one on a link to a file, or two: into the search field and on its button. */
type Tap = { link: string } | { file: string } | { search: string };

/** Ten questions of residents, the first in two ways: where to tap from the home page, nowhere where it answers itself, and what is then read. */
export const tenQuestions: { question: string; taps: Tap[]; answers: RegExp[] }[] = [
  {
    question: 'how much is for roads',
    taps: [{ link: 'Jalan' }],
    answers: [/^Jalan: [\d,]+% dari rencana setahun sudah dibayarkan/m, /^dari Rp[\d.,]+ (juta|miliar)/m],
  },
  {
    question: 'how much is for roads, asked in words',
    taps: [{ search: 'jalan' }],
    answers: [/Topik Jalan, dijumlahkan dari semua OPD: Rp[\d.,]+ (juta|miliar)/],
  },
  {
    question: 'which OPD is slowest, and why',
    taps: [{ link: 'Siapa yang tertinggal, dan kenapa?' }],
    answers: [/urut paling jauh di bawah rencana/, /−[\d,]+ poin\s+Tertinggal/, /Kata OPD: |OPD belum menerbitkan penjelasan/],
  },
  {
    question: 'the share of salaries',
    taps: [{ link: 'Gaji pegawai' }],
    answers: [/Itu [\d,]+% dari seluruh belanja yang direncanakan/],
  },
  {
    question: 'how much per resident',
    taps: [],
    answers: [/Dibagi rata, belanja setahun Rp[\d.,]+( juta)? per warga/, /236\.420 penduduk, 2025, menurut Dukcapil/],
  },
  {
    question: 'where the money comes from',
    taps: [{ link: 'Uang dari mana?' }],
    answers: [/[\d,]+% dari pendapatan Rp[\d.,]+ (miliar|triliun) sudah masuk/, /Uang dari pusat dan provinsi\s+Rp/],
  },
  {
    question: 'what the revision in the middle of the year moved',
    taps: [{ link: 'Menu' }, { link: 'Perubahan anggaran' }],
    answers: [/APBD Perubahan/, /APBD murni/, /(naik|turun|bertambah|berkurang)[^\n]* Rp/i],
  },
  { question: 'how the hospital does', taps: [{ search: 'RSUD' }], answers: [/^UPTD RSUD Depati Hamzah: dianggarkan Rp.+dibayarkan Rp/m] },
  {
    question: 'last year against this year',
    taps: [{ link: 'Menu' }, { link: 'Banding tahun' }],
    answers: [/^Sampai 31 Oktober 2026 belanja (naik|turun) [\d.,]+% dibanding tanggal yang sama tahun 2025/m],
  },
  {
    question: 'everything as CSV',
    taps: [{ link: 'Menu' }, { link: 'Data' }, { file: 'Semua angka dalam satu CSV' }],
    answers: [/^\uFEFF?id,ukuran,versi,.*,jumlah,.*,berkas,/, /\n\d+,realisasi,/],
  },
  {
    question: 'whether it is audited, and how late it is',
    taps: [],
    answers: [/Diaudit\s+belum diaudit/, /Pelaporan\s+\d+ OPD terlambat melapor; \d+ OPD belum melapor/, /Pemeriksaan BPK/],
  },
];

/** The sample's city a year earlier, with two of its OPD. */
export function yearBefore(): EditionContent {
  const small = sampleContent(7, { units: 2 });
  const days = small.days.map((day) => ({ ...day, asOf: isoDate(day.asOf.replace('2026', '2025')) }));
  return { ...small, days, year: fiscalYear(2025), asOf: isoDate('2025-10-31') };
}

/** Makes the data files of the newest edition: one of format 4 holds no CSV of all lines itself. */
export function makeDataFiles(root: string): void {
  const newest = openEditions(root).latest('19.71', fiscalYear(2026));
  if (newest === undefined) throw new Error('nothing is published');
  writeData(newest);
}

/** Follows taps from the home page. @returns how many it took, and what is read where they end: the page, or the file */
export async function walk(page: Page, home: string, taps: readonly Tap[]): Promise<{ count: number; text: string }> {
  await page.goto(home);
  let count = 0;
  for (const tap of taps) {
    if ('search' in tap) {
      await page.getByRole('searchbox', { name: 'Tanya tentang uang kota' }).fill(tap.search);
      await page.getByRole('button', { name: 'Cari', exact: true }).click();
      count += 2;
      continue;
    }
    count++;
    const link = page.getByRole('link', { name: 'file' in tap ? tap.file : tap.link, exact: true }).first();
    if ('link' in tap) {
      await link.click();
      continue;
    }
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    return { count, text: readFileSync(await download.path(), 'utf8') };
  }
  await page.locator('h1').waitFor();
  return { count, text: (await page.locator('main').innerText()).replaceAll('\u00a0', ' ') };
}
