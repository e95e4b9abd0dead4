import { disablePerson, setRoles } from '@sipkadin/ledger';
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

test('a report is reminded of before its day and named late after it, once for each OPD and month, in one mail a person', async () => {
  const { place, mailbox, clerk, verifier } = await open();
  const own = await place.person('own', { role: 'operator', unit: units.health });
  for (const unit of [units.health, units.education])
    expect(await verifier.mutate('review.verify', { id: await send(place, clerk, unit), ...confirmed })).toMatchObject({ status: 200 });
  const owedMails = () => mailbox.received.map(({ to, text }) => [to[0], [...text.matchAll(/^- (.+)$/gm)].map(([, line]) => line)]);
  const byPerson = (mails: ReturnType<typeof owedMails>) => mails.toSorted(([a = ''], [b = '']) => String(a).localeCompare(String(b)));
  const both = (id: string, en: string) => [
    ['clerk@example.test', [`Dinas Pendidikan: ${id}`, `Dinas Pendidikan: ${en}`]],
    ['own@example.test', [`Dinas Kesehatan: ${id}`, `Dinas Kesehatan: ${en}`]],
  ];
  const march = both('Maret 2026 (paling lambat 10 April 2026)', 'March 2026 (by 10 April 2026)');
  // Four days before the day of March nobody is reminded of it; January is too long ago for a notice.
  clock = '2026-04-06T02:00:00.000Z';
  await place.desk.sendMail();
  expect(byPerson(owedMails())).toEqual(both('Februari 2026 (paling lambat 10 Maret 2026)', 'February 2026 (by 10 March 2026)'));
  clock = '2026-04-07T02:00:00.000Z';
  await place.desk.sendMail();
  expect(byPerson(owedMails().slice(2))).toEqual(march);
  expect(mailbox.received[2]?.text).toContain('batas waktunya sudah dekat');
  // The 11th in Jakarta, the 10th in UTC: late, and in quiet hours.
  clock = '2026-04-10T17:00:00.000Z';
  await place.desk.sendMail();
  expect(mailbox.received).toHaveLength(4);
  clock = '2026-04-10T23:00:00.000Z';
  await place.desk.sendMail();
  expect(byPerson(owedMails().slice(4))).toEqual(march);
  expect(mailbox.received[4]?.text).toContain('belum masuk ketika batas waktunya lewat');
  expect(mailbox.received[0]?.text).toContain(`${place.origin}/kerja/kalender?pemda=${city}&tahun=2026\n`);
  clock = '2026-04-12T02:00:00.000Z';
  await place.desk.sendMail();
  expect(mailbox.received).toHaveLength(6);
  // A month later one of two reports was received; the disabled person gets no mail.
  await place.ledger.transact((tx) => disablePerson(tx, own.id, 'test'));
  const aprilFile = templateFile({ kind: 'realisasi', unit: units.education, asOf: '2026-04-30', amounts: [[account, '1']] });
  await clerk.send('april.csv', aprilFile);
  await place.desk.idle();
  clock = '2026-05-11T02:00:00.000Z';
  await place.desk.sendMail();
  const april = both('April 2026 (paling lambat 10 Mei 2026)', 'April 2026 (by 10 May 2026)')[1]?.[1];
  expect(owedMails().slice(6)).toEqual([['clerk@example.test', april]]);
  expect(place.logged).toEqual([]);
});

test('a reminder that waited past its day is not sent; the notice that the report is late is', async () => {
  const { place, mailbox, clerk, verifier } = await open();
  await verifier.mutate('review.verify', { id: await send(place, clerk, units.health), ...confirmed });
  // 23.00 in Jakarta, in quiet hours, on the last day.
  clock = '2026-04-10T16:00:00.000Z';
  await place.desk.sendMail();
  clock = '2026-04-11T02:00:00.000Z';
  await place.desk.sendMail();
  expect(mailbox.received.map(({ text }) => /batas waktunya (\S+)/.exec(text)?.[1])).toEqual(['lewat:']);
});

test('the weekly digest goes once a week to those who chose it, as long as they may see alerts', async () => {
  const { place, mailbox, clerk, verifier } = await open();
  const leader = await place.person('leader', 'leadership');
  await verifier.mutate('review.verify', { id: await send(place, clerk, units.health), ...confirmed });
  for (const who of [leader, clerk]) expect(await who.mutate('account.setDigest', { wanted: true })).toMatchObject({ status: 200 });
  const digests = () => mailbox.received.filter(({ text }) => text.includes('peringatan berlaku'));
  // Monday.
  clock = '2026-04-13T02:00:00.000Z';
  await place.desk.sendMail();
  clock = '2026-04-15T02:00:00.000Z';
  await place.desk.sendMail();
  expect(digests().map(({ to }) => to)).toEqual([['leader@example.test']]);
  expect(digests()[0]?.text).toContain('2 peringatan berlaku untuk Kota Pangkalpinang, 2 belum diberi catatan. Baru minggu ini: 2.');
  expect(digests()[0]?.text).toContain('- Dinas Kesehatan: Laporan terlambat. Januari: terlambat 62 hari');
  clock = '2026-04-20T02:00:00.000Z';
  await place.ledger.transact((tx) => setRoles(tx, { person: leader.id, government: city, held: [] }, 'test'));
  await place.desk.sendMail();
  expect(digests()).toHaveLength(1);
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
