import { addGovernment, grant, listAudit } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { city, type Deployment, deploy, sealed, type Visitor } from './deployment.ts';

interface Listed {
  people: {
    id: string;
    name: string;
    disabled: boolean;
    mine: boolean;
    lastSeen: string | null;
    roles: { role: string; unit: string | null }[];
  }[];
}

describe('an admin and people', () => {
  let place: Deployment;
  let admin: Visitor;
  beforeAll(async () => {
    place = await deploy();
    await place.ledger.transact((tx) => addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru' }, 'test'));
    admin = await place.person('agus', 'admin');
  });
  afterAll(() => place.close());
  const enter = (link: string) =>
    fetch(`${place.origin}/api/auth/magic-link/verify?token=${new URL(link).hash.slice(1)}`, { headers: sealed });
  const list = async () => ((await admin.query('people.list', { government: city })).data as Listed).people;
  const call = (path: string, person: string, more: object = {}) => admin.mutate(`people.${path}`, { government: city, person, ...more });

  test('invites a person with roles, and hands over a link that signs in once', async () => {
    const held = [
      { role: 'operator', unit: '1.02.0.00.0.00.01.0000' },
      { role: 'leadership', unit: null },
    ];
    const invited = await admin.mutate('people.invite', { government: city, name: 'Rina Wati', email: 'Rina@example.test', held });
    const { id, link } = invited.data as { id: string; link: string };
    expect(await list()).toMatchObject([{ name: 'agus' }, { id, name: 'Rina Wati', lastSeen: null, mine: true }]);
    const entered = await enter(link);
    expect([entered.status, entered.headers.getSetCookie().length > 0]).toEqual([200, true]);
    expect((await enter(link)).headers.getSetCookie()).toEqual([]);
    const records = await listAudit(place.ledger.read, { person: id });
    expect(records.map(({ actor, action }) => [actor === admin.id, action]).toReversed()).toEqual([
      [true, 'role-granted'],
      [true, 'role-granted'],
      [true, 'person-invited'],
      [true, 'person-link-made'],
    ]);
    expect(JSON.stringify(records)).not.toContain(new URL(link).hash.slice(1));
  });

  test('refuses an OPD for any role but the operator, and an invitation without a role', async () => {
    const invite = (held: object[]) => admin.mutate('people.invite', { government: city, name: 'Budi', email: 'b@example.test', held });
    expect((await invite([])).code).toBe('bad-input');
    expect((await invite([{ role: 'verifier', unit: '1.02' }])).code).toBe('bad-input');
  });

  test('a changed role and a disabled account take effect at the next request; sessions end', async () => {
    const budi = await place.person('budi', 'verifier');
    expect((await budi.query('uploads.list', { government: city })).status).toBe(200);
    expect(await call('setRoles', budi.id, { held: [{ role: 'leadership', unit: null }] })).toMatchObject({ status: 200 });
    expect((await budi.query('uploads.list', { government: city })).code).toBe('no-role');
    expect((await budi.query('publication.editions', { government: city })).status).toBe(200);
    expect(await call('disable', budi.id)).toMatchObject({ status: 200 });
    expect(await budi.query('publication.editions', { government: city })).toMatchObject({ status: 401, code: 'signed-out' });
    expect(await place.desk.signInLink('budi@example.test').then(enter)).toMatchObject({ status: 403 });
    expect((await list()).find(({ id }) => id === budi.id)).toMatchObject({ disabled: true });
    await call('enable', budi.id);
    // The earlier session stays ended.
    expect((await budi.query('account.security')).code).toBe('signed-out');
    expect((await enter(await place.desk.signInLink('budi@example.test'))).status).toBe(200);
  });

  test('a person disabled in the ledger is refused, even with a session', async () => {
    const dewi = await place.person('dewi', 'auditor');
    const { disablePerson } = await import('@sipkadin/ledger');
    await place.ledger.transact((tx) => disablePerson(tx, dewi.id, 'command line'));
    expect((await dewi.query('trail.records', { government: city })).code).toBe('signed-out');
    expect((await fetch(`${place.origin}/api/kerja/jejak/${city}`, { headers: dewi.headers })).status).toBe(401);
  });

  test('the last admin can neither demote nor disable themselves', async () => {
    expect((await call('setRoles', admin.id, { held: [{ role: 'auditor', unit: null }] })).code).toBe('last-admin');
    expect((await call('disable', admin.id)).code).toBe('last-admin');
    expect((await list()).find(({ id }) => id === admin.id)).toMatchObject({ disabled: false, roles: [{ role: 'admin' }] });
  });

  test('lists the sessions of a person and ends one', async () => {
    const sari = await place.person('sari', 'publisher');
    const again = await enter(await place.desk.signInLink('sari@example.test'));
    expect(again.status).toBe(200);
    const sessions = (await admin.query('people.sessions', { government: city, person: sari.id })).data as { id: string; token?: string }[];
    expect(sessions).toHaveLength(2);
    expect(JSON.stringify(sessions)).not.toContain('token');
    const own = (await sari.query('account.security')).data as { sessions: { id: string; mine: boolean }[] };
    const mine = own.sessions.find((session) => session.mine)?.id ?? '';
    expect((await call('endSession', sari.id, { session: mine })).status).toBe(200);
    expect((await sari.query('account.security')).code).toBe('signed-out');
    expect((await call('endSession', sari.id, { session: mine })).code).toBe('not-found');
    // Another person's session is not found.
    expect((await call('endSession', admin.id, { session: sessions.find(({ id }) => id !== mine)?.id })).code).toBe('not-found');
  });

  test('ends own sessions, all but this one', async () => {
    const wati = await place.person('wati', 'operator');
    await enter(await place.desk.signInLink('wati@example.test'));
    const count = async () => ((await wati.query('account.security')).data as { sessions: object[] }).sessions.length;
    expect(await count()).toBe(2);
    await wati.mutate('account.endOtherSessions');
    expect(await count()).toBe(1);
  });

  test('the admin of another government cannot sign in as a person, disable them or remove their second factor', async () => {
    const outsider = await place.person('outsider', { role: 'verifier', government: '81.04' }, 'operator');
    // Inviting a person with a role here gives another one, but no link.
    const held = [{ role: 'auditor', unit: null }];
    const invited = await admin.mutate('people.invite', { government: city, name: 'X Y', email: 'outsider@example.test', held });
    expect(invited.data).toEqual({ id: outsider.id, added: false, mailed: false, link: null, asked: false, rolesAsked: false });
    for (const path of ['link', 'disable', 'enable', 'resetSecondFactor', 'untie'])
      expect(await call(path, outsider.id)).toMatchObject({ status: 403, code: 'other-admin' });
    expect((await admin.query('people.sessions', { government: city, person: outsider.id })).code).toBe('other-admin');
    expect((await call('setRoles', outsider.id, { held: [] })).status).toBe(200);
    expect((await call('disable', outsider.id)).code).toBe('not-found');
    await place.ledger.transact((tx) => grant(tx, { person: admin.id, government: '81.04', role: 'admin', unit: null }, 'test'));
    expect((await admin.mutate('people.disable', { government: '81.04', person: outsider.id })).status).toBe(200);
  });
});

describe('the audit trail', () => {
  let place: Deployment;
  let auditor: Visitor;
  beforeAll(async () => {
    place = await deploy();
    auditor = await place.person('dewi', 'auditor');
  });
  afterAll(() => place.close());

  test('is filtered by person, step and day, and reports that its chain is intact', async () => {
    const ask = async (filter: object) =>
      (
        (await auditor.query('trail.records', { government: city, ...filter })).data as {
          records: { action: string; subjectName: string }[];
        }
      ).records;
    expect(await ask({ person: auditor.id })).toMatchObject([{ action: 'role-granted', subjectName: 'dewi' }]);
    expect(await ask({ action: 'government-added' })).toHaveLength(1);
    expect(await ask({ upload: 'u000001' })).toEqual([]);
    expect(await ask({ to: '2020-01-01' })).toEqual([]);
    expect(await ask({ from: '2020-01-01' })).toHaveLength(2);
    expect((await auditor.query('trail.check', { government: city })).data).toMatchObject({ ok: true, records: 2 });
    expect((await auditor.query('trail.records', { government: city, from: '31-12-2026' })).code).toBe('bad-input');
  });

  test('is downloaded as a CSV without formulas', async () => {
    const operator = await place.person('=HYPERLINK("http://evil")', 'operator');
    await operator.send('=1+1,"x".csv', 'a;b');
    await place.desk.idle();
    const address = `${place.origin}/api/kerja/jejak/${city}`;
    const answer = await fetch(`${address}?person=${operator.id}`, { headers: auditor.headers });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const text = await answer.text();
    expect(text.split('\n')[0]).toBe('Nomor,Waktu (WIB),Pelaku,Langkah,Kode pemda,Tentang,Nama,Rincian,Sidik');
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(text).toMatch(/,20\d\d-\d\d-\d\d \d\d:\d\d:\d\d,.*,menerima berkas,/);
    const english = await (await fetch(`${address}?person=${operator.id}&bahasa=en`, { headers: auditor.headers })).text();
    expect(english.split('\n')[0]).toBe('Number,"Time (WIB, UTC+7)",Actor,Step,Government code,Subject,Name,Details,Hash');
    expect(text).not.toMatch(/(?:^|,)"?[=+@]/m);
    expect((await fetch(address, { headers: operator.headers })).status).toBe(403);
    expect((await fetch(`${address}?action=DROP`, { headers: auditor.headers })).status).toBe(400);
  });
});
