import { describe, expect, it } from 'vitest';
import { findsWhatIsListed } from '../../../test/found.ts';
import { detectCut } from '../src/containers/text/csv.ts';
import { opened } from './workbook.ts';

const read = async (bytes: Buffer | string, name = 'a.csv') => {
  const { book, lines, refusal } = await opened(bytes, { name });
  return refusal ?? { lines, notes: book?.notes.map(({ code, ref, value }) => [code, ref, value].filter((text) => text !== '').join(' ')) };
};
const table = 'Kode;Uraian;Pagu\n5.1;Caf\u00e9 \u201cAnugerah\u201d;1.000\n';
const tableLines = ['1: A=text Kode, B=text Uraian, C=text Pagu', '2: A=text 5.1, B=text Caf\u00e9 \u201cAnugerah\u201d, C=text 1.000'];
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
/** As a Windows program writes it. */
const windows = (text: string) =>
  Buffer.from(Array.from(text).map((letter) => ({ '\u201c': 0x93, '\u201d': 0x94 })[letter] ?? letter.charCodeAt(0)));
const long = Array.from({ length: 40_000 }, (_, at) => `5.1;Belanja ${at};${at}`).join('\n');

describe('text', () => {
  it.each<[string, Buffer | string, string[]]>([
    ['in UTF-8', table, []],
    ['in UTF-8 with a mark', `\ufeff${table}`, []],
    ['in UTF-16 with a mark', Buffer.from(`\ufeff${table}`, 'utf16le'), ['text-encoding utf-16le']],
    ['in UTF-16 without one', Buffer.from(table, 'utf16le'), ['text-encoding utf-16le']],
    ['in UTF-16 the other way round', swapped(`\ufeff${table}`), ['text-encoding utf-16be']],
    ['in UTF-16 the other way round without a mark', swapped(table), ['text-encoding utf-16be']],
    ['in Windows-1252', windows(table), ['text-encoding windows-1252']],
    ['with commas', table.replaceAll(';', ','), []],
    ['with tabs', table.replaceAll(';', '\t'), []],
    ['with bars', table.replaceAll(';', '|'), []],
    ['with the line ends of Windows', table.replaceAll('\n', '\r\n'), []],
    ['with the line ends of old Macs', table.replaceAll('\n', '\r'), []],
    ['in quotes', table.replaceAll(/[^;\n]+/g, '"$&"'), []],
  ])('%s is read', async (_, bytes, notes) => {
    expect(await read(bytes)).toEqual({ lines: tableLines, notes });
  });

  it('that is Windows-1252 only far down is read as such', async () => {
    const { notes } = (await read(Buffer.concat([Buffer.from(long), windows('\n5.1;Caf\u00e9;1\n')]))) as { notes: string[] };
    expect(notes).toEqual(['text-encoding windows-1252']);
  });

  it('that ends within a character is not UTF-8', async () => {
    expect(await read(Buffer.concat([Buffer.from('a;b;'), Buffer.from('\u4e2d').subarray(0, 2)]))).toMatchObject({
      notes: ['text-encoding windows-1252'],
    });
  });

  it('may name its delimiter', () => {
    expect(detectCut('sep=|\na;b|c;d\n1;2|3;4')).toEqual({ delimiter: '|', width: 2 });
  });

  it('with a delimiter in every name is cut by the one that makes a table', () => {
    expect(detectCut('Kode;Uraian;Pagu\n5.1;Alat, Bahan, Kertas;1,00\n5.2;Gedung, Jalan;2,00\n').delimiter).toBe(';');
    expect(detectCut('Kode,Uraian,Pagu\n5.1,"Alat; Bahan",1\n').delimiter).toBe(',');
    expect(detectCut('satu kolom saja\ntanpa pemisah').delimiter).toBeUndefined();
  });

  it('numbers rows by the lines of the file', async () => {
    expect(await read('a;b\n"dua\nbaris";c\n\nd;e\n')).toMatchObject({
      lines: ['1: A=text a, B=text b', '2: A=text dua\nbaris, B=text c', '4: ', '5: A=text d, B=text e'],
    });
  });

  it('keeps quotes within a field', async () => {
    expect(await read('a;Jalan "Merdeka" No. 1;c\na;"kata ""dikutip""";c\n')).toMatchObject({
      lines: ['1: A=text a, B=text Jalan "Merdeka" No. 1, C=text c', '2: A=text a, B=text kata "dikutip", C=text c'],
    });
  });
});

describe('text that is damaged', () => {
  it.each<[string, Buffer | string, string, string]>([
    ['a NUL', 'Kode;Uraian\n5.1;a\u0000b\n'.padEnd(200, 'x'), 'container-not-a-spreadsheet', ''],
    ['a NUL far down', `${long}\n5.1;a\u0000b;1\n`, 'container-binary', '40001'],
    ['a NUL within UTF-16', Buffer.from(`\ufeff${table}a\u0000b`, 'utf16le'), 'container-binary', '3'],
    ['a quote that is never closed', 'a;b\nc;"d\ne;f\n', 'csv-quote-not-closed', '2'],
    ['a quote that is closed a hundred lines further down', `a;b\nc;"d\n${'e;f\n'.repeat(150)}g";h\n`, 'csv-quote-not-closed', '2'],
    ['a record without end', `a;b\n"${'x'.repeat(5_000_000)}\n`, 'csv-quote-not-closed', '2'],
    ['a line that is too long', `a;b\n"c";${'x'.repeat(5_000_000)}\n`, 'csv-line-too-long', '2'],
  ])('%s is refused, with its line', async (_, bytes, code, ref) => {
    expect(await read(bytes)).toMatchObject({ code, ref });
  });

  it('rows cut in more or fewer fields are reported, with the first line', async () => {
    const rows = ['Kode;Uraian;Volume;Pagu', ...Array.from({ length: 12 }, (_, at) => `5.1;Nama ${at};1;${at}`)];
    const ragged = [...rows, '5.1;Alat; Bahan;1;500', '5.1;Kertas 700;3', '5.1;Nama;1;7', '5.1;a;b'];
    expect(await read(rows.join('\n'))).toMatchObject({ notes: [] });
    expect(await read(ragged.join('\n'))).toMatchObject({ notes: ['csv-ragged-rows 14 3'] });
  });

  it('titles, totals without their last columns and blank fields behind are no ragged rows', async () => {
    const rows = ['LAPORAN;', ';;', 'Kode;Uraian;Pagu;Ket', '5.1;a;1;', '5.2;b;2;', '5.3;c;3', '5.4;d;4;;;', 'Jumlah;10'];
    expect(await read(rows.join('\n'))).toMatchObject({ notes: [] });
  });

  it('a row wider than any sheet keeps what a sheet has', async () => {
    const { lines } = (await read(`a;${'b;'.repeat(20_000)}\nc;d\n`)) as { lines: string[] };
    expect([lines.length, lines[0]?.split(', ').length]).toEqual([2, 1024]);
  });
});

describe('a JSON dump', () => {
  const json = (text: string | Buffer) => read(text, 'a.json');
  it.each<[string, string, string[]]>([
    [
      'keeps numbers exact',
      '[{"a":12345678901234567.89,"b":1e15,"c":-0.10}]',
      ['0: A=text a, B=text b, C=text c', '1: A=number 12345678901234567.89, B=number 1e15, C=number -0.10'],
    ],
    [
      'may be wrapped; each list is a sheet, the longest first',
      '{"ok":true,"meta":[{"x":1}],"data":{"rows":[{"a":1},{"a":2}]}}',
      ['0: A=text a', '1: A=number 1', '2: A=number 2', '0: A=text x', '1: A=number 1'],
    ],
    ['may hold keys that only later records have', '[{"a":1},{"b":2}]', ['0: A=text a, B=text b', '1: A=number 1', '2: B=number 2']],
    [
      'knows 0, null, empty and false apart',
      '[{"a":0,"b":null,"c":"","d":false,"e":"0"}]',
      ['0: A=text a, B=text b, C=text c, D=text d, E=text e', '1: A=number 0, D=boolean FALSE, E=text 0'],
    ],
    [
      'is not poisoned by names',
      '[{"__proto__":"x","constructor":"y","a":1}]',
      ['0: A=text __proto__, B=text constructor, C=text a', '1: A=text x, B=text y, C=number 1'],
    ],
    ['leaves out what is no value', '[{"a":[1,2],"d":1}]', ['0: A=text a, B=text d', '1: B=number 1']],
    [
      'spreads objects over columns of their own',
      '[{"subGiat":{"kode":1,"x":{"y":2}},"kode_sub_giat":3}]',
      ['0: A=text kode_sub_giat, B=text x_sub_giat', '1: A=number 1'],
    ],
    ['may have a mark', '\ufeff[{"a":1}]', ['0: A=text a', '1: A=number 1']],
  ])('%s', async (_, text, lines) => {
    expect(await json(text)).toMatchObject({ lines });
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
  });

  it.each<[string, string | Buffer, string]>([
    ['cut off', '[{"a":1},{"b":', 'json-unreadable'],
    ['a million deep', '['.repeat(1_000_000), 'json-unreadable'],
    ['a hundred thousand deep and closed', '['.repeat(100_000) + ']'.repeat(100_000), 'json-unreadable'],
    ['not UTF-8', Buffer.from('[{"a":"\u00e9"}]', 'latin1'), 'json-unreadable'],
    ['one number', '{"a":1}', 'json-not-a-table'],
    ['a list of numbers', '[1,2,3]', 'json-not-a-table'],
    ['an empty list', '[]', 'json-not-a-table'],
    ['larger than is read', `[{"a":"${'x'.repeat(61_000_000)}"}]`, 'container-too-large'],
  ])('%s is refused', async (_, text, code) => {
    expect(await json(text)).toMatchObject({ code, severity: 'blocking' });
  });
});

findsWhatIsListed('hostile-text');
