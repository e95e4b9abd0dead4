import { describe, expect, it } from 'vitest';
import { sayTerms } from '../language/terms.ts';
import { describeFinding, describeRule, finding, printedValue } from './finding.ts';
import { type FindingCode, findingRules } from './rule-book.ts';

describe('findings', () => {
  it('carry the severity of their rule and an empty place where none is given', () => {
    expect(finding('year-unknown')).toEqual({ code: 'year-unknown', severity: 'question', sheet: '', ref: '', value: '', expected: '' });
    expect(finding('no-table', { sheet: 'LRA', ref: 'A1' })).toMatchObject({ severity: 'blocking', sheet: 'LRA', ref: 'A1' });
  });

  it('are described in both languages with what was found, even where that looks like a placeholder or a pattern', () => {
    const item = finding('government-other', { value: "$& {expected} $'", expected: 'Kota Pangkalpinang' });
    expect(describeFinding(item, 'en').message).toBe("This file belongs to $& {expected} $', not Kota Pangkalpinang.");
  });

  it('print amounts as people write them, and codes as they are', () => {
    const differs = finding('total-differs', { value: '20400000.00', expected: '-5.25' });
    expect(describeFinding(differs, 'id').message).toBe('Jumlah di berkas Rp20.400.000, sedangkan rinciannya berjumlah −Rp5,25.');
    expect(describeFinding(differs, 'en').message).toBe('The file states a total of Rp20,400,000, its details add up to −Rp5.25.');
    const falls = finding('cumulative-falls', { value: '1.02.0.00 5.1.02: 1234.00', expected: 'Surplus 5.1.02' });
    expect(describeFinding(falls, 'id').message).toBe('Realisasi kumulatif turun: 1.02.0.00 5.1.02: Rp1.234; sebelumnya Surplus 5.1.02.');
    expect(printedValue(finding('code-unknown', { value: '12.50' }), 'value', 'id')).toBe('12.50');
  });

  it('print our dates, months, versions and bases in words, and quote a file as it is', () => {
    const closed = finding('year-closed', { value: '2025', expected: '2026-06-30' });
    expect(describeFinding(closed, 'id').message).toBe('Tahun anggaran 2025 sudah ditutup sejak 30 Juni 2026.');
    const missing = finding('month-missing', { value: '2026-01-31', expected: '2026-02, 2026-03' });
    expect(describeFinding(missing, 'en').message).toBe(
      'There is no report for February 2026, March 2026; the last one before this is as of 31 January 2026.',
    );
    const older = finding('version-older', { value: 'murni', expected: 'perubahan-pergeseran-1' });
    expect(describeFinding(older, 'id').message).toBe(
      'Versi anggaran ini APBD murni, padahal yang berlaku sudah Pergeseran 1 setelah APBD Perubahan.',
    );
    expect(sayTerms('lra, sp2d', 'en')).toBe('LRA, SP2D');
    expect(printedValue(finding('amount-unreadable', { value: '2026-06-30' }), 'value', 'id')).toBe('2026-06-30');
  });

  it('leave no placeholder unfilled', () => {
    for (const code of Object.keys(findingRules)) {
      for (const language of ['id', 'en'] as const) {
        const { message, remedy } = describeFinding({ code: code as FindingCode, value: 'x', expected: 'y' }, language);
        expect(message + remedy, code).not.toMatch(/[{}]/);
      }
    }
  });

  it('are described for many places at once without the value of any', () => {
    expect(describeRule('total-differs').id).toBe('Jumlah di berkas tidak sama dengan jumlah rinciannya.');
    expect(describeRule('basis-unknown')).toEqual(findingRules['basis-unknown'].message);
    expect(describeRule('government-other').en).toBe('This file belongs to …, not ….');
    for (const code of Object.keys(findingRules))
      for (const text of Object.values(describeRule(code as FindingCode))) expect(text, code).not.toMatch(/[{}]/);
  });
});
