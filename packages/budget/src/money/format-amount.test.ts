import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount, formatLra, formatRupiah } from './format-amount.ts';

describe('exact amounts', () => {
  it.each([
    [79221781445537n, 'Rp792.217.814.455,37', 'Rp792,217,814,455.37'],
    [10000000n, 'Rp100.000', 'Rp100,000'],
    [-5677339272190n, '−Rp56.773.392.721,90', '−Rp56,773,392,721.90'],
    [0n, 'Rp0', 'Rp0'],
    [5n, 'Rp0,05', 'Rp0.05'],
    [919000000000000012345n, 'Rp9.190.000.000.000.000.123,45', 'Rp9,190,000,000,000,000,123.45'],
  ])('%s sen reads %s', (sen, id, en) => {
    expect(formatRupiah(sen, 'id')).toBe(id);
    expect(formatRupiah(sen, 'en')).toBe(en);
  });

  it('an LRA shows two decimals and brackets', () => {
    expect(formatLra(-5677339272190n, 'id')).toBe('(56.773.392.721,90)');
    expect(formatLra(10000n, 'id')).toBe('100,00');
  });

  it('counts have marks of thousands', () => {
    expect(formatCount(12378, 'id')).toBe('12.378');
    expect(formatCount(-12378n, 'en')).toBe('−12,378');
    const byIntl = { id: new Intl.NumberFormat('id-ID'), en: new Intl.NumberFormat('en-GB') };
    for (const language of ['id', 'en'] as const)
      fc.assert(fc.property(fc.bigInt({ min: 0n }), (count) => formatCount(count, language) === byIntl[language].format(count)));
  });
});
