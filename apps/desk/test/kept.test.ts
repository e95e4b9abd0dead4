import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addGovernment, openLedger, setGovernment } from '@sipkadin/ledger';
import { expect, test } from 'vitest';
import { kept } from '../src/features/monitor/kept.ts';

test('an answer is computed once for each state of its government in the ledger, and a failure is not kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-kept-'));
  const ledger = await openLedger({ url: `sqlite:${join(folder, 'ledger.sqlite')}` });
  await ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'test'));
  await ledger.transact((tx) => addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru' }, 'test'));
  let computed = 0;
  const ask = (key: string) => kept(ledger.read, '19.71', key, async () => ++computed);
  expect([await ask('a'), await ask('a'), await ask('b')]).toEqual([1, 1, 2]);
  await ledger.transact((tx) => setGovernment(tx, '19.71', { completeShare: 50 }, 'test'));
  expect([await ask('a'), await ask('a')]).toEqual([3, 3]);
  // What happens in another government changes nothing: of hundreds of them one always does something.
  await ledger.transact((tx) => setGovernment(tx, '81.04', { completeShare: 50 }, 'test'));
  expect(await ask('a')).toBe(3);
  await expect(kept(ledger.read, '19.71', 'c', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await ask('c')).toBe(4);
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});
