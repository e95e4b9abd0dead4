import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  acceptOffers,
  addGovernment,
  askApproval,
  auditActors,
  checkAudit,
  disablePerson,
  enablePerson,
  getApproval,
  grant,
  type Held,
  isDisabled,
  listAudit,
  listOffers,
  mayAccept,
  offersOf,
  openApprovals,
  receiveUpload,
  replaceClaimed,
  rolesOf,
  setOffers,
  setRoles,
  settleApproval,
} from '../src/index.ts';
import { databases, type TestLedger } from './databases.ts';

const all = (...held: Held['role'][]): Held[] => held.map((role) => ({ role, unit: null }));

describe.each(databases)('people on $name', ({ open }) => {
  let test: TestLedger;
  const city = '19.71';
  beforeEach(async () => {
    test = await open();
    await test.ledger.transact(async (tx) => {
      await addGovernment(tx, { code: city, name: 'Kota Pangkalpinang' }, 'test');
      await addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru' }, 'test');
      await grant(tx, { person: 'agus', government: city, role: 'admin', unit: null }, 'system');
    });
  });
  afterEach(() => test.end());
  const heldRoles = async (person: string) =>
    (await rolesOf(test.ledger.read, person)).map(({ government, role, unit, source }) => `${source} ${role} ${unit ?? '*'} ${government}`);

  it('records each role that is given or taken, once', async () => {
    const { ledger } = test;
    const change = (held: Held[]) => ledger.transact((tx) => setRoles(tx, { person: 'rina', government: city, held }, 'agus'));
    await change([...all('verifier'), { role: 'operator', unit: '1.02' }]);
    await change([...all('verifier'), { role: 'operator', unit: '1.02' }]);
    await change(all('auditor', 'verifier'));
    expect(await heldRoles('rina')).toEqual(['hand auditor * 19.71', 'hand verifier * 19.71']);
    const records = await listAudit(ledger.read, { government: city, person: 'rina' });
    expect(records.map(({ action, detail }) => `${action} ${detail}`).toReversed()).toEqual([
      'role-granted {"role":"verifier","unit":null}',
      'role-granted {"role":"operator","unit":"1.02"}',
      'role-granted {"role":"auditor","unit":null}',
      'role-revoked {"role":"operator","unit":"1.02"}',
    ]);
  });

  it('keeps the last admin from losing the role or being disabled', async () => {
    const { ledger } = test;
    const demote = () => ledger.transact((tx) => setRoles(tx, { person: 'agus', government: city, held: [] }, 'agus'));
    const disable = (person: string) => ledger.transact((tx) => disablePerson(tx, person, 'agus'));
    await expect(demote()).rejects.toMatchObject({ code: 'last-admin' });
    await expect(disable('agus')).rejects.toMatchObject({ code: 'last-admin' });
    expect([await heldRoles('agus'), await isDisabled(ledger.read, 'agus')]).toEqual([['hand admin * 19.71'], false]);
    await ledger.transact((tx) => grant(tx, { person: 'dewi', government: city, role: 'admin', unit: null }, 'agus'));
    await disable('dewi');
    // A second admin who is shut out is none.
    await expect(demote()).rejects.toMatchObject({ code: 'last-admin' });
    await ledger.transact((tx) => enablePerson(tx, 'dewi', 'agus'));
    await demote();
    expect(await heldRoles('agus')).toEqual([]);
    expect((await listAudit(ledger.read, { person: 'dewi', government: city })).map(({ action }) => action)).toEqual([
      'person-enabled',
      'person-disabled',
      'role-granted',
    ]);
    expect((await checkAudit(ledger.read)).ok).toBe(true);
  });

  it('replaces what a claim gave before, and leaves what an admin gave', async () => {
    const { ledger } = test;
    await ledger.transact((tx) => setRoles(tx, { person: 'budi', government: city, held: all('verifier') }, 'agus'));
    const claim = (...held: [Held['role'], string, string | null][]) =>
      ledger.transact((tx) =>
        replaceClaimed(tx, { person: 'budi', held: held.map(([role, government, unit]) => ({ role, government, unit })) }, 'oidc'),
      );
    await claim(['operator', city, '1.02'], ['verifier', city, null], ['auditor', '81.04', null]);
    expect(await heldRoles('budi')).toEqual(['oidc operator 1.02 19.71', 'hand verifier * 19.71', 'oidc auditor * 81.04']);
    await claim(['publisher', city, null]);
    expect(await heldRoles('budi')).toEqual(['oidc publisher * 19.71', 'hand verifier * 19.71']);
    await ledger.transact((tx) => setRoles(tx, { person: 'budi', government: city, held: [] }, 'agus'));
    expect(await heldRoles('budi')).toEqual(['oidc publisher * 19.71']);
  });

  it('keeps an offered role without effect until it is accepted, and records it', async () => {
    const { ledger } = test;
    const offer = (held: Held[]) => ledger.transact((tx) => setOffers(tx, { person: 'rina', government: city, held }, 'agus'));
    const accept = () => ledger.transact((tx) => acceptOffers(tx, { person: 'rina', government: city, keepsOthers: true }));
    await offer([...all('verifier'), { role: 'operator', unit: '1.02' }]);
    await offer(all('auditor', 'verifier'));
    expect([await heldRoles('rina'), (await offersOf(ledger.read, { person: 'rina', government: city })).map(({ role }) => role)]).toEqual([
      [],
      ['auditor', 'verifier'],
    ]);
    expect([await accept(), await accept()]).toEqual([true, false]);
    expect([await heldRoles('rina'), await listOffers(ledger.read, city)]).toEqual([['hand auditor * 19.71', 'hand verifier * 19.71'], []]);
    const records = await listAudit(ledger.read, { government: city, person: 'rina' });
    expect(records.map(({ actor, action, detail }) => `${actor} ${action} ${detail}`).toReversed()).toEqual([
      'agus role-offered {"role":"verifier","unit":null}',
      'agus role-offered {"role":"operator","unit":"1.02"}',
      'agus role-offered {"role":"auditor","unit":null}',
      'agus role-offer-withdrawn {"role":"operator","unit":"1.02"}',
      'rina mailbox-proven {}',
      'agus role-granted {"role":"auditor","unit":null}',
      'agus role-granted {"role":"verifier","unit":null}',
    ]);
  });

  it('makes roles elsewhere offers of their governments where they do not stay, but never of the last admin', async () => {
    const { ledger } = test;
    const acceptance = { person: 'agus', government: '81.04', keepsOthers: false };
    await ledger.transact((tx) => setOffers(tx, { person: 'agus', government: '81.04', held: all('auditor') }, 'buru'));
    expect(await mayAccept(ledger.read, acceptance)).toBe(false);
    expect(await ledger.transact((tx) => acceptOffers(tx, acceptance))).toBe(false);
    await ledger.transact((tx) => grant(tx, { person: 'dewi', government: city, role: 'admin', unit: null }, 'agus'));
    expect(await ledger.transact((tx) => acceptOffers(tx, acceptance))).toBe(true);
    expect(await heldRoles('agus')).toEqual(['hand auditor * 81.04']);
    expect(await offersOf(ledger.read, { person: 'agus', government: city })).toMatchObject([{ role: 'admin', offeredBy: 'agus' }]);
  });

  it('takes the approval of a request once, and none after it has expired', async () => {
    const { ledger } = test;
    const about = { government: city, person: 'rina', act: 'second-factor-reset' as const };
    const ask = () => ledger.transact((tx) => askApproval(tx, about, 'agus'));
    const open = (at: string) => openApprovals(ledger.read, city, at);
    await ask();
    await ask();
    const [request, ...more] = await open('2026-01-05T02:00:00.000Z');
    if (request === undefined) throw new Error('no request');
    expect([request, more]).toMatchObject([{ ...about, askedBy: 'agus' }, []]);
    expect(Date.parse(request.expiresAt) - Date.parse(request.askedAt)).toBe(24 * 60 * 60_000);
    expect(await open(request.expiresAt)).toEqual([]);
    const settle = (given: boolean) => ledger.transact((tx) => settleApproval(tx, request, given, 'dewi'));
    const settled = await Promise.allSettled([settle(true), settle(false)]);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(settle(true)).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(getApproval(ledger.read, { government: '81.04', seq: request.seq })).rejects.toMatchObject({ code: 'not-found' });
    // Asked for again, it is a new request.
    await ask();
    expect(await open('2026-01-05T02:00:00.000Z')).toHaveLength(1);
  });

  it('finds records by person, action, upload and time', async () => {
    const { ledger } = test;
    const upload = { government: city, fileName: 'a.xlsx', hash: 'a'.repeat(64), bytes: 1, actor: 'rina' };
    const { id } = await ledger.transact((tx) => receiveUpload(tx, upload));
    const seqs = async (filter: Parameters<typeof listAudit>[1]) => (await listAudit(ledger.read, filter)).map(({ action }) => action);
    expect(await seqs({ upload: id })).toEqual(['upload-received']);
    expect(await seqs({ person: 'rina' })).toEqual(['upload-received']);
    expect(await seqs({ action: 'role-granted', government: city })).toEqual(['role-granted']);
    const [last] = await listAudit(ledger.read, { limit: 1 });
    const at = last?.at ?? '';
    expect(await seqs({ from: at })).toEqual(['upload-received']);
    expect(await seqs({ until: at, government: city })).not.toContain('upload-received');
    expect(await auditActors(ledger.read, city)).toEqual(['rina', 'system', 'test']);
  });
});
