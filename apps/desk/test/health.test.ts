import { claimReading, failReading, receiveUpload } from '@sipkadin/ledger';
import { conditionsOf, type HealthFacts } from '@sipkadin/monitor/conditions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { city, type Deployment, deploy } from './deployment.ts';

const facts: HealthFacts = {
  at: '2026-08-17T03:00:00.000Z',
  ...{ database: 'ok', disk: 'ok', freeBytes: 5e9, daysLeft: null, editionsMissing: [], data: 'ok', copy: 'none' },
  editionsUnreadable: [{ government: '19.71', year: 2026, number: 3, file: 'summary.json' }],
  ...{ store: 'none', mirror: 'none' },
  ...{ objects: 'none', backup: null, queue: { waiting: 0, reading: 0, failed: 1, oldest: null }, mail: null },
  ...{ signInFailingSince: null, clockBehind: 0, errorsLastHour: 0 },
};
let place: Deployment;
beforeAll(async () => {
  place = await deploy({
    health: async () => ({
      ...{ facts, conditions: conditionsOf(facts, { backupDays: 7 }), version: '0.1.0', startedAt: facts.at, database: 'SQLite' as const },
      lastUpdate: null,
      ...{ backupDays: 7, setUp: { mail: false, signInService: false, staticCopy: false, metrics: false }, keyFingerprint: 'ab' },
    }),
  });
});
afterAll(() => place.close());

test('the screen Kesehatan says what is wrong in words, most urgent first, and names the files that could not be read', async () => {
  const admin = await place.person('admin', 'admin');
  await place.ledger.transact(async (tx) => {
    await receiveUpload(tx, { government: city, fileName: 'rekap 5.xlsx', hash: 'c'.repeat(64), bytes: 1, actor: 'clerk' });
    const reading = await claimReading(tx, { worker: 'a', milliseconds: 1000 });
    await failReading(tx, reading?.claim ?? { seq: 0, worker: '' }, 'f-17');
  });
  const { data } = await admin.query('health.now', { government: city });
  expect(data).toMatchObject({
    version: '0.1.0',
    conditions: [
      {
        code: 'edition-unreadable',
        level: 'failing',
        what: { id: expect.stringContaining('rusak: 19.71 tahun 2026 nomor 3 (summary.json)') },
      },
      { code: 'reading-failed', level: 'attention', act: { id: expect.stringContaining('Baca lagi') } },
    ],
    failed: [{ fileName: 'rekap 5.xlsx', reference: 'f-17' }],
    editions: [],
  });
});
