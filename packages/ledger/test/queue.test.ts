import { describe, expect, it } from 'vitest';
import {
  addGovernment,
  cancelReading,
  failReading,
  getUpload,
  keepReport,
  listReadings,
  queueReading,
  receiveUpload,
} from '../src/index.ts';
import { databases } from './databases.ts';

describe.each(databases)('the queue of readings on $name', ({ open }) => {
  it('keeps what waits to be read, and takes no report of a reading that was cancelled', async () => {
    const test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
    const receive = () =>
      test.ledger.transact((tx) =>
        receiveUpload(tx, { government: '19.71', fileName: 'a.xlsx', hash: 'c'.repeat(64), bytes: 1, actor: 'clerk' }),
      );
    const [first, second] = [await receive(), await receive()];
    const waiting = async () => (await listReadings(test.ledger.read, { failed: false })).map(({ upload }) => upload);
    expect(await waiting()).toEqual([first.id, second.id]);
    await test.ledger.transact((tx) => cancelReading(tx, first.id, 'clerk'));
    expect(await waiting()).toEqual([second.id]);
    const report = (id: string) => test.ledger.transact((tx) => keepReport(tx, id, { report: { outcome: 'refused' }, answers: {} }));
    await expect(report(first.id)).rejects.toMatchObject({ code: 'wrong-state' });
    await test.ledger.transact((tx) => failReading(tx, second.id, 'f-1'));
    expect(await waiting()).toEqual([]);
    expect(await listReadings(test.ledger.read, { failed: true })).toMatchObject([{ upload: second.id, failed: 'f-1' }]);
    await test.ledger.transact((tx) => queueReading(tx, first.id, 'clerk', { year: '2025' }));
    await report(first.id);
    await expect(test.ledger.transact((tx) => cancelReading(tx, first.id, 'clerk'))).rejects.toMatchObject({ code: 'wrong-state' });
    expect((await getUpload(test.ledger.read, first.id)).state).toBe('refused');
    await test.end();
  });
});
