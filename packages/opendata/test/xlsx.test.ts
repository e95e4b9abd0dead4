import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { toBuffer } from '../src/formats/sink.ts';
import { type Sheet, writeXlsx } from '../src/formats/xlsx.ts';

const sheet = (name: string, rows: ReturnType<Sheet['rows']> = [['a']]): Sheet => ({ name, headRows: 0, widths: [], rows: () => rows });

it('sheets have names that Excel takes: short, each once whatever its capitals, without its signs', () => {
  const long = 'uraian_belanja_daerah_menurut_jenis';
  const bytes = toBuffer((sink) => writeXlsx([sheet(`${long}_1`), sheet(`${long}_2`), sheet('OPD'), sheet('opd'), sheet('a/b?')], sink));
  const workbook = Buffer.from(unzipSync(bytes)['xl/workbook.xml'] ?? []).toString('utf8');
  expect([...workbook.matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
    'uraian_belanja_daerah_menurut_j',
    'uraian_belanja_daerah_menur 2',
    'OPD',
    'opd 2',
    'a b ',
  ]);
});

it('an amount that a spreadsheet would round is text, exact to the sen; signs that XML does not have are no fault', async () => {
  const rows = [
    [1_234_567_890_123_45n, 99_999_999_999_999_999n, -5n, '\u0000=1+1 <b>&"_x0041_\ud800', null, { number: 45.5, decimals: 2 as const }],
  ];
  const bytes = toBuffer((sink) => writeXlsx([sheet('data', rows)], sink));
  expect(await readSheet(bytes, 'data')).toEqual([
    [1_234_567_890_123.45, '999999999999999.99', -0.05, expect.stringMatching(/^\uFFFD=1\+1 <b>&"/), null, 45.5],
  ]);
});
