import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows } from '../src/containers/xlsx/rows.ts';
import { readStrings } from '../src/containers/xlsx/strings.ts';
import { Refusal } from '../src/table/sheet.ts';

const context = { name: 'S', strings: ['satu', 'd\u00fa\u00e9'], numberStyles: [], from1904: false, oddCell: () => {} };

/** Cells in the ways that writers write them, and what each is. */
const cell = fc.constantFrom(
  { xml: '<c r="@"><v>1</v></c>', is: 'number 1' },
  { xml: '<c r="@" s="5" t="s"><v>1</v></c>', is: 'text d\u00fa\u00e9' },
  { xml: '<c\n t="s"\tr="@" ><v>0</v ></c >', is: 'text satu' },
  { xml: "<c r='@' t='inlineStr'><is><t>a &lt; \u4e2d\ud83d\ude00</t></is></c>", is: 'text a < \u4e2d\ud83d\ude00' },
  { xml: '<c r="@" t="str"><f>IF(A1&gt;2,"&lt;c","")</f><v>x</v></c>', is: 'text x' },
  { xml: '<c r="@"><!-- <c r="Z9"><v>9</v></c> --><v>4<!-- -->2</v></c>', is: 'number 42' },
  { xml: '<c r="@" t="str"><v><![CDATA[</row><row r="1">]]></v></c>', is: 'text </row><row r="1">' },
  { xml: '<c r="@"/>', is: undefined },
  { xml: '<c r="@"></c>', is: undefined },
);
const table = fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 8 });

function written(rows: readonly (readonly { xml: string }[])[], prefix: string): string {
  const body = rows
    .map(
      (cells, at) =>
        `<row r="${at + 1}" >${cells.map(({ xml }, column) => xml.replace('@', `${String.fromCharCode(65 + column)}${at + 1}`)).join('')}</row >\n`,
    )
    .join('<!-- between -->');
  const xml = `<?xml version="1.0"?><!-- x --><worksheet xmlns="m"><cols><col/></cols><sheetData>${body}</sheetData><rowBreaks/></worksheet>`;
  if (prefix === '') return xml;
  return xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|(<\/?)(?=[a-z])/g, (whole, open?: string) =>
    open === undefined ? whole : open + prefix,
  );
}

async function* pieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(bytes: Buffer, sizes: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for await (const lot of readRows(() => Promise.resolve(pieces(bytes, sizes)), context))
    for (const row of lot)
      for (const [at, cell] of row.cells.entries()) if (cell) found.push(`${row.number}.${at} ${cell.kind} ${cell.text}`);
  return found;
}

describe('a worksheet that comes in pieces', () => {
  it('is the same however it is cut, prefixed and encoded', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('', 'x:', 'ns0:'),
        fc.constantFrom('utf8' as const, 'utf16le' as const),
        async (rows, sizes, prefix, encoding) => {
          const expected = rows.flatMap((cells, row) =>
            cells.flatMap(({ is }, at) => (is === undefined ? [] : [`${row + 1}.${at} ${is}`])),
          );
          const bytes = Buffer.from(written(rows, prefix), encoding);
          expect(await read(bytes, sizes)).toEqual(expected);
        },
      ),
      { numRuns: 300, seed: 20261123 },
    );
  });

  it('that stops anywhere is damaged, never a shorter report', async () => {
    const rows = [
      [{ xml: '<c r="@"><v>12</v></c>' }, { xml: '<c r="@" t="str"><v><![CDATA[a]]></v></c>' }],
      [{ xml: '<c r="@"><v>3</v></c>' }],
    ];
    const bytes = Buffer.from(written(rows, '').replace(/<rowBreaks.*$/, '</worksheet>'));
    const whole = bytes.length - '</worksheet>'.length + '</worksheet'.length;
    for (let length = 0; length < whole; length++) {
      const reading = read(bytes.subarray(0, length), [30]);
      await expect(reading, bytes.toString('utf8', 0, length)).rejects.toBeInstanceOf(Refusal);
    }
    expect(await read(bytes, [30])).toHaveLength(3);
  });

  it.each([7, 64, 1000])('shows a declaration in pieces of %i bytes', async (size) => {
    for (const doctype of [
      '<!DOCTYPE worksheet>',
      '<!DOCTYPE x [<!ENTITY a "b">]>',
      '<!doctype x>',
      '<!ENTITY a SYSTEM "file:///etc/passwd">',
    ]) {
      const bytes = Buffer.from(`<?xml version="1.0"?>${' '.repeat(17)}${doctype}<worksheet><sheetData/></worksheet>`);
      await expect(read(bytes, [size])).rejects.toMatchObject({ finding: { code: 'container-doctype', value: 'S' } });
    }
  });

  it('holds strings of which none runs into the next', async () => {
    const xml = '<sst><si ><t>a</t></si ><si/><si><t/></si>\n<si><t>b</t><phoneticPr/></si><extLst/></sst>';
    for (const size of [1, 3, 1000]) expect(await readStrings(pieces(Buffer.from(xml), [size]))).toEqual(['a', '', '', 'b']);
    await expect(readStrings(pieces(Buffer.from('<sst><si><t>a</t></si>'), [5]))).rejects.toMatchObject({
      finding: { code: 'container-damaged' },
    });
  });
});
