import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { isoDate, type Line } from '@sipkadin/budget';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addGovernment, addStatements, getUpload, keepReport, receiveUpload, statementLines, verifyLedger } from '../src/index.ts';
import { budget, databases, health, line, school, type TestLedger } from './databases.ts';

// On SQLite, which takes them in as they wait where it can; PostgreSQL always reads them back (ledger.test.ts).
describe('lines on their way into the ledger', () => {
  let test: TestLedger;
  let spool = '';

  beforeEach(async () => {
    test = (await databases[0]?.open()) ?? expect.fail();
    spool = join(test.folder, 'spool');
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
  });
  afterEach(() => test.end());

  const receive = () =>
    test.ledger.transact(async (tx) => {
      const { id } = await receiveUpload(tx, { government: '19.71', fileName: 'a.xlsx', hash: 'a'.repeat(64), bytes: 1, actor: 'clerk' });
      await keepReport(tx, id, { report: { outcome: 'read' }, answers: {} });
      return id;
    });
  const stage = (lines: readonly Line[]) => {
    const staging = test.ledger.stage(spool);
    for (const each of lines) staging.line('budget', each);
    return staging;
  };
  const stored = async (id: string) => {
    const { statements } = await getUpload(test.ledger.read, id);
    const lines = await statementLines(test.ledger.read, statements[0]?.id ?? '', { limit: 9999 });
    return lines.map(({ position: _, ...rest }) => rest);
  };
  const many = (from: number, count: number, undated = 0) =>
    Array.from({ length: count }, (_, at) =>
      line(at % 2 === 0 ? health : school, `5.1.02.01.001.${String(from + at).padStart(5, '0')}`, BigInt(at), {
        row: at + 2,
        package: `Paket "${at}"\t\\é\n`,
        ...(at % 3 === 0 && at >= undated ? { document: `D-${at}`, date: isoDate('2025-01-31'), month: 1 } : {}),
      }),
    );

  it.each([0, 1, 61, 1499, 1500])('are all there, in order, however many, and though the first %i have no day', async (undated) => {
    const lines = many(1, 1500, undated);
    const staging = stage(lines);
    const id = await receive();
    await test.ledger.transact((tx) => addStatements(tx, id, staging, [budget(lines)]), staging);
    staging.dispose();
    expect(await stored(id)).toEqual(lines);
    expect(await verifyLedger(test.ledger.read)).toEqual([]);
  });

  it('name the texts right when other transactions have brought theirs in between, the same and others', async () => {
    const [ours, theirs] = [many(1, 1500), many(700, 1500)];
    const [slow, quick] = [stage(ours), stage(theirs)];
    const [first, second] = [await receive(), await receive()];
    await test.ledger.transact((tx) => addStatements(tx, second, quick, [budget(theirs)]), quick);
    await test.ledger.transact((tx) => addStatements(tx, first, slow, [budget(ours)]), slow);
    for (const staging of [slow, quick]) staging.dispose();
    expect([await stored(first), await stored(second)]).toEqual([ours, theirs]);
    expect(await verifyLedger(test.ledger.read)).toEqual([]);
  });

  it('leave nothing behind when they start over, when the transaction fails, and when they are thrown away', async () => {
    const staging = stage(many(1, 70));
    staging.restart();
    const lines = many(500, 3);
    for (const each of lines) staging.line('budget', each);
    const id = await receive();
    const failing = test.ledger.transact(async (tx) => {
      await addStatements(tx, id, staging, [budget(lines)]);
      throw new Error('in the middle');
    }, staging);
    await expect(failing).rejects.toThrow('in the middle');
    expect((await getUpload(test.ledger.read, id)).statements).toEqual([]);
    await test.ledger.transact((tx) => addStatements(tx, id, staging, [budget(lines)]), staging);
    expect(await stored(id)).toEqual(lines);
    staging.dispose();
    expect(readdirSync(spool)).toEqual([]);
  });

  it('that a killed process left are swept up after a day, and nothing else', () => {
    const [old, young, other] = ['sipkadin-lines-old', 'sipkadin-lines-young', 'old'].map((name) => join(spool, name));
    for (const path of [old, young, other]) mkdirSync(path ?? '', { recursive: true });
    for (const path of [old, other]) utimesSync(path ?? '', 0, 0);
    test.ledger.stage(spool).dispose();
    expect(readdirSync(spool)).toEqual(['old', 'sipkadin-lines-young']);
  });
});
