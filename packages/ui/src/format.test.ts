import { isoDate } from '@sipkadin/budget';
import { describe, expect, test } from 'vitest';
import {
  chooseUnit,
  formatBytes,
  formatDate,
  formatInstant,
  formatInUnit,
  formatMonth,
  formatPoints,
  formatPointsSize,
  formatProgress,
  formatRatio,
  formatShort,
  unitLabel,
} from './format.ts';

const rp = (rupiah: number | bigint) => BigInt(rupiah) * 100n;
const s = (text: string) => text.replaceAll('~', '\u00a0');

describe('short amounts', () => {
  test.each([
    [rp(792_217_814_455n), 'Rp792,2~miliar', 'Rp792.2~billion'],
    [rp(1_050_000_000_000n), 'Rp1,05~triliun', 'Rp1.05~trillion'],
    [rp(999_950_000_000n), 'Rp999,95~miliar'.replace('999,95', '1.000'), 'Rp1,000~billion'],
    [rp(999_949_999_999n), 'Rp999,9~miliar', 'Rp999.9~billion'],
    [rp(-56_773_392_721n), '−Rp56,8~miliar', '−Rp56.8~billion'],
    [rp(4_690_805_225n), 'Rp4,69~miliar', 'Rp4.69~billion'],
    [rp(5_000_000_000n), 'Rp5~miliar', 'Rp5~billion'],
    [rp(43_000_000_001n), 'Rp43,0~miliar', 'Rp43.0~billion'],
    [rp(2_500_000n), 'Rp2,5~juta', 'Rp2.5~million'],
    [rp(999_999n), 'Rp999.999', 'Rp999,999'],
    [12n, 'Rp0,12', 'Rp0.12'],
    [0n, 'Rp0', 'Rp0'],
  ])('%s sen reads %s', (sen, id, en) => {
    expect(formatShort(sen, 'id')).toBe(s(id));
    expect(formatShort(sen, 'en')).toBe(s(en));
  });
});

describe('a column of one unit', () => {
  test('small amounts that are not zero differ from zero', () => {
    expect(formatInUnit(rp(792_217_814_455n), 'billion', 'id')).toBe('792,2');
    expect(formatInUnit(rp(1_000_000n), 'billion', 'id')).toBe('<0,1');
    expect(formatInUnit(rp(-1_000_000n), 'billion', 'id')).toBe('>−0,1');
    expect(formatInUnit(0n, 'billion', 'id')).toBe('0');
    expect(formatInUnit(rp(1_050_000_000_000n), 'billion', 'en')).toBe('1,050.0');
  });

  test('the unit follows the largest amount', () => {
    expect(chooseUnit([rp(1_050_000_000_000n), rp(3), null])).toBe('billion');
    expect(chooseUnit([rp(92_000_000_000_000n)])).toBe('trillion');
    expect(chooseUnit([rp(3_000_000)])).toBe('million');
    expect(chooseUnit([])).toBe('rupiah');
    expect(unitLabel('billion', 'id')).toBe(s('Rp~miliar'));
    expect(unitLabel('rupiah', 'id')).toBe('Rp');
  });
});

describe('percentages', () => {
  test.each([
    [7544n, 10000n, '75,4%'],
    [99996n, 100000n, '99,9%'],
    [69_349n, 100_000n, '69,3%'],
    [69_350n, 100_000n, '69,4%'],
    [1n, 1n, '100%'],
    [100004n, 100000n, '100,1%'],
    [2464n, 1000n, '246,4%'],
    [0n, 5n, '0%'],
    [1n, 100000n, '<0,1%'],
    [-1n, 4n, '−25,0%'],
  ])('%s of %s is %s', (part, whole, text) => {
    expect(formatRatio(part, whole, 'id')).toBe(text);
  });

  test('no denominator and no data are a dash, never zero', () => {
    expect(formatRatio(5n, 0n, 'id')).toBe('–');
    expect(formatRatio(null, 5n, 'id')).toBe('–');
    expect(formatRatio(0n, null, 'id')).toBe('–');
  });

  test('progress in hundredths of a percent reads as percent', () => {
    expect(formatProgress(7544, 'id')).toBe('75,4%');
    expect(formatProgress(7545, 'id')).toBe('75,5%');
    expect(formatProgress(9999, 'id')).toBe('99,9%');
    expect(formatProgress(10_000, 'en')).toBe('100%');
    expect(formatProgress(null, 'id')).toBe('–');
  });

  test('the table of an LRA has two decimals', () => {
    expect(formatRatio(69_349n, 100_000n, 'id', 2)).toBe('69,35%');
    expect(formatRatio(999_999n, 1_000_000n, 'id', 2)).toBe('99,99%');
    expect(formatRatio(1n, 10_000_000n, 'id', 2)).toBe('<0,01%');
  });

  test('gaps are points with their sign', () => {
    expect(formatPoints(-149n, 'id')).toBe(s('−14,9~poin'));
    expect(formatPoints(9n, 'en')).toBe(s('+0.9~pts'));
    expect(formatPoints(0n, 'id', true)).toBe('0,0');
    expect(formatPoints(null, 'id')).toBe('–');
    expect(formatPointsSize(-149n, 'id')).toBe(s('14,9~poin'));
  });
});

describe('dates and the rest', () => {
  test('dates are spelled out', () => {
    expect(formatDate(isoDate('2025-12-12'), 'id')).toBe(s('12~Desember~2025'));
    expect(formatDate(isoDate('2025-08-01'), 'id', 'short')).toBe(s('1~Agu~2025'));
    expect(formatDate(isoDate('2025-05-01'), 'en', 'short')).toBe(s('1~May~2025'));
  });

  test('instants are shown in Jakarta time', () => {
    expect(formatInstant('2025-12-31T17:05:00.000Z', 'id')).toBe(s('1~Jan~2026, 00.05~WIB'));
    expect(formatInstant('2025-12-31T07:05:00.000Z', 'en')).toBe(s('31~Dec~2025, 14:05~WIB'));
  });

  test('months and sizes of files', () => {
    expect(formatMonth(8, 'id', 'letter')).toBe('A');
    expect(formatMonth(10, 'id')).toBe('Oktober');
    expect(formatBytes(999, 'id')).toBe(s('999~B'));
    expect(formatBytes(1234, 'id')).toBe(s('1,2~KB'));
    expect(formatBytes(27_400, 'id')).toBe(s('27~KB'));
    expect(formatBytes(3_456_789, 'en')).toBe(s('3.5~MB'));
  });
});
