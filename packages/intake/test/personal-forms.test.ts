import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Line, personalData, withoutPersonalData } from '@sipkadin/budget';
import { expect, it } from 'vitest';
import { openWorkbook } from '../src/containers/container.ts';
import { redactedReport } from '../src/findings/privacy.ts';
import { readWorkbook } from '../src/intake.ts';
import { harmlessTexts, personalForms } from './personal-forms.ts';
import { file } from './workbook.ts';

it('every form of personal data is known and covered, alone and in a text', () => {
  expect(new Set(personalForms.map(({ text }) => text)).size).toBeGreaterThan(500);
  const missed = personalForms.flatMap(({ text, secret }) =>
    [text, `Belanja ${text}`, `${text} (lunas)`].filter((whole) => {
      const rest = withoutPersonalData(whole);
      return personalData(whole) === undefined || rest.includes(secret) || personalData(rest) !== undefined;
    }),
  );
  expect(missed).toEqual([]);
  process.stdout.write(`personal data: ${personalForms.length} forms, ${missed.length} published\n`);
});

/** Rows with a form in every text that is kept of them: names of unit, activity and account, package, document. */
function table(head: string, forms: typeof personalForms): string {
  const rows = forms.map(({ text }, at) => {
    const number = String(at + 1).padStart(4, '0');
    return head.includes('Nomor Dokumen')
      ? ['1.02.0.00.0.00.01.0000', text, `1.02.01.2.01.${number}`, text, `5.1.02.01.01.${number}`, text, text, '7 Januari 2026', '1000']
      : ['1.02.0.00.0.00.01.0000', text, `1.02.01.2.01.${number}`, text, `5.1.02.01.01.${number}`, text, text, '1000'];
  });
  return [head, ...rows.map((row) => row.map((cell) => `"${cell}"`).join(';'))].join('\n');
}

it.each([
  ['flat 2025 murni', 'Kode SKPD;Nama SKPD;Kode Sub Kegiatan;Nama Sub Kegiatan;Kode Rekening;Nama Rekening;Nama Paket;Pagu'],
  [
    'register sp2d 2026',
    'Kode SKPD;Nama SKPD;Kode Sub Kegiatan;Nama Sub Kegiatan;Kode Rekening;Nama Rekening;Nomor Dokumen;Tanggal Dokumen;Nilai Realisasi',
  ],
])('no text that is kept of "%s" holds one of them', async (name, head) => {
  const workbook = await openWorkbook(file(table(head, personalForms)), `${name}.csv`);
  const lines: Line[] = [];
  const sink = { line: (_: string, line: Line) => lines.push(line), restart: () => lines.splice(0) };
  const answers = { version: 'murni', asOf: '2026-01-31', basis: 'sp2d', year: '2026' };
  const { report, statements } = await readWorkbook(workbook, `${name}.csv`, { answers }, sink);
  workbook.close();
  const kept = JSON.stringify([redactedReport(report), statements, lines], (_, item: unknown) =>
    typeof item === 'bigint' ? String(item) : item,
  );
  expect(lines.length).toBe(personalForms.length);
  expect(personalForms.filter(({ text }) => kept.includes(text))).toEqual([]);
});

const data = join(import.meta.dirname, '../../../../shared/data');
/** The official names of programs, activities, accounts and offices. */
function officialNames(): string[] {
  return [
    'ref_program_kegiatan_subkegiatan_buru_2025.csv',
    'ref_rekening_permendagri90_2019_digit3.csv',
    'ref_unit_buru_2025.csv',
    'ref_pangkalpinang_kelurahan.csv',
  ]
    .map((name) => join(data, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1));
}

it('a text of a budget is not taken for personal data', () => {
  const texts = [...new Set(harmlessTexts)];
  expect(texts.length).toBeGreaterThan(300);
  const alarms = (among: readonly string[]) => among.filter((text) => personalData(text) !== undefined);
  expect(alarms(texts)).toEqual([]);
  const official = officialNames();
  // Rows of the lists hold codes too.
  expect(alarms(official)).toEqual([]);
  process.stdout.write(`personal data: ${texts.length} texts and ${official.length} official names, 0 false alarms\n`);
});
