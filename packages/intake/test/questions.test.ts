import { describe, expect, it } from 'vitest';
import { findsWhatIsListed, see } from '../../../test/found.ts';
import { openWorkbook } from '../src/containers/container.ts';
import { readWorkbook } from '../src/intake.ts';
import { file, workbook } from './workbook.ts';
import { zip } from './zip.ts';

const row = '1.02.0.00.0.00.01.0000;1.02.01.2.01.0001;5.1.02.01.01.0024;1000';
const table = `Kode SKPD;Kode Sub Kegiatan;Kode Rekening;Realisasi\n${row}`;

async function codes(bytes: string | Buffer, name: string, answers = {}): Promise<string[]> {
  const opened = await openWorkbook(file(bytes), name);
  const { report } = await readWorkbook(opened, name, { answers }, { line: () => {}, restart: () => {} });
  opened.close();
  see(report.findings);
  return report.findings.map(({ code }) => code);
}

describe('an answer that cannot be used', () => {
  it.each([
    ['a value that the question does not have', { basis: 'kas' }, ['answer-wrong', 'basis-unknown']],
    ['a key that no question has', { basis: 'sp2d', dasar: 'sp2d' }, ['answer-wrong']],
    ['a column that holds neither measure', { basis: 'sp2d', measure: 'sisa' }, ['answer-wrong', 'measure-unknown']],
  ])('is reported: %s', async (_, answers, expected) => {
    const text = 'measure' in answers ? table.replace('Realisasi', 'Jumlah') : table;
    const found = await codes(text, 'realisasi 2026 sd des.csv', answers);
    expect(found).toEqual(expect.arrayContaining(expected));
  });
});

describe('missing or contradictory information in a file', () => {
  it.each([
    ['as-of-unknown', table],
    ['basis-unknown', table],
    ['as-of-conflict', `s.d. 31 Januari 2026;\ns.d. 28 Februari 2026;\n${table}`],
  ])('is asked: %s', async (code, text) => {
    expect(await codes(text, 'realisasi 2026.csv')).toContain(code);
  });

  it('hidden sheets and numbers that are texts are reported', async () => {
    const cells = (at: number, texts: string[]) =>
      `<row r="${at}">${texts.map((text, index) => `<c r="${'ABCD'[index]}${at}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
    const rows = `<row r="1"><c r="A1"><v>Rekap</v></c></row>${table
      .split('\n')
      .map((line, at) => cells(at + 2, line.split(';')))
      .join('')}`;
    const found = await codes(zip(workbook({ sheets: [{ name: 'R', rows, state: 'hidden' }] })), 'realisasi 2026.xlsx');
    expect(found).toEqual(expect.arrayContaining(['hidden-sheet-used', 'text-in-number-cell']));
  });
});

findsWhatIsListed('questions');
