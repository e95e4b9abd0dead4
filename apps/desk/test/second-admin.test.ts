import { getGovernment, listAudit, rolesOf } from '@sipkadin/ledger';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { city, type Deployment, deploy, sealed, type Visitor } from './deployment.ts';
import { listenForMail, type Mailbox } from './mailbox.ts';
import { oneTimeCode } from './one-time-code.ts';

let place: Deployment;
let mailbox: Mailbox;
let first: Visitor;
let second: Visitor;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-04-05T02:00:00.000Z') });
  mailbox = await listenForMail();
  place = await deploy({ now: () => new Date().toISOString(), mail: { url: mailbox.url, from: 'kadin@example.test' } });
  first = await place.person('agus', 'admin');
  second = await place.person('bayu', 'admin');
  // Only an admin who has ever signed in counts as a second one.
  await second.query('account.me');
});
afterEach(async () => {
  await place.close();
  await mailbox.close();
  vi.useRealTimers();
});

interface Open {
  seq: number;
  act: string;
  name: string;
  email: string;
  askedByName: string;
  mine: boolean;
  askedAt: string;
  expiresAt: string;
}
const open = async (admin: Visitor) => ((await admin.query('people.list', { government: city })).data as { approvals: Open[] }).approvals;
const ask = (admin: Visitor, path: 'link' | 'resetSecondFactor', person: string) =>
  admin.mutate(`people.${path}`, { government: city, person });
const answer = (admin: Visitor, path: 'approve' | 'decline', request: number | undefined) =>
  admin.mutate(`people.${path}`, { government: city, request });

async function withSecondFactor(name: string, role: 'verifier' | 'publisher' | 'admin' | 'operator'): Promise<Visitor> {
  const person = await place.person(name, role);
  const { secret } = (await person.mutate('account.startSecondFactor', {})).data as { secret: string };
  await person.mutate('account.confirmSecondFactor', { code: oneTimeCode(secret) });
  return person;
}
const hasFactor = async (person: Visitor) =>
  ((await first.query('people.list', { government: city })).data as { people: { id: string; secondFactor: boolean }[] }).people.find(
    ({ id }) => id === person.id,
  )?.secondFactor;

test.each(['verifier', 'publisher', 'admin'] as const)(
  'one admin alone neither resets the second factor of a %s nor makes a link',
  async (role) => {
    const person = await withSecondFactor('vera', role);
    expect(await ask(first, 'resetSecondFactor', person.id)).toMatchObject({ status: 200, data: { asked: true } });
    expect(await ask(first, 'link', person.id)).toMatchObject({ status: 200, data: { link: null, asked: true } });
    // Asked for again, it is the same request.
    await ask(first, 'link', person.id);
    expect([await hasFactor(person), (await person.query('account.security')).status]).toEqual([true, 200]);
    const requests = await open(second);
    const named = {
      name: 'vera',
      askedByName: 'agus',
      askedAt: '2026-04-05T02:00:00.000Z',
      expiresAt: '2026-04-06T02:00:00.000Z',
      mine: false,
    };
    expect(requests).toMatchObject([
      { act: 'second-factor-reset', ...named },
      { act: 'person-link-made', ...named },
    ]);
    expect(await open(first)).toMatchObject([{ mine: true }, { mine: true }]);
    const [reset, link] = requests;
    expect(await answer(first, 'approve', reset?.seq)).toMatchObject({ status: 403, code: 'own-request' });
    expect(await answer(second, 'approve', reset?.seq)).toMatchObject({ status: 200, data: { link: null } });
    expect([await hasFactor(person), (await person.query('account.security')).code]).toEqual([false, 'signed-out']);
    expect(await answer(second, 'approve', reset?.seq)).toMatchObject({ status: 409, code: 'wrong-state' });
    const approved = (await answer(second, 'approve', link?.seq)).data as { link: string };
    expect(approved.link).toMatch(/\/kerja\/masuk#[A-Za-z]{32}$/);
    expect(await open(second)).toEqual([]);
    // The person gets a mail about each step, and the auditors read who did it.
    await place.desk.sendMail();
    const texts = mailbox.received
      .map(({ to, text }) => `${to.join()} ${/An administrator of SIP KADIN at [^]*?\./.exec(text)?.[0]}`)
      .toSorted();
    expect(texts).toHaveLength(4);
    expect(texts.every((text) => text.startsWith('vera@example.test An administrator of SIP KADIN at Kota Pangkalpinang'))).toBe(true);
    expect(mailbox.received.map(({ text }) => text).join('')).not.toMatch(/agus|bayu/);
    const records = (await listAudit(place.ledger.read, { person: person.id })).map(({ actor, action, detail }) => [actor, action, detail]);
    expect(records.slice(0, 6).toReversed()).toEqual([
      [first.id, 'approval-asked', '{"act":"second-factor-reset"}'],
      [first.id, 'approval-asked', '{"act":"person-link-made"}'],
      [second.id, 'approval-given', '{"act":"second-factor-reset"}'],
      [second.id, 'second-factor-reset', '{}'],
      [second.id, 'approval-given', '{"act":"person-link-made"}'],
      [second.id, 'person-link-made', '{}'],
    ]);
  },
);

test('the person concerned cannot approve it, and two who approve at once do it once', async () => {
  const third = await withSecondFactor('citra', 'admin');
  await ask(first, 'resetSecondFactor', third.id);
  const [request] = await open(second);
  expect((await answer(third, 'approve', request?.seq)).code).toBe('own-request');
  const fourth = await place.person('dian', 'admin');
  const answers = await Promise.all([answer(second, 'approve', request?.seq), answer(fourth, 'approve', request?.seq)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect((await listAudit(place.ledger.read, { person: third.id, action: 'second-factor-reset' })).length).toBe(1);
});

test('a request expires after a day, is declined, or is taken back; then it cannot be approved', async () => {
  const person = await withSecondFactor('vera', 'verifier');
  await ask(first, 'resetSecondFactor', person.id);
  const [late] = await open(second);
  vi.setSystemTime(Date.now() + 24 * 60 * 60_000);
  [first, second] = [await place.person('agus'), await place.person('bayu')];
  expect(await open(second)).toEqual([]);
  expect((await answer(second, 'approve', late?.seq)).code).toBe('wrong-state');
  for (const admin of [first, second]) {
    await ask(first, 'resetSecondFactor', person.id);
    const [request] = await open(second);
    expect((await answer(admin, 'decline', request?.seq)).status).toBe(200);
    expect((await answer(second, 'approve', request?.seq)).code).toBe('wrong-state');
  }
  expect(await hasFactor(person)).toBe(true);
  const declined = await listAudit(place.ledger.read, { action: 'approval-declined' });
  expect(declined.map(({ actor }) => actor)).toEqual([second.id, first.id]);
});

test('an operator needs no second admin, and where there is none, one admin does it alone and the person gets a mail', async () => {
  const operator = await withSecondFactor('oki', 'operator');
  expect(await ask(first, 'resetSecondFactor', operator.id)).toMatchObject({ data: { asked: false } });
  const verifier = await withSecondFactor('vera', 'verifier');
  await first.mutate('people.disable', { government: city, person: second.id });
  // A new admin who never signed in cannot approve anything.
  await place.desk.addPerson({ name: 'Baru', email: 'baru@example.test', held: [{ government: city, role: 'admin', unit: null }] }, 'test');
  expect(await ask(first, 'resetSecondFactor', verifier.id)).toMatchObject({ data: { asked: false } });
  expect(await hasFactor(verifier)).toBe(false);
  await place.desk.sendMail();
  expect(mailbox.received.map(({ to }) => to)).toEqual([['vera@example.test']]);
});

test('at the command line the owner of the machine needs nobody; the audit trail says so, and the person gets a mail', async () => {
  const person = await withSecondFactor('vera', 'verifier');
  expect(await place.desk.resetSecondFactor('vera@example.test', 'command line')).toContain('/kerja/masuk#');
  expect([await hasFactor(person), (await person.query('account.security')).code]).toEqual([false, 'signed-out']);
  const records = await listAudit(place.ledger.read, { person: person.id });
  expect(records.slice(0, 2)).toMatchObject([
    { actor: 'command line', action: 'person-link-made' },
    { actor: 'command line', action: 'second-factor-reset' },
  ]);
  await place.desk.sendMail();
  expect(mailbox.received.map(({ to }) => to)).toEqual([['vera@example.test']]);
});

test("without mail, a new verifier's first link is shown to the second admin, once they approve it", async () => {
  const quiet = await deploy();
  try {
    const [admin, other] = [await quiet.person('agus', 'admin'), await quiet.person('bayu', 'admin')];
    await other.query('account.me');
    const held = [{ role: 'verifier', unit: null }];
    const invited = await admin.mutate('people.invite', { government: city, name: 'Vera', email: 'vera@example.test', held });
    expect(invited.data).toMatchObject({ added: true, mailed: false, link: null, rolesAsked: true });
    const [request] = await open(other);
    const { link } = (await answer(other, 'approve', request?.seq)).data as { link: string };
    expect(link).toContain('/kerja/masuk#');
  } finally {
    await quiet.close();
  }
});

const rolesHere = async (person: string) =>
  (await rolesOf(place.ledger.read, person)).filter(({ government }) => government === city).map(({ role }) => role);
const invite = async (admin: Visitor, ...roles: string[]) =>
  (
    await admin.mutate('people.invite', {
      ...{ government: city, name: 'Agus Dua', email: 'agus.dua@example.test' },
      held: roles.map((role) => ({ role, unit: null })),
    })
  ).data as { id: string; link: string | null; mailed: boolean; rolesAsked: boolean };

test.each(['verifier', 'publisher', 'admin'])(
  'one admin alone makes nobody a %s: not a new address, nor an operator, nor themselves',
  async (role) => {
    const person = await invite(first, role, 'operator');
    expect(person).toMatchObject({ mailed: true, rolesAsked: true });
    expect(await rolesHere(person.id)).toEqual(['operator']);
    expect((await first.mutate('people.setRoles', { government: city, person: person.id, held: [{ role, unit: null }] })).data).toEqual({
      asked: true,
    });
    // Without another role until then, the present one stays.
    expect(await rolesHere(person.id)).toEqual(['operator']);
    const requests = await open(second);
    expect(requests).toMatchObject([
      { act: `give-${role}`, name: 'Agus Dua', email: 'agus.dua@example.test', askedByName: 'agus', mine: false },
    ]);
    expect((await answer(first, 'approve', requests[0]?.seq)).code).toBe('own-request');
    expect(await answer(second, 'approve', requests[0]?.seq)).toMatchObject({ status: 200, data: { link: null } });
    expect((await rolesHere(person.id)).toSorted()).toEqual([role, 'operator'].toSorted());
    expect((await answer(second, 'approve', requests[0]?.seq)).code).toBe('wrong-state');
    const own = role === 'admin' ? ['admin'] : ['admin', role];
    const asked = (
      await first.mutate('people.setRoles', { government: city, person: first.id, held: own.map((one) => ({ role: one, unit: null })) })
    ).data;
    expect([asked, await rolesHere(first.id)]).toEqual([{ asked: role !== 'admin' }, ['admin']]);
  },
);

test('a new person whose only role was approved gets a link to the mailbox, and the role by using it', async () => {
  const person = await invite(first, 'verifier');
  expect(person).toMatchObject({ mailed: false, link: null, rolesAsked: true });
  await place.desk.sendMail();
  expect(mailbox.received).toEqual([]);
  const [request] = await open(second);
  await answer(second, 'approve', request?.seq);
  await place.desk.sendMail();
  expect(mailbox.received.map(({ to }) => to)).toEqual([['agus.dua@example.test']]);
  expect(await rolesHere(person.id)).toEqual([]);
  const token = /masuk#(\S+)/.exec(mailbox.received[0]?.text ?? '')?.[1] ?? '';
  await fetch(`${place.origin}/api/auth/magic-link/verify?token=${token.replace(/^surel-/, '')}`, { headers: sealed });
  expect(await rolesHere(person.id)).toEqual(['verifier']);
  const records = await listAudit(place.ledger.read, { person: person.id, government: city });
  expect(
    records
      .map(({ actor, action }) => [actor, action])
      .toReversed()
      .slice(0, 3),
  ).toEqual([
    [first.id, 'person-invited'],
    [first.id, 'approval-asked'],
    [second.id, 'approval-given'],
  ]);
});

test('an admin who is alone gives every role, and roles that are held already need nobody', async () => {
  const verifier = await place.person('vera', 'verifier');
  const more = [
    { role: 'verifier', unit: null },
    { role: 'auditor', unit: null },
  ];
  expect((await first.mutate('people.setRoles', { government: city, person: verifier.id, held: more })).data).toEqual({ asked: false });
  await first.mutate('people.disable', { government: city, person: second.id });
  const person = await invite(first, 'publisher');
  expect([person.rolesAsked, await rolesHere(person.id)]).toEqual([false, ['publisher']]);
});

test('one admin alone does not let uploaders verify or publish their own files; a second one does', async () => {
  const set = (admin: Visitor, key: string, value: unknown) =>
    admin.mutate('settings.set', { government: city, key, value, reason: 'Hanya ada satu petugas.' });
  const allowed = async () => {
    const { onePerson, publishOwn } = await getGovernment(place.ledger.read, city);
    return [onePerson, publishOwn];
  };
  expect(await set(first, 'onePerson', true)).toMatchObject({ data: { asked: true } });
  expect(await set(first, 'publishOwn', true)).toMatchObject({ data: { asked: true } });
  expect(await allowed()).toEqual([false, false]);
  const requests = await open(second);
  expect(requests).toMatchObject([
    { act: 'allow-verify-own', askedByName: 'agus', mine: false },
    { act: 'allow-publish-own', askedByName: 'agus', mine: false },
  ]);
  expect(await answer(first, 'approve', requests[0]?.seq)).toMatchObject({ code: 'own-request' });
  expect(await answer(second, 'approve', requests[0]?.seq)).toMatchObject({ status: 200, data: { link: null } });
  expect(await answer(second, 'decline', requests[1]?.seq)).toMatchObject({ status: 200 });
  expect(await allowed()).toEqual([true, false]);
  // The stricter rule needs no second admin.
  expect(await set(first, 'onePerson', false)).toMatchObject({ data: { asked: false } });
  expect(await allowed()).toEqual([false, false]);
});
