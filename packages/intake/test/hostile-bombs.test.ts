import { describe, expect, it } from 'vitest';
import { findsWhatIsListed } from '../../../test/found.ts';
import { openedParts, rowsOf, styleSheet, workbook, worksheet } from './workbook.ts';
import { repeated } from './zip.ts';

const [head = '', foot = ''] = worksheet('|').split('|');
const sheetOf = (piece: string, times: number) => repeated('xl/worksheets/sheet1.xml', head, piece, times, foot);
const refusalOf = async (book: Parameters<typeof workbook>[0], limits?: Parameters<typeof openedParts>[1]) =>
  (await openedParts(workbook(book), limits)).refusal;

describe('a file that inflates beyond measure', () => {
  it.each([
    ['40 MB of spaces between strings', 'xl/sharedStrings.xml', 'container-element-too-large'],
    ['40 MB of spaces in the workbook', 'xl/workbook.xml', 'container-too-large'],
    ['40 MB of spaces among the styles', 'xl/styles.xml', 'container-too-large'],
    ['40 MB of spaces in its relations', '_rels/.rels', 'container-too-large'],
  ])('%s', async (_, name, code) => {
    const parts = workbook({ strings: '<si><t>a</t></si>', styles: styleSheet('', '') });
    const at = parts.findIndex((part) => part.name === name);
    parts[at] = repeated(name, '', ' '.repeat(1_000_000), 40, String(parts[at]?.body));
    expect((await openedParts(parts)).refusal).toMatchObject({ code });
  });

  it('of 40 MB of spaces between rows is read: they are passed over', async () => {
    const { lines } = await openedParts(workbook({ sheets: [{ part: sheetOf(' '.repeat(1_000_000), 40) }] }));
    expect(lines).toEqual([]);
  });

  it('by all its parts together', async () => {
    const strings = `<si><t>${'x'.repeat(6000)}</t></si>`;
    const rows = `<row r="1"><c r="A1" t="str"><v>${'x'.repeat(6000)}</v></c></row>`;
    expect(await refusalOf({ strings, sheets: [{ rows }] }, { entries: 100, inflatedBytes: 10_000 })).toMatchObject({
      code: 'container-too-large',
    });
    expect(await refusalOf({ strings, sheets: [{ rows }] }, { entries: 100, inflatedBytes: 20_000 })).toBeUndefined();
  });

  it('but a part that is looked at again counts once', async () => {
    const rows = `<row r="1"><c r="A1" t="str"><v>${'x'.repeat(6000)}</v></c></row>`;
    const { book } = await openedParts(workbook({ sheets: [{ rows }] }), { entries: 100, inflatedBytes: 10_000 });
    expect(book?.sheets).toHaveLength(1);
  });
});

describe('a worksheet without measure', () => {
  it('of as many rows as Excel has is read to its end', async () => {
    const { lines, refusal } = await openedParts(workbook({ sheets: [{ part: sheetOf('<row/>', 1_048_576) }] }));
    expect([refusal, lines.length]).toEqual([undefined, 1000]);
  });

  it('of one row more is refused', async () => {
    expect(await refusalOf({ sheets: [{ part: sheetOf('<row/>', 1_048_577) }] })).toMatchObject({
      code: 'container-row-out-of-bounds',
      sheet: 'Sheet1',
    });
  });

  it.each([
    ['of one row without end', '<row r="1">', '<x/>', 2_100_000],
    ['with an attribute of 10 million characters', '<row r="1"><c r="A1" x="', 'x'.repeat(1000), 10_000],
    ['with a comment without end', '<!-- ', 'x'.repeat(1000), 10_000],
    ['with a text of 10 million characters', '<row r="1"><c r="A1" t="str"><v>', 'x'.repeat(1000), 10_000],
    ['nested three million deep', '<row r="1"><c r="A1">', '<a>', 3_000_000],
  ])('%s is refused', async (_, open, piece, times) => {
    const part = repeated('', head + open, piece, times, foot);
    expect(await refusalOf({ sheets: [{ part }] })).toMatchObject({ code: 'container-element-too-large', value: 'Sheet1' });
  });

  it.each([
    ['cells without values', '<c><f>A1</f></c>'],
    ['cells with an unknown element', '<c><vx/></c>'],
    ['elements that are no cells', '<cx/><rowx/>'],
    ['opening brackets', '< <'],
    ['comments', '<!---->'],
  ])('of two million characters of %s takes no longer than its length', async (_, piece) => {
    const rows = `<row r="1">${piece.repeat(2_000_000 / piece.length)}</row>`;
    const read = await rowsOf({ sheets: [{ rows }] });
    expect(Array.isArray(read) ? read.length : read.code).toEqual(piece.startsWith('<c>') ? 'container-column-out-of-bounds' : 1);
  });

  it.each(['<t ', '<t>', '<rPh>', '<r><t', '</rPh>'])(
    'of two million characters of %s in one string takes no longer than its length',
    async (piece) => {
      const rows = `<row r="1"><c r="A1" t="inlineStr"><is>${piece.repeat(2_000_000 / piece.length)}</is></c></row>`;
      expect(await rowsOf({ sheets: [{ rows }] })).toEqual(['1: ']);
    },
  );

  it.each([
    ['the last', 0],
    ['the first of many', 999],
  ])('of a row as long as one may be, %s, is read to its end', async (_, more) => {
    const long = `<row r="1"><!-- ${'-='.repeat(1_800_000)} --><c r="B1"><v>1</v></c></row>`;
    const behind = `<row><!-- ${'-='.repeat(500)} --><c><v>1</v></c></row>`.repeat(more);
    expect(await rowsOf({ sheets: [{ rows: long + behind }] })).toHaveLength(1 + more);
  });

  it('nested 100,000 deep within a cell is read', async () => {
    const rows = `<row r="1"><c r="A1">${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}<v>1</v></c></row>`;
    expect(await rowsOf({ sheets: [{ rows }] })).toEqual(['1: A=number 1']);
  });
});

describe('a workbook without measure', () => {
  it('of three million strings is refused', async () => {
    const parts = workbook({ strings: '' });
    const at = parts.findIndex(({ name }) => name === 'xl/sharedStrings.xml');
    parts[at] = repeated('xl/sharedStrings.xml', '<sst>', '<si><t>a</t></si>', 3_000_000, '</sst>');
    expect((await openedParts(parts)).refusal).toMatchObject({ code: 'container-too-many-strings' });
  });

  it('of 200 sheets is read, of 301 refused', async () => {
    const sheets = (count: number) => Array.from({ length: count }, () => ({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }));
    expect((await openedParts(workbook({ sheets: sheets(200) }))).lines).toHaveLength(200);
    expect(await refusalOf({ sheets: sheets(301) })).toMatchObject({ code: 'container-too-many-sheets', value: '301' });
  });

  it('nested 100,000 deep is refused', async () => {
    expect(await refusalOf({ workbook: '<a>'.repeat(100_000) + '</a>'.repeat(100_000) })).toMatchObject({ code: 'container-damaged' });
  });

  it('with an attribute of 10 million characters in its styles is read', async () => {
    const styles = styleSheet(`<numFmt numFmtId="164" formatCode="${'#'.repeat(10_000_000)}"/>`, '<xf numFmtId="164"/>');
    expect(await rowsOf({ styles })).toEqual(['1: A=number 1']);
  });
});

findsWhatIsListed('hostile-bombs');
