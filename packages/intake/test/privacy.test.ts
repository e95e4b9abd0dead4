import { type Line, personalData } from '@sipkadin/budget';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../src/containers/container.ts';
import { redactedReport } from '../src/findings/privacy.ts';
import { read } from '../src/index.ts';
import { readWorkbook } from '../src/intake.ts';
import { file, workbook } from './workbook.ts';
import { zip } from './zip.ts';

const planted = {
  NIP: '198001012005011001',
  'NIK/NPWP': '1971014509870003',
  NPWP: '01.234.567.8-901.000',
  'no. HP': '0812-7788-9900',
  'e-mail': 'siti.aminah@pangkalpinang.go.id',
  'rekening bank': 'No. Rek. BSB 145-30-00123',
  alamat: 'Jl. Melati No. 5 RT 03/RW 02',
  'nama orang': 'a.n. Siti Aminah',
} as const;
/** Parts that appear in no other text of these files. */
const canaries = ['19800101', '1971014509870003', '234.567.8', '7788', 'aminah', '145-30', 'Melati'];

const codes = ['1.02.0.00.0.00.01.0000', '1.02.01.2.01.0001', '5.1.02.01.01.0024'] as const;
const [unit, sub, account] = codes;
/** Every form of table: its rows with "*" wherever a clerk may write what they like. */
const tables: Readonly<Record<string, string[][]>> = {
  'flat 2025 murni': [
    ['*', '*'],
    [
      'Kode SKPD',
      'Nama SKPD',
      'Kode Sub Kegiatan',
      'Nama Sub Kegiatan',
      'Kode Rekening',
      'Nama Rekening',
      'Nama Paket',
      'Catatan',
      'NIP Pegawai',
      'Keterangan',
      'Pagu',
    ],
    [unit, '*', sub, '*', account, '*', '*', '*', '*', '*', '1000', '*'],
    ['*', '*', '', '', '', '*', '*', '*', '*', '*', ''],
  ],
  'register sp2d 2026': [
    ['*'],
    [
      'Kode SKPD',
      'Nama SKPD',
      'Kode Sub Kegiatan',
      'Nama Sub Kegiatan',
      'Kode Rekening',
      'Nama Rekening',
      'Nomor Dokumen',
      'Tanggal Dokumen',
      'Keterangan',
      'Nama Pegawai',
      'NIP Pegawai',
      'Nomor SP2D',
      'Nilai Realisasi',
    ],
    [unit, '*', sub, '*', account, '*', '*', '7 Januari 2026', '*', '*', '*', '*', '1000', '*'],
    ['', '*', '', '*', '', '*', '', '', '*', '*', '*', '*', '', '*'],
  ],
  'tree lra 2026': [
    ['*', '*'],
    ['Kode', 'Kode', 'Kode', 'Kode', 'Uraian', 'Anggaran', 'Realisasi', 'PPTK', 'Catatan'],
    ['1.02', '', '', '', '*', '1000', '500', '*', '*'],
    ['1.02', unit, '', '', '*', '1000', '500', '*', '*'],
    ['1.02', unit, sub, '', '*', '1000', '500', '*', '*'],
    ['1.02', unit, sub, account, '*', '1000', '500', '*', '*', '*'],
    ['', '', '', '', '*', '', '', '*', '*'],
  ],
  'summary lra 2026': [
    ['*', '*'],
    ['Kode', 'Uraian', 'Anggaran', 'Realisasi', 'Catatan'],
    ['5', '*', '1000', '500', '*'],
    ['5.1', '*', '1000', '500', '*', '*'],
    ['', '*', '', '', '*'],
  ],
  'template 2026': [
    ['Format', 'SIP KADIN 1'],
    ['Jenis data', 'register'],
    ['Kode pemda', '19.71'],
    ['Tahun anggaran', '2026'],
    ['Basis realisasi', 'sp2d'],
    ['Dari tanggal', '2026-01-01'],
    ['Per tanggal', '2026-01-31'],
    ['*', '*'],
    [
      'Kode unit',
      'Nama unit',
      'Kode sub kegiatan',
      'Nama sub kegiatan',
      'Kode rekening',
      'Nama rekening',
      'Kode sumber dana',
      'Nama sumber dana',
      'Nomor dokumen',
      'Tanggal dokumen',
      'Realisasi',
      'Penerima',
    ],
    [unit, '*', sub, '*', account, '*', '1.1', '*', '*', '2026-01-07', '1000', '*'],
    ['', '*', '', '*', '', '*', '', '*', '*', '', '', '*'],
  ],
  'sesuatu yang lain': [
    ['*', 'Agenda', '*'],
    ['*', 'Rapat', '*'],
  ],
};

const filled = (rows: readonly string[][], text: string) => rows.map((row) => row.map((cell) => (cell === '*' ? text : cell)));
const csv = (rows: readonly string[][]) => rows.map((row) => row.join(';')).join('\n');

const answers = { version: 'murni', asOf: '2026-01-31', basis: 'sp2d', year: '2026' };
const asText = (value: unknown) => JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item));
const leaks = (said: string) => canaries.filter((canary) => said.toLowerCase().includes(canary.toLowerCase()));

/** All that reading a file gives, as it would leave the child process. */
async function everything(path: string, name: string) {
  const workbook = await openWorkbook(path, name);
  const lines: Line[] = [];
  const sink = { line: (_: string, line: Line) => lines.push(line), restart: () => lines.splice(0) };
  const intake = await readWorkbook(workbook, name, { answers }, sink);
  workbook.close();
  const report = redactedReport(intake.report);
  return { report, said: asText([report, intake.statements, lines]), lines: lines.length };
}

describe('personal data', () => {
  it.each(Object.keys(tables).flatMap((table) => Object.entries(planted).map(([kind, text]) => ({ table, kind, text }))))(
    '$kind in every free cell of "$table" goes nowhere',
    async ({ table, kind, text }) => {
      const clean = await everything(file(csv(filled(tables[table] ?? [], 'biasa'))), `${table}.csv`);
      const { report, said, lines } = await everything(file(csv(filled(tables[table] ?? [], text))), `${table}.csv`);
      expect(leaks(said)).toEqual([]);
      expect(report.personalData.map((item) => item.kind)).toContain(kind);
      expect(report.findings.map(({ code }) => code)).toContain('personal-data-elsewhere');
      // The amounts are all there, whatever was beside them.
      expect([lines, report.totals]).toEqual([clean.lines, clean.report.totals]);
      expect(lines > 0).toBe(table !== 'sesuatu yang lain');
      expect(clean.report.personalData.filter((item) => !['teks bebas', 'NIP', 'nama orang'].includes(item.kind))).toEqual([]);
    },
  );

  it('in the name of a sheet or a file, and in a cell that should hold an amount, is not quoted either', async () => {
    const row = (at: number, cells: string[]) =>
      `<row r="${at}">${cells.map((text, index) => `<c r="${'ABCDEFG'[index]}${at}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
    const rows =
      row(1, ['Kode SKPD', 'Kode Sub Kegiatan', 'Kode Rekening', 'Pagu']) +
      row(2, [unit, sub, account, '1000']) +
      row(3, [unit, sub, account, planted.NIP]) +
      row(4, [unit, sub, account, planted['NIK/NPWP']]) +
      `<row r="5">${row(5, [unit, sub, account]).slice(11, -6)}<c r="D5"><v>${planted['NIK/NPWP']}</v></c></row>`;
    const bytes = zip(
      workbook({
        sheets: [
          { name: planted['NIK/NPWP'], rows },
          { name: `Daftar ${planted['no. HP']}`, rows: row(1, ['x']) },
        ],
      }),
    );
    const { report, said } = await everything(file(bytes), `rekap 2025 murni ${planted['e-mail']}.xlsx`);
    expect(leaks(said)).toEqual([]);
    expect(report.sheetsUsed).toEqual(['Lembar 1']);
    expect(report.findings.filter(({ value }) => value === '[NIK-NPWP]').map(({ code, ref }) => `${code} ${ref}`)).toEqual([
      'amount-too-large D4',
      'amount-too-large D5',
    ]);
    // The file is one that not everybody may have.
    expect(report.personalData).toEqual([
      { kind: 'NIK/NPWP', count: 2 },
      { kind: 'NIP', count: 1 },
    ]);
    expect(report.findings.map(({ code, value }) => `${code} ${value}`)).toEqual(
      expect.arrayContaining(['sheet-name-held-back NIK/NPWP', 'sheet-name-held-back no. HP', 'amount-too-large [NIP]']),
    );
  });

  it('is in nothing that leaves the child process', async () => {
    const everyKind = Object.values(planted).join(' ');
    const bytes = csv(filled(tables['register sp2d 2026'] ?? [], everyKind));
    const lines: Line[] = [];
    const sink = { line: (_: string, line: Line) => void lines.push(line), restart: () => void lines.splice(0) };
    const { report, statements } = await read(file(bytes), `register sp2d 2026 ${everyKind}.csv`, {
      answers,
      sink,
      limits: { milliseconds: () => 60_000 },
    });
    expect(lines.length).toBeGreaterThan(0);
    expect(leaks(asText([report, statements, lines]))).toEqual([]);
  });

  it('of people who receive social aid is not kept, in any form of report', async () => {
    const rows = [
      ['Kode SKPD', 'Kode Sub Kegiatan', 'Kode Rekening', 'Nama Paket', 'Pagu'],
      [unit, sub, '5.1.06.01.01.0001', 'Siti Aminah', '1000'],
      [unit, sub, account, 'Alat tulis', '1000'],
    ];
    const { report, said } = await everything(file(csv(rows)), 'rekap 2025 murni.csv');
    expect(said).not.toMatch(/aminah/i);
    expect(said).toContain('Alat tulis');
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'recipient-names-dropped', value: '1' }));
  });

  it('is recognised in each canary of this test', () => {
    expect(Object.entries(planted).map(([kind, text]) => [kind, personalData(text)])).toEqual(
      Object.keys(planted).map((kind) => [kind, kind]),
    );
  });
});
