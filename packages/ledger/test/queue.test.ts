import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addGovernment,
  cancelReading,
  claimReading,
  clockBehind,
  failedReadings,
  failReading,
  getUpload,
  keepReport,
  type Ledger,
  queueAnswers,
  queueReading,
  queueState,
  type ReadingClaim,
  readingStates,
  receiveUpload,
  releaseReading,
  renewReading,
  uploadsByStep,
} from '../src/index.ts';
import { instantOf } from '../src/ledger.ts';
import { databases } from './databases.ts';

/** Longer than any test, by its clock. */
const long = 300_000;

/** A city with so many uploads that wait to be read, one of each actor. */
async function waitingFor(ledger: Ledger, actors: readonly string[]): Promise<string[]> {
  return ledger.transact(async (tx) => {
    await addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup');
    const ids: string[] = [];
    for (const actor of actors) {
      const file = { government: '19.71', fileName: 'a.xlsx', hash: 'c'.repeat(64), bytes: 1, actor };
      ids.push((await receiveUpload(tx, file)).id);
    }
    return ids;
  });
}

const claim = (ledger: Ledger, worker: string, milliseconds = long) => ledger.transact((tx) => claimReading(tx, { worker, milliseconds }));
const refuse = (ledger: Ledger, upload: string, by?: ReadingClaim) =>
  ledger.transact((tx) => keepReport(tx, upload, { report: { outcome: 'refused' }, answers: {}, claim: by }));
const soon = '2026-01-05T01:02:00.000Z';

describe.each(databases)('the queue of readings on $name', ({ open }) => {
  it('counts what waits, is read and failed, uploads by their last step, and says by how much a clock is behind', async () => {
    const test = await open();
    const { read } = test.ledger;
    expect(await queueState(read, soon)).toEqual({ waiting: 0, reading: 0, failed: 0, oldest: null });
    const ids = await waitingFor(test.ledger, ['clerk', 'clerk', 'other']);
    const first = await claim(test.ledger, 'a');
    await test.ledger.transact((tx) => failReading(tx, first?.claim ?? { seq: 0, worker: '' }, 'f-1'));
    await claim(test.ledger, 'a');
    const state = await queueState(read, soon);
    expect(state).toEqual({ waiting: 1, reading: 1, failed: 1, oldest: expect.stringMatching(/^\d{4}-/) });
    expect(await queueState(read, '2999-01-01T00:00:00.000Z')).toMatchObject({ waiting: 2, reading: 0 });
    const failed = { upload: first?.upload, fileName: 'a.xlsx', queuedAt: state.oldest, reference: 'f-1' };
    expect(await failedReadings(read, '19.71')).toEqual([failed]);
    expect(await failedReadings(read, '81.04')).toEqual([]);
    await test.ledger.transact((tx) => cancelReading(tx, ids[2] ?? '', 'other'));
    expect(Object.fromEntries(await uploadsByStep(read))).toEqual({ cancelled: 1, received: 2 });
    // A clock that was set back by an hour.
    const shown = test.ledger.dialect === 'postgres' ? Date.now() : Date.parse(state.oldest ?? '');
    const behind = await clockBehind(test.ledger, new Date(shown - 3_600_000).toISOString());
    expect(behind).toBeGreaterThan(3500);
    expect(behind).toBeLessThan(3900);
  });

  it('keeps what waits to be read, and takes no report of a reading that was cancelled', async () => {
    const test = await open();
    const [first = '', second = ''] = await waitingFor(test.ledger, ['clerk', 'clerk']);
    const states = async () => Object.fromEntries(await readingStates(test.ledger.read, soon, [first, second]));
    expect(await states()).toEqual({ [first]: { stage: 'waiting', before: 0 }, [second]: { stage: 'waiting', before: 1 } });
    await test.ledger.transact((tx) => cancelReading(tx, first, 'clerk'));
    expect(await states()).toEqual({ [second]: { stage: 'waiting', before: 0 } });
    await expect(refuse(test.ledger, first)).rejects.toMatchObject({ code: 'wrong-state' });
    const mine = await claim(test.ledger, 'a');
    expect(mine).toMatchObject({ upload: second, actor: 'clerk', answers: {} });
    await test.ledger.transact((tx) => failReading(tx, mine?.claim ?? { seq: 0, worker: '' }, 'f-1'));
    expect(await states()).toEqual({ [second]: { stage: 'failed', reference: 'f-1' } });
    expect(await claim(test.ledger, 'a')).toBeUndefined();
    await test.ledger.transact((tx) => queueReading(tx, first, 'clerk', { year: '2025' }));
    const again = await claim(test.ledger, 'a');
    expect(again).toMatchObject({ upload: first, answers: { year: '2025' } });
    await refuse(test.ledger, first, again?.claim);
    await expect(test.ledger.transact((tx) => cancelReading(tx, first, 'clerk'))).rejects.toMatchObject({ code: 'wrong-state' });
    expect((await getUpload(test.ledger.read, first)).state).toBe('refused');
    expect(await readingStates(test.ledger.read, soon, [])).toEqual(new Map());
    await test.end();
  });

  it('gives each reading to one of two workers, shows how far it is, and gives back what a worker releases', async () => {
    const test = await open();
    const other = await test.reopen();
    const ids = await waitingFor(test.ledger, ['clerk', 'clerk', 'clerk']);
    const claims = await Promise.all([claim(test.ledger, 'a'), claim(other, 'b'), claim(test.ledger, 'a'), claim(other, 'b')]);
    expect(claims.flatMap((one) => one?.upload ?? []).toSorted()).toEqual(ids);
    const mine = claims.find((one) => one?.upload === ids[1])?.claim ?? { seq: 0, worker: '' };
    const progress = { stage: 'reading', rows: 40 } as const;
    expect(await test.ledger.transact((tx) => renewReading(tx, mine, { milliseconds: long, progress }))).toBe(true);
    expect((await readingStates(other.read, soon, ids)).get(ids[1] ?? '')).toEqual(progress);
    await test.ledger.transact((tx) => releaseReading(tx, mine));
    expect((await readingStates(other.read, soon, ids)).get(ids[1] ?? '')).toEqual({ stage: 'waiting', before: 2 });
    expect(await claim(other, 'b')).toMatchObject({ upload: ids[1] });
    await test.end();
  });

  it('gives a reading whose lease has expired to another worker, and takes nothing more from the first', async () => {
    const test = await open();
    const [upload = ''] = await waitingFor(test.ledger, ['clerk']);
    const dead = await claim(test.ledger, 'a', 1000);
    if (dead === undefined) throw new Error('nothing was claimed');
    const successor = await claim(test.ledger, 'b');
    expect(successor).toMatchObject({ upload });
    const progress = { stage: 'reading', rows: 1 } as const;
    expect(await test.ledger.transact((tx) => renewReading(tx, dead.claim, { milliseconds: long, progress }))).toBe(false);
    await test.ledger.transact((tx) => failReading(tx, dead.claim, 'f-1'));
    await test.ledger.transact((tx) => releaseReading(tx, dead.claim));
    await expect(refuse(test.ledger, upload, dead.claim)).rejects.toMatchObject({ code: 'wrong-state' });
    await refuse(test.ledger, upload, successor?.claim);
    const reports = await test.ledger.read.selectFrom('upload_report').select('upload').execute();
    expect(reports).toEqual([{ upload }]);
    await test.end();
  });

  it('takes a reading from a worker whose lease ends later than any can: the clock was set back since', async () => {
    const test = await open();
    const [upload = ''] = await waitingFor(test.ledger, ['clerk']);
    await claim(test.ledger, 'a');
    await test.tamper("update waiting set claimed_until = '2027-01-05T01:00:00.000Z'");
    const now = await test.ledger.transact(async (tx) => instantOf(tx));
    expect((await readingStates(test.ledger.read, now, [upload])).get(upload)).toEqual({ stage: 'waiting', before: 0 });
    expect(await claim(test.ledger, 'b')).toMatchObject({ upload });
    await test.end();
  });

  it('takes a reading from its worker when it is cancelled or queued again with other answers', async () => {
    const test = await open();
    const [first = '', second = ''] = await waitingFor(test.ledger, ['clerk', 'clerk']);
    const [a, b] = [await claim(test.ledger, 'a'), await claim(test.ledger, 'b')];
    if (a === undefined || b === undefined) throw new Error('nothing was claimed');
    await test.ledger.transact((tx) => cancelReading(tx, first, 'clerk'));
    await test.ledger.transact((tx) => queueReading(tx, second, 'clerk', { year: '2025' }));
    const progress = { stage: 'reading', rows: 1 } as const;
    for (const held of [a.claim, b.claim])
      expect(await test.ledger.transact((tx) => renewReading(tx, held, { milliseconds: long, progress }))).toBe(false);
    await expect(refuse(test.ledger, second, b.claim)).rejects.toMatchObject({ code: 'wrong-state' });
    expect(await claim(test.ledger, 'c')).toMatchObject({ upload: second, answers: { year: '2025' } });
    await test.end();
  });

  it('keeps the answers of two people who answer one after the other, and those that the file was read with', async () => {
    const test = await open();
    const { ledger } = test;
    const [id = ''] = await waitingFor(ledger, ['budi']);
    const answers = { year: '2025' };
    await ledger.transact((tx) => keepReport(tx, id, { report: { outcome: 'asked' }, answers }));
    const answer = (actor: string, given: Record<string, string>) =>
      ledger.transact(async (tx) => queueAnswers(tx, await getUpload(tx, id), actor, given));
    await Promise.all([answer('ani', { basis: 'sp2d' }), answer('budi', { unit: 'whole' })]);
    expect(await claim(ledger, 'one')).toMatchObject({ upload: id, answers: { year: '2025', basis: 'sp2d', unit: 'whole' } });
    await test.end();
  });

  it('gives everyone a turn before anyone has a second, in the order they came, also after a restart', async () => {
    const people = fc.array(fc.constantFrom('ani', 'budi', 'cici', 'dedi'), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(people, async (actors) => {
        const test = await open();
        const ids = await waitingFor(test.ledger, actors);
        const foreseen = [...(await readingStates(test.ledger.read, soon, ids))];
        const order: string[] = [];
        for (const _ of ids) order.push((await claim(await test.reopen(), 'a'))?.upload ?? '');
        const actorOf = (id: string) => actors[ids.indexOf(id)];
        expect(order.toSorted()).toEqual(ids);
        expect(foreseen.toSorted(([, a], [, b]) => ('before' in a && 'before' in b ? a.before - b.before : 0)).map(([id]) => id)).toEqual(
          order,
        );
        const all = new Set(actors);
        expect(new Set(order.slice(0, all.size).map(actorOf))).toEqual(all);
        for (const actor of all) {
          const own = order.filter((id) => actorOf(id) === actor);
          expect(own).toEqual(own.toSorted());
        }
        // The person served last waits for the others.
        const last = actorOf(order.at(-1) ?? '') ?? '';
        const both = await test.ledger.transact(async (tx) => {
          const receive = (actor: string) =>
            receiveUpload(tx, { government: '19.71', fileName: 'b.xlsx', hash: 'd'.repeat(64), bytes: 1, actor });
          return [(await receive(last)).id, (await receive('eni')).id];
        });
        expect((await claim(test.ledger, 'a'))?.upload).toBe(both[1]);
        await test.end();
      }),
      { numRuns: 5 },
    );
  });
});
