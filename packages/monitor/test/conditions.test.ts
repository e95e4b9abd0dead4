import { expect, test } from 'vitest';
import { conditionText } from '../src/health/condition-texts.ts';
import { type Condition, conditionCodes, conditionsOf, type HealthFacts } from '../src/health/conditions.ts';

const well: HealthFacts = {
  at: '2026-08-17T03:00:00.000Z',
  objects: 'ok',
  ...{ database: 'ok', disk: 'ok', freeBytes: 50e9, daysLeft: 400, editionsUnreadable: [], editionsMissing: [], data: 'ok', copy: 'ok' },
  backup: { made: '2026-08-16T20:00:00.000Z', needed: '2025-01-01T00:00:00.000Z', size: null },
  ...{ store: 'ok', mirror: 'ok' },
  queue: { waiting: 3, reading: 1, failed: 0, oldest: '2026-08-17T01:00:00.000Z' },
  mail: { refused: 1, oldest: '2026-08-17T02:59:00.000Z' },
  ...{ signInFailingSince: null, clockBehind: 2, errorsLastHour: 0 },
};
const found = (facts: Partial<HealthFacts>) => conditionsOf({ ...well, ...facts }, { backupDays: 7 });

test('nothing is wrong where all is well, a long reading or a mail that was just refused included', () => {
  expect(found({})).toEqual([]);
  const unknown = { database: 'none', backup: null, queue: null, mail: null, clockBehind: null, daysLeft: null } as const;
  expect(found(unknown)).toEqual([]);
  // Nothing is published yet, so no backup is missing.
  expect(found({ backup: { made: null, needed: null, size: null } })).toEqual([]);
});

const lost = { government: '19.71', year: 2025, number: 4, file: null };
const hurt = { government: '81.04', year: 2026, number: 3, file: 'summary.json' };
const one: Partial<Record<Condition['code'], [Partial<HealthFacts>, Partial<Condition>]>> = {
  'ledger-failing': [{ database: 'failing' }, { level: 'failing' }],
  'disk-full': [{ disk: 'full', freeBytes: 1000 }, { level: 'failing' }],
  'folder-failing': [{ disk: 'failing', freeBytes: null }, { level: 'failing' }],
  'editions-missing': [{ editionsMissing: [lost, lost] }, { level: 'failing', count: 2, editions: [lost, lost] }],
  'edition-unreadable': [{ editionsUnreadable: [hurt] }, { level: 'failing', count: 1, editions: [hurt] }],
  'objects-failing': [{ objects: 'failing' }, {}],
  'clock-wrong': [{ clockBehind: -31 }, { count: -31 }],
  'backup-missing': [
    { backup: { made: null, needed: '2026-08-01T03:00:00.000Z', size: null } },
    { since: '2026-08-01T03:00:00.000Z', count: 16 },
  ],
  'backup-old': [
    { backup: { made: '2026-08-08T03:00:00.000Z', needed: '2025-01-01T00:00:00.000Z', size: null } },
    { since: '2026-08-15T03:00:00.000Z', count: 9 },
  ],
  'disk-filling': [{ daysLeft: 13.9 }, { count: 13 }],
  'queue-stuck': [
    { queue: { waiting: 2, reading: 0, failed: 0, oldest: '2026-08-17T02:29:00.000Z' } },
    { since: '2026-08-17T02:29:00.000Z', count: 2 },
  ],
  'reading-failed': [{ queue: { waiting: 0, reading: 0, failed: 4, oldest: null } }, { count: 4 }],
  'sign-in-failing': [{ signInFailingSince: '2026-08-17T02:00:00.000Z' }, { since: '2026-08-17T02:00:00.000Z' }],
  'mail-failing': [{ mail: { refused: 5, oldest: '2026-08-17T02:44:00.000Z' } }, { since: '2026-08-17T02:44:00.000Z', count: 5 }],
  'data-missing': [{ data: 'missing' }, {}],
  'copy-failing': [{ copy: 'failing' }, {}],
  'store-stale': [{ store: 'stale' }, {}],
  'mirror-behind': [{ mirror: 'behind' }, {}],
  'errors-logged': [{ errorsLastHour: 1 }, { count: 1 }],
};

test.each(conditionCodes)('%s is found alone, and says in both languages what it is and what to do', (code) => {
  const [facts, expected] = one[code] ?? [{}, {}];
  const conditions = found(facts);
  expect(conditions).toEqual([{ code, level: 'attention', since: null, count: null, editions: [], ...expected }]);
  const { what, act } = conditionText({ code, count: expected.count ?? null, editions: expected.editions ?? [] });
  for (const text of [what.id, what.en, act.id, act.en]) expect(text).toMatch(/^[A-Z\d][^]*\.$/);
  if (typeof expected.count === 'number' && code !== 'clock-wrong') expect(what.id).toContain(String(expected.count));
});

test('the most urgent comes first, and little space is said without days where the growth is not known', () => {
  const all = found(Object.assign({}, ...Object.values(one).map(([facts]) => facts), { disk: 'ok', freeBytes: 5e8, daysLeft: null }));
  expect(all.map(({ code }) => code)).toEqual(conditionCodes.filter((code) => all.some((each) => each.code === code)));
  expect(all[0]?.code).toBe('ledger-failing');
  expect(all.find(({ code }) => code === 'disk-filling')?.count).toBeNull();
  expect(conditionText({ code: 'clock-wrong', count: 200, editions: [] }).what).toEqual({
    id: 'Jam mesin ini terlambat 3 menit dari basis data.',
    en: 'The clock of this machine is 3 minutes behind the database.',
  });
});

test('editions are named one by one with the file and the command that restores them, five at most', () => {
  expect(conditionText({ code: 'edition-unreadable', count: 1, editions: [hurt] })).toEqual({
    what: {
      id: 'Terbitan terbaru 1 tahun anggaran rusak: 81.04 tahun 2026 nomor 3 (summary.json); halaman publik memakai terbitan sebelumnya.',
      en: 'The newest edition of 1 fiscal year is damaged: 81.04 year 2026 number 3 (summary.json); public pages use the one before.',
    },
    act: {
      id: expect.stringContaining('sipkadin editions --restore 81.04/2026/3 --from FOLDER_CADANGAN'),
      en: expect.stringContaining('sipkadin editions --restore 81.04/2026/3 --from FOLDER_OF_BACKUPS'),
    },
  });
  const { what } = conditionText({ code: 'editions-missing', count: 7, editions: Array.from({ length: 7 }, () => lost) });
  expect(what.id).toMatch(/(19\.71 tahun 2025 nomor 4, ){4}19\.71 tahun 2025 nomor 4 dan 2 lainnya\.$/);
});
