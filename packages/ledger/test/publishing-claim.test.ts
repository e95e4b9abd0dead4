import { fiscalYear } from '@sipkadin/budget';
import { describe, expect, it } from 'vitest';
import { addGovernment, claimedYears, claimPublishing, mustHoldPublishing, releasePublishing } from '../src/index.ts';
import { databases } from './databases.ts';

const year = { government: '19.71', year: fiscalYear(2025) };

describe.each(databases)('the claim on publishing a year on $name', ({ open }) => {
  it("is one worker's until it is released or expires", async () => {
    const test = await open();
    const { ledger } = test;
    await ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
    const claim = (worker: string, milliseconds = 300_000, of = year) =>
      ledger.transact((tx) => claimPublishing(tx, of, { worker, milliseconds }));
    const claims = await Promise.all([claim('a'), claim('b')]);
    expect(claims).toEqual([true, false]);
    expect(await claim('a')).toBe(true);
    expect(await claim('b', 1000, { ...year, year: fiscalYear(2024) })).toBe(true);
    await mustHoldPublishing(ledger.read, year, 'a');
    await expect(mustHoldPublishing(ledger.read, year, 'b')).rejects.toMatchObject({ code: 'busy' });
    // The test's clock has moved on by more than a second since: 2024 is abandoned.
    await ledger.transact((tx) => releasePublishing(tx, year, 'b'));
    expect(await claimedYears(ledger.read, '2026-01-05T01:03:00.000Z')).toEqual([{ ...year, year: fiscalYear(2024) }]);
    expect(await claimedYears(ledger.read)).toHaveLength(2);
    expect(await claim('c', 1000, { ...year, year: fiscalYear(2024) })).toBe(true);
    await expect(mustHoldPublishing(ledger.read, { ...year, year: fiscalYear(2024) }, 'b')).rejects.toMatchObject({ code: 'busy' });
    await ledger.transact((tx) => releasePublishing(tx, year, 'a'));
    expect(await claim('b')).toBe(true);
    // Its process died, and the clock was set back by a year.
    await test.tamper("update publishing set claimed_until = '2027-01-05T01:00:00.000Z' where worker = 'b'");
    expect(await claimedYears(ledger.read, '2026-01-05T01:03:00.000Z')).toContainEqual(year);
    expect(await claim('c')).toBe(true);
    await test.end();
  });
});
