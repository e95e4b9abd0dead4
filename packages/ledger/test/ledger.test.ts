import { defaultBands, fiscalYear, isoDate } from '@sipkadin/budget';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  addGovernment,
  checkAudit,
  editionState,
  figuresByAccount,
  figuresByMonth,
  figuresByUnit,
  getGovernment,
  getUpload,
  ledgerSequence,
  listAudit,
  listUploads,
  receiveUpload,
  recordEdition,
  returnUpload,
  setGovernment,
  statementLines,
  submitUpload,
  verifyLedger,
  verifyUpload,
} from '../src/index.ts';
import { budget, databases, health, line, puskesmas, school, snapshot, statement, type TestLedger } from './databases.ts';
import { sending } from './sending.ts';

describe.each(databases)('the ledger on $name', ({ open }) => {
  let test: TestLedger;

  beforeEach(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
  });
  afterEach(() => test.end());

  const { receive, verified } = sending(() => test);
  const of2025 = { government: '19.71', year: fiscalYear(2025) };
  /** Begins a transaction in which rows of the table can be changed. */
  const pastTrigger = (table: string) =>
    test.ledger.dialect === 'sqlite' ? `begin; drop trigger ${table}_no_update` : 'begin; set local session_replication_role = replica';
  const firstEdition = { number: 1, content: 1, kind: 'publication' as const, bands: defaultBands, population: null };
  const spent = async (query = {}) => {
    const units = await figuresByUnit(test.ledger.read, { ...of2025, ...query });
    return Object.fromEntries([...units].map(([unit, { budget: allowed, realization }]) => [unit, [allowed, realization]]));
  };

  it('lets other work of the process come between questions that take long', async () => {
    // A server of PostgreSQL is another process, and waiting for it is a turn of the event loop each time.
    if (test.ledger.dialect === 'postgres') return;
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
    try {
      const seen: string[] = [];
      setImmediate(() => seen.push('another request'));
      for (let at = 0; at < 3; at++) await getGovernment(test.ledger.read, '19.71');
      expect([...seen, 'the last question']).toEqual(['another request', 'the last question']);
    } finally {
      clock.mockRestore();
    }
  });

  it('goes from draft to verified by two people, and counts only then', async () => {
    const id = await receive(budget([line(health, '5.1.01', 100n)]));
    expect((await getUpload(test.ledger.read, id)).state).toBe('draft');
    await test.ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
    expect(await spent()).toEqual({});
    await expect(test.ledger.transact((tx) => verifyUpload(tx, id, 'clerk'))).rejects.toMatchObject({ code: 'own-upload' });
    await test.ledger.transact((tx) => verifyUpload(tx, id, 'verifier'));
    expect(await spent()).toEqual({ [health]: [100n, null] });
    expect((await getUpload(test.ledger.read, id)).state).toBe('verified');
  });

  it('lets one person verify only where the government is set so', async () => {
    const id = await receive(budget([line(health, '5.1.01', 100n)]));
    await test.ledger.transact((tx) => setGovernment(tx, '19.71', { onePerson: true }, 'admin'));
    await test.ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
    await test.ledger.transact((tx) => verifyUpload(tx, id, 'clerk'));
    expect((await getUpload(test.ledger.read, id)).state).toBe('verified');
  });

  it('returns an upload with a reason and refuses steps out of order', async () => {
    const id = await receive(budget([line(health, '5.1.01', 100n)]));
    await expect(test.ledger.transact((tx) => verifyUpload(tx, id, 'verifier'))).rejects.toMatchObject({ code: 'wrong-state' });
    await test.ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
    await test.ledger.transact((tx) => returnUpload(tx, id, 'verifier', 'Bulan salah'));
    expect(await getUpload(test.ledger.read, id)).toMatchObject({ state: 'returned', reason: 'Bulan salah' });
    await expect(test.ledger.transact((tx) => submitUpload(tx, id, 'clerk'))).rejects.toMatchObject({ code: 'wrong-state' });
  });

  it('refuses a file of another government', async () => {
    await expect(receive(statement({ kind: 'budget', government: '81.04' }, [line(health, '5.1.01', 1n)]))).rejects.toMatchObject({
      code: 'other-government',
    });
    expect(await listUploads(test.ledger.read, { government: '19.71' })).toEqual([]);
  });

  it('lets the newer verified statement win for the units it covers, and leaves the others', async () => {
    const first = await verified(budget([line(health, '5.1.01', 100n), line(school, '5.1.01', 200n)]));
    const second = await verified(budget([line(health, '5.1.01', 150n)]));
    expect(await spent()).toEqual({ [health]: [150n, null], [school]: [200n, null] });
    const third = await verified(budget([line(health, '5.1.01', 160n), line(school, '5.1.01', 210n)]));
    expect(await spent()).toEqual({ [health]: [160n, null], [school]: [210n, null] });
    const states = await Promise.all([first, second, third].map(async (id) => (await getUpload(test.ledger.read, id)).state));
    expect(states).toEqual(['superseded', 'superseded', 'verified']);
  });

  it('leaves the revenue of an OPD as it was when its spending comes in a file of its own', async () => {
    const first = await verified(budget([line(health, '4.1.02', 7n), line(health, '5.1.01', 100n)]));
    await verified(budget([line(health, '5.1.01', 150n)]));
    const accounts = await figuresByAccount(test.ledger.read, of2025, 1);
    expect([...accounts].map(([code, sums]) => [code, sums.budget])).toEqual([
      ['4', 7n],
      ['5', 150n],
    ]);
    expect((await editionState(test.ledger.read, of2025)).lines.map(({ account, amount }) => [account, amount])).toEqual([
      ['4.1.02', 7n],
      ['5.1.01', 150n],
    ]);
    expect((await getUpload(test.ledger.read, first)).state).toBe('verified');
    await verified(budget([line(health, '4.1.02', 8n)]));
    expect((await getUpload(test.ledger.read, first)).state).toBe('superseded');
  });

  it('drops a sub-unit that a newer report of its OPD no longer has', async () => {
    await verified(snapshot('2025-01-31', [line(health, '5.1.01', 10n), line(puskesmas, '5.1.01', 5n)], { covers: [health] }));
    await verified(snapshot('2025-01-31', [line(health, '5.1.01', 11n)], { covers: [health] }));
    expect(await spent()).toEqual({ [health]: [null, 11n] });
  });

  it('never adds two snapshots, nor a snapshot and a register, nor two bases', async () => {
    await verified(snapshot('2025-01-31', [line(health, '5.1.01', 10n)]));
    await verified(snapshot('2025-02-28', [line(health, '5.1.01', 30n)]));
    await verified(snapshot('2025-03-31', [line(health, '5.1.01', 999n)], { basis: 'spj' }));
    const payments = (unit: string) => [
      line(unit, '5.1.01', 3n, { date: isoDate('2025-01-10'), document: 'SP2D/1' }),
      line(unit, '5.1.01', 4n, { date: isoDate('2025-01-20'), document: 'SP2D/2' }),
    ];
    await verified(
      statement({ kind: 'register', from: isoDate('2025-01-01'), asOf: isoDate('2025-01-20') }, [...payments(health), ...payments(school)]),
    );
    expect(await spent()).toEqual({ [health]: [null, 30n], [school]: [null, 7n] });
    expect(await spent({ asOf: '2025-01-31' })).toEqual({ [health]: [null, 10n], [school]: [null, 7n] });
    expect(await spent({ asOf: '2025-01-15' })).toEqual({ [health]: [null, 3n], [school]: [null, 3n] });
  });

  it('lets a newer register own the days it covers', async () => {
    const pay = (amount: bigint, date: string) => line(school, '5.1.01', amount, { date: isoDate(date), document: 'x' });
    await verified(statement({ kind: 'register', from: isoDate('2025-01-01'), asOf: isoDate('2025-01-31') }, [pay(3n, '2025-01-10')]));
    await verified(statement({ kind: 'register', from: isoDate('2025-02-01'), asOf: isoDate('2025-02-28') }, [pay(5n, '2025-02-10')]));
    expect(await spent()).toEqual({ [school]: [null, 8n] });
    await verified(statement({ kind: 'register', from: isoDate('2025-01-01'), asOf: isoDate('2025-01-31') }, [pay(4n, '2025-01-10')]));
    expect(await spent()).toEqual({ [school]: [null, 9n] });
  });

  it('does not carry payments of a register into months that it does not reach', async () => {
    await verified(snapshot('2025-03-31', [line(health, '5.1.01', 30n)]));
    const pay = (amount: bigint, date: string) => line(school, '5.1.01', amount, { date: isoDate(date), document: 'x' });
    await verified(
      statement({ kind: 'register', from: isoDate('2025-01-01'), asOf: isoDate('2025-02-15') }, [
        pay(3n, '2025-01-10'),
        pay(5n, '2025-02-10'),
      ]),
    );
    const months = await figuresByMonth(test.ledger.read, of2025);
    expect(months.filter(({ unit }) => unit === school).map(({ month, realization, asOf }) => [month, realization, asOf])).toEqual([
      [1, 3n, '2025-01-31'],
      [2, 8n, '2025-02-15'],
    ]);
    const { days } = await editionState(test.ledger.read, of2025);
    expect(days.filter(({ unit }) => unit === school).map(({ month, asOf }) => [month, asOf])).toEqual([
      [1, '2025-01-31'],
      [2, '2025-02-15'],
    ]);
  });

  it('measures against the highest version and keeps the others', async () => {
    await verified(budget([line(health, '5.1.01', 100n), line(school, '5.1.02', 50n)]));
    await verified(budget([line(health, '5.1.01', 120n)], 'perubahan'));
    expect(await spent()).toEqual({ [health]: [120n, null] });
    const state = await editionState(test.ledger.read, of2025);
    expect(state.version).toBe('perubahan');
    expect(state.lines.map(({ version, unit, amount }) => [version, unit, amount])).toEqual([
      ['murni', health, 100n],
      ['murni', school, 50n],
      ['perubahan', health, 120n],
    ]);
  });

  it('holds a summary of the whole government as the official total where units report', async () => {
    await verified(snapshot('2025-01-31', [line('', '4.1.01', 70n), line('', '5.1.01', 31n)], { covers: [] }));
    await verified(snapshot('2025-01-31', [line(health, '5.1.01', 30n)]));
    expect(await spent()).toEqual({ [health]: [null, 30n] });
    const accounts = await figuresByAccount(test.ledger.read, of2025, 1);
    expect([...accounts].map(([code, { realization }]) => [code, realization])).toEqual([
      ['4', 70n],
      ['5', 30n],
    ]);
    const { official } = await editionState(test.ledger.read, of2025);
    expect(official.map(({ account, amount }) => [account, amount])).toEqual([
      ['5', 31n],
      ['5.1', 31n],
      ['5.1.01', 31n],
    ]);
  });

  it('takes financing net: what comes in less what goes out', async () => {
    await verified(snapshot('2025-01-31', [line('', '6.1.01', 50n), line('', '6.2.02', 20n)], { covers: [] }));
    await verified(snapshot('2025-01-31', [line(health, '6.1.01', 50n), line(health, '6.2.02', 20n)]));
    const accounts = await figuresByAccount(test.ledger.read, of2025, 1);
    expect(accounts.get('6')?.realization).toBe(30n);
    expect((await figuresByMonth(test.ledger.read, of2025)).map(({ account, realization }) => [account, realization])).toEqual([
      ['6', 30n],
    ]);
    const { official } = await editionState(test.ledger.read, of2025);
    expect(official.map(({ account, amount }) => [account, amount])).toEqual([
      ['6', 30n],
      ['6.1', 50n],
      ['6.1.01', 50n],
      ['6.2', 20n],
      ['6.2.02', 20n],
    ]);
  });

  it('gives the position of each month, and says nothing of months without a report', async () => {
    await verified(snapshot('2025-01-31', [line(health, '5.1.01', 10n)]));
    await verified(snapshot('2025-03-31', [line(health, '5.1.01', 40n)]));
    const plan = [10n, 20n, 30n].map((amount, index) => line(health, '5.1.01', amount, { month: index + 1 }));
    await verified(statement({ kind: 'cash-plan' }, plan));
    const months = await figuresByMonth(test.ledger.read, of2025);
    expect(months.slice(0, 4).map(({ month, realization, plan: planned }) => [month, realization, planned])).toEqual([
      [1, 10n, 10n],
      [2, null, 30n],
      [3, 40n, 60n],
      [4, null, 60n],
    ]);
  });

  it('answers as of any past moment', async () => {
    await verified(budget([line(health, '5.1.01', 100n)]));
    const before = await ledgerSequence(test.ledger.read);
    const [latest] = await listAudit(test.ledger.read);
    await verified(budget([line(health, '5.1.01', 200n)]));
    expect(await spent()).toEqual({ [health]: [200n, null] });
    expect(await spent({ sequence: before })).toEqual({ [health]: [100n, null] });
    expect(await spent({ at: latest?.at })).toEqual({ [health]: [100n, null] });
    expect(JSON.stringify(await editionState(test.ledger.read, { ...of2025, sequence: before }), bigints)).toContain('"amount":"100"');
  });

  it('adds up duplicates and keeps the place of each', async () => {
    const id = await verified(budget([line(health, '5.1.01', 1n, { row: 7 }), line(health, '5.1.01', 2n, { row: 9 })]));
    expect(await spent()).toEqual({ [health]: [3n, null] });
    const [stored] = (await getUpload(test.ledger.read, id)).statements;
    const lines = await statementLines(test.ledger.read, stored?.id ?? '');
    expect(lines.map(({ row, column, sheet, amount }) => [row, column, sheet, amount])).toEqual([
      [7, 'F', 'Sheet1', 1n],
      [9, 'F', 'Sheet1', 2n],
    ]);
  });

  it('sums exactly beyond what a double can hold', async () => {
    const large = 2n ** 53n + 1n;
    await verified(budget([line(health, '5.1.01', large), line(health, '5.1.02', large, { row: 3 })]));
    expect(await spent()).toEqual({ [health]: [2n * large, null] });
    await expect(receive(budget([line(health, '5.1.01', 2n ** 63n)]))).rejects.toMatchObject({ code: 'amount-too-large' });
  });

  it('knows the same bytes again, a hundred times at once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 100 }, () =>
        test.ledger.transact((tx) =>
          receiveUpload(tx, { government: '19.71', fileName: 'a.xlsx', hash: 'b'.repeat(64), bytes: 1, actor: 'clerk' }),
        ),
      ),
    );
    expect(ids.filter(({ sameAs }) => sameAs === null)).toHaveLength(1);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(100);
  });

  it('leaves nothing of a transaction that fails', async () => {
    await expect(
      test.ledger.transact(async (tx) => {
        await receiveUpload(tx, { government: '19.71', fileName: 'a.xlsx', hash: 'c'.repeat(64), bytes: 1, actor: 'clerk' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await listUploads(test.ledger.read, { government: '19.71' })).toEqual([]);
    expect((await checkAudit(test.ledger.read)).ok).toBe(true);
  });

  it.each(['line', 'statement', 'step', 'audit', 'edition', 'upload', 'rollup', 'coverage'])(
    'refuses to change or delete a row of %s',
    async (table) => {
      await verified(budget([line(health, '5.1.01', 100n)]));
      const sequence = await ledgerSequence(test.ledger.read);
      await test.ledger.transact((tx) =>
        recordEdition(tx, {
          ...of2025,
          ...firstEdition,
          hash: 'h',
          name: 'Kota Pangkalpinang',
          basis: 'sp2d' as const,
          asOf: isoDate('2025-12-31'),
          publishedAt: '2026-01-01T00:00:00.000Z',
          note: '',
          actor: 'publisher',
          sequence,
        }),
      );
      await expect(test.tamper(`delete from ${table}`)).rejects.toThrow(/append-only/);
      const column = {
        line: 'amount',
        statement: 'total',
        step: 'actor',
        audit: 'actor',
        edition: 'hash',
        upload: 'hash',
        rollup: 'amount',
        coverage: 'unit',
      }[table];
      await expect(test.tamper(`update ${table} set ${column} = ${column}`)).rejects.toThrow(/append-only/);
    },
  );

  it('names the one amount that was changed by hand', async () => {
    await verified(budget([line(health, '5.1.01', 100_00n, { row: 4 }), line(school, '5.1.02', 50_00n, { row: 5, column: 'G' })]));
    expect(await verifyLedger(test.ledger.read)).toEqual([]);
    await test.tamper(`${pastTrigger('line')}; update line set amount = 51_00 where position = 2; commit`.replace('51_00', '5100'));
    expect(await verifyLedger(test.ledger.read)).toMatchObject([
      {
        kind: 'line-changed',
        statement: 's000001',
        file: 'lra.xlsx',
        sheet: 'Sheet1',
        row: 5,
        column: 'G',
        stored: '51.00',
        expected: '50.00',
      },
    ]);
  });

  it('notices a record of the trail that was changed', async () => {
    await verified(budget([line(health, '5.1.01', 100n)]));
    expect(await checkAudit(test.ledger.read)).toMatchObject({ ok: true });
    await test.tamper(`${pastTrigger('audit')}; update audit set actor = 'nobody' where seq = 3; commit`);
    expect(await checkAudit(test.ledger.read)).toMatchObject({ ok: false, brokenAt: 3 });
  });

  it('refuses a schema that is newer than the program', async () => {
    await test.tamper(`insert into schema_version values (99, 'x')`);
    await expect(test.reopen()).rejects.toMatchObject({ code: 'schema-newer' });
  });
});

const bigints = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
