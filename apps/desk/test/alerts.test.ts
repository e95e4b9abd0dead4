import { listAudit } from '@sipkadin/ledger';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { city, confirmed, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

const account = '5.1.02.01.01.0024';

interface Shown {
  year: number;
  alerts: {
    key: string;
    kind: string;
    name: string;
    endedAt: string | null;
    size: string | null;
    acknowledged: { note: string; actor: string } | null;
  }[];
}

let clock = '2026-02-14T02:00:00.000Z';
let place: Deployment;
let clerk: Visitor;
let verifier: Visitor;
let leader: Visitor;
beforeAll(async () => {
  place = await deploy({ now: () => clock });
  clerk = await place.person('clerk', 'operator');
  verifier = await place.person('verifier', 'verifier');
  leader = await place.person('Pak Wali', 'leadership');
});
afterAll(() => place.close());

async function bring(more: Partial<Parameters<typeof templateFile>[0]>, rupiah: string): Promise<void> {
  const body = templateFile({ kind: 'anggaran', unit: units.health, amounts: [[account, rupiah]], ...more });
  const { id } = await clerk.send(`${more.kind ?? 'anggaran'} ${more.asOf ?? ''} ${rupiah}.csv`, body);
  await place.desk.idle();
  expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
  expect(await verifier.mutate('review.verify', { id, ...confirmed })).toMatchObject({ status: 200 });
}
const shown = async () => (await leader.query('alerts.list', { government: city })).data as Shown;
const open = async () => (await shown()).alerts.filter(({ endedAt }) => endedAt === null);

/** What a round stored, without anybody looking. */
async function storedByRound() {
  await place.desk.evaluateAlerts();
  const rows = await place.ledger.read.selectFrom('alert_event').select(['key', 'event', 'at']).orderBy('seq').execute();
  return rows.map(({ key, event, at }) => `${key.split('|')[0]} ${event} ${at.slice(0, 10)}`);
}

test('an alert is there once, takes one note that the audit trail keeps, and ends with its rule', async () => {
  await bring({}, '1000');
  expect(await storedByRound()).toEqual([]);
  await bring({ kind: 'realisasi', asOf: '2026-01-31' }, '1200');
  const verified = ['over seen 2026-02-14', 'no-plan seen 2026-02-14'];
  expect(await storedByRound()).toEqual(verified);
  clock = '2026-03-16T02:00:00.000Z';
  const nextDay = [...verified, 'report-late seen 2026-03-16'];
  expect(await storedByRound()).toEqual(nextDay);
  expect(await storedByRound()).toEqual(nextDay);
  // Above its budget, without a plan, and February is late by six days.
  const holding = (await open()).toSorted((a, b) => a.kind.localeCompare(b.kind));
  expect(holding.map(({ kind, name, size }) => [kind, name, size])).toEqual([
    ['no-plan', 'Dinas Kesehatan', null],
    ['over', 'Dinas Kesehatan', '20000'],
    ['report-late', 'Dinas Kesehatan', '6'],
  ]);
  const { year, alerts } = await shown();
  const over = alerts.find(({ kind }) => kind === 'over')?.key ?? '';
  const note = (who: Visitor) => who.mutate('alerts.acknowledge', { government: city, year, key: over, reason: 'Dibahas 16 Maret' });
  expect(await note(verifier)).toMatchObject({ code: 'no-role' });
  expect(await note(leader)).toMatchObject({ status: 200 });
  expect(await note(leader)).toMatchObject({ code: 'exists' });
  expect((await open()).find(({ key }) => key === over)?.acknowledged).toMatchObject({ note: 'Dibahas 16 Maret', actor: 'Pak Wali' });
  const [record] = await listAudit(place.ledger.read, { action: 'alert-acknowledged' });
  expect(record).toMatchObject({ actor: leader.id, subject: over, detail: JSON.stringify({ year: 2026, note: 'Dibahas 16 Maret' }) });

  clock = '2026-03-17T02:00:00.000Z';
  await bring({ kind: 'realisasi', asOf: '2026-02-28' }, '900');
  const after = await shown();
  expect(
    after.alerts
      .filter(({ endedAt }) => endedAt === null)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['falling', 'no-plan']);
  expect(
    after.alerts
      .filter(({ endedAt }) => endedAt !== null)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['over', 'report-late']);
  const events = await place.ledger.read.selectFrom('alert_event').select('event').where('key', '=', over).orderBy('seq').execute();
  expect(events.map(({ event }) => event)).toEqual(['seen', 'acknowledged', 'ended']);
});

test('the LRA of a month names the OPD that have not reported it, and holds the figures that were verified', async () => {
  await bring({ unit: units.education }, '500');
  await bring({ unit: units.education, kind: 'realisasi', asOf: '2026-01-31' }, '100');
  const answer = await fetch(`${place.origin}/api/kerja/lra/${city}?tahun=2026&bulan=2`, { headers: leader.headers });
  expect(answer.status).toBe(200);
  const sheets = await readXlsx(Buffer.from(await answer.arrayBuffer()));
  const rows = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [];
  const lra = rows('LRA');
  expect(lra.find(([code]) => code === '5.1.02')).toEqual(['5.1.02', 'Belanja Barang dan Jasa', 1500, 1000, 500, 66.67]);
  expect(lra.flat()).toContain('1 OPD belum melapor untuk bulan ini; dihitung dengan laporan terakhirnya, lihat lembar OPD.');
  expect(
    rows('OPD')
      .filter(([code]) => code === units.education || code === units.health)
      .map((row) => row.slice(1)),
  ).toEqual([
    ['Dinas Pendidikan', 500, 100, 400, 20, '2026-01-31', 'belum ada'],
    ['Dinas Kesehatan', 1000, 900, 100, 90, '2026-02-28', 'ada'],
  ]);
  const half = await fetch(`${place.origin}/api/kerja/lra/${city}?tahun=2026&bulan=6`, { headers: leader.headers });
  const prognosis = (await readXlsx(Buffer.from(await half.arrayBuffer()))).find(({ sheet }) => sheet === 'Prognosis')?.data ?? [];
  const [whole] = prognosis.slice(-1);
  expect(whole?.slice(1, 3)).toEqual(['Seluruh belanja', 1000]);
  expect(Number(whole?.[2]) + Number(whole?.[3])).toBeCloseTo(Number(whole?.[4]), 2);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['LRA', 'OPD']);
  for (const query of ['tahun=2026&bulan=13', 'tahun=2026', 'bulan=2'])
    expect((await fetch(`${place.origin}/api/kerja/lra/${city}?${query}`, { headers: leader.headers })).status).toBe(400);
});
