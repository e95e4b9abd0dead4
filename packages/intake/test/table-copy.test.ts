import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyTable } from '../src/index.ts';
import { file, workbook } from './workbook.ts';
import { zip } from './zip.ts';

// The name of the first account has the word for employees.
const rows = ['PEMERINTAH KOTA', 'Kode Rekening;Uraian;NIK;Anggaran', '5.1.01;Belanja Pegawai;3201012345678901;1.000,00'];
for (let at = 4; at <= 250; at++)
  rows.push(at === 150 ? '' : `5.1.02.01.01.${String(at).padStart(4, '0')};Belanja  ${at};3201012345678901;1.${at},00`);
const spoolDir = mkdtempSync(join(tmpdir(), 'table-'));

it('a copy hands out any page of rows, without personal data, and is gone when it is disposed of', async () => {
  const copy = await copyTable(file(rows.join('\n')), 'tabel.csv', { spoolDir });
  if (copy === undefined) throw new Error('the file opens');
  const [sheet] = copy.sheets;
  expect(sheet).toMatchObject({ name: 'tabel.csv', lastRow: 250, cut: false, header: [{ number: 2 }] });
  expect(sheet?.columns.map(({ name, personal }) => [name, personal])).toEqual([
    ['A', false],
    ['B', false],
    ['C', true],
    ['D', false],
  ]);
  expect((await copy.page(0, 0))[0]).toEqual({ number: 1, hidden: false, cells: ['tPEMERINTAH KOTA'] });
  const second = await copy.page(0, 1);
  expect(second.map(({ number }) => number)).toEqual(Array.from({ length: 100 }, (_, at) => at + 101).filter((row) => row !== 150));
  expect(second[0]?.cells).toEqual(['t5.1.02.01.01.0101', 'tBelanja 101', null, 't1.101,00']);
  expect((await copy.page(0, 2)).at(-1)?.number).toBe(250);
  expect([await copy.page(0, 3), await copy.page(1, 0)]).toEqual([[], []]);
  copy.dispose();
  expect(readdirSync(spoolDir)).toEqual([]);
});

it('pages without rows cost nothing, however far down the next row is', async () => {
  const row = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>jauh</t></is></c></row>';
  const sheets = Array.from({ length: 30 }, (_, at) => ({ name: `Lembar ${at}`, rows: row }));
  const copy = await copyTable(file(zip(workbook({ sheets }))), 'jauh.xlsx', { spoolDir });
  expect(copy?.sheets.map(({ lastRow, pages }) => [lastRow, pages.size])).toEqual(sheets.map(() => [1_048_576, 1]));
  expect(await copy?.page(29, 10_485)).toEqual([{ number: 1_048_576, hidden: false, cells: ['tjauh'] }]);
  copy?.dispose();
});

it('there is no copy of a file that cannot be opened, and nothing is left of it', async () => {
  expect(await copyTable(file(Buffer.from('PK\u0003\u0004 rusak')), 'rusak.xlsx', { spoolDir })).toBeUndefined();
  expect(existsSync(spoolDir) && readdirSync(spoolDir)).toEqual([]);
});
