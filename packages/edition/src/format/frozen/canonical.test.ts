import { expect, it } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { csvLine } from './csv.ts';
import { slugs } from './slug.ts';

it('writes the same JSON for any order of keys, with one element of a list on each line', () => {
  const text = '[\n{"a":null,"b":[1,"é\\n"]},\n{"a":2}\n]\n';
  expect(
    canonicalJson([
      { b: [1, 'é\n'], a: null },
      { a: 2, b: undefined },
    ]).toString('utf8'),
  ).toBe(text);
  expect(canonicalJson([]).toString('utf8')).toBe('[]\n');
  expect(() => canonicalJson({ amount: 1n })).toThrow('decimal text');
});

it('guards text that a spreadsheet would run, and leaves amounts numbers', () => {
  expect(csvLine(['=1+1', '+62', '-', '@x', '\tx', '\rx', 'a,"b"', -1250n, null, 7])).toBe(
    `'=1+1,'+62,'-,'@x,'\tx,"'\rx","a,""b""",-12.50,,7\n`,
  );
});

it('makes addresses of names and numbers equal ones in order of code', () => {
  const named = [
    { code: '7.01.0.00.0.00.02.0000', name: 'Kecamatan “Gabek”' },
    { code: '7.01.0.00.0.00.01.0000', name: 'KECAMATAN  GABEK' },
    { code: '', name: 'Kota' },
    { code: '7.01.0.00.0.00.03.0000', name: '–' },
    { code: '7.01.0.00.0.00.04.0000', name: 'Bappéda' },
  ];
  expect([...slugs(named).values()]).toEqual(['_kota', 'kecamatan-gabek', 'kecamatan-gabek-2', 'unit', 'bappeda']);
});
