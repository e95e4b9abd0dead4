import { fiscalYear, isoDate, type Obstacle } from '@sipkadin/budget';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addGovernment,
  addWorks,
  answerQuestion,
  askQuestion,
  ledgerSequence,
  listAudit,
  makePromise,
  noteMeeting,
  obstacleEntries,
  obstacleReleases,
  obstacleReports,
  openMeeting,
  questionsOf,
  releaseObstacle,
  settlePromise,
  submitUpload,
  verifyLedger,
  verifyUpload,
  type WrittenObstacle,
  writeObstacle,
} from '../src/index.ts';
import { publicNotes } from '../src/works/public-notes.ts';
import { databases, health, type TestLedger } from './databases.ts';
import { sending } from './sending.ts';

const year = fiscalYear(2026);
const scope = { government: '19.71', year };
const written: WrittenObstacle & { state: 'open'; ending: string } = {
  ...{ unit: health, activity: '', cause: 'land', what: 'Lahan belum bebas', followUp: 'Surat ke BPN', unblocker: 'BPN' },
  ...{ promisedOn: isoDate('2026-02-15'), owner: 'Kepala Bidang', mayBePublic: true, state: 'open', ending: '' },
};

describe.each(databases)('obstacles that are written on screen, on $name', ({ open }) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
  });
  afterEach(() => test.end());

  const write = (more: Partial<Parameters<typeof writeObstacle>[1]> = {}, actor = 'operator') =>
    test.ledger.transact((tx) => writeObstacle(tx, { ...scope, ...written, obstacle: undefined, ...more }, actor));
  const release = (entry: number, released: boolean, actor: string) =>
    test.ledger.transact((tx) => releaseObstacle(tx, { government: '19.71', entry, released }, actor));

  it('keep what was written before, each with its record', async () => {
    const id = await write();
    expect(await write({ obstacle: id, promisedOn: isoDate('2026-03-01') })).toBe(id);
    expect(await write()).not.toBe(id);
    const entries = await obstacleEntries(test.ledger.read, scope);
    expect(entries.map(({ obstacle, promisedOn }) => [obstacle === id, promisedOn])).toEqual([
      [true, '2026-02-15'],
      [true, '2026-03-01'],
      [false, '2026-02-15'],
    ]);
    expect((await listAudit(test.ledger.read, { action: 'obstacle-written' })).map(({ subject }) => subject)).toContain(id);
    expect(await obstacleEntries(test.ledger.read, { ...scope, year: fiscalYear(2025) })).toEqual([]);
  });

  it('become public by a second person alone, as they were written last, at a step of their own in the ledger', async () => {
    const id = await write();
    const [first] = await obstacleEntries(test.ledger.read, scope);
    const entry = first?.seq ?? 0;
    const before = await ledgerSequence(test.ledger.read);
    await expect(release(entry, true, 'operator')).rejects.toMatchObject({ code: 'own-note' });
    await expect(release(entry + 1, true, 'verifier')).rejects.toMatchObject({ code: 'not-found' });
    await release(entry, true, 'verifier');
    expect(await ledgerSequence(test.ledger.read)).toBe(before + 1);
    const upload = await sending(() => test).receive();
    expect(upload).toBeTruthy();
    const after = await ledgerSequence(test.ledger.read);
    expect(after).toBeGreaterThan(before + 1);
    // Who wrote it takes it back without a verifier.
    await write({ obstacle: id, mayBePublic: false });
    await expect(release(entry, true, 'verifier')).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(release(entry + 1, true, 'verifier')).rejects.toMatchObject({ code: 'wrong-state' });
    expect(await obstacleReleases(test.ledger.read, scope)).toMatchObject([
      { seq: before + 1, obstacle: id, entry, released: true, actor: 'verifier' },
      { seq: after + 1, obstacle: id, entry: entry + 1, released: false, actor: 'operator' },
    ]);
  });

  it('of files have one id in all reports that name them, and equal rows of one report have different ones', async () => {
    const { state: _, ending: __, ...own } = written;
    const row: Obstacle = { ...own, sheet: 'Kendala', row: 9 };
    const verified = async (asOf: string, rows: Obstacle[]) => {
      const id = await sending(() => test).receive();
      const head = { government: '19.71', year, asOf: isoDate(asOf), covers: [health], simulated: false };
      await test.ledger.transact((tx) => addWorks(tx, id, [{ kind: 'obstacle', head, rows }]));
      await test.ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
      await test.ledger.transact((tx) => verifyUpload(tx, id, 'verifier'));
    };
    await verified('2026-01-31', [row, { ...row, row: 10 }]);
    await verified('2026-02-28', [{ ...row, what: '  LAHAN belum\nbebas ', cause: 'other', promisedOn: null }]);
    const reports = await obstacleReports(test.ledger.read, { ...scope, day: isoDate('2026-02-28') });
    const ids = reports.map(({ rows }) => rows.map(({ id }) => id));
    expect(ids[1]).toEqual([ids[0]?.[0]]);
    expect(ids[0]?.[1]).not.toBe(ids[0]?.[0]);
    expect(await obstacleReports(test.ledger.read, { ...scope, day: isoDate('2026-02-27') })).toHaveLength(1);
  });

  it('are public at a step of the ledger as they were released by then; an entry takes the place of an earlier report, and ends it', async () => {
    const { state: _, ending: __, ...own } = written;
    const { transact, read } = test.ledger;
    const upload = await sending(() => test).receive();
    const head = { government: '19.71', year, asOf: isoDate('2026-01-02'), covers: [health], simulated: true };
    const rows: Obstacle[] = [
      { ...own, what: 'Dari berkas', sheet: 'Kendala', row: 9 },
      { ...own, what: 'Hanya untuk rapat', mayBePublic: false, sheet: 'Kendala', row: 10 },
    ];
    await transact((tx) => addWorks(tx, upload, [{ kind: 'obstacle', head, rows }]));
    await transact((tx) => submitUpload(tx, upload, 'clerk'));
    await transact((tx) => verifyUpload(tx, upload, 'verifier'));
    const ofFile = await ledgerSequence(read);
    const told = async (sequence: number) =>
      (await publicNotes(read, { ...scope, sequence })).map(({ what, source, asOf }) => [what, source === null ? 'screen' : asOf]);
    const lastEntry = async () => (await obstacleEntries(read, scope)).at(-1)?.seq ?? 0;
    const [{ id: fromFile } = { id: '' }] = (await obstacleReports(read, { ...scope, day: isoDate('2026-12-31') }))[0]?.rows ?? [];
    const screen = await write({ what: 'Dari layar' });
    await release(await lastEntry(), true, 'verifier');
    const ofScreen = await ledgerSequence(read);
    await write({ obstacle: fromFile, what: 'Dari berkas, selesai', state: 'resolved', ending: 'Sertifikat terbit' });
    await release(await lastEntry(), true, 'verifier');
    const ended = await ledgerSequence(read);
    // What waits for a verifier changes nothing; what may not be public any more is taken back at once.
    await write({ obstacle: screen, what: 'Belum diperiksa' });
    expect(await told(await ledgerSequence(read))).toHaveLength(1);
    await write({ obstacle: screen, mayBePublic: false });
    expect(await told(ofFile - 1)).toEqual([]);
    expect(await told(ofFile)).toEqual([['Dari berkas', '2026-01-02']]);
    expect(await told(ofScreen)).toEqual([
      ['Dari berkas', '2026-01-02'],
      ['Dari layar', 'screen'],
    ]);
    expect(await told(ended)).toEqual([['Dari layar', 'screen']]);
    expect(await told(await ledgerSequence(read))).toEqual([]);
  });

  it('cannot be changed, nor can questions and minutes, and what was changed past that is found', async () => {
    const id = await write();
    const { transact, read } = test.ledger;
    await release((await obstacleEntries(read, scope))[0]?.seq ?? 0, true, 'verifier');
    const question = await transact((tx) =>
      askQuestion(tx, { ...scope, unit: health, activity: '', obstacle: id, text: 'Kapan?' }, 'boss'),
    );
    await transact((tx) => answerQuestion(tx, { government: '19.71', question, text: 'Jumat' }, 'operator'));
    expect(await questionsOf(read, scope)).toMatchObject([
      { obstacle: id, text: 'Kapan?', answers: [{ text: 'Jumat', actor: 'operator' }] },
    ]);
    const day = isoDate('2026-01-14');
    await transact((tx) => openMeeting(tx, { government: '19.71', day, year, month: 12 }, 'boss'));
    await transact((tx) => noteMeeting(tx, { government: '19.71', day, unit: health, text: 'Hadir' }, 'boss'));
    const promise = await transact((tx) =>
      makePromise(tx, { government: '19.71', day, unit: health, what: 'Tanda tangan', owner: 'Kepala Dinas', due: day }, 'boss'),
    );
    await transact((tx) => settlePromise(tx, { government: '19.71', promise, outcome: 'done', day, text: '' }, 'boss'));
    expect(await verifyLedger(read)).toEqual([]);
    const changes = {
      obstacle_entry: "what = 'lain'",
      obstacle_release: 'released = 0',
      question: "text = ''",
      answer: "text = 'Senin'",
      meeting: 'month = 11',
      meeting_note: "text = 'Absen'",
      meeting_promise: "due = '2026-12-31'",
      promise_outcome: "outcome = 'dropped'",
    };
    for (const [table, change] of Object.entries(changes)) {
      await expect(test.tamper(`update ${table} set ${change}`)).rejects.toThrow(/append-only/);
      await test.tamper(
        test.ledger.dialect === 'sqlite'
          ? `drop trigger ${table}_no_update; update ${table} set ${change}`
          : `begin; set local session_replication_role = replica; update ${table} set ${change}; commit`,
      );
    }
    expect((await verifyLedger(read)).map(({ kind, statement }) => [kind, statement.split(' ')[0]])).toEqual(
      Object.keys(changes).map((table) => ['head-changed', table]),
    );
  });
});
