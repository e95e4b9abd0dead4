import { type Contract, fiscalYear, isoDate, type Obstacle, type Target, type Works, type WorksHead } from '@sipkadin/budget';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addGovernment,
  addWorks,
  effectiveWorks,
  getUpload,
  listAudit,
  returnUpload,
  submitUpload,
  verifyLedger,
  verifyUpload,
  withdrawUpload,
  worksRows,
} from '../src/index.ts';
import { budget, databases, health, line, puskesmas, school, type TestLedger } from './databases.ts';
import { sending } from './sending.ts';

const place = { activity: '1.02.02.2.01.0001', sheet: 'Kontrak', row: 9 };

function contract(unit: string, more: Partial<Contract> = {}): Contract {
  return {
    ...{ ...place, unit, number: '600/1/2025', signedOn: isoDate('2025-03-05'), object: 'Rehabilitasi', ownerEstimate: 1_250_000_000_00n },
    ...{ value: 1_198_500_000_50n, provider: 'CV Karya', startsOn: null, endsOn: isoDate('2025-09-30'), amendment: '', paid: 0n },
    ...more,
  };
}

const obstacle: Obstacle = {
  ...{ ...place, unit: health, cause: 'land', what: 'Sertifikat belum balik nama', followUp: '', unblocker: 'Sekda' },
  ...{ promisedOn: isoDate('2025-10-15'), owner: 'Kepala Bidang', mayBePublic: true },
};
const target: Target = { ...place, unit: health, month: 10, hundredths: 7525 };

const head = (asOf: string | undefined, covers: string[]): WorksHead => ({
  ...{ government: '19.71', year: fiscalYear(2025), covers, simulated: false },
  asOf: asOf === undefined ? undefined : isoDate(asOf),
});
const contracts = (asOf: string, rows: Contract[]): Works => ({
  kind: 'contract',
  head: head(asOf, [...new Set(rows.map(({ unit }) => unit))]),
  rows,
});

describe.each(databases)('contracts, obstacles and targets on $name', ({ open }) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
  });
  afterEach(() => test.end());

  const { receive } = sending(() => test);

  async function draft(...works: Works[]): Promise<string> {
    const id = await receive();
    await test.ledger.transact((tx) => addWorks(tx, id, works));
    return id;
  }

  async function verified(...works: Works[]): Promise<string> {
    const id = await draft(...works);
    await test.ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
    await test.ledger.transact((tx) => verifyUpload(tx, id, 'verifier'));
    return id;
  }

  const on = (day: string, unit = health) =>
    effectiveWorks(test.ledger.read, { government: '19.71', year: fiscalYear(2025), day: isoDate(day), unit });
  const numbers = async (day: string, unit = health) => (await on(day, unit)).contracts.map(({ number }) => number);

  it('are kept whole, with 0 and absent apart, and count once a second person verified them', async () => {
    const own: Contract[] = [contract(health), contract(health, { number: '', signedOn: null, value: null, paid: null, row: 10 })];
    const all: Works[] = [
      contracts('2025-09-30', own),
      { kind: 'obstacle', head: head('2025-09-30', [health]), rows: [obstacle] },
      { kind: 'target', head: head(undefined, [health]), rows: [target] },
    ];
    const id = await draft(...all);
    expect((await getUpload(test.ledger.read, id)).works.map(({ kind, rows, asOf }) => [kind, rows, asOf])).toEqual([
      ['contract', 2, '2025-09-30'],
      ['obstacle', 1, '2025-09-30'],
      ['target', 1, null],
    ]);
    expect(await worksRows(test.ledger.read, id)).toEqual({ contracts: own, obstacles: [obstacle], targets: [target] });
    await test.ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
    expect(await on('2025-12-31')).toEqual({ contracts: [], obstacles: [], targets: [], simulated: false });
    await expect(test.ledger.transact((tx) => verifyUpload(tx, id, 'clerk'))).rejects.toMatchObject({ code: 'own-upload' });
    await test.ledger.transact((tx) => verifyUpload(tx, id, 'verifier'));
    expect(await on('2025-12-31')).toEqual({
      contracts: own.map((one) => ({ ...one, upload: id })),
      obstacles: [{ ...obstacle, upload: id }],
      targets: [{ ...target, upload: id }],
      simulated: false,
    });
  });

  it('are replaced by a later report of the same OPD, and asked of an earlier day are what they were', async () => {
    await verified(contracts('2025-08-31', [contract(health, { number: 'A' }), contract(puskesmas, { number: 'B' })]));
    await verified(contracts('2025-08-31', [contract(school, { number: 'C' })]));
    await verified(contracts('2025-09-30', [contract(health, { number: 'D' })]));
    // Verified last, and of an earlier day.
    await verified(contracts('2025-07-31', [contract(health, { number: 'E' })]));
    expect(await numbers('2025-07-30')).toEqual([]);
    expect(await numbers('2025-07-31')).toEqual(['E']);
    expect(await numbers('2025-08-31')).toEqual(['A', 'B']);
    // The OPD's report without its sub-unit's contract ends that one too.
    expect(await numbers('2025-12-31')).toEqual(['D']);
    expect(await numbers('2025-12-31', school)).toEqual(['C']);
  });

  it('of a sub-unit that reports alone leave those of its OPD', async () => {
    await verified(contracts('2025-08-31', [contract(health, { number: 'A' }), contract(puskesmas, { number: 'B' })]));
    await verified(contracts('2025-09-30', [contract(puskesmas, { number: 'C' })]));
    expect(await numbers('2025-12-31')).toEqual(['A', 'C']);
  });

  it('end with their upload: returned or withdrawn ones do not count', async () => {
    const returned = await draft(contracts('2025-09-30', [contract(health)]));
    await test.ledger.transact((tx) => submitUpload(tx, returned, 'clerk'));
    await test.ledger.transact((tx) => returnUpload(tx, returned, 'verifier', 'nilai salah'));
    expect(await numbers('2025-12-31')).toEqual([]);
    const withdrawn = await verified(contracts('2025-09-30', [contract(health)]));
    expect(await numbers('2025-12-31')).toHaveLength(1);
    await test.ledger.transact((tx) => withdrawUpload(tx, withdrawn, 'verifier', 'salah berkas'));
    expect(await numbers('2025-12-31')).toEqual([]);
  });

  it('come once to a draft, of its own government, with amounts that fit', async () => {
    const id = await draft(contracts('2025-09-30', [contract(health)]));
    const again = (works: Works, to = id) => test.ledger.transact((tx) => addWorks(tx, to, [works]));
    await expect(again(contracts('2025-09-30', [contract(health)]))).rejects.toMatchObject({ code: 'wrong-state' });
    const next = await receive();
    const elsewhere = contracts('2025-09-30', [contract(health)]);
    await expect(again({ ...elsewhere, head: { ...elsewhere.head, government: '81.04' } }, next)).rejects.toMatchObject({
      code: 'other-government',
    });
    await expect(again(contracts('2025-09-30', [contract(health, { value: 2n ** 63n })]), next)).rejects.toMatchObject({
      code: 'amount-too-large',
    });
    expect((await getUpload(test.ledger.read, next)).works).toEqual([]);
  });

  it('cannot be changed, and what was changed past that is found', async () => {
    const id = await draft(
      contracts('2025-09-30', [contract(health)]),
      { kind: 'obstacle', head: head('2025-09-30', [health]), rows: [obstacle] },
      { kind: 'target', head: head(undefined, [health]), rows: [target] },
    );
    expect(await verifyLedger(test.ledger.read)).toEqual([]);
    expect((await listAudit(test.ledger.read, { government: '19.71' })).filter(({ action }) => action === 'works-stored')).toHaveLength(3);
    for (const table of ['works', 'works_coverage', 'contract', 'obstacle', 'physical_target'])
      await expect(test.tamper(`delete from ${table}`)).rejects.toThrow(/append-only/);
    const past = (table: string, sql: string) =>
      test.tamper(
        test.ledger.dialect === 'sqlite'
          ? `begin; drop trigger ${table}_no_update; drop trigger ${table}_no_delete; ${sql}; commit`
          : `begin; set local session_replication_role = replica; ${sql}; commit`,
      );
    await past('contract', 'update contract set value = 5');
    await past('obstacle', 'delete from obstacle');
    await past('works', "update works set year = 2024 where kind = 'target'");
    const problems = await verifyLedger(test.ledger.read);
    expect(problems.map(({ kind, statement, file }) => [kind, statement, file])).toEqual([
      ['line-changed', 'w000001', 'lra.xlsx'],
      ['lines-missing', 'w000002', 'lra.xlsx'],
      ['head-changed', 'w000003', 'lra.xlsx'],
    ]);
    expect((await getUpload(test.ledger.read, id)).state).toBe('draft');
  });

  it('beside a budget leave its figures as they are', async () => {
    const id = await receive(budget([line(health, '5.1.01', 100n)]));
    await test.ledger.transact((tx) => addWorks(tx, id, [contracts('2025-09-30', [contract(health)])]));
    const { statements, works } = await getUpload(test.ledger.read, id);
    expect(statements.map(({ head: { total } }) => total)).toEqual([100n]);
    expect(works.map(({ rows }) => rows)).toEqual([1]);
  });
});
