import { join } from 'node:path';
import { fiscalYear, isoDate } from '@sipkadin/budget';
import { openEditions } from '@sipkadin/edition';
import { expect, test } from 'vitest';
import { amountOf } from './amount-of.ts';

test("a month of an edition of format 1 ends with the month, not with the day of a later report that names the month's figure", async () => {
  const editions = openEditions(join(import.meta.dirname, '../../../../../../test/pinned/c85f94c/editions'));
  editions.refresh();
  const edition = editions.open('19.71', fiscalYear(2026), 6);
  if (edition === undefined) throw new Error('no edition');
  const subject = { unit: undefined, subUnit: undefined, activity: undefined, account: '5', fund: undefined };
  const { days } = await amountOf(edition, subject, { measure: 'realization', version: null, month: 3 });
  expect(days).toEqual([isoDate('2026-03-31')]);
});
