import { isoDate } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { fiscalYearSteps } from './fiscal-year.tsx';

const states = (given: Partial<Parameters<typeof fiscalYearSteps>[0]>) =>
  fiscalYearSteps({ year: 2026, versions: ['murni'], asOf: null, audited: false, today: isoDate('2026-02-01'), ...given }).map(
    ({ state }) => state,
  );

test('the year of a budget: what is done, what comes next, and what is past its time', () => {
  expect(states({})).toEqual(['done', 'now', 'next', 'next', 'next']);
  expect(states({ today: isoDate('2025-12-20') })).toEqual(['done', 'next', 'next', 'next', 'next']);
  expect(states({ asOf: isoDate('2026-09-30'), today: isoDate('2026-10-01') })).toEqual(['done', 'now', 'missing', 'next', 'next']);
  const changed = { versions: ['murni', 'pergeseran-1', 'perubahan'], asOf: isoDate('2026-12-31') };
  expect(states({ ...changed, today: isoDate('2027-03-31') })).toEqual(['done', 'done', 'done', 'next', 'next']);
  // Nobody here knows whether the report was sent in time.
  expect(states({ ...changed, today: isoDate('2027-06-01') })).toEqual(['done', 'done', 'done', 'missing', 'missing']);
  expect(states({ ...changed, audited: true, today: isoDate('2028-01-01') })).toEqual(['done', 'done', 'done', 'done', 'done']);
  expect(states({ versions: [] })[0]).toBe('missing');
});
