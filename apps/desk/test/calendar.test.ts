import { fiscalYear, isoDate } from '@sipkadin/budget';
import { reportHolders } from '@sipkadin/monitor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendarOf } from '../../../packages/monitor/src/reporting/calendar.ts';
import { city, confirmed, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

const account = '5.1.01.01.001.00001';
const report = (unit: string, asOf: string, rupiah: string) =>
  templateFile({ kind: 'realisasi', unit, asOf, amounts: [[account, rupiah]] });

describe('conflicting uploads and missing reports', () => {
  let place: Deployment;
  let clerk: Visitor;
  let other: Visitor;
  let verifier: Visitor;
  beforeAll(async () => {
    place = await deploy();
    clerk = await place.person('clerk', 'operator');
    other = await place.person('other', { role: 'operator', unit: units.health });
    verifier = await place.person('verifier', 'verifier');
    await place.ledger.transact(async (tx) => {
      const { setGovernment } = await import('@sipkadin/ledger');
      await setGovernment(tx, city, { basis: 'lra' }, 'test');
    });
    for (const unit of [units.education, units.health])
      await accept(await send(clerk, `anggaran ${unit}.csv`, templateFile({ kind: 'anggaran', unit, amounts: [[account, '1000']] })));
  });
  afterAll(() => place.close());

  async function send(who: Visitor, name: string, body: string): Promise<string> {
    const { id } = await who.send(name, body);
    await place.desk.idle();
    return id;
  }
  async function accept(id: string): Promise<void> {
    expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
    expect(await verifier.mutate('review.verify', { id, ...confirmed })).toMatchObject({ status: 200 });
  }
  const conflicts = async (id: string) => ((await verifier.query('uploads.get', { id })).data as { conflicts: object[] }).conflicts;

  test('an upload lists earlier ones for the same scope, with uploader, state and what it would replace', async () => {
    const first = await send(clerk, 'januari.csv', report(units.health, '2026-01-31', '10'));
    expect(await conflicts(first)).toEqual([]);
    await clerk.mutate('uploads.submit', { id: first });
    const second = await send(other, 'januari versi kami.csv', report(units.health, '2026-01-31', '11'));
    const named = { id: first, from: { fileName: 'januari.csv', uploadedBy: 'clerk' }, whole: true };
    expect(await conflicts(second)).toMatchObject([{ ...named, state: 'submitted' }]);
    expect(await conflicts(first)).toMatchObject([{ id: second, from: { uploadedBy: 'other' }, state: 'draft' }]);
    // Another month, another OPD, a returned file: no conflicts.
    expect(await conflicts(await send(clerk, 'februari.csv', report(units.health, '2026-02-28', '12')))).toEqual([]);
    expect(await conflicts(await send(clerk, 'pendidikan.csv', report(units.education, '2026-01-31', '13')))).toEqual([]);
    await verifier.mutate('review.verify', { id: first });
    expect(await conflicts(second)).toMatchObject([{ ...named, state: 'verified' }]);
    await other.mutate('uploads.submit', { id: second });
    await verifier.mutate('review.sendBack', { id: second, reason: 'Sudah ada yang benar' });
    expect(await conflicts(await send(clerk, 'januari lagi.csv', report(units.health, '2026-01-31', '14')))).toMatchObject([{ id: first }]);
  });

  test('fifty different files for one OPD, sent at once, are all kept, and one of them counts', async () => {
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        clerk.send(`maret ${index}.csv`, report(units.education, '2026-03-31', String(100 + index))),
      ),
    );
    await place.desk.idle();
    expect(new Set(sent.map(({ id }) => id)).size).toBe(50);
    for (const { id } of sent) await accept(id);
    const list = ((await verifier.query('uploads.list', { government: city })).data as { uploads: { id: string; state: string }[] })
      .uploads;
    const states = sent.map(({ id }) => list.find((upload) => upload.id === id)?.state);
    expect(states.filter((state) => state === 'superseded')).toHaveLength(49);
    expect(states.at(-1)).toBe('verified');
  });

  test('every OPD with a budget owes a report for every month; a late report, a report of zero and no report are different', async () => {
    await accept(await send(clerk, 'nihil.csv', report(units.health, '2026-04-30', '0')));
    const calendar = await calendarOf(place.ledger.read, { government: city, year: fiscalYear(2026), today: isoDate('2026-06-12') });
    expect(calendar.units.map(({ code, name }) => [code, name])).toEqual([
      [units.education, 'Dinas Pendidikan'],
      [units.health, 'Dinas Kesehatan'],
    ]);
    const states = calendar.units.map(({ months }) => months.map(({ state }) => state));
    expect(states).toEqual([
      ['received', 'late', 'verified', 'late', 'late', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet'],
      ['verified', 'received', 'late', 'verified', 'late', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet'],
    ]);
    // Of the returned files, none is alone for its month: another one was submitted.
    expect(calendar.units.flatMap(({ months }) => months.filter(({ returned }) => returned))).toEqual([]);
    const health = calendar.units[1]?.months ?? [];
    expect(health[4]).toMatchObject({ due: '2026-06-10', lateDays: 2, zero: false, upload: null });
    expect(health[3]).toMatchObject({ state: 'verified', zero: true });
    expect(health[11]?.due).toBe('2027-01-10');
    const before = await calendarOf(place.ledger.read, { government: city, year: fiscalYear(2026), today: isoDate('2026-06-10') });
    expect(before.units[1]?.months[4]).toMatchObject({ state: 'due', lateDays: 0 });
  });

  test('a report that was returned is late, and is named as returned until another is sent', async () => {
    const id = await send(clerk, 'mei.csv', report(units.health, '2026-05-31', '15'));
    await clerk.mutate('uploads.submit', { id });
    expect(await verifier.mutate('review.sendBack', { id, reason: 'Jumlahnya keliru' })).toMatchObject({ status: 200 });
    const may = async () =>
      (await calendarOf(place.ledger.read, { government: city, year: fiscalYear(2026), today: isoDate('2026-06-12') })).units[1]?.months[4];
    expect(await may()).toMatchObject({ state: 'late', lateDays: 2, returned: true, upload: null });
    const query = { government: city, year: fiscalYear(2026), month: 5, today: isoDate('2026-06-12') };
    expect((await reportHolders(place.ledger.read, query)).map(({ unit, state, holder }) => [unit, state, holder])).toEqual([
      [units.education, 'missing', 'opd'],
      [units.health, 'returned', 'opd'],
    ]);
    await send(clerk, 'mei lagi.csv', report(units.health, '2026-05-31', '16'));
    expect(await may()).toMatchObject({ state: 'received', returned: false });
  });

  test('an operator of one OPD sees only that OPD', async () => {
    const { data } = await other.query('calendar.year', { government: city, year: fiscalYear(2026) });
    expect((data as { units: { code: string }[] }).units.map(({ code }) => code)).toEqual([units.health]);
    expect(
      ((await clerk.query('calendar.year', { government: city, year: fiscalYear(2026) })).data as { units: object[] }).units,
    ).toHaveLength(2);
  });
});
