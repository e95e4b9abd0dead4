import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { findsWhatIsListed, see } from '../../../test/found.ts';
import { read } from '../src/sandbox/sandbox.ts';
import { file, opened } from './workbook.ts';
import { repeated, zip } from './zip.ts';

const xls = readFileSync(join(import.meta.dirname, 'containers/rekap.xls'));
const ods = readFileSync(join(import.meta.dirname, 'containers/rekap.ods'));
const cellsOf = async (bytes: Buffer | string, name = 'a.xls') => {
  const { lines, refusal } = await opened(bytes, { name });
  return refusal?.code ?? lines;
};

/** Records of BIFF8: type, length, body. */
const record = (type: number, body: Buffer = Buffer.alloc(0)) => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
};
const words = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, at * 2);
  return bytes;
};
const begin = record(0x0809, words(0x0500, 0x10, 0, 0));
/** A worksheet of BIFF5 without its compound file. */
const biff5 = (...records: Buffer[]) => Buffer.concat([begin, ...records, record(0x0a)]);

describe('an .xls', () => {
  it('cut anywhere is refused, or read as it was', async () => {
    const whole = await cellsOf(xls);
    for (let length = 600; length < xls.length; length += 331) {
      const read = await cellsOf(xls.subarray(0, length));
      if (Array.isArray(read)) expect(read).toEqual(whole);
      else expect(read).toMatch(/^container-/);
    }
  });

  it('that lies about its size is read for what it holds', async () => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([['Kode', 1.25]]);
    sheet['!ref'] = 'A1:IV65536';
    utils.book_append_sheet(book, { ...sheet, '!ref': 'A1:B1' });
    const bytes = write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
    const at = bytes.indexOf(Buffer.from([0x00, 0x02, 0x0e, 0x00]));
    bytes.writeUInt32LE(65_536, at + 8);
    bytes.writeUInt16LE(256, at + 14);
    expect(await cellsOf(bytes)).toEqual(['1: A=text Kode, B=number 1.25']);
  });

  it('under a password is refused as such', async () => {
    const bytes = Buffer.from(xls);
    // The first record behind the head of the workbook becomes the one that says how it is encrypted.
    const head = bytes.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]));
    bytes.writeUInt16LE(0x2f, head + 20);
    expect(await cellsOf(bytes)).toMatch(/^container-(?:encrypted|damaged)$/);
    expect(await cellsOf(biff5(record(0x2f, words(0x1234, 0x5678))))).toBe('container-encrypted');
  });
});

const content = (table: string, styles = '') =>
  `<office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document-content>`;
const odsOf = (body: string, ...more: { name: string; body: string }[]) =>
  zip([{ name: 'mimetype', body: 'application/vnd.oasis.opendocument.spreadsheet', stored: true }, { name: 'content.xml', body }, ...more]);
const table = (rows: string) => content(`<table:table table:name="T">${rows}</table:table>`);
const number = (value: string, more = '') => `<table:table-cell office:value-type="float" office:value="${value}"${more}/>`;

describe('an .ods', () => {
  it('keeps the digits that a number has, errors, formulas without a value, repeated cells and rows', async () => {
    const rows = [
      `<table:table-row>${number('9007199254740993.07')}${number('5', ' table:number-columns-repeated="2"')}</table:table-row>`,
      '<table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>',
      '<table:table-row><table:table-cell table:formula="of:=A1"/><table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>',
      '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ];
    expect(await cellsOf(odsOf(table(rows.join(''))), 'a.ods')).toEqual([
      '1: A=number 9007199254740993.07, B=number 5, C=number 5',
      ...['2', '3', '4'].map((row) => `${row}: A=boolean TRUE`),
      '5: A=empty(), B=error() #DIV/0!',
    ]);
  });

  it('keeps the blanks and lines of a text, and leaves notes out', async () => {
    const cell =
      '<table:table-cell office:value-type="string"><office:annotation><text:p>catatan</text:p></office:annotation><text:p>satu<text:s text:c="2"/><text:span>dua</text:span></text:p><text:p>tiga</text:p></table:table-cell>';
    expect(await cellsOf(odsOf(table(`<table:table-row>${cell}</table:table-row>`)), 'a.ods')).toEqual(['1: A=text satu  dua\ntiga']);
  });

  it.each<[string, Buffer, string]>([
    [
      'of cells without end',
      odsOf(
        table(
          `<table:table-row table:number-rows-repeated="1000000">${number('1', ' table:number-columns-repeated="1000"')}</table:table-row>`,
        ),
      ),
      'container-too-many-cells',
    ],
    [
      'of rows beyond the last',
      odsOf(table(`<table:table-row table:number-rows-repeated="1048576"/><table:table-row>${number('1')}</table:table-row>`)),
      'container-row-out-of-bounds',
    ],
    ['with a document type', odsOf(`<!DOCTYPE x [<!ENTITY a "b">]>${table('')}`), 'container-doctype'],
    ['cut within', odsOf(table('').slice(0, -20)), 'container-damaged'],
    ['nested without measure', odsOf(table('<table:table-row-group>'.repeat(100_000))), 'container-damaged'],
    [
      'of a text without end',
      zip([
        { name: 'mimetype', body: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
        repeated('content.xml', '<a x="', ' '.repeat(1_000_000), 400, '"/>'),
      ]),
      'container-element-too-large',
    ],
    ['of 301 sheets', odsOf(content('<table:table/>'.repeat(301))), 'container-too-many-sheets'],
    ['without its content', odsOf(table('')).subarray(0, 0), 'container-empty'],
    [
      'under a password',
      odsOf(table(''), {
        name: 'META-INF/manifest.xml',
        body: '<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>',
      }),
      'container-encrypted',
    ],
    ['cut off', ods.subarray(0, 9000), 'container-damaged'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await cellsOf(bytes, 'a.ods')).toBe(code);
  });
});

const sheetMl = (rows: string, around = '') =>
  `<?xml version="1.0" encoding="windows-1252"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${around}<Worksheet ss:Name="A"><Table>${rows}</Table></Worksheet></Workbook>`;
const data = (type: string, value: string, cell = '') => `<Cell${cell}><Data ss:Type="${type}">${value}</Data></Cell>`;

describe('XML of Excel 2003', () => {
  it('says its encoding, positions, spans and formulas', async () => {
    const rows = `<Row>${data('String', 'Rp \u0096 1')}${data('Boolean', '1', ' ss:Index="3"')}<Cell ss:Formula="=1"/></Row><Row ss:Span="2"/><Row>${data('Number', '1.5', ' ss:MergeAcross="1"')}${data('String', '<B>te</B>bal')}<Cell><Comment><ss:Data>x</ss:Data></Comment></Cell></Row>`;
    expect(await cellsOf(Buffer.from(sheetMl(rows), 'latin1'))).toEqual([
      '1: A=text Rp – 1, C=boolean TRUE, D=empty()',
      '2: ',
      '5: A=number 1.5, C=text tebal',
    ]);
  });

  it.each([
    ['a row beyond the last', sheetMl(`<Row ss:Index="999999999">${data('Number', '1')}</Row>`), 'container-row-out-of-bounds'],
    ['rows backwards', sheetMl('<Row ss:Index="5"/><Row ss:Index="4"/>'), 'container-damaged'],
    ['cells backwards', sheetMl('<Row><Cell ss:Index="5"/><Cell ss:Index="4"/></Row>'), 'container-damaged'],
    [
      'a document type',
      sheetMl('').replace('<Workbook', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Workbook'),
      'container-doctype',
    ],
    ['its end cut off', sheetMl('').slice(0, -5), 'container-damaged'],
    ['a tag left open', sheetMl('<Row><Cell></Row>'), 'container-damaged'],
  ])('with %s is refused', async (_, text, code) => {
    expect(await cellsOf(text)).toBe(code);
  });
});

describe('a page of tables', () => {
  it('keeps texts as they show, spans as merged ranges, and what is between tables', async () => {
    const page = `<html><head><style>.t{mso-number-format:"dd\\/mm\\/yyyy"}</style><title>x</title></head><body><h3>Rekap<br>2026</h3>
      <table><tr><th rowspan=2>Kode<th colspan="2">Jumlah</tr><tr><td>Pagu<td>Sisa</tr>
      <tr><td style='mso-number-format:"\\@"'>5.1</td><td>1.234,56<td x:num="1234.5">1.235</tr>
      <tr style="display:none"><td class=t x:num="46027">05/01/2026<td>&nbsp;<td>#REF!</tr></table>Catatan</body></html>`;
    const { lines, book } = await opened(page, { name: 'a.xls' });
    expect(lines).toEqual([
      '1: A=text Rekap',
      '2: A=text 2026',
      '3: A=text Kode, B=text Jumlah',
      '4: B=text Pagu, C=text Sisa',
      '5: A=text 5.1, B=text 1.234,56, C=number 1234.5',
      '6 hidden: A=date 2026-01-05, C=error #REF!',
      '7: A=text Catatan',
    ]);
    expect(book?.sheets[0]?.merges).toEqual([
      { top: 3, left: 0, bottom: 4, right: 0 },
      { top: 3, left: 1, bottom: 3, right: 2 },
    ]);
  });

  it.each([
    ['its own charset', Buffer.from('<meta charset=windows-1251><table><tr><td>\xc4\xe0', 'latin1'), 'Да'],
    ['no word of it', Buffer.from('<table><tr><td>\x93a\x94', 'latin1'), '“a”'],
    ['a mark', Buffer.from('\ufeff<table><tr><td>é'), 'é'],
    ['a mark of two bytes', Buffer.from('\ufeff<table><tr><td>é', 'utf16le'), 'é'],
    ['a charset that it does not have', Buffer.from('<meta charset="iso-8859-1"><table><tr><td>é'), 'é'],
  ])('is read in the letters of %s', async (_, bytes, text) => {
    expect(await cellsOf(bytes)).toEqual([`1: A=text ${text}`]);
  });

  it('within a page goes on in rows of its own', async () => {
    expect(await cellsOf('<table><tr><td>a<table><tr><td>b<td>c</table>d</table>')).toEqual([
      '1: A=text a',
      '2: A=text b, B=text c',
      '3: A=text d',
    ]);
  });

  it.each([
    [
      'spans beyond measure are read',
      `<table><tr><td rowspan=999999999 colspan=999999999>a</tr>${'<tr><td>b</tr>'.repeat(50)}</table>`,
      51,
    ],
    ['of a million rows too many is refused', `<table>${'<tr>'.repeat(1_048_577)}</table>`, 'container-row-out-of-bounds'],
    ['nested without measure is refused', '<table><tr><td>'.repeat(100_000), 'container-damaged'],
    ['with NULs is refused', '<table>\0</table>', 'container-binary'],
  ])('%s', async (_, page, expected) => {
    const read = await cellsOf(page);
    expect(Array.isArray(read) ? read.length : read).toBe(expected);
  });
});

it('whatever takes too long is stopped', async () => {
  // Links over the whole sheet, a thousand times: the library goes through each cell of each.
  const link = Buffer.alloc(40);
  link.writeUInt16LE(65_535, 2);
  link.writeUInt16LE(255, 6);
  // The only version of what follows that the library reads.
  link.writeUInt32LE(2, 24);
  const bytes = biff5(...Array.from({ length: 1000 }, () => record(0x01b8, link)));
  const { report } = await read(file(bytes), 'a.xls', { limits: { milliseconds: () => 150 } });
  see(report.findings);
  expect(report.findings).toMatchObject([{ code: 'reading-too-slow', severity: 'blocking' }]);
});

findsWhatIsListed('hostile-legacy');
