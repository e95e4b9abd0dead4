import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from './csv-line.ts';

/** The cells of a line as a spreadsheet splits it: quotation marks count where a cell begins with one. */
function split(text: string, separator: string): string[] {
  const cells: string[] = [];
  let [cell, quoted, begins] = ['', false, true];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[at++];
      else quoted = false;
    } else if (char === '"' && begins) quoted = true;
    else if (char === separator || char === '\n' || char === '\r') {
      cells.push(cell);
      [cell, begins] = ['', true];
      continue;
    } else cell += char;
    begins = false;
  }
  return cells;
}

it('writes amounts and numbers plainly, and texts so that they come back', () => {
  expect(csvLine(['a', 'b,c', 'd;e', 'f\tg', 'h"i', -1250n, 7, null])).toBe('a,"b,c","d;e","f\tg","h""i",-12.50,7,\n');
  expect(csvLine(['a', 'b;c'], ';')).toBe('a;"b;c"\n');
  expect(csvLine(['foo;=cmd|x', '=1+1', '+62', '-', '@x', '\tx', '\rx'])).toBe(`"foo;'=cmd|x",'=1+1,'+62,'-,'@x,"'\tx","'\rx"\n`);
});

it('no text is a formula, at whichever separator a spreadsheet splits', () => {
  const text = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', ',', ';', '\t', '\r', '\n', '"', ' ', 'a', '1', '|') });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), fc.constantFrom(',' as const, ';' as const), (texts, written) => {
      for (const separator of [',', ';', '\t'])
        for (const cell of split(csvLine(texts, written), separator)) expect(cell).not.toMatch(/^[ "]*[=+\-@]/);
    }),
    { numRuns: 2000 },
  );
});
