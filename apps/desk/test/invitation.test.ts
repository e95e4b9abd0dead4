import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addGovernment, listAudit } from '@sipkadin/ledger';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { city, cookieOf, type Deployment, deploy, sealed, type Visitor } from './deployment.ts';
import { listenForMail, type Mailbox } from './mailbox.ts';

const hour = 60 * 60_000;
let mailbox: Mailbox;
let place: Deployment | undefined;
beforeEach(async () => {
  // The ledger and the sign-in library share one clock here.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-04-05T02:00:00.000Z') });
  mailbox = await listenForMail();
});
afterEach(async () => {
  await place?.close();
  await mailbox.close();
  vi.useRealTimers();
});
const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

async function open({ mails = true } = {}) {
  place = await deploy({ now: () => new Date().toISOString(), ...(mails && { mail: { url: mailbox.url, from: 'kadin@example.test' } }) });
  return { place, admin: await place.person('agus', 'admin') };
}

async function invite(admin: Visitor) {
  const held = [{ role: 'auditor', unit: null }];
  const { data } = await admin.mutate('people.invite', { government: city, name: 'Rina Wati', email: 'Rina@example.test', held });
  return data as { id: string; mailed: boolean; link: string | null };
}

/** The token in the mail at this index. */
const tokenIn = (at: number) => /\/kerja\/masuk#surel-([A-Za-z]{32})\n/.exec(mailbox.received[at]?.text ?? '')?.[1] ?? '';
const tokenOf = (link: string | null) => new URL(link ?? '').hash.slice(1);

async function enters({ origin }: Deployment, token: string): Promise<boolean> {
  expect(token).not.toBe('');
  return cookieOf(await fetch(`${origin}/api/auth/magic-link/verify?token=${token}`, { headers: sealed })) !== '';
}

async function stateOf(admin: Visitor, id: string) {
  const { people } = (await admin.query('people.list', { government: city })).data as { people: { id: string; link: object | null }[] };
  return people.find((one) => one.id === id)?.link;
}

/** All bytes of the database files. */
const kept = ({ folder }: Deployment) =>
  readdirSync(folder)
    .filter((name) => name.includes('.sqlite'))
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');

test('an invitation is mailed with a link that is stored nowhere and signs in once', async () => {
  const { place, admin } = await open();
  const { id, ...given } = await invite(admin);
  expect(given).toMatchObject({ mailed: true, link: null });
  expect(await stateOf(admin, id)).toEqual({ state: 'waiting', at: '2026-04-05T02:00:00.000Z', attempts: 0 });
  later(30_000);
  await place.desk.sendMail();
  await place.desk.sendMail();
  expect(mailbox.received.map(({ to }) => to)).toEqual([['rina@example.test']]);
  const text = mailbox.received[0]?.text ?? '';
  expect(text.indexOf('berlaku 24 jam')).toBeGreaterThan(0);
  expect(text.indexOf('berlaku 24 jam')).toBeLessThan(text.indexOf('for 24 hours'));
  expect(text).toContain('Pengelola SIP KADIN di Kota Pangkalpinang');
  // A reader of the mailbox learns neither other accounts nor the roles of this one.
  for (const secret of ['agus', 'Rina Wati', 'uditor', city]) expect(text.slice(text.indexOf('\n\n'))).not.toContain(secret);
  const token = tokenIn(0);
  expect(kept(place)).toContain('rina@example.test');
  expect(kept(place)).not.toContain(token);
  expect(JSON.stringify([place.logged, await listAudit(place.ledger.read, {})])).not.toContain(token);
  expect(await stateOf(admin, id)).toMatchObject({ state: 'sent', at: '2026-04-05T02:00:30.000Z' });
  later(23 * hour);
  expect([await enters(place, token), await enters(place, token)]).toEqual([true, false]);
});

test('a mailed link expires after 24 hours; one that is handed over, after 15 minutes', async () => {
  const { place, admin } = await open();
  const { id } = await invite(admin);
  await place.desk.sendMail();
  later(24 * hour - 1000);
  // The first person's session has expired by now.
  const other = await place.person('budi', 'admin');
  expect(await stateOf(other, id)).toMatchObject({ state: 'sent' });
  later(2000);
  expect(await stateOf(other, id)).toMatchObject({ state: 'past' });
  expect(await enters(place, tokenIn(0))).toBe(false);
  const link = await place.desk.signInLink('rina@example.test');
  later(hour / 4 + 1000);
  expect(await enters(place, tokenOf(link))).toBe(false);
});

test('after another mail only its link works; the list shows which links were used', async () => {
  const { place, admin } = await open();
  const { id } = await invite(admin);
  await place.desk.sendMail();
  later(hour);
  expect(await admin.mutate('people.mailLink', { government: city, person: id })).toMatchObject({ status: 200 });
  // From the request on, not from the sending.
  expect(await enters(place, tokenIn(0))).toBe(false);
  expect(await stateOf(admin, id)).toMatchObject({ state: 'waiting', at: '2026-04-05T03:00:00.000Z' });
  await place.desk.sendMail();
  expect(mailbox.received).toHaveLength(2);
  later(hour);
  const answer = await fetch(`${place.origin}/api/auth/magic-link/verify?token=${tokenIn(1)}`, { headers: sealed });
  await fetch(`${place.origin}/api/kerja/account.me`, { headers: { ...sealed, cookie: cookieOf(answer) } });
  expect(await stateOf(admin, id)).toMatchObject({ state: 'used', at: '2026-04-05T03:00:00.000Z' });
  const actions = (await listAudit(place.ledger.read, { person: id })).map(({ action }) => action);
  expect(actions.slice(0, 2)).toEqual(['person-link-mailed', 'person-invited']);
});

test('a mail that the server refused is listed as waiting, and is sent with a new link at the next attempt', async () => {
  const { place, admin } = await open();
  const { id } = await invite(admin);
  mailbox.refuse = '450 4.2.1 try again later';
  await place.desk.sendMail();
  expect(await stateOf(admin, id)).toMatchObject({ state: 'waiting', attempts: 1 });
  mailbox.refuse = undefined;
  later(60_000);
  await place.desk.sendMail();
  // Requested again at once: two mails with different message ids.
  await admin.mutate('people.mailLink', { government: city, person: id });
  await place.desk.sendMail();
  const ids = mailbox.received.map(({ text }) => /^Message-ID: (\S+)$/im.exec(text)?.[1]);
  expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
  expect([await enters(place, tokenIn(0)), await enters(place, tokenIn(1))]).toEqual([false, true]);
});

test('a link that is handed over replaces one that was mailed or waits to be mailed', async () => {
  const { place, admin } = await open();
  const { id } = await invite(admin);
  const hand = async () => tokenOf(((await admin.mutate('people.link', { government: city, person: id })).data as { link: string }).link);
  const first = await hand();
  await place.desk.sendMail();
  expect([mailbox.received, await stateOf(admin, id)]).toEqual([[], null]);
  await admin.mutate('people.mailLink', { government: city, person: id });
  await place.desk.sendMail();
  expect(await enters(place, first)).toBe(false);
  const second = await hand();
  expect([await enters(place, tokenIn(0)), await enters(place, second)]).toEqual([false, true]);
});

test('a disabled person gets no mail, and earlier links do not work after they are enabled again', async () => {
  const { place, admin } = await open();
  const { id } = await invite(admin);
  await place.desk.sendMail();
  const call = (path: string) => admin.mutate(`people.${path}`, { government: city, person: id });
  expect((await call('disable')).status).toBe(200);
  expect(await call('mailLink')).toMatchObject({ status: 409, code: 'wrong-state' });
  expect((await call('enable')).status).toBe(200);
  expect(await enters(place, tokenIn(0))).toBe(false);
  await call('mailLink');
  await call('disable');
  await place.desk.sendMail();
  expect(mailbox.received).toHaveLength(1);
  expect(await stateOf(admin, id)).toMatchObject({ state: 'given-up' });
});

test('where no mail is sent, the link is shown and none is queued', async () => {
  const { place, admin } = await open({ mails: false });
  const { id, mailed, link } = await invite(admin);
  expect([mailed, await stateOf(admin, id)]).toEqual([false, null]);
  expect(await admin.mutate('people.mailLink', { government: city, person: id })).toMatchObject({ status: 409, code: 'wrong-state' });
  expect(await place.ledger.read.selectFrom('outbox').selectAll().execute()).toEqual([]);
  expect(await enters(place, tokenOf(link))).toBe(true);
});

test('the admin of another government cannot mail a link', async () => {
  const { place, admin } = await open();
  await place.ledger.transact((tx) => addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru' }, 'test'));
  const outsider = await place.person('rina', { role: 'verifier', government: '81.04' }, 'operator');
  expect(await invite(admin)).toMatchObject({ id: outsider.id, mailed: false, link: null });
  expect(await admin.mutate('people.mailLink', { government: city, person: outsider.id })).toMatchObject({
    status: 403,
    code: 'other-admin',
  });
  await place.desk.sendMail();
  expect(mailbox.received).toEqual([]);
});
