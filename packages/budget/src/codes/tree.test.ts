import { expect, it } from 'vitest';
import { lineage } from './tree.ts';

it('lists a code and every code above it, and skips the level that activities lack', () => {
  expect(lineage('activity', '1.02.01.2.01.0001')).toEqual(['1.02.01.2.01.0001', '1.02.01.2.01', '1.02.01', '1.02', '1']);
  expect(lineage('account', '5.1.02')).toEqual(['5.1.02', '5.1', '5']);
  expect(lineage('unit', '1.02.0.00.0.00.01.0007')).toEqual(['1.02.0.00.0.00.01.0007', '1.02.0.00.0.00.01.0000']);
  expect(lineage('unit', '1.02.0.00.0.00.01.0000')).toEqual(['1.02.0.00.0.00.01.0000']);
  expect(lineage('account', '')).toEqual([]);
});
