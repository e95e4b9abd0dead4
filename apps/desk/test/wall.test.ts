import { fiscalYear, isoDate } from '@sipkadin/budget';
import { addStatements, addWorks, keepReport, listAudit, receiveUpload, submitUpload, verifyUpload } from '@sipkadin/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RateLimit } from '../src/wall/rate-limit.ts';
import type { WallAnswer } from '../src/wall/wall-routes.ts';
import { city, confirmed, cookieOf, type Deployment, deploy, sealed, templateFile, units, type Visitor } from './deployment.ts';

let place: Deployment;
let clerk: Visitor;
let verifier: Visitor;
let admin: Visitor;
let now = '2026-04-20T02:00:00.000Z';
beforeAll(async () => {
  place = await deploy({ now: () => now });
  clerk = await place.person('clerk', 'operator');
  verifier = await place.person('verifier', 'verifier');
  admin = await place.person('admin', 'admin');
});
afterAll(() => place.close());

async function verified(file: Parameters<typeof templateFile>[0]): Promise<void> {
  const { id } = await clerk.send(`${file.kind}.csv`, templateFile(file));
  await place.desk.idle();
  await clerk.mutate('uploads.submit', { id });
  expect(await verifier.mutate('review.verify', { id, ...confirmed })).toMatchObject({ status: 200 });
}
async function newDevice(scope: string): Promise<string> {
  const { data } = await admin.mutate('wall.make', { government: city, name: 'Ruang rapat', scope });
  return (data as { token: string }).token;
}
const open = (token: string) =>
  fetch(`${place.origin}/layar/buka`, {
    method: 'POST',
    headers: { ...sealed, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
/** Asks like a screen that has opened a link. */
async function screen(token: string) {
  const opened = await open(token);
  expect(opened.status).toBe(204);
  expect(opened.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^sipkadin-layar=[\w-]{43}; Path=\/layar; HttpOnly; SameSite=Strict; Max-Age=\d+$/),
  ]);
  const headers = { ...sealed, cookie: cookieOf(opened) };
  return {
    headers,
    ask: async () => {
      const answer = await fetch(`${place.origin}/layar/angka`, { headers });
      return { status: answer.status, body: answer.ok ? ((await answer.json()) as WallAnswer) : null };
    },
  };
}
const account = '5.1.01.01.001.00001';

test('a device sees the published figures, and verified ones only where its link says so', async () => {
  await verified({ kind: 'anggaran', amounts: [[account, '1000']] });
  await verified({ kind: 'anggaran kas', amounts: [[account, '100']] });
  await verified({ kind: 'realisasi', asOf: '2026-02-28', amounts: [[account, '150']] });
  const lobby = await screen(await newDevice('published'));
  const room = await screen(await newDevice('verified'));
  expect(await lobby.ask()).toMatchObject({ status: 200, body: { figures: null } });
  const publisher = await place.person('publisher', 'publisher');
  expect(await publisher.mutate('publication.publish', { government: city, year: 2026, note: 'Pertama', number: 0 })).toMatchObject({
    status: 200,
  });
  await verified({ kind: 'realisasi', asOf: '2026-03-31', amounts: [[account, '280']] });
  // What was asked a moment ago is answered again for a while.
  now = '2026-04-20T02:00:20.000Z';
  expect((await lobby.ask()).body?.figures).toMatchObject({
    ...{ source: { edition: 1 }, month: 2, asOf: '2026-02-28', budget: '1000.00', realization: '150.00', planToDay: '200.00', gap: -50 },
    furthest: [{ name: 'Dinas Pendidikan', toPlan: '-50.00', status: 'attention' }],
    revenue: { whole: { budget: null, realization: null } },
    balance: null,
  });
  expect((await lobby.ask()).body?.figures?.forecast).toBeNull();
  expect((await room.ask()).body?.figures).toMatchObject({
    forecast: { value: expect.stringMatching(/^[0-9.]+$/) },
    source: 'verified',
    month: 3,
    realization: '280.00',
    gap: -20,
    furthest: [{ toPlan: '-20.00' }],
  });
});

test('a withdrawn link, another token and no token get nothing, and the trail names device and admin', async () => {
  const token = await newDevice('published');
  const { ask, headers } = await screen(token);
  expect((await ask()).status).toBe(200);
  const devices = (await admin.query('wall.devices', { government: city })).data as {
    id: number;
    madeBy: string;
    withdrawnAt: string | null;
  }[];
  expect(devices[0]).toMatchObject({ name: 'Ruang rapat', scope: 'published', madeBy: 'admin', withdrawnAt: null });
  expect(JSON.stringify(devices)).not.toContain(token);
  const order = { government: city, device: devices[0]?.id };
  expect(await verifier.mutate('wall.withdraw', order)).toMatchObject({ code: 'no-role' });
  expect(await admin.mutate('wall.withdraw', order)).toMatchObject({ status: 200 });
  expect(await admin.mutate('wall.withdraw', order)).toMatchObject({ code: 'wrong-state' });
  expect((await ask()).status).toBe(401);
  expect((await open(token)).status).toBe(401);
  expect((await open('x'.repeat(43))).status).toBe(401);
  expect((await fetch(`${place.origin}/layar/angka`, { headers: sealed })).status).toBe(401);
  // A page of another site, and the cookie of a screen at the desk.
  expect((await fetch(`${place.origin}/layar/angka`, { headers: { cookie: headers.cookie } })).status).toBe(403);
  const asPerson = await fetch(`${place.origin}/api/kerja/account.me`, { headers });
  expect(await asPerson.json()).toMatchObject({ result: { data: null } });
  const trail = await listAudit(place.ledger.read, { government: city, limit: 2 });
  expect(trail.map(({ action, detail }) => [action, JSON.parse(detail)])).toEqual([
    ['device-withdrawn', { name: 'Ruang rapat', scope: 'published' }],
    ['device-made', { name: 'Ruang rapat', scope: 'published' }],
  ]);
});

test('cameras are framed on the page of their own government alone', async () => {
  const { headers } = await screen(await newDevice('verified'));
  const policy = async (sent: Record<string, string>) => {
    const page = await fetch(`${place.origin}/layar`, { headers: sent });
    return { text: await page.text(), policy: page.headers.get('content-security-policy') ?? '' };
  };
  const before = await policy(headers);
  expect(before.policy).toContain("frame-src 'none'");
  const cameras = [{ place: 'Simpang Lima', address: 'https://cctv.example.test/pemutar?id=1', works: 'simpang' }];
  await admin.mutate('settings.set', { government: city, key: 'cameras', value: cameras, reason: 'Kamera dinas perhubungan.' });
  const after = await policy(headers);
  expect(after.policy).toContain('frame-src https://cctv.example.test;');
  expect(after.text).not.toBe(before.text);
  expect((await policy({})).policy).toContain("frame-src 'none'");
});

test('a contract beside a camera is one of the edition, or a verified one where the link says so', async () => {
  const head = { government: city, year: fiscalYear(2026), asOf: isoDate('2026-03-31'), covers: [units.education], simulated: false };
  const row = { unit: units.education, activity: '', sheet: 'Kontrak', row: 2, number: '1', signedOn: null, ownerEstimate: null };
  const dates = { provider: 'CV', startsOn: null, endsOn: isoDate('2026-12-01'), amendment: '', paid: null };
  const staging = place.ledger.stage(place.folder);
  await place.ledger.transact(async (tx) => {
    const { id } = await receiveUpload(tx, { government: city, fileName: 'k.csv', hash: 'b'.repeat(64), bytes: 1, actor: 'clerk' });
    await keepReport(tx, id, { report: { outcome: 'read' }, answers: {} });
    await addStatements(tx, id, staging, []);
    await addWorks(tx, id, [{ kind: 'contract', head, rows: [{ ...row, ...dates, object: 'Trotoar Simpang Lima', value: 700n }] }]);
    await submitUpload(tx, id, 'clerk');
    await verifyUpload(tx, id, 'another');
  }, staging);
  staging.dispose();
  const [lobby, room] = [await screen(await newDevice('published')), await screen(await newDevice('verified'))];
  const contracts = async ({ ask }: typeof lobby) => (await ask()).body?.figures?.cameras.map((camera) => camera.contracts);
  now = '2026-04-20T02:02:00.000Z';
  const known = [[{ object: 'Trotoar Simpang Lima', value: '7.00', endsOn: '2026-12-01', lateDays: null }]];
  expect([await contracts(lobby), await contracts(room)]).toEqual([[[]], known]);
  const publisher = await place.person('publisher two', 'publisher');
  expect(await publisher.mutate('publication.publish', { government: city, year: 2026, note: 'Kedua', number: 1 })).toMatchObject({
    status: 200,
  });
  now = '2026-04-20T02:04:00.000Z';
  expect(await contracts(lobby)).toEqual(known);
});

test('tries of links are limited, in memory that does not grow', async () => {
  let at = 0;
  const limit = new RateLimit(2, () => at);
  expect([limit.allows('a'), limit.allows('a'), limit.allows('a'), limit.allows('b')]).toEqual([true, true, false, true]);
  at = 60_000;
  expect(limit.allows('a')).toBe(true);
  const answers = [];
  for (let tries = 0; tries < 12; tries++) answers.push((await open('y'.repeat(43))).status);
  expect(answers.at(-1)).toBe(429);
});
