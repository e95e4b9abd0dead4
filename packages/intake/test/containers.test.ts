import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read as readBook, write as writeBook } from '@e965/xlsx';
import type { Line } from '@sipkadin/budget';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../src/containers/container.ts';
import { readWorkbook } from '../src/intake.ts';
import { file, opened } from './workbook.ts';

/*
 * The same two sheets in every container. rekap.xml was written by hand; LibreOffice made the others of it. Formats that
 * it does not write are made here from the .xls by the library that reads them.
 */
const folder = join(import.meta.dirname, 'containers');
const bytesOf = (name: string) => readFileSync(join(folder, name));
const remade = (bookType: 'biff5' | 'xlsb') =>
  writeBook(readBook(bytesOf('rekap.xls'), { cellStyles: true, cellNF: true }), { type: 'buffer', bookType }) as Buffer;

const files: [name: string, container: string, bytes: () => Buffer][] = [
  ['rekap.xlsx', 'xlsx', () => bytesOf('rekap.xlsx')],
  ['rekap.xls', 'xls', () => bytesOf('rekap.xls')],
  ['rekap-biff5.xls', 'xls', () => remade('biff5')],
  ['rekap.xlsb', 'xlsb', () => remade('xlsb')],
  ['rekap.ods', 'ods', () => bytesOf('rekap.ods')],
  ['rekap-xml.xls', 'xml', () => bytesOf('rekap.xml')],
  ['rekap-html.xls', 'html', () => bytesOf('rekap.html')],
];

/** Two writers of the same double differ in its last digits: the first twelve are compared here, and to the sen below. */
const rounded = (line: string) =>
  line.replaceAll('()', '').replace(/number ([^ ,]+)/g, (_, stored: string) => `number ${Number(Number(stored).toPrecision(12))}`);

const cells = [
  '1: A=text REKAPITULASI ANGGARAN DAN REALISASI',
  '2: A=text TAHUN ANGGARAN 2026 - MURNI',
  '4: A=text KODE SKPD, B=text NAMA SKPD, C=text KODE SUB KEGIATAN, D=text NAMA SUB KEGIATAN, E=text KODE REKENING, F=text NAMA REKENING, G=text PAGU, H=text REALISASI, I=text %, J=text TANGGAL',
  '5: A=text 1.02.2.14.0.00.01.0000, B=text Dinas Kesehatan, C=text 1.02.01.2.01.0001, D=text Penyusunan Dokumen Perencanaan, E=text 5.1.02.01.01.0001, F=text Belanja Alat Tulis Kantor, G=number 4503599627370, H=number 1000000.25, I=number 2.22044660436e-7, J=date 2026-01-05',
  '6: A=text 1.02.2.14.0.00.01.0000, B=text Dinas Kesehatan, C=text 1.02.01.2.01.0001, D=text Penyusunan Dokumen Perencanaan, E=text 5.1.02.01.01.0024, F=text Belanja Kertas – “A4”, G=number 1234567.89',
  '7 hidden: A=text 1.02.2.14.0.00.01.0000, B=text Dinas Kesehatan, C=text 1.02.01.2.02.0001, D=text Gaji dan Tunjangan ASN, E=text 5.1.01.01.01.0001, F=text Belanja Gaji Pokok, G=number 98765432100, H=number 12345678900.5, I=number 0.124999998866, J=date 2026-01-31',
  '8: A=text 1.02.2.14.0.00.01.0000, B=text Dinas Kesehatan, C=text 1.02.01.2.02.0001, D=text Gaji dan Tunjangan ASN, E=text 5.1.01.01.02.0001, F=text Belanja Tunjangan Keluarga, G=number 0.07, J=date 2026-02-28',
  '1: A=text Selesai, C=error #DIV/0!',
  '3: A=text Dua & tiga, D=number -0.5',
];

async function statementOf(name: string, bytes: Buffer) {
  const lines: Line[] = [];
  const book = await openWorkbook(file(bytes), name);
  const sink = { line: (_: string, line: Line) => void lines.push(line), restart: () => void (lines.length = 0) };
  const { report } = await readWorkbook(book, name, { answers: { basis: 'sp2d', asOf: '2026-02-28' } }, sink);
  const amounts = lines.map(({ unit, account, amount, row }) => `${row} ${unit} ${account} ${amount}`);
  return { report, amounts };
}

describe('the same workbook in', () => {
  it.each(files.filter(([name]) => !/html|biff5/.test(name)))(
    '%s has the same cells, hidden rows and sheets, and merged ranges',
    async (name, container, bytes) => {
      const { book, lines, refusal } = await opened(bytes(), { name });
      expect(refusal).toBeUndefined();
      expect(book?.container).toBe(container);
      expect(lines.filter((line) => !line.endsWith(': ')).map(rounded)).toEqual(cells);
      expect(book?.sheets).toEqual([
        { name: 'Rekap', hidden: false, index: 0, merges: [{ top: 1, left: 0, bottom: 1, right: 9 }] },
        { name: 'Catatan', hidden: true, index: 1, merges: [{ top: 3, left: 0, bottom: 4, right: 1 }] },
      ]);
    },
  );

  it('HTML has one sheet, and what a page has no words for is not there', async () => {
    const { book, lines } = await opened(bytesOf('rekap.html'), { name: 'rekap.xls' });
    const shown = lines.filter((line) => !line.endsWith(': ')).map(rounded);
    for (const text of ['G=number 4503599627370', 'C=error #DIV/0!', 'J=date 2026-01-05', 'F=text Belanja Kertas – “A4”'])
      expect(shown.join('\n')).toContain(text);
    expect(book?.sheets[0]?.merges[0]).toMatchObject({ left: 0, right: 9 });
  });

  it.each(files)('%s gives the same statement to the sen', async (name, container, bytes) => {
    const { report, amounts } = await statementOf(name, bytes());
    expect([report.outcome, report.container, report.year]).toEqual(['read', container, 2026]);
    expect(report.totals).toMatchObject({ budget: '4602366294038.45', realization: '12346678900.75' });
    const rowFree = (list: string[]) => list.map((line) => line.replace(/^\d+ /, ''));
    expect(rowFree(amounts)).toEqual(rowFree((await statementOf('rekap.xlsx', bytesOf('rekap.xlsx'))).amounts));
  });
});
