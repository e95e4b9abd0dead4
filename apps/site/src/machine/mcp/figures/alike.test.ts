import { fiscalYear, isoDate } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { whyNotCompared } from './alike.ts';
import type { Figure } from './figure.ts';
import { areDisjoint, idOf, readSubject } from './subject.ts';

/** Realized spending of one OPD in a year. */
function paid(year: number, days: readonly string[]): Figure {
  const cited = { government: { code: '19.71', name: '' }, year: fiscalYear(year), edition: 1, hash: String(year) };
  return {
    opened: { cited } as unknown as Figure['opened'],
    subject: { unit: 'dinas-kesehatan', subUnit: undefined, activity: undefined, account: '5', fund: undefined },
    ...{
      parts: [],
      measure: 'realization',
      month: undefined,
      version: null,
      basis: 'sp2d',
      value: 1n,
      days: days.map((day) => isoDate(day)),
    },
  };
}

test.each([
  [['2026-10-31'], ['2025-10-31'], true],
  [['2026-10-31'], ['2025-10-30'], false],
  // The ends of February are one day, though one year has a 29th.
  [['2024-02-29'], ['2025-02-28'], true],
  [['2026-09-30', '2026-10-31'], ['2025-09-30', '2025-10-31'], false],
])('%j and %j of two years are the same day: %s', (days, others, isSame) => {
  const [first, second] = [paid(Number(days[0]?.slice(0, 4)), days), paid(2025, others)];
  expect(whyNotCompared(first, second).map(({ code }) => code)).toEqual(isSame ? [] : ['day']);
});

test('an id is read and written in one form, with codes of any width', () => {
  const read = (id: string) => {
    const subject = readSubject(id);
    return subject && idOf(subject);
  };
  expect(read('rekening:5.1.2/opd:dinas-kesehatan')).toBe('opd:dinas-kesehatan/rekening:5.1.02');
  expect(read('opd:dinas-kesehatan/rekening:5')).toBe('opd:dinas-kesehatan');
  expect(['', 'opd:', 'opd', 'rekening:7', 'unit:a', 'opd:a/opd:b', 'opd:A', 'dana:x', 'opd:a//rekening:5'].map(read)).toEqual(
    Array.from({ length: 9 }, () => undefined),
  );
});

test.each([
  ['opd:a', 'opd:b', true],
  ['opd:a', 'opd:a/kegiatan:1.02', false],
  ['opd:a/unit:x', 'opd:a/unit:y', true],
  ['rekening:5.1', 'rekening:5.2', true],
  ['rekening:5.1', 'rekening:5.1.02', false],
  ['kegiatan:1.02', 'kegiatan:1.03', true],
  ['opd:a', 'kegiatan:1.03', false],
  ['dana:1.1', 'dana:1.2', true],
  ['opd:a/dana:1.1', 'opd:b/dana:1.1', true],
])('%s and %s exclude each other: %s', (one, other, isDisjoint) => {
  const [a, b] = [readSubject(one), readSubject(other)];
  if (a === undefined || b === undefined) throw new Error('no ids');
  expect([areDisjoint(a, b), areDisjoint(b, a)]).toEqual([isDisjoint, isDisjoint]);
});
