import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows } from '../src/containers/xlsx/rows.ts';
import { Refusal } from '../src/table/sheet.ts';

/** Cells as nearly every writer makes them, and what only looks like one. */
const attribute = fc.constantFrom(
  ' t="s"',
  ' s="0"',
  ' s="1"',
  ' s="1" t="s"',
  ' s="12345678" t="s"',
  ' s=""',
  ' t="s" s="1"',
  ' t="n"',
  ' t=""',
  ' ',
  '',
  ' t="s',
);
const value = fc.oneof(
  fc.nat({ max: 4 }).map(String),
  fc.nat().map(String),
  fc.constantFrom('', '0', '00', '007', '012345678', '999999999', '1234567890', '-1', '+1', '1.5', ' 1', '1 ', '1e3', 'a', '4<!-- -->2'),
);
const cell = fc
  .record({
    attribute,
    value,
    open: fc.constantFrom('<c r="', '<c r="', '<c r="', '<c  r="', "<c r='", '<c q="', '<cr r="'),
    letters: fc.constantFrom('@', '@', '@', '@', 'AAAA', 'XFE', 'b', ''),
    row: fc.constantFrom('1', '1', '1', '', '12345678', 'x'),
    after: fc.constantFrom('</v></c>', '</v></c>', '</v></c>', '</v ></c>', '</v>', '</v></c ', '</c>', '</v></c></row>'),
  })
  .map((parts) => `${parts.open}${parts.letters}${parts.row}"${parts.attribute}><v>${parts.value}${parts.after}`);

const context = {
  name: 'S',
  strings: ['nol', 'satu', 'dua'],
  numberStyles: [undefined, 'date'] as const,
  from1904: false,
  oddCell: () => {},
};

async function* whole(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** What is read of a row, or why it is refused. */
async function read(cells: readonly string[], prefix: string): Promise<string[]> {
  const found: string[] = [];
  const row = cells.map((xml, at) => xml.replace('@', String.fromCharCode(65 + at))).join('');
  // Room behind it: a cell at the very end of a piece is not read in one go.
  const xml = `<worksheet><sheetData><row r="1">${row}</row><row r="2"></row>${' '.repeat(100)}</sheetData></worksheet>`;
  try {
    for await (const lot of readRows(() => Promise.resolve(whole(xml.replace(/(<\/?)(?=[a-z])/g, `$1${prefix}`))), context))
      for (const row of lot)
        for (const [at, cell] of row.cells.entries())
          if (cell) found.push(`${row.number}.${at} ${cell.kind}${cell.formula ? '()' : ''} ${cell.text}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    found.push(`${error.finding.code} ${error.finding.ref}`);
  }
  return found;
}

describe('a cell read in one go', () => {
  it('is what the parser reads with all care, which it does where elements carry a prefix', async () => {
    let inOneGo = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 5 }), async (cells) => {
        const found = await read(cells, '');
        expect(found).toEqual(await read(cells, 'p:'));
        inOneGo += found.length;
      }),
      { numRuns: 600, seed: 20261127 },
    );
    expect(inOneGo).toBeGreaterThan(200);
  });

  it.each([
    '<c r="@1" t="s"><v>1</v></c>',
    '<c r="@1" s="3" t="s"><v>2</v></c>',
    '<c r="@1"><v>0</v></c>',
    '<c r="@1" s="1"><v>45000</v></c>',
  ])('%s', async (xml) => {
    const found = await read([xml], '');
    expect(found).toHaveLength(1);
    expect(found).toEqual(await read([xml], 'p:'));
  });
});
