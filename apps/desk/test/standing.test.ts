import { defaultBands, fiscalYear, isoDate, type SettingValues } from '@sipkadin/budget';
import { readInProcess } from '@sipkadin/intake/in-process';
import {
  activityAmounts,
  addStatements,
  getGovernment,
  keepReport,
  receiveUpload,
  setGovernment,
  submitUpload,
  verifyUpload,
  writeObstacle,
} from '@sipkadin/ledger';
import { forecastOf, openObstacles, reportHolders, settingsEffect, standingOf, worthALook } from '@sipkadin/monitor';
import { importUpload } from '@sipkadin/workflow';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forecastYear } from '../src/features/forecast/forecast-data.ts';
import { leadershipSummary } from '../src/features/monitor/overview/overview-data.ts';
import { leadershipUnit } from '../src/features/monitor/unit/unit-data.ts';
import { city, type Deployment, deploy, templateFile, units } from './deployment.ts';

let place: Deployment;
beforeEach(async () => {
  place = await deploy();
});
afterEach(() => place.close());

async function verified(...files: string[]): Promise<void> {
  for (const [index, body] of files.entries()) {
    const { hash, bytes } = await place.uploads.put(Buffer.from(body));
    const { id } = await place.ledger.transact((tx) =>
      receiveUpload(tx, { government: city, fileName: `${index}.csv`, hash, bytes, actor: 'one' }),
    );
    expect((await importUpload({ ledger: place.ledger, uploads: place.uploads, id, readFile: readInProcess })).outcome).toBe('read');
    await place.ledger.transact(async (tx) => {
      await submitUpload(tx, id, 'one');
      await verifyUpload(tx, id, 'two');
    });
  }
}

const salaries = '5.1.01.01.001.00001';
const grants = '5.1.05.01.001.00001';
const at = (month?: number) =>
  standingOf(place.ledger.read, { government: city, year: fiscalYear(2026), today: isoDate('2026-04-20'), month });

test('treasury items count in the total and not in the ranking', async () => {
  await verified(
    templateFile({
      kind: 'anggaran',
      amounts: [
        [salaries, '1000'],
        [grants, '600'],
      ],
    }),
    templateFile({
      kind: 'realisasi',
      asOf: '2026-02-28',
      amounts: [
        [salaries, '100'],
        [grants, '600'],
      ],
    }),
  );
  const { total, treasury, units, months } = await at();
  expect(total).toEqual({ budget: 160_000n, realization: 70_000n, plan: null });
  expect(treasury).toEqual({ budget: 60_000n, realization: 60_000n, plan: null });
  expect(units).toMatchObject([{ figures: { budget: 100_000n, realization: 10_000n }, asOf: '2026-02-28', reporting: 'reported' }]);
  expect(units[0]?.months[1]).toMatchObject({ month: 2, realization: 10_000n, plan: null });
  expect(months[1]).toMatchObject({ month: 2, realization: 70_000n, plan: null });
});

test('a month without a report is empty, not zero and not the month before', async () => {
  await verified(
    templateFile({ kind: 'realisasi', asOf: '2026-01-31', amounts: [[salaries, '10']] }),
    templateFile({ kind: 'realisasi', asOf: '2026-03-31', amounts: [[salaries, '0']] }),
  );
  const { months, units, month, gapBefore } = await at();
  expect(month).toBe(3);
  expect(months.slice(0, 4).map(({ realization }) => realization)).toEqual([1000n, null, 0n, null]);
  expect(units[0]?.months.slice(0, 4).map(({ realization }) => realization)).toEqual([1000n, null, 0n, null]);
  expect(gapBefore).toBeNull();
  expect(await at(2)).toMatchObject({ month: 2, latest: '2026-03-31' });
  expect((await at(2)).units).toMatchObject([{ asOf: '2026-01-31', reporting: 'late', figures: { realization: 1000n } }]);
});

test('a month that too few OPD have reported is not judged, and named apart; it can be chosen', async () => {
  const [first, second] = [units.health, units.education];
  await verified(
    templateFile({ kind: 'anggaran', unit: first, amounts: [[salaries, '1000']] }),
    templateFile({ kind: 'anggaran', unit: second, amounts: [[salaries, '1000']] }),
    templateFile({ kind: 'realisasi', unit: first, asOf: '2026-02-28', amounts: [[salaries, '100']] }),
    templateFile({ kind: 'realisasi', unit: second, asOf: '2026-02-28', amounts: [[salaries, '200']] }),
    templateFile({ kind: 'realisasi', unit: first, asOf: '2026-03-31', amounts: [[salaries, '900']] }),
  );
  expect(await at()).toMatchObject({ month: 2, begun: { month: 3, reported: 1, of: 2 }, total: { realization: 30_000n } });
  expect(await at(3)).toMatchObject({ month: 3, begun: null, total: { realization: 110_000n } });
  await place.ledger.transact((tx) => setGovernment(tx, city, { completeShare: 50 }, 'admin'));
  expect(await at()).toMatchObject({ month: 3, begun: null });
});

test('reports on another basis than the published one are not counted, and this is shown', async () => {
  const spj = templateFile({ kind: 'realisasi', amounts: [[salaries, '10']] }).replace('Basis realisasi;lra', 'Basis realisasi;spj');
  await verified(templateFile({ kind: 'anggaran', unit: units.health, amounts: [[salaries, '1000']] }), spj);
  expect(await at()).toMatchObject({
    uncounted: { used: 'lra', there: ['spj'] },
    basis: null,
    total: { budget: 100_000n, realization: null },
  });
});

const plan = (unit: string) => templateFile({ kind: 'anggaran kas', unit, amounts: [[salaries, '310']] });

test('spending is compared with the plan of the day that its report covers', async () => {
  await verified(
    ...[units.health, units.education].map((unit) => templateFile({ kind: 'anggaran', unit, amounts: [[salaries, '3720']] })),
    ...[units.health, units.education].map(plan),
    templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-03-12', amounts: [[salaries, '740']] }),
    templateFile({ kind: 'realisasi', unit: units.education, asOf: '2026-01-31', amounts: [[salaries, '310']] }),
  );
  const standing = await at(3);
  // January and February whole, and 12 of the 31 days of March: 310 + 310 + 120.
  const [health, education] = [units.health, units.education].map((code) => standing.units.find((unit) => unit.code === code));
  expect(health).toMatchObject({ asOf: '2026-03-12', figures: { plan: 740_00n }, gap: 0n, status: 'on-track', reporting: 'reported' });
  expect(education).toMatchObject({ asOf: '2026-01-31', figures: { plan: 310_00n }, gap: 0n, status: 'on-track', reporting: 'late' });
  expect(standing.total).toEqual({ budget: 7440_00n, realization: 1050_00n, plan: 1050_00n });
  expect(standing.gap).toBe(0n);
  expect(standing.months[2]).toMatchObject({ asOf: '2026-03-12', realization: 1050_00n, planToDay: 1050_00n, plan: 1860_00n });
  expect(standing.months[0]).toMatchObject({ asOf: '2026-01-31', realization: 310_00n, planToDay: 310_00n });
});

test('what an OPD without a cash plan has paid is in no gap, and a city with few plans is not compared', async () => {
  const budget = (unit: string, rupiah: string) => templateFile({ kind: 'anggaran', unit, amounts: [[salaries, rupiah]] });
  const paid = (unit: string, rupiah: string) =>
    templateFile({ kind: 'realisasi', unit, asOf: '2026-01-31', amounts: [[salaries, rupiah]] });
  await verified(budget(units.health, '9000'), budget(units.education, '1000'), plan(units.health));
  await verified(paid(units.health, '210'), paid(units.education, '500'));
  const standing = await at(1);
  expect(standing.total).toEqual({ budget: 10_000_00n, realization: 710_00n, plan: 310_00n });
  // 210 − 310 of 10,000; with the 500 that have no plan it would read "ahead by 4.0 points".
  expect(standing.gap).toBe(-10n);
  expect(standing.comparable).toMatchObject({ amounts: { realization: 210_00n, plan: 310_00n }, without: 1, paid: 500_00n });
  expect(standing.months[0]).toMatchObject({ realization: 710_00n, compared: 210_00n, planToDay: 310_00n });
  await verified(budget(units.education, '9000'));
  const few = await at(1);
  expect([few.gap, few.comparable.tooLittle, few.months[0]?.plan]).toEqual([null, true, null]);
  expect(few.units.find(({ code }) => code === units.health)?.gap).toBe(-11n);
});

test('a month after the last report shows the last one, compared with the month before it', async () => {
  await verified(
    templateFile({ kind: 'anggaran', unit: units.health, amounts: [[salaries, '3720']] }),
    plan(units.health),
    templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-01-31', amounts: [[salaries, '310']] }),
    templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-02-28', amounts: [[salaries, '434']] }),
  );
  // 434 against a plan of 620 of 3,720.
  expect(await at(11)).toMatchObject({ month: 2, asOf: '2026-02-28', latest: '2026-02-28', gap: -50n, gapBefore: 0n });
});

test('the report of 31 December is due once the reporting day of January is over', async () => {
  const on = (today: string) => standingOf(place.ledger.read, { government: city, year: fiscalYear(2026), today: isoDate(today) });
  expect((await on('2027-01-10')).isDecemberDue).toBe(false);
  expect((await on('2027-01-11')).isDecemberDue).toBe(true);
});

test('an OPD whose sub-unit reports separately has both, each at its own day', async () => {
  const subUnit = units.health.replace(/0000$/, '0001');
  await verified(
    templateFile({ kind: 'realisasi', unit: subUnit, asOf: '2026-01-31', amounts: [[salaries, '190']] }),
    templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-02-28', amounts: [[salaries, '600']] }),
  );
  const { total, units: found, months } = await at();
  expect(total.realization).toBe(79_000n);
  expect(months.slice(0, 2).map(({ realization }) => realization)).toEqual([19_000n, 79_000n]);
  expect(found).toMatchObject([
    {
      ...{ code: units.health, asOf: '2026-02-28', figures: { realization: 79_000n } },
      unitDays: [
        { unit: subUnit, asOf: '2026-01-31' },
        { unit: units.health, asOf: '2026-02-28' },
      ],
    },
  ]);
});

test('the effect of other settings is known by name before they are saved', async () => {
  await verified(
    ...[units.health, units.education].map((unit) => templateFile({ kind: 'anggaran', unit, amounts: [[salaries, '3720']] })),
    ...[units.health, units.education].map(plan),
    templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-02-28', amounts: [[salaries, '600']] }),
    templateFile({ kind: 'realisasi', unit: units.education, asOf: '2026-02-28', amounts: [[salaries, '620']] }),
    templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-03-31', amounts: [[salaries, '700']] }),
  );
  const effect = (settings: Partial<SettingValues>) =>
    settingsEffect(place.ledger.read, { government: city, year: fiscalYear(2026), today: isoDate('2026-04-20'), settings });
  const { statuses } = defaultBands;
  // 600 of 620 planned by February are −0.5 points of 3,720.
  expect(await effect({ bands: { periods: [{ from: 1, attention: -3, behind: -5 }], statuses } })).toMatchObject({
    ...{ of: 2, month: { before: 2, after: 2 }, gap: { before: -3n, after: -3n } },
    units: [{ code: units.health, status: { before: 'on-track', after: 'behind' }, gap: { before: -5n, after: -5n } }],
  });
  expect(await effect({ completeShare: 50 })).toMatchObject({
    month: { before: 2, after: 3 },
    units: [
      { code: units.education, status: { before: 'on-track', after: 'on-track' }, reporting: { before: 'reported', after: 'late' } },
      { code: units.health, status: { before: 'on-track', after: 'attention' }, reporting: { before: 'reported', after: 'reported' } },
    ],
  });
  expect(await effect({ basis: 'spj' })).toMatchObject({
    realization: { before: 122_000n, after: null },
    units: [{ status: { after: 'silent' } }, { status: { after: 'silent' } }],
  });
  expect(await effect({ reportDay: 10 })).toMatchObject({ units: [] });
  expect(await getGovernment(place.ledger.read, city)).toMatchObject({ completeShare: 90, basis: 'lra' });
});

const seen = async (today: string, month?: number) => {
  const context = { ledger: place.ledger, government: city, now: () => `${today}T03:00:00.000Z` };
  const { calls, reports, reportMonth, units: all } = await leadershipSummary(context, { year: fiscalYear(2026), month });
  return {
    called: [...calls.behind, ...calls.besides].map(({ kind }) => kind),
    ...{ compared: calls.compared, reportMonth, statuses: all.map(({ status }) => status) },
    awaited: reports.map(({ state, days }) => [state, days]),
  };
};

test('nobody is called for a report that was never due, and a month that is not over is not complete', async () => {
  await verified(...[units.health, units.education].map((unit) => templateFile({ kind: 'anggaran', unit, amounts: [[salaries, '3720']] })));
  const nothing = { called: [], compared: 0, reportMonth: 1 };
  expect(await seen('2026-01-20')).toMatchObject({ ...nothing, awaited: [1, 2].map(() => ['missing', 0]) });
  expect(await seen('2026-03-12')).toMatchObject({ called: ['silent', 'silent'], reportMonth: 2 });
  await verified(templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-03-10', amounts: [[salaries, '700']] }));
  // Education has nothing for March, which is not over: it is missing for no day.
  expect((await seen('2026-03-12', 3)).awaited).toContainEqual(['missing', 0]);
});

test('an OPD that became part of another is followed there from its day on, and the sum of all stays the same', async () => {
  const { education, health } = units;
  const report = (unit: string, asOf: string, rupiah: string) =>
    templateFile({ kind: 'realisasi', unit, asOf: `2026-${asOf}`, amounts: [[salaries, rupiah]] });
  await verified(
    ...[education, health].map((unit) => templateFile({ kind: 'anggaran', unit, amounts: [[salaries, '1200']] })),
    ...[education, health].map((unit) => templateFile({ kind: 'anggaran kas', unit, amounts: [[salaries, '100']] })),
    ...[report(education, '01-31', '80'), report(education, '02-28', '150')],
    ...[report(health, '01-31', '90'), report(health, '02-28', '210'), report(health, '03-31', '330')],
  );
  const of2026 = { government: city, year: fiscalYear(2026) };
  const { total } = await at(3);
  const obstacle = { unit: education, activity: '', cause: 'land', what: 'Lahan', followUp: '', unblocker: 'Sekda', owner: '' } as const;
  await place.ledger.transact(async (tx) => {
    const open = { ...obstacle, promisedOn: null, mayBePublic: false, state: 'open', ending: '', obstacle: undefined } as const;
    await writeObstacle(tx, { ...of2026, ...open }, 'one');
    const merged = { old: education, next: health, from: isoDate('2026-03-01'), basis: 'Perda 1/2026' };
    await setGovernment(tx, city, { successions: [merged] }, 'admin');
  });

  expect((await at(2)).units.map(({ code }) => code)).toEqual([education, health]);
  const after = await at(3);
  expect(after.total).toEqual(total);
  expect(after.units).toMatchObject([
    {
      code: health,
      figures: { budget: 240_000n, realization: 48_000n, plan: 50_000n },
      unitDays: [
        { unit: education, asOf: '2026-02-28' },
        { unit: health, asOf: '2026-03-31' },
      ],
    },
  ]);
  expect(after.units[0]?.months.slice(0, 4).map(({ realization }) => realization)).toEqual([17_000n, 36_000n, 48_000n, null]);
  const today = isoDate('2026-04-20');
  expect((await forecastOf(place.ledger.read, { ...of2026, day: today }))?.units).toMatchObject([{ code: health, realized: 48_000n }]);
  expect(await reportHolders(place.ledger.read, { ...of2026, month: 3, today })).toMatchObject([{ unit: health, state: 'verified' }]);
  expect(await openObstacles(place.ledger.read, { ...of2026, unit: health, day: isoDate('2099-12-31') })).toMatchObject([
    { unit: health, what: 'Lahan' },
  ]);
  expect((await activityAmounts(place.ledger.read, { ...of2026, unit: health, groupedOn: today })).amounts).toMatchObject([
    { unit: health, budget: 240_000n, realization: 48_000n },
  ]);
});

test('a code that the files of the year do not name is not found, and that of a former OPD leads to its successor', async () => {
  await verified(...[units.education, units.health].map((unit) => templateFile({ kind: 'anggaran', unit, amounts: [[salaries, '1200']] })));
  const merged = { old: units.education, next: units.health, from: isoDate('2026-03-01'), basis: 'Perda 1/2026' };
  await place.ledger.transact((tx) => setGovernment(tx, city, { successions: [merged] }, 'admin'));
  const context = { ledger: place.ledger, government: city, now: () => '2026-04-20T03:00:00.000Z' };
  const page = (unit: string) => leadershipUnit(context, { unit, year: fiscalYear(2026), month: undefined });
  await expect(page('9.99.0.00.0.00.01.0000')).rejects.toThrow('not-found');
  expect(await page(units.education)).toMatchObject({ unit: units.health, joined: [{ code: units.education, basis: 'Perda 1/2026' }] });
});

test('while no budget of the year is known, nothing is above it', async () => {
  await verified(templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-02-28', amounts: [[salaries, '600']] }));
  expect(await seen('2026-03-12')).toMatchObject({ called: [], compared: 0, statuses: ['no-plan'] });
});

test('the share of December is that of a December that was reported to its end', async () => {
  const end = (year: number, asOf: string, rupiah: string) =>
    templateFile({ kind: 'realisasi', asOf: `${year}-${asOf}`, amounts: [[salaries, rupiah]] }).replace(
      'Tahun anggaran;2026',
      `Tahun anggaran;${year}`,
    );
  const december = (day: number) => end(2026, `12-${day}`, '100');
  const look = async () =>
    (await worthALook(place.ledger.read, { government: city, year: fiscalYear(2026), today: isoDate('2027-01-20'), limit: 1n })).december;
  await verified(...[2024, 2025].flatMap((year) => [end(year, '11-30', '90'), end(year, '12-31', '100')]));
  await verified(end(2026, '11-30', '50'), december(12));
  expect(await look()).toBeNull();
  await verified(december(31));
  expect(await look()).toMatchObject({ year: 2026, found: [{ share: 500n, before: 100n }], judged: 1 });
});

/** A plan for one day, as it is read from the column of a realization report. */
async function verifiedPlan(asOf: string, rupiah: bigint): Promise<void> {
  const { ledger, folder } = place;
  const staging = ledger.stage(folder);
  const [unit, amount] = [units.education, rupiah * 100n];
  const where = { sheet: 'LRA', row: 10, column: 'H' };
  staging.line('cash-plan', { unit, activity: '1.01.01.2.01.0001', account: '5.1', fund: '', package: '', amount, ...where });
  const scope = { kind: 'cash-plan', government: city, year: fiscalYear(2026), asOf: isoDate(asOf), version: 'murni' } as const;
  const head = { ...scope, from: undefined, basis: undefined, covers: [unit], lineCount: 1, total: amount, simulated: false };
  await ledger.transact(async (tx) => {
    const { id } = await receiveUpload(tx, { government: city, fileName: 'lra.xlsx', hash: 'a'.repeat(64), bytes: 1, actor: 'one' });
    await keepReport(tx, id, { report: { outcome: 'read' }, answers: {} });
    await addStatements(tx, id, staging, [{ head, names: [] }]);
    await submitUpload(tx, id, 'one');
    await verifyUpload(tx, id, 'two');
  }, staging);
  staging.dispose();
}

test('an OPD is compared with the plan to a day of its own report, and is without a plan in every other month', async () => {
  await verified(
    templateFile({ kind: 'anggaran', amounts: [[salaries, '5000']] }),
    templateFile({ kind: 'realisasi', asOf: '2026-01-31', amounts: [[salaries, '1600']] }),
  );
  await verifiedPlan('2026-01-31', 2500n);
  const { units: opd, gap, total, accounts } = await at(1);
  expect(opd).toMatchObject([{ figures: { realization: 160_000n, plan: 250_000n }, planDay: '2026-01-31', gap: -180n, status: 'behind' }]);
  expect([gap, total.plan, [...accounts.keys()]]).toEqual([-180n, 250_000n, ['5.1.01']]);
  await verified(templateFile({ kind: 'realisasi', asOf: '2026-02-28', amounts: [[salaries, '2000']] }));
  expect((await at()).units).toMatchObject([{ figures: { plan: null }, planDay: null, gap: null, status: 'no-plan' }]);
  expect((await at(1)).units).toMatchObject([{ planDay: '2026-01-31', gap: -180n }]);
  await verified(templateFile({ kind: 'anggaran kas', amounts: [[salaries, '400']] }));
  expect((await at(1)).units).toMatchObject([{ figures: { plan: 40_000n }, planDay: null, gap: 240n }]);
});

test('a forecast starts from the last month that enough OPD have reported, and names the reports after it', async () => {
  const { education, health } = units;
  const report = (unit: string, asOf: string, rupiah: string) =>
    templateFile({ kind: 'realisasi', unit, asOf: `2026-${asOf}`, amounts: [[salaries, rupiah]] });
  await verified(
    ...[education, health].map((unit) => templateFile({ kind: 'anggaran', unit, amounts: [[salaries, '1200']] })),
    ...[report(education, '02-28', '150'), report(health, '02-28', '210'), report(health, '03-31', '330')],
  );
  const context = { ledger: place.ledger, government: city, now: () => '2026-03-31T03:00:00.000Z' };
  const { asOf, begun, forecast } = await forecastYear(context, { year: fiscalYear(2026) });
  expect({ asOf, begun, realized: forecast?.whole.realized }).toEqual({
    asOf: '2026-02-28',
    begun: { month: 3, reported: 1, of: 2 },
    realized: '360.00',
  });
});
