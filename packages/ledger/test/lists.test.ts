import { describe, expect, it } from 'vitest';
import {
  addGovernment,
  countStatements,
  keepReport,
  listUploads,
  receiveUpload,
  statementSources,
  submitUpload,
  verifyUpload,
  withdrawUpload,
  years,
} from '../src/index.ts';
import { budget, databases, health, line, school, storing, type TestLedger, type TestStatement } from './databases.ts';

/** Receives a file with a statement and takes it as far as asked. */
async function bring(test: TestLedger, hash: string, statement: TestStatement, until: 'draft' | 'submitted' | 'verified' | 'withdrawn') {
  return storing(test, [statement], async (tx, add) => {
    const file = { government: '19.71', fileName: `${hash}.csv`, hash: hash.repeat(64), bytes: 1, actor: 'clerk' };
    const { id } = await receiveUpload(tx, file);
    await keepReport(tx, id, { report: { outcome: 'read', hash }, answers: {} });
    const [statementId = ''] = await add(id);
    if (until !== 'draft') await submitUpload(tx, id, 'clerk');
    if (until === 'verified' || until === 'withdrawn') await verifyUpload(tx, id, 'verifier');
    if (until === 'withdrawn') await withdrawUpload(tx, id, 'verifier', 'keliru');
    return { id, statement: statementId };
  });
}

describe.each(databases)('lists of uploads and statements on $name', ({ open }) => {
  it('are narrowed by state, bytes and uploader, and leave out what a later statement has superseded', async () => {
    const test = await open();
    const { read } = test.ledger;
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
    const of = (unit: string, amount: bigint) => budget([line(unit, '5.1.02', amount)]);
    const old = await bring(test, 'a', of(health, 100n), 'verified');
    const later = await bring(test, 'b', of(health, 200n), 'verified');
    const other = await bring(test, 'c', of(school, 300n), 'verified');
    const draft = await bring(test, 'd', of(school, 400n), 'draft');
    const gone = await bring(test, 'e', of(school, 500n), 'withdrawn');
    const ids = async (filter: Omit<Parameters<typeof listUploads>[1], 'government'>) =>
      (await listUploads(read, { government: '19.71', ...filter })).map(({ id }) => id);
    expect(await ids({})).toEqual([gone, draft, other, later, old].map(({ id }) => id));
    expect(await ids({ limit: 2 })).toEqual([gone.id, draft.id]);
    expect(await ids({ state: 'verified' })).toEqual([other.id, later.id]);
    expect(await ids({ state: 'verified', limit: 1 })).toEqual([other.id]);
    expect(await ids({ state: 'draft' })).toEqual([draft.id]);
    expect(await ids({ state: 'submitted' })).toEqual([]);
    expect(await ids({ hashes: ['a'.repeat(64), 'd'.repeat(64), 'f'.repeat(64)] })).toEqual([draft.id, old.id]);
    expect(await ids({ actor: 'other' })).toEqual([]);
    const [first, last] = [
      await listUploads(read, { government: '19.71', hashes: ['a'.repeat(64)] }),
      await listUploads(read, { government: '19.71', limit: 1 }),
    ];
    expect(first).toMatchObject([
      { id: old.id, state: 'superseded', report: { outcome: 'read', hash: 'a' }, statements: [{ id: old.statement }] },
    ]);
    expect(last).toMatchObject([{ id: gone.id, state: 'withdrawn', reason: 'keliru' }]);

    expect(await statementSources(read, [old.statement, draft.statement, 's999999'])).toMatchObject([
      { id: draft.statement, uploadId: draft.id, fileName: 'd.csv', head: { covers: [school], total: 400n } },
      { id: old.statement, uploadId: old.id, fileName: 'a.csv', head: { covers: [health], total: 100n } },
    ]);
    expect(await countStatements(read, '19.71')).toBe(5);
    expect(await countStatements(read, '19.72')).toBe(0);
    expect(await years(read, '19.71')).toEqual([2025]);
    await test.end();
  });
});
