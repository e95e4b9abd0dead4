import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrations } from '../src/database/migrations.ts';
import {
  addGovernment,
  diskError,
  getUpload,
  grant,
  LedgerError,
  type LedgerErrorCode,
  ledgerSequence,
  mustBeOthersWork,
  mustHoldPublishing,
  openLedger,
  releaseObstacle,
  setRuleSeverity,
  submitUpload,
  uploadStore,
  verifyUpload,
  writeObstacle,
} from '../src/index.ts';
import { mustHoldRole, revoke } from '../src/people/people.ts';
import { budget, databases, health, line, statement, storing, type TestLedger } from './databases.ts';
import { sending } from './sending.ts';

const city = { code: '19.71', name: 'Kota Pangkalpinang' };
const year = { government: city.code, year: fiscalYear(2025) };

/** For every code of the ledger's errors something that produces it: the type leaves none out. The city is there. */
const producers: Readonly<Record<LedgerErrorCode, (test: TestLedger) => Promise<unknown>>> = {
  'not-found': ({ ledger }) => getUpload(ledger.read, 'u000009'),
  exists: ({ ledger }) => ledger.transact((tx) => addGovernment(tx, city, 'setup')),
  async 'wrong-state'(test) {
    const id = await sending(() => test).verified(budget([line(health, '5.1.02', 1n)]));
    return test.ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
  },
  async 'own-upload'(test) {
    const id = await sending(() => test).receive(budget([line(health, '5.1.02', 1n)]));
    return test.ledger.transact(async (tx) => {
      await submitUpload(tx, id, 'clerk');
      await verifyUpload(tx, id, 'clerk');
    });
  },
  'own-note': ({ ledger }) =>
    ledger.transact(async (tx) => {
      const text = { activity: '', what: 'Lahan', followUp: '', unblocker: '', owner: '', ending: '' };
      const note = { ...text, unit: health, cause: 'land', promisedOn: null, mayBePublic: true, state: 'open' } as const;
      await writeObstacle(tx, { ...year, ...note, obstacle: undefined }, 'clerk');
      await releaseObstacle(tx, { government: city.code, entry: 1, released: true }, 'clerk');
    }),
  async 'own-publication'(test) {
    await sending(() => test).verified(budget([line(health, '5.1.02', 1n)]));
    const sequence = await ledgerSequence(test.ledger.read);
    return mustBeOthersWork(test.ledger.read, { ...year, sequence, actor: 'clerk' });
  },
  'rule-fixed': ({ ledger }) =>
    ledger.transact((tx) => setRuleSeverity(tx, { government: city.code, code: 'answer-wrong', severity: 'info' }, 'admin')),
  'other-government': (test) =>
    sending(() => test).receive(statement({ kind: 'budget', government: '19.01' }, [line(health, '5.1.02', 1n)])),
  'last-admin': ({ ledger }) =>
    ledger.transact(async (tx) => {
      const admin = { person: 'agus', government: city.code, role: 'admin' as const, unit: null };
      await grant(tx, admin, 'setup');
      await revoke(tx, admin, 'agus');
    }),
  'no-role': ({ ledger }) => mustHoldRole(ledger.read, { person: 'clerk', government: city.code, roles: ['publisher'] }),
  async 'schema-newer'(test) {
    await test.tamper(`insert into schema_version values (9999, '2030-01-01T00:00:00.000Z')`);
    return test.reopen();
  },
  async 'schema-older'(test) {
    await test.tamper(`delete from schema_version where version = ${migrations.length}`);
    try {
      return await test.reopen({ mayMigrate: false });
    } finally {
      await test.tamper(`insert into schema_version values (${migrations.length}, '2026-01-01T00:00:00.000Z')`);
    }
  },
  // A database in memory takes no write-ahead log.
  'not-durable': () => openLedger({ url: 'sqlite::memory:' }),
  'amount-too-large': (test) => storing(test, [budget([line(health, '5.1.02', 2n ** 63n)])], async () => undefined),
  'too-large': ({ folder }) => uploadStore(join(folder, 'uploads')).put(Buffer.from('12'), 1),
  async 'disk-full'({ folder }) {
    const db = new Sqlite(join(folder, 'full.sqlite'));
    try {
      db.pragma('max_page_count = 2');
      db.exec('create table a (b); create table c (d); create table e (f)');
    } catch (error) {
      throw diskError(error);
    } finally {
      db.close();
    }
  },
  // A folder has the path of the database.
  'read-only': ({ folder }) => openLedger({ url: `sqlite:${folder}` }),
  busy: ({ ledger }) => mustHoldPublishing(ledger.read, year, 'a worker that never claimed it'),
};

describe.each(databases)('the errors of the ledger on $name', ({ open }) => {
  it.each(Object.entries(producers))('%s', async (code, produce) => {
    const test = await open();
    try {
      await test.ledger.transact((tx) => addGovernment(tx, city, 'setup'));
      const error: unknown = await produce(test).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(LedgerError);
      expect(error).toMatchObject({ code });
    } finally {
      await test.end();
    }
  });
});

it('other errors of the operating system and of programs stay as they are', () => {
  const error = new Error('of a program');
  expect(diskError(error)).toBe(error);
  expect(diskError(Object.assign(new Error('disk'), { code: 'EIO' }))).not.toBeInstanceOf(LedgerError);
});
