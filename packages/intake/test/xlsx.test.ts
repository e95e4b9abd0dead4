import { describe, expect, it } from 'vitest';
import { findsWhatIsListed } from '../../../test/found.ts';
import { openWorkbook } from '../src/containers/container.ts';
import { file, opened, openedParts, relations, rowsOf, styleSheet, workbook, worksheet } from './workbook.ts';
import { zip } from './zip.ts';

const row = (cells: string, attributes = 'r="1"') => `<row ${attributes}>${cells}</row>`;

describe('a cell', () => {
  it.each([
    ['a number with its exact text', '<c r="A1"><v>52441553.48999999</v></c>', 'A=number 52441553.48999999'],
    ['a number as an exponent', '<c r="A1" t="n"><v>1E+15</v></c>', 'A=number 1E+15'],
    ['a shared string', '<c r="A1" t="s"><v>0</v></c>', 'A=text Dinas & Kota'],
    ['a shared string in runs, its phonetic guide left out', '<c r="A1" t="s"><v>1</v></c>', 'A=text Belanja Modal'],
    ['an inline string', '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> spasi </t></is></c>', 'A=text  spasi '],
    ['an inline string in runs', '<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></is></c>', 'A=text ab'],
    [
      'escapes of XML and of Excel',
      '<c r="A1" t="str"><v>a&lt;b_x000D_&#10;&#x41;&unknown;</v></c>',
      'A=text a<b\r\nA&unknown;'.replace('\r\n', '\n'),
    ],
    ['a CDATA section', '<c r="A1" t="str"><v><![CDATA[<row> & </c>]]></v></c>', 'A=text <row> & </c>'],
    ['a boolean', '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c>', 'A=boolean TRUE, B=boolean FALSE'],
    ['an error', '<c r="A1" t="e"><v>#REF!</v></c>', 'A=error #REF!'],
    ['the stored value of a formula', '<c r="A1"><f>SUM(B1:B9)</f><v>7</v></c>', 'A=number() 7'],
    ['a formula that shows text', '<c r="A1" t="str"><f>B1</f><v>ya</v></c>', 'A=text() ya'],
    [
      'a formula that shows an empty text',
      '<c r="A1" t="str"><f>B1</f><v></v></c><c r="B1" t="str"><f>C1</f><v/></c>',
      'A=text(), B=text()',
    ],
    [
      'a formula without a stored value',
      '<c r="A1"><f>SUM(B1)</f></c><c r="B1"><f>1</f><v></v></c><c r="C1"><f/><v/></c>',
      'A=empty(), B=empty(), C=empty()',
    ],
    ['a shared formula', '<c r="A1"><f t="shared" si="0"/><v>3</v></c>', 'A=number() 3'],
    ['a broken formula', '<c r="A1" t="e"><f>#REF!</f><v>#DIV/0!</v></c>', 'A=error() #DIV/0!'],
    ['text typed as a number', '<c r="A1"><v>Jumlah (Rp)</v></c>', 'A=text Jumlah (Rp)'],
    ['a date by its built-in style', '<c r="A1" s="1"><v>45992</v></c>', 'A=date 2025-12-01'],
    ['a date by its own format', '<c r="A1" s="2"><v>45992.5</v></c>', 'A=date 2025-12-01T12:00:00'],
    ['an amount whose format holds letters of dates in quotes', '<c r="A1" s="3"><v>45992</v></c>', 'A=number 45992'],
    ['an amount in rupiah', '<c r="A1" s="4"><v>45992</v></c>', 'A=number 45992'],
    [
      'the day before the leap day that never was',
      '<c r="A1" s="1"><v>59</v></c><c r="B1" s="1"><v>61</v></c>',
      'A=date 1900-02-28, B=date 1900-03-01',
    ],
    ['a date beyond the calendar', '<c r="A1" s="1"><v>99999999</v></c>', 'A=number 99999999'],
    ['an ISO date', '<c r="A1" t="d"><v>2026-01-07T00:00:00</v></c>', 'A=date 2026-01-07'],
    ['empty cells', '<c r="A1"/><c r="B1" s="1"></c><c r="C1" t="s"/><c r="D1"><v></v></c>', ''],
    ['cells without references', '<c><v>1</v></c><c/><c><v>3</v></c>', 'A=number 1, C=number 3'],
    ['references in lower case', '<c r="ab1"><v>1</v></c>', 'AB=number 1'],
    ['attributes in quotes of both kinds, in any order', `<c t='b' cm=">" s = "1" r='B1'><v>1</v></c>`, 'B=boolean TRUE'],
    ['blanks within tags', '<c r="A1" ><v >1</v ></c\n><c\tr="B1"\n/><c r="C1"><v>2</v></c >', 'A=number 1, C=number 2'],
    ['a cell XFD1, far right of any report', '<c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c>', 'A=number 1'],
    ['what else is in a row', '<c r="A1"><v>1</v><extLst><ext><x14:c r="B1"/></ext></extLst></c>', 'A=number 1'],
  ])('%s', async (_, cells, read) => {
    const styles = styleSheet(
      '<numFmt numFmtId="164" formatCode="[$-421]dd mmmm yyyy;@"/><numFmt numFmtId="165" formatCode="#,##0 &quot;dmy&quot;\\d"/><numFmt numFmtId="166" formatCode="_(&quot;Rp&quot;* #,##0_)"/>',
      '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>',
    );
    const strings =
      '<si><t>Dinas &amp; Kota</t></si><si><r><t>Belanja</t></r><r><t xml:space="preserve"> Modal</t></r><rPh sb="0"><t>x</t></rPh></si>';
    expect(await rowsOf({ sheets: [{ rows: row(cells) }], strings, styles })).toEqual([`1: ${read}`]);
  });

  it.each([
    ['twice', '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', 'A1'],
    ['within a cell', '<c r="A1"><v>1</v><c r="B1"><v>2</v></c></c>', 'A1'],
    ['that does not end', '<c r="A1"><v>1</v>', 'A1'],
    ['with a shared string that there is not', '<c r="A1" t="s"><v>7</v></c>', 'A1'],
    ['with a reference that is none', '<c r="#1"><v>7</v></c>', '1'],
    ['with an attribute without quotes', '<c r=A1><v>7</v></c>', '1'],
  ])('%s is damage, with its place', async (_, cells, ref) => {
    expect(await rowsOf({ sheets: [{ rows: row(cells) }], strings: '<si><t>a</t></si>' })).toMatchObject({
      code: 'container-damaged',
      sheet: 'Sheet1',
      ref,
    });
  });

  it('right of XFD is refused', async () => {
    expect(await rowsOf({ sheets: [{ rows: row('<c r="XFE1"><v>1</v></c>') }] })).toMatchObject({
      code: 'container-column-out-of-bounds',
      ref: '1',
    });
  });

  it('with more text than Excel holds is cut to what it holds', async () => {
    const [line] = (await rowsOf({ sheets: [{ rows: row(`<c r="A1" t="str"><v>${'x'.repeat(40_000)}</v></c>`) }] })) as string[];
    expect(line).toHaveLength('1: A=text '.length + 32_767);
  });
});

describe('a row', () => {
  it.each([
    ['hidden', row('<c r="A5"><v>1</v></c>', 'r="5" hidden="1"'), ['5 hidden: A=number 1']],
    ['without a number follows the one before', `${row('', 'r="3"')}<row><c><v>1</v></c></row>`, ['3: ', '4: A=number 1']],
    ['1048576 is the last there is', row('<c r="A1048576"><v>1</v></c>', 'r="1048576"'), ['1048576: A=number 1']],
    ['in a comment is none', `<!-- ${row('<c r="A1"><v>1</v></c>')} -->${row('<c r="A2"><v>2</v></c>', 'r="2"')}`, ['2: A=number 2']],
    ['in an instruction is none', `<?x ${row('<c r="A1"><v>1</v></c>')} ?>`, []],
  ])('%s', async (_, rows, lines) => {
    expect(await rowsOf({ sheets: [{ rows }] })).toEqual(lines);
  });

  it.each([
    ['999999999', row('', 'r="999999999"'), 'container-row-out-of-bounds'],
    ['0', row('', 'r="0"'), 'container-row-out-of-bounds'],
    ['1.5', row('', 'r="1.5"'), 'container-row-out-of-bounds'],
    ['again', row('') + row(''), 'container-damaged'],
    ['backwards', row('', 'r="2"') + row(''), 'container-damaged'],
    ['within a row', '<row r="1"><c r="A1"><v>1</v></c><row r="2"></row></row>', 'container-damaged'],
  ])('%s is refused', async (_, rows, code) => {
    expect(await rowsOf({ sheets: [{ rows }] })).toMatchObject({ code, sheet: 'Sheet1' });
  });
});

describe('a workbook', () => {
  it('counts days from 1904 where it says so', async () => {
    const styles = styleSheet('', '<xf numFmtId="14"/>');
    const rows = row('<c r="A1" s="0"><v>44530</v></c>');
    expect(await rowsOf({ sheets: [{ rows }], styles, workbook: '<workbookPr date1904="1"/>' })).toEqual(['1: A=date 2025-12-01']);
  });

  it('reports hidden and very hidden sheets, merged cells and sheets without cells', async () => {
    const book = await openWorkbook(
      file(
        zip(
          workbook({
            sheets: [
              {
                name: 'A &amp; B',
                part: worksheet(row('<c r="A1"><v>1</v></c>'), '<mergeCells count="1"><mergeCell ref="A1:XFD2000"/></mergeCells>'),
              },
              { name: 'Sembunyi', state: 'hidden', part: '<worksheet xmlns="x"><sheetData/></worksheet>' },
              { name: 'Rahasia', state: 'veryHidden', rows: '' },
            ],
          }),
        ),
      ),
      'a.xlsx',
    );
    expect(book.sheets.map(({ name, hidden, merges }) => ({ name, hidden, merges }))).toEqual([
      { name: 'A & B', hidden: false, merges: [{ top: 1, left: 0, bottom: 2000, right: 16_383 }] },
      { name: 'Sembunyi', hidden: true, merges: [] },
      { name: 'Rahasia', hidden: true, merges: [] },
    ]);
    book.close();
  });

  it('keeps a thousand merged ranges of a million', async () => {
    const behind = `<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(50_000)}</mergeCells>`;
    const { book } = await openedParts(workbook({ sheets: [{ part: worksheet('', behind) }] }));
    expect(book?.sheets[0]?.merges).toHaveLength(1000);
  });

  it('may use prefixes, absolute targets, other folders and other case', async () => {
    const body =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c><x:c r="C1"><x:f>A1</x:f><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const parts = [
      { name: '_rels/.rels', body: relations([{ id: 'a', type: 'officeDocument', target: '/buku/kerja.xml' }]) },
      {
        name: 'buku/kerja.xml',
        body: '<x:workbook xmlns:x="m" xmlns:r="o"><x:sheets><x:sheet name="S" sheetId="1" r:id="b"/></x:sheets></x:workbook>',
      },
      {
        name: 'buku/_rels/kerja.xml.rels',
        body: relations([
          { id: 'b', type: 'worksheet', target: '/Lembar/Satu.XML' },
          { id: 'c', type: 'sharedStrings', target: '../buku/./teks.xml' },
        ]),
      },
      { name: 'lembar/satu.xml', body },
      { name: 'buku/teks.xml', body: '<x:sst xmlns:x="m"><x:si><x:t>a</x:t></x:si></x:sst>' },
    ];
    expect((await openedParts(parts)).lines).toEqual(['1: A=text a, B=text b, C=number() 3']);
  });

  it('may be stored without compression, in zip64, without <dimension>, without shared strings', async () => {
    const parts = workbook({ sheets: [{ rows: row('<c r="A1" t="str"><v>a</v></c>') }] });
    expect((await opened(zip(parts.map((part) => ({ ...part, stored: true }))))).lines).toEqual(['1: A=text a']);
    expect((await opened(zip(parts, { zip64: true }))).lines).toEqual(['1: A=text a']);
  });

  it('may say that it spans everything and hold one cell', async () => {
    const part =
      '<worksheet><dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384"/></cols><sheetData><row r="1" spans="1:16384"><c r="B1"><v>1</v></c></row></sheetData></worksheet>';
    expect(await rowsOf({ sheets: [{ part }] })).toEqual(['1: B=number 1']);
  });

  it.each(['utf16le', 'with its mark'] as const)('may be written in UTF-16 (%s)', async (how) => {
    const bytes = (text: string) => Buffer.from(`${how === 'utf16le' ? '' : '\ufeff'}${text}`, 'utf16le');
    const parts = workbook({ sheets: [{ rows: row('<c r="A1" t="s"><v>0</v></c>') }], strings: '<si><t>\u00e9\u4e2d</t></si>' });
    const written = parts.map((part) =>
      part.name.startsWith('xl/') ? { ...part, body: bytes(String(part.body).replace(/^<\?xml.*?\?>\n/, '')) } : part,
    );
    expect((await openedParts(written)).lines).toEqual(['1: A=text \u00e9\u4e2d']);
  });

  it('with macros is read, and says that they are not run', async () => {
    const { book, lines } = await openedParts(workbook({ parts: [{ name: 'xl/vbaProject.bin', body: 'x' }] }));
    expect([book?.notes.map(({ code }) => code), lines]).toEqual([['macros-ignored'], ['1: A=number 1']]);
  });

  it('that links to others says so', async () => {
    const { book } = await openedParts(workbook({ parts: [{ name: 'xl/externalLinks/externalLink1.xml', body: '<a/>' }] }));
    expect(book?.notes.map(({ code }) => code)).toEqual(['external-links']);
  });

  it('passes over sheets of charts', async () => {
    const parts = workbook({
      sheets: [{ rows: row('<c r="A1"><v>1</v></c>') }, {}],
      parts: [
        {
          name: 'xl/_rels/workbook.xml.rels',
          body: relations([
            { id: 'rId1', type: 'worksheet', target: 'worksheets/sheet1.xml' },
            { id: 'rId2', type: 'chartsheet', target: 'chartsheets/sheet1.xml' },
          ]),
        },
      ],
    });
    expect((await openedParts(parts)).book?.sheets.map(({ name }) => name)).toEqual(['Sheet1']);
  });
});

findsWhatIsListed('xlsx');
