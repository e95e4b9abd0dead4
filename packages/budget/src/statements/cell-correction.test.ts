import { describe, expect, it } from 'vitest';
import { cellText, typedCell } from './cell-correction.ts';

describe('a value typed into a cell', () => {
  it.each([
    ['1.234.567,50', 'number', 'number', '1234567.50'],
    ['1.234', 'number', 'number', '1234'],
    ['Rp 2.500', 'empty', 'number', '2500'],
    ['(1.000)', 'number', 'number', '-1000'],
    ['-12', 'error', 'number', '-12'],
    ['12,5 %', 'number', 'number', '0.125'],
    ['7%', 'number', 'number', '0.07'],
    ['5.1.02', 'number', 'text', '5.1.02'],
    ['5.1', 'number', 'text', '5.1'],
    ['0001', 'number', 'text', '0001'],
    ['1.234', 'text', 'text', '1.234'],
    ['31/12/2025', 'date', 'date', '2025-12-31'],
    ['1-2-2026', 'date', 'date', '2026-02-01'],
    ['2025-12-31', 'date', 'date', '2025-12-31'],
    ['31/02/2025', 'date', 'text', '31/02/2025'],
    ['  ', 'number', 'empty', ''],
  ])('%j in a cell of %s is %s %j', (typed, held, kind, text) => {
    expect(typedCell(typed, held)).toMatchObject({ kind, text });
  });

  it('is a percentage only where it was typed as one', () => {
    expect([typedCell('7%', 'number').percent, typedCell('7', 'number').percent]).toEqual([true, false]);
  });
});

it('a cell is shown on one line, without personal data, and not without end', () => {
  expect(cellText(' Honor\n Budi, NIP. 19800101 200501 1 001 ')).toBe('Honor Budi, NIP. [NIP]');
  expect(cellText('x'.repeat(5000))).toHaveLength(300);
});
