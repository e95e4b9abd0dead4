import { canonicalCode, isoDate, sum, templateMark } from '@sipkadin/budget';
import { describe, expect, it } from 'vitest';
import type { EditionContent, EditionLine } from '../src/edition.ts';
import { newestFormat } from '../src/format/formats.ts';
import { v3 } from '../src/format/v3/format.ts';
import { amountOf, parseCsv } from './reading.ts';
import { sampleContent } from './sample.ts';

const content = sampleContent(2, { units: 12 });
const files = newestFormat.build(content).files;
const ofFormat3 = v3.build(content).files;
const text = (path: string) => files.get(path)?.toString('utf8') ?? '';

describe('lines.csv of format 3', () => {
  const [header = [], ...rows] = parseCsv(String(ofFormat3.get('lines.csv')));
  const column = (name: string) => header.indexOf(name);

  it('holds every line once, with codes, names and its way back', () => {
    expect(rows).toHaveLength(content.lines.length);
    expect(rows.every((row) => row.length === header.length)).toBe(true);
    const total = sum(rows.map((row) => amountOf(row[column('jumlah')])));
    expect(total).toBe(sum(content.lines.map(({ amount }) => amount)));
    const paid = rows.find((row) => row[column('ukuran')] === 'realisasi' && row[column('kode_rekening')] === '5.1.01.01.001.00001');
    expect(paid?.[column('nama_unit')]).toBe('Dinas Pendidikan dan Kebudayaan');
    expect(paid?.[column('nama_rekening')]).toBe('Belanja Gaji Pokok PNS');
    expect(paid?.[column('berkas')]).toBe('realisasi_2026_10_oktober.xlsx');
    expect(Number(paid?.[column('baris')])).toBeGreaterThan(6);
    expect(new Set(rows.map((row) => `${row[column('ukuran')]} ${row[column('satuan')]}`))).toEqual(
      new Set(['anggaran Rp', 'rencana Rp', 'realisasi Rp', 'fisik %']),
    );
  });
});

describe('the template form', () => {
  it('has one file for each kind, version and as-of date', () => {
    expect([...files.keys()].filter((path) => path.startsWith('statements/'))).toEqual([
      'statements/anggaran-kas-perubahan-simulasi.csv',
      'statements/anggaran-murni-simulasi.csv',
      'statements/anggaran-perubahan-simulasi.csv',
      'statements/fisik-2026-10-31-simulasi.csv',
      'statements/realisasi-sp2d-2026-09-30-simulasi.csv',
      'statements/realisasi-sp2d-2026-10-31-simulasi.csv',
      'statements/register-sp2d-2026-01-01-2026-10-31-simulasi.csv',
    ]);
  });

  it('states its kind, government, year and scope in its head', () => {
    const rows = parseCsv(text('statements/realisasi-sp2d-2026-10-31-simulasi.csv'));
    expect(rows.slice(0, 10)).toEqual([
      ['Format', templateMark],
      ['Jenis data', 'realisasi'],
      ['Kode pemda', '19.71'],
      ['Tahun anggaran', '2026'],
      ['Versi anggaran', ''],
      ['Basis realisasi', 'sp2d'],
      ['Dari tanggal', ''],
      ['Per tanggal', '2026-10-31'],
      ['Simulasi', 'ya'],
      [''],
    ]);
  });

  it('gives the same lines when read again', () => {
    const lines = [...files.keys()].filter((path) => path.startsWith('statements/')).flatMap((path) => readTemplate(text(path)));
    expect(lines.sort()).toEqual(content.lines.map(keyed).sort());
  });

  it('keeps two plans of one month as two lines', () => {
    const [plan] = content.lines.filter(({ measure }) => measure === 'plan');
    const twice: EditionContent = { ...content, lines: plan ? [plan, { ...plan, amount: 0n }, { ...plan, month: 2 }] : [] };
    const csv = newestFormat.build(twice).files.get('statements/anggaran-kas-perubahan-simulasi.csv')?.toString('utf8') ?? '';
    expect(readTemplate(csv).sort()).toEqual(twice.lines.map(keyed).sort());
    expect(parseCsv(csv)).toHaveLength(13);
  });
});

/** What must come back of a line; its place is now in the exported file. */
function keyed(line: EditionLine): string {
  const { measure, unit, activity, account, fund, month, document, date, amount } = line;
  const version = measure === 'budget' || measure === 'plan' ? line.version : null;
  return JSON.stringify([measure, version, unit, activity, account, fund, month, document, date, String(amount)]);
}

const measures: Record<string, EditionLine['measure']> = {
  anggaran: 'budget',
  'anggaran kas': 'plan',
  realisasi: 'realization',
  register: 'realization',
  fisik: 'progress',
};

function readTemplate(csv: string): string[] {
  const rows = parseCsv(csv);
  const head = new Map(rows.slice(0, 9).map(([label, value]) => [label, value]));
  const measure = measures[head.get('Jenis data') ?? ''] ?? 'budget';
  return rows.slice(11).flatMap((cells) => {
    const [unit = '', , activity = '', , account = '', , fund = '', , ...amounts] = cells;
    const isRegister = head.get('Jenis data') === 'register';
    const [document, date] = isRegister ? amounts : [null, null];
    return (isRegister ? amounts.slice(2) : amounts).flatMap((text, index) =>
      text === ''
        ? []
        : [
            keyed({
              source: '',
              measure,
              version: head.get('Versi anggaran') ?? null,
              unit: canonicalCode('unit', unit) ?? '',
              activity: canonicalCode('activity', activity) ?? '',
              account: canonicalCode('account', account) ?? '',
              fund: canonicalCode('fund', fund) ?? '',
              month: measure === 'plan' ? index + 1 : null,
              document: document ?? null,
              date: date === undefined || date === null ? null : isoDate(date),
              sheet: '',
              row: 0,
              column: '',
              amount: amountOf(text),
            }),
          ],
    );
  });
}
