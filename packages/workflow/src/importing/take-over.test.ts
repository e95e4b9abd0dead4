import { fiscalYear } from '@sipkadin/budget';
import type { InspectReport } from '@sipkadin/intake';
import { expect, test } from 'vitest';
import { answersToTake } from './take-over.ts';

type Known = Parameters<typeof answersToTake>[1];

const words = { id: '', en: '' };
const question = (key: string, ...values: string[]) => ({
  ...{ key, text: words, sheet: '', ref: '' },
  choices: values.map((value) => ({ value, label: words })),
});

/** What is taken over of a question in this month's file, by the answer that the file of an earlier month was read with. */
function taken(
  asked: ReturnType<typeof question>,
  given: string,
  { before = [6], now = [7], year = 2025, at = '2025-07-05T03:00:00.000Z', receivedAt = '2025-08-05T03:00:00.000Z' } = {},
): string | undefined {
  const report = { questions: [asked], statements: [], year: asked.key === 'year' ? null : fiscalYear(year) } as unknown as InspectReport;
  const known: Known = {
    form: { fingerprint: 'f', namePattern: 'p', months: now, opd: '' },
    earlier: [
      {
        ...{ upload: 'u000001', fileName: 'lra_juni.csv', actor: 'sri', at },
        answers: { [asked.key]: given },
        about: { year: fiscalYear(2025), months: before, opd: '' },
      },
    ],
    ...{ equal: [], uploader: 'sri', receivedAt },
  };
  return answersToTake(report, known)[asked.key]?.value;
}

test('the day of the next month is taken where the last one was the end of the month that its file named', () => {
  expect(taken(question('asOf'), '2025-06-30')).toBe('2025-07-31');
  expect(taken(question('asOf'), '2025-06-15')).toBeUndefined();
  expect(taken(question('asOf'), '2025-06-30', { now: [] })).toBeUndefined();
  expect(taken(question('asOf'), '2025-06-30', { now: [7, 8] })).toBeUndefined();
});

test('the month of a table of many is the next one where the file names it and the table has it', () => {
  expect(taken(question('month', 'Juni', 'Juli'), 'Juni')).toBe('Juli');
  expect(taken(question('month', 'Juni'), 'Juni')).toBeUndefined();
  expect(taken(question('month', 'Mei', 'Juli'), 'Mei')).toBeUndefined();
});

test('a year is not carried over its end', () => {
  expect(taken(question('year'), '2025')).toBe('2025');
  expect(taken(question('year'), '2025', { before: [12], now: [1] })).toBeUndefined();
  expect(taken(question('year'), '2025', { before: [], now: [7] })).toBeUndefined();
  expect(taken(question('year'), '2025', { before: [], now: [] })).toBe('2025');
  expect(taken(question('year'), '2025', { before: [], now: [], receivedAt: '2026-01-05T03:00:00.000Z' })).toBeUndefined();
});

test('what may be another one this time is asked', () => {
  expect(taken(question('part', 'F=Triwulan I', '*'), 'F=Triwulan I')).toBeUndefined();
  expect(taken(question('part', 'F=Triwulan I', '*'), '*')).toBe('*');
  expect(taken(question('stage', 'Tahap 1'), 'Tahap 1')).toBeUndefined();
  expect(taken(question('sheet', 'Juni', 'Belanja'), 'Juni')).toBeUndefined();
  expect(taken(question('sheet', 'Juni', 'Belanja'), 'Belanja')).toBe('Belanja');
  expect(taken(question('sheet', 'Pendapatan'), 'Belanja')).toBeUndefined();
  expect(taken(question('version', 'murni'), 'murni')).toBeUndefined();
  expect(taken(question('unit'), 'semua', { now: [6] })).toBeUndefined();
  expect(taken(question('unit'), 'semua')).toBe('semua');
});
