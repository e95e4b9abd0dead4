import { type Contract, fiscalYear, isoDate, type Obstacle, type Target, type Works } from '@sipkadin/budget';
import { addGovernment, addWorks, submitUpload, verifyUpload } from '@sipkadin/ledger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databases, health, type TestLedger } from '../../ledger/test/databases.ts';
import { sending } from '../../ledger/test/sending.ts';
import { worksOf } from '../src/index.ts';

const place = { unit: health, activity: '', sheet: 'Lembar', row: 9 };
const unsigned: Contract = {
  ...{ ...place, number: '', signedOn: null, object: 'Jembatan', ownerEstimate: null, value: null, provider: '' },
  ...{ startsOn: null, endsOn: null, amendment: '', paid: null },
};
const signed: Contract = { ...unsigned, number: '600/1', endsOn: isoDate('2025-09-30'), object: 'Jalan' };
const open: Contract = { ...unsigned, number: '600/2', object: 'Taman' };
const promised: Obstacle = {
  ...{ ...place, cause: 'land', what: 'Lahan', followUp: '', unblocker: 'Sekda', promisedOn: isoDate('2025-10-15') },
  ...{ owner: 'Kepala Bidang', mayBePublic: false },
};
const targets = [9, 10, 12].map((month): Target => ({ ...place, month, hundredths: month * 800 }));

describe.each(databases)("an OPD's works on $name", ({ open: openDatabase }) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await openDatabase();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
    const id = await sending(() => test).receive();
    const head = { government: '19.71', year: fiscalYear(2025), asOf: isoDate('2025-09-30'), covers: [health], simulated: true };
    const works: Works[] = [
      { kind: 'contract', head, rows: [unsigned, signed, open] },
      { kind: 'obstacle', head, rows: [promised, { ...promised, promisedOn: null }] },
      { kind: 'target', head: { ...head, asOf: undefined }, rows: targets },
    ];
    await test.ledger.transact((tx) => addWorks(tx, id, works));
    await test.ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
    await test.ledger.transact((tx) => verifyUpload(tx, id, 'verifier'));
  });
  afterEach(() => test.end());

  const on = (day: string) => worksOf(test.ledger.read, { government: '19.71', year: fiscalYear(2025), unit: health, day: isoDate(day) });

  it('are judged on the day that is asked of', async () => {
    const lastDay = await on('2025-09-30');
    expect(lastDay.contracts.map(({ object, state }) => [object, state])).toEqual([
      ['Jembatan', 'unsigned'],
      ['Jalan', 'running'],
      ['Taman', 'running'],
    ]);
    expect(lastDay.obstacles.map(({ lateDays }) => lateDays)).toEqual([0, null]);
    expect(lastDay.targets.map(({ hundredths }) => hundredths)).toEqual([7200]);
    const later = await on('2025-10-20');
    expect(later.contracts.map(({ state }) => state)).toEqual(['unsigned', 'ended', 'running']);
    expect(later.obstacles.map(({ lateDays }) => lateDays)).toEqual([5, null]);
    expect(later.targets.map(({ hundredths }) => hundredths)).toEqual([8000]);
    // After the year its last month is meant.
    expect((await on('2026-02-01')).targets.map(({ month }) => month)).toEqual([12]);
  });

  it('say that they are simulated, and are empty before any report', async () => {
    expect((await on('2025-09-30')).simulated).toBe(true);
    expect(await on('2025-09-29')).toMatchObject({ contracts: [], obstacles: [] });
  });
});
