import { afterAll, beforeAll, expect, test } from 'vitest';
import { city, confirmed, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

let place: Deployment;
let at = '2026-03-02T02:00:00.000Z';
let education: Visitor;
let health: Visitor;
let verifier: Visitor;
let boss: Visitor;

beforeAll(async () => {
  place = await deploy({ now: () => at });
  education = await place.person('operator pendidikan', { role: 'operator', unit: units.education });
  health = await place.person('operator kesehatan', { role: 'operator', unit: units.health });
  verifier = await place.person('verifikator', 'verifier', { role: 'operator', unit: units.education });
  boss = await place.person('pimpinan', 'leadership');
  for (const [sender, unit] of [
    [education, units.education],
    [health, units.health],
  ] as const) {
    const { id } = await sender.send(`${unit}.csv`, templateFile({ kind: 'anggaran', unit, amounts: [['5.1.01.01.001.00001', '5']] }));
    await place.desk.idle();
    await sender.mutate('uploads.submit', { id });
    await verifier.mutate('review.verify', { id, ...confirmed });
  }
});
afterAll(() => place.close());

const written = {
  ...{ government: city, year: 2026, unit: units.education, activity: '1.01.01.2.01.0001', cause: 'land', owner: 'Kepala Bidang' },
  ...{ what: '<b>=HYPERLINK("x")</b>; lahan belum bebas', followUp: '=1+1', unblocker: 'BPN', promisedOn: '2026-03-15', mayBePublic: true },
};
interface Listed {
  id: string;
  what: string;
  publicState: string;
  state: string;
  source: { entry: number };
}
const listed = async (visitor: Visitor) =>
  (await visitor.query('obstacles.list', { government: city })).data as {
    obstacles: Listed[];
    questions: { seq: number; text: string; answers: object[] }[];
    promises: { result: string; lateDays: number }[];
    units: { code: string }[];
  };

test('an operator writes for the own OPD, a verifier who did not write it releases it, leadership asks, the operator answers', async () => {
  const saved = await education.mutate('obstacles.write', written);
  expect(saved).toMatchObject({ status: 200 });
  const { id } = saved.data as { id: string };
  expect(await health.mutate('obstacles.write', written)).toMatchObject({ status: 404, code: 'not-found' });
  expect(await health.mutate('obstacles.write', { ...written, id })).toMatchObject({ code: 'not-found' });
  expect(await boss.mutate('obstacles.write', { ...written, id })).toMatchObject({ code: 'no-role' });
  expect(await education.mutate('obstacles.write', { ...written, unit: '1.01.9.99.0.00.09.0000' })).toMatchObject({ code: 'not-found' });
  expect(await education.mutate('obstacles.write', { ...written, activity: '9.99' })).toMatchObject({ code: 'bad-input' });
  expect(await education.mutate('obstacles.write', { ...written, promisedOn: '2026-02-30' })).toMatchObject({ code: 'bad-input' });
  expect(await education.mutate('obstacles.write', { ...written, what: 'x'.repeat(601) })).toMatchObject({ code: 'bad-input' });
  expect((await listed(health)).obstacles).toEqual([]);
  expect((await listed(health)).units).toMatchObject([{ code: units.health }]);
  const [mine] = (await listed(education)).obstacles;
  // As it was written: nothing of it is markup or a formula anywhere.
  expect(mine).toMatchObject({ id, what: written.what, publicState: 'waiting', state: 'open' });

  const release = (who: Visitor) => who.mutate('obstacles.release', { government: city, entry: mine?.source.entry, released: true });
  expect(await release(education)).toMatchObject({ code: 'no-role' });
  expect(await release(verifier)).toMatchObject({ status: 200 });
  expect((await listed(education)).obstacles).toMatchObject([{ publicState: 'released' }]);
  // The verifier is an operator of the OPD too, and cannot release what they wrote themselves.
  expect(await verifier.mutate('obstacles.write', { ...written, id, promisedOn: '2026-03-20' })).toMatchObject({ status: 200 });
  const [changed] = (await listed(boss)).obstacles;
  expect(changed).toMatchObject({ publicState: 'changed' });
  const again = await verifier.mutate('obstacles.release', { government: city, entry: changed?.source.entry, released: true });
  expect(again).toMatchObject({ code: 'own-note' });

  const question = { government: city, year: 2026, unit: units.education, activity: '', obstacle: id, text: 'Kapan BPN mengukur?' };
  expect(await boss.mutate('obstacles.ask', question)).toMatchObject({ status: 200 });
  expect((await education.query('obstacles.tasks', { government: city })).data).toMatchObject({ unanswered: 1 });
  const [asked] = (await listed(education)).questions;
  const answer = { government: city, question: asked?.seq, text: 'Jumat pekan ini' };
  expect(await health.mutate('obstacles.answer', answer)).toMatchObject({ code: 'not-found' });
  expect(await education.mutate('obstacles.answer', answer)).toMatchObject({ status: 200 });
  expect((await listed(boss)).questions).toMatchObject([{ text: question.text, answers: [{ text: answer.text }] }]);
  expect((await health.query('obstacles.tasks', { government: city })).data).toMatchObject({ unanswered: 0 });
});

test('a promise that passes is late, an ended obstacle keeps its words, and a spreadsheet runs none of them', async () => {
  at = '2026-03-25T02:00:00.000Z';
  const { obstacles, promises } = await listed(education);
  expect(promises.map(({ result, lateDays }) => [result, lateDays])).toEqual([
    ['late', 5],
    ['moved', 0],
  ]);
  const id = obstacles[0]?.id;
  const end = { government: city, year: 2026, id, state: 'resolved', ending: 'Sertifikat terbit' };
  expect(await health.mutate('obstacles.end', end)).toMatchObject({ code: 'not-found' });
  expect(await education.mutate('obstacles.end', end)).toMatchObject({ status: 200 });
  expect(await education.mutate('obstacles.end', end)).toMatchObject({ code: 'wrong-state' });
  const file = await fetch(`${place.origin}/api/kerja/kendala/${city}?tahun=2026`, { headers: education.headers });
  const [head, row, ...rest] = (await file.text()).trim().split('\n');
  expect(rest).toEqual([]);
  expect(head?.split(',')).toHaveLength(25);
  expect(row).toContain('"<b>=HYPERLINK(""x"")</b>; lahan belum bebas",\'=1+1,BPN');
  expect(row).toContain('2026-03-15,2026-03-20,1,5,selesai,2026-03-25,Sertifikat terbit');
  const other = await fetch(`${place.origin}/api/kerja/kendala/${city}?tahun=2026`, { headers: health.headers });
  expect(await other.text()).not.toContain('lahan');
});

interface Session {
  isOpen: boolean;
  before: string | null;
  month: number;
  units: {
    code: string;
    promises: { result: string; lateDays: number; from: { promise?: number } }[];
    made: { seq: number }[];
    note: object | null;
  }[];
}

test('a meeting goes through the OPD, keeps what is promised in it, and the next one begins with what became of that', async () => {
  at = '2026-04-14T02:00:00.000Z';
  const government = city;
  const session = async (day: string) => (await boss.query('meeting.session', { government, day })).data as Session;
  expect(await boss.query('meeting.session', { government, day: '2026-04-14' })).toMatchObject({ code: 'not-found' });
  expect(await verifier.mutate('meeting.open', { government })).toMatchObject({ code: 'no-role' });
  expect(await boss.mutate('meeting.open', { government })).toMatchObject({ data: { day: '2026-04-14' } });
  expect(await boss.mutate('meeting.open', { government })).toMatchObject({ status: 200 });
  expect(await session('2026-04-14')).toMatchObject({ isOpen: true, before: null, month: 3 });
  const promise = { government, unit: units.education, what: 'Kontrak ditandatangani', owner: 'Kepala Dinas', due: '2026-04-30' };
  expect(await boss.mutate('meeting.promise', { ...promise, due: '2026-04-13' })).toMatchObject({ code: 'bad-input' });
  expect(await boss.mutate('meeting.promise', { ...promise, due: '' })).toMatchObject({ code: 'bad-input' });
  expect(await boss.mutate('meeting.promise', { ...promise, owner: 'a.n. Budi Santoso' })).toMatchObject({ code: 'personal-text' });
  expect(await boss.mutate('meeting.promise', { ...promise, unit: '9.99' })).toMatchObject({ code: 'bad-input' });
  expect(await education.mutate('meeting.promise', promise)).toMatchObject({ code: 'no-role' });
  expect(await boss.mutate('meeting.promise', promise)).toMatchObject({ status: 200 });
  for (const text of ['Kontrak molor', 'Kontrak molor satu bulan'])
    expect(await boss.mutate('meeting.note', { government, unit: units.education, text })).toMatchObject({ status: 200 });

  at = '2026-05-12T02:00:00.000Z';
  expect(await boss.mutate('meeting.promise', { ...promise, due: '2026-05-31' })).toMatchObject({ code: 'not-found' });
  await boss.mutate('meeting.open', { government });
  const next = await session('2026-05-12');
  expect(next.before).toBe('2026-04-14');
  const of = ({ units: all }: Session, code: string) => all.find((unit) => unit.code === code);
  const [late] = of(next, units.education)?.promises ?? [];
  expect(late).toMatchObject({ result: 'late', lateDays: 12 });
  expect(of(next, units.health)?.promises).toEqual([]);
  const settle = { government, promise: late?.from.promise, outcome: 'done', day: '2026-05-04', text: 'Kontrak 4 Mei' };
  expect(await boss.mutate('meeting.settle', { ...settle, day: '2026-05-13' })).toMatchObject({ code: 'bad-input' });
  expect(await boss.mutate('meeting.settle', settle)).toMatchObject({ status: 200 });
  expect(await boss.mutate('meeting.settle', settle)).toMatchObject({ code: 'wrong-state' });
  expect(of(await session('2026-05-12'), units.education)?.promises).toMatchObject([{ result: 'late', lateDays: 4 }]);
  // The minutes of the first meeting stay as they were.
  const minutes = await session('2026-04-14');
  expect(minutes.isOpen).toBe(false);
  expect(of(minutes, units.education)).toMatchObject({ made: [{ owner: 'Kepala Dinas' }], note: { text: 'Kontrak molor satu bulan' } });
  // The OPD sees what was promised in its name, and another one does not.
  expect((await listed(education)).promises).toMatchObject([{ result: 'late', lateDays: 4 }]);
  expect((await listed(health)).promises).toEqual([]);
});

test('what nobody has ended is named in the next year, to those who may read its OPD', async () => {
  at = '2026-06-02T02:00:00.000Z';
  const held = {
    ...{ government: city, year: 2026, unit: units.health, activity: '', cause: 'land', what: 'Pagar belum dibangun', followUp: '' },
    ...{ unblocker: 'BPN', promisedOn: '2026-12-01', owner: '', mayBePublic: false },
  };
  expect(await health.mutate('obstacles.write', held)).toMatchObject({ status: 200 });
  at = '2027-01-11T02:00:00.000Z';
  const carried = async (who: Visitor) => {
    const { data } = await who.query('obstacles.list', { government: city, year: 2027 });
    return (data as { carried: { year: number; obstacles: { what: string; lateDays: number }[] } }).carried;
  };
  expect(await carried(health)).toMatchObject({ year: 2026, obstacles: [{ what: 'Pagar belum dibangun', lateDays: 41 }] });
  expect(await carried(boss)).toMatchObject({ obstacles: [{ what: 'Pagar belum dibangun' }] });
  expect((await carried(education)).obstacles).toEqual([]);
});
