import { disablePerson } from '@sipkadin/ledger';
import { afterEach, expect, test } from 'vitest';
import { createMail } from '../src/mail/mail.ts';
import { city, confirmed, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';
import { listenForMail, type Mailbox } from './mailbox.ts';

const account = '5.1.01.01.001.00001';
const budget = (unit: string) => templateFile({ kind: 'anggaran', unit, amounts: [[account, '1234567']] });

let clock = '';
let mailbox: Mailbox | undefined;
let place: Deployment | undefined;
afterEach(async () => {
  await place?.close();
  await mailbox?.close();
});

async function open({ mails = true } = {}) {
  clock = '2026-04-05T02:00:00.000Z';
  mailbox = await listenForMail();
  place = await deploy({ now: () => clock, ...(mails && { mail: { url: mailbox.url, from: 'kadin@example.test' } }) });
  const people = {
    clerk: await place.person('clerk', 'operator'),
    verifier: await place.person('verifier', 'verifier'),
  };
  return { place, mailbox, ...people };
}

async function send(place: Deployment, who: Visitor, unit: string): Promise<string> {
  const { id } = await who.send(`anggaran ${unit}.csv`, budget(unit));
  await place.desk.idle();
  expect(await who.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
  return id;
}
const reason = 'Gaji Maret 1234567 belum masuk';
const outbox = (place: Deployment) => place.ledger.read.selectFrom('outbox').selectAll().orderBy('seq').execute();

test('a return is mailed to the uploader once, without content or reason; a mail that the server refused is not lost', async () => {
  const { place, mailbox, clerk, verifier } = await open();
  const id = await send(place, clerk, units.health);
  expect(await verifier.mutate('review.sendBack', { id, reason })).toMatchObject({ status: 200 });
  mailbox.refuse = '450 4.2.1 clerk@example.test: try again later';
  await place.desk.sendMail();
  expect(mailbox.received).toEqual([]);
  expect(place.logged).toMatchObject([{ code: 'EENVELOPE', responseCode: 450, attempts: 1 }]);
  expect(JSON.stringify(place.logged)).not.toContain('clerk@');
  mailbox.refuse = undefined;
  // Its next attempt is not due yet.
  await place.desk.sendMail();
  expect(mailbox.received).toEqual([]);
  clock = '2026-04-05T02:01:00.000Z';
  await place.desk.sendMail();
  await place.desk.sendMail();
  expect(mailbox.received).toHaveLength(1);
  const [{ from, to, text } = { from: '', to: [''], text: '' }] = mailbox.received;
  expect([from, to]).toEqual(['kadin@example.test', ['clerk@example.test']]);
  expect(text).toContain(`${place.origin}/kerja/unggah/${id}?pemda=${city}\n`);
  expect(text.indexOf('dikembalikan oleh verifikator')).toBeLessThan(text.indexOf('was returned by the verifier'));
  for (const secret of ['Gaji', '1234567', 'anggaran', 'verifier@']) expect(text).not.toContain(secret);
  expect(await outbox(place)).toMatchObject([{ person: clerk.id, attempts: 2n, next_at: null, sent_at: clock }]);
});

test('late reports are mailed once for each OPD and month, in one mail a person; received reports are not mentioned', async () => {
  const { place, mailbox, clerk, verifier } = await open();
  const own = await place.person('own', { role: 'operator', unit: units.health });
  for (const unit of [units.health, units.education])
    expect(await verifier.mutate('review.verify', { id: await send(place, clerk, unit), ...confirmed })).toMatchObject({ status: 200 });
  // The 11th in Jakarta, the 10th in UTC; January and February are too long ago for a notice.
  clock = '2026-04-10T16:59:59.000Z';
  await place.desk.sendMail();
  const lateMails = () => mailbox.received.map(({ to, text }) => [to[0], [...text.matchAll(/^- (.+)$/gm)].map(([, line]) => line)]);
  expect(lateMails()).toEqual([]);
  clock = '2026-04-10T17:00:00.000Z';
  await place.desk.sendMail();
  expect(lateMails().toSorted(([a = ''], [b = '']) => String(a).localeCompare(String(b)))).toEqual([
    [
      'clerk@example.test',
      ['Dinas Pendidikan: Maret 2026 (paling lambat 10 April 2026)', 'Dinas Pendidikan: March 2026 (by 10 April 2026)'],
    ],
    ['own@example.test', ['Dinas Kesehatan: Maret 2026', 'Dinas Kesehatan: March 2026']],
  ]);
  expect(mailbox.received[0]?.text).toContain(`${place.origin}/kerja/kalender?pemda=${city}&tahun=2026\n`);
  clock = '2026-04-12T02:00:00.000Z';
  await place.desk.sendMail();
  expect(mailbox.received).toHaveLength(2);
  // A month later one of two reports was received; the disabled person gets no mail.
  await place.ledger.transact((tx) => disablePerson(tx, own.id, 'test'));
  const april = templateFile({ kind: 'realisasi', unit: units.education, asOf: '2026-04-30', amounts: [[account, '1']] });
  await clerk.send('april.csv', april);
  await place.desk.idle();
  clock = '2026-05-11T02:00:00.000Z';
  await place.desk.sendMail();
  expect(lateMails().slice(2)).toEqual([['clerk@example.test', ['Dinas Kesehatan: April 2026', 'Dinas Kesehatan: April 2026']]]);
  expect(place.logged).toEqual([]);
});

test('where no mail is sent, none is queued', async () => {
  const { place, mailbox, clerk, verifier } = await open({ mails: false });
  const id = await send(place, clerk, units.health);
  expect(await verifier.mutate('review.sendBack', { id, reason })).toMatchObject({ status: 200 });
  await place.desk.sendMail();
  expect([await outbox(place), mailbox.received]).toEqual([[], []]);
});

test('two processes on one ledger send each mail once', async () => {
  const { place, mailbox, clerk, verifier } = await open();
  for (const unit of [units.health, units.education])
    await verifier.mutate('review.sendBack', { id: await send(place, clerk, unit), reason });
  const account = { id: clerk.id, name: 'clerk', email: 'clerk@example.test', lastSeen: null, secondFactor: false };
  const other = createMail({
    ...{ ledger: place.ledger, baseUrl: place.origin, now: () => clock, log: { error: (data) => void place.logged.push(data) } },
    accounts: {
      several: async () => new Map([[clerk.id, account]]),
      mailedLink: async () => Promise.reject(new Error('no link was asked for')),
    },
    settings: { url: mailbox.url, from: 'kadin@example.test' },
  });
  await Promise.all([place.desk.sendMail(), other.round()]);
  await other.close();
  expect(mailbox.received).toHaveLength(2);
  expect(new Set(mailbox.received.map(({ text }) => /unggah\/u\d+/.exec(text)?.[0])).size).toBe(2);
  expect(await outbox(place)).toMatchObject([{ attempts: 1n }, { attempts: 1n }]);
  expect(place.logged).toEqual([]);
});
