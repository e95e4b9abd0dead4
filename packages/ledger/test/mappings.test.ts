import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addGovernment,
  checkAudit,
  countMapping,
  forgetMapping,
  keepMapping,
  listAudit,
  listMappings,
  receiveUpload,
} from '../src/index.ts';
import { databases, type TestLedger } from './databases.ts';

describe.each(databases)('mappings of columns on $name', ({ open }) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await open();
    await test.ledger.transact(async (tx) => {
      await addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'test');
      await addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru' }, 'test');
    });
  });
  afterEach(() => test.end());

  const kept = {
    government: '19.71',
    fingerprint: 'a'.repeat(32),
    name: 'rincian.xlsx',
    mapping: '{"kind":"position"}',
    columns: '[]',
    actor: 'sri',
  };

  it('remember the last of a header, for one government, until it is forgotten', async () => {
    const { ledger } = test;
    const mapping = '{"kind":"register"}';
    await ledger.transact((tx) => keepMapping(tx, kept));
    await ledger.transact((tx) => keepMapping(tx, { ...kept, actor: 'again' }));
    await ledger.transact((tx) => keepMapping(tx, { ...kept, mapping, actor: 'budi' }));
    expect(await listMappings(ledger.read, '19.71')).toMatchObject([{ ...kept, mapping, actor: 'budi', uses: 0 }]);
    expect(await listMappings(ledger.read, '81.04')).toEqual([]);
    await ledger.transact((tx) => forgetMapping(tx, { ...kept, actor: 'ani' }));
    expect(await listMappings(ledger.read, '19.71')).toEqual([]);
    await expect(ledger.transact((tx) => forgetMapping(tx, kept))).rejects.toMatchObject({ code: 'not-found' });
    await ledger.transact((tx) => keepMapping(tx, { ...kept, actor: 'sri' }));
    expect(await listMappings(ledger.read, '19.71')).toHaveLength(1);
    const records = (await listAudit(ledger.read)).filter(({ action }) => action.startsWith('mapping-'));
    expect(records.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      'mapping-kept sri',
      'mapping-forgotten ani',
      'mapping-kept budi',
      'mapping-kept sri',
    ]);
    expect(await checkAudit(ledger.read)).toMatchObject({ ok: true });
  });

  const { government, fingerprint } = kept;

  it('count the uploads that were read by them, each once', async () => {
    const { ledger } = test;
    await ledger.transact(async (tx) => {
      await keepMapping(tx, kept);
      for (const hash of ['1', '2']) {
        const { id } = await receiveUpload(tx, { government: '19.71', fileName: 'a.csv', hash: hash.repeat(64), bytes: 1, actor: 'sri' });
        for (let time = 0; time < 2; time++) await countMapping(tx, { government, fingerprint, upload: id });
      }
    });
    expect(await listMappings(ledger.read, '19.71')).toMatchObject([{ uses: 2 }]);
    await expect(test.tamper("update mapping set mapping = ''")).rejects.toThrow(/append-only/);
    await expect(test.tamper('delete from mapping_use')).rejects.toThrow(/append-only/);
  });
});
