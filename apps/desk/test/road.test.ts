import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fiscalYear } from '@sipkadin/budget';
import { openEditions } from '@sipkadin/edition';
import { getUpload, queueReading, receiveUpload } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAll } from '../../../packages/workflow/src/index.ts';
import { JobThread } from '../../../packages/workflow/src/jobs/job-thread.ts';
import { city, confirmed, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

const budget = templateFile({
  kind: 'anggaran',
  amounts: [
    ['5.1.01.01.001.00001', '1000000'],
    ['5.1.02.01.001.00024', '250000.5'],
  ],
});
const march = templateFile({ kind: 'realisasi', amounts: [['5.1.01.01.001.00001', '300000']] });

describe('a file from upload to edition', () => {
  let place: Deployment;
  let clerk: Visitor;
  let verifier: Visitor;
  let publisher: Visitor;
  beforeAll(async () => {
    place = await deploy();
    clerk = await place.person('clerk', 'operator', 'verifier');
    verifier = await place.person('verifier', 'verifier');
    publisher = await place.person('publisher', 'publisher', 'leadership');
  });
  afterAll(() => place.close());

  async function accept(name: string, body: string): Promise<string> {
    const { id } = await clerk.send(name, body);
    await place.desk.idle();
    expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
    expect(await verifier.mutate('review.verify', { id, ...confirmed })).toMatchObject({ status: 200 });
    return id;
  }
  const state = async (id: string) => ((await clerk.query('uploads.get', { id })).data as { state: string }).state;
  const verify = () => verifyAll({ ledger: place.ledger, editionsRoot: place.editionsRoot, publicKeyPem: place.signingKey.publicKeyPem });

  test('nobody verifies their own upload', async () => {
    const { status, id } = await clerk.send('anggaran.csv', budget);
    expect(status).toBe(201);
    await place.desk.idle();
    expect(await state(id)).toBe('draft');
    expect(await verifier.mutate('review.verify', { id })).toMatchObject({ status: 409, code: 'wrong-state' });
    await clerk.mutate('uploads.submit', { id });
    expect(await clerk.mutate('review.verify', { id })).toMatchObject({ status: 403, code: 'own-upload' });
    expect(await state(id)).toBe('submitted');
    expect(await verifier.mutate('review.verify', { id, ...confirmed })).toMatchObject({ status: 200 });
    expect(await state(id)).toBe('verified');
  });

  test('the same bytes sent again are recognised, and change nothing', async () => {
    const again = await clerk.send('anggaran salinan.csv', budget);
    expect(again).toMatchObject({ status: 200, id: 'u000001', sameAs: true });
    expect((await clerk.query('uploads.list', { government: city })).data).toMatchObject({ total: 1 });
  });

  test('a hundred identical uploads at once are one upload', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => clerk.send(`salinan ${index}.csv`, `${budget}\n`)));
    await place.desk.idle();
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ sameAs }) => !sameAs)).toHaveLength(1);
  });

  test('a returned upload shows the reason', async () => {
    const { id } = await clerk.send('realisasi salah.csv', templateFile({ kind: 'realisasi', amounts: [['5.1.01.01.001.00001', '9']] }));
    await place.desk.idle();
    await clerk.mutate('uploads.submit', { id });
    expect(await verifier.mutate('review.sendBack', { id, reason: 'tak' })).toMatchObject({ status: 400, code: 'bad-input' });
    expect(await verifier.mutate('review.sendBack', { id, reason: 'Gaji Maret belum masuk' })).toMatchObject({ status: 200 });
    expect((await clerk.query('uploads.get', { id })).data).toMatchObject({ state: 'returned', reason: 'Gaji Maret belum masuk' });
  });

  test('publishing gives a numbered, hashed edition that readers find', async () => {
    await accept('realisasi maret.csv', march);
    const published = await publisher.mutate('publication.publish', { government: city, year: fiscalYear(2026) });
    expect(published).toMatchObject({ status: 200, data: { number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    const edition = openEditions(place.editionsRoot).latest(city, fiscalYear(2026));
    expect(edition?.hash).toBe((published.data as { hash: string }).hash);
    expect(await state('u000001')).toBe('published');
  });

  test('a banner is made of what is published, of the government or of one OPD, for those who oversee it', async () => {
    const banner = (query: string, by = publisher) => fetch(`${place.origin}/api/kerja/spanduk/${city}?${query}`, { headers: by.headers });
    const made = await banner(`opd=${units.education}&ukuran=a1`);
    expect([made.status, made.headers.get('content-type'), made.headers.get('content-disposition')]).toEqual([
      ...[200, 'application/pdf', expect.stringMatching(/^attachment; filename="spanduk_19-71_2026_terbitan1_[a-z-]+_a1\.pdf"$/)],
    ]);
    expect(Buffer.from(await made.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
    expect([(await banner('opd=tidak-ada')).status, (await banner('ukuran=a0')).status]).toEqual([404, 400]);
  });

  test('what has not changed is not published again, unless a note says why', async () => {
    expect(await publisher.mutate('publication.publish', { government: city, year: fiscalYear(2026) })).toMatchObject({
      status: 409,
      code: 'nothing-new',
    });
    expect(await publisher.mutate('publication.publish', { government: city, year: fiscalYear(2020) })).toMatchObject({
      status: 409,
      code: 'nothing-verified',
    });
    const note = 'Nama dinas diperbaiki';
    expect(await publisher.mutate('publication.publish', { government: city, year: fiscalYear(2026), note })).toMatchObject({
      data: { number: 2 },
    });
  });

  test('leadership sees spending against budget, and the OPD without a report', async () => {
    const april = templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-04-30', amounts: [['5.1.01.01.001.00001', '50000']] });
    await accept('realisasi april kesehatan.csv', april);
    // One of two OPD: the verdict is of March, and April is named apart.
    expect((await publisher.query('monitor.summary', { government: city, year: fiscalYear(2026) })).data).toMatchObject({
      month: 3,
      begun: { month: 4, reported: 1, of: 2 },
      total: { realization: '300000.00' },
    });
    const { data } = await publisher.query('monitor.summary', { government: city, year: fiscalYear(2026), month: 4 });
    expect(data).toMatchObject({
      month: 4,
      begun: null,
      asOf: '2026-04-30',
      version: 'murni',
      total: { budget: '1250000.50', realization: '350000.00', plan: null },
      units: [
        { name: 'Dinas Pendidikan', realization: '300000.00', asOf: '2026-03-31', reporting: 'late' },
        { name: 'Dinas Kesehatan', budget: null, realization: '50000.00', asOf: '2026-04-30', reporting: 'reported' },
      ],
    });
    const months = (data as { months: { realization: string | null }[] }).months.map(({ realization }) => realization);
    expect(months.slice(0, 5)).toEqual([null, null, '300000.00', '350000.00', null]);
  });

  test('an amount leads back to its cell', async () => {
    const { data } = await publisher.query('monitor.unit', { government: city, unit: units.education });
    const sources = (data as { sources: { id: string; kind: string; fileName: string }[] }).sources;
    const realized = sources.find(({ kind }) => kind === 'realization');
    expect(realized?.fileName).toBe('realisasi maret.csv');
    const lines = await publisher.query('review.lines', { id: realized?.id, unit: units.education });
    expect(lines.data).toMatchObject({ more: false, lines: [{ amount: '300000.00', row: 9, column: 'I', sheet: 'realisasi maret.csv' }] });
  });

  test('verification passes, then names an amount changed by hand', async () => {
    expect(await verify()).toMatchObject({ ok: true, problems: [], seen: { editions: 2 } });
    const database = new DatabaseSync(join(place.folder, 'ledger.sqlite'));
    const guard = database.prepare("select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'line'").all();
    for (const { name } of guard) database.exec(`drop trigger ${String(name)}`);
    expect(database.prepare('update line set amount = amount + 100 where amount = 25000050').run().changes).toBe(2);
    database.close();
    const { ok, problems } = await verify();
    expect(ok).toBe(false);
    expect(problems).toContainEqual(
      expect.objectContaining({
        where: 'ledger',
        file: 'anggaran.csv',
        sheet: 'anggaran.csv',
        row: 9,
        column: 'I',
        found: '250001.50',
        expected: '250000.50',
      }),
    );
    // The edition still has the old amount (found); the ledger now gives another (expected).
    expect(problems).toContainEqual(
      expect.objectContaining({
        where: 'edition',
        subject: `${city}/2026/1`,
        file: 'anggaran.csv',
        row: 9,
        found: '250000.50',
        expected: '250001.50',
      }),
    );
  });
});

test('a file that was received before the process died is read at the next start', async () => {
  const place = await deploy({ threads: true });
  try {
    const clerk = await place.person('clerk', 'operator');
    const { hash, bytes } = await place.uploads.put(Buffer.from(budget));
    const { id } = await place.ledger.transact((tx) =>
      receiveUpload(tx, { government: city, fileName: 'anggaran.csv', hash, bytes, actor: clerk.id }),
    );
    place.desk.resume();
    await place.desk.idle();
    expect((await clerk.query('uploads.get', { id })).data).toMatchObject({
      state: 'draft',
      job: null,
      statements: [{ id: 's000001', lines: 2 }],
      totals: { s000001: [{ akun: '5', amount: '1250000.50' }] },
    });
    expect(place.logged).toEqual([]);
  } finally {
    await place.close();
  }
});

test('one thread does job after job; a new one replaces a thread that ended or refused a job', async () => {
  const place = await deploy();
  const thread = new JobThread(`sqlite:${join(place.folder, 'ledger.sqlite')}`);
  try {
    const received = async (body: string) => {
      const { hash, bytes } = await place.uploads.put(Buffer.from(body));
      const upload = await place.ledger.transact((tx) =>
        receiveUpload(tx, { government: city, fileName: 'berkas.csv', hash, bytes, actor: 'test' }),
      );
      const mappings = { known: [], mapper: null };
      return { kind: 'import' as const, id: upload.id, answers: {}, mappings, path: place.uploads.path(hash), spoolDir: place.folder };
    };
    const [first, second] = [await received(budget), await received(march)];
    const stop = new AbortController();
    const cancelled = thread.run(first, stop.signal);
    stop.abort();
    await expect(cancelled).rejects.toThrow('ended early');
    const { signal } = new AbortController();
    expect(await thread.run(first, signal)).toBe(null);
    await expect(thread.run({ ...first, id: 'u999' }, signal)).rejects.toThrow('not-found');
    expect(await thread.run(second, signal)).toBe(null);
    for (const { id } of [first, second]) expect(await getUpload(place.ledger.read, id)).toMatchObject({ state: 'draft' });
  } finally {
    await thread.close();
    await place.close();
  }
});

test('questions are asked, answered and recorded; the file is read again with them', async () => {
  const place = await deploy();
  try {
    const clerk = await place.person('clerk', 'operator');
    const { id } = await clerk.send('tanpa keterangan.csv', march.replace(/^Per tanggal.*\n/m, ''));
    await place.desk.idle();
    const asked = (await clerk.query('uploads.get', { id })).data as { state: string; report: { questions: { key: string }[] } };
    expect(asked.state).toBe('asked');
    expect(asked.report.questions.map(({ key }) => key)).toEqual(['asOf']);
    expect(await clerk.mutate('uploads.answer', { id, answers: { asOf: '2026-03-31' } })).toMatchObject({ status: 200 });
    await place.desk.idle();
    expect((await clerk.query('uploads.get', { id })).data).toMatchObject({
      state: 'draft',
      answers: { asOf: '2026-03-31' },
      statements: [{ asOf: '2026-03-31' }],
    });
  } finally {
    await place.close();
  }
});

test('a file that names an OPD without its code asks for the OPD, and offers the known ones', async () => {
  const place = await deploy();
  try {
    const [clerk, verifier] = [await place.person('clerk', 'operator'), await place.person('verifier', 'verifier')];
    const send = async (name: string, body: string) => {
      const { id } = await clerk.send(name, body);
      await place.desk.idle();
      return id;
    };
    const known = await send(
      'anggaran.csv',
      templateFile({ kind: 'anggaran', unit: units.health, amounts: [['5.1.01.01.001.00001', '1000']] }),
    );
    await clerk.mutate('uploads.submit', { id: known });
    await verifier.mutate('review.verify', { id: known });
    const page = 'SKPD : DINAS KESEHATAN;;;\nKODE;URAIAN;ANGGARAN;REALISASI\n5;BELANJA;10;9\n5.1;BELANJA OPERASI;10;9\n';
    const id = await send('lra per 31 maret 2026 murni.csv', page);
    const asked = (await clerk.query('uploads.get', { id })).data as { report: { questions: { key: string }[] }; opd: object[] };
    expect(asked.report.questions.map(({ key }) => key)).toContain('unit');
    expect(asked.opd).toEqual([{ code: units.health, name: 'Dinas Kesehatan' }]);
    await clerk.mutate('uploads.answer', { id, answers: { unit: units.health } });
    await place.desk.idle();
    expect((await clerk.query('uploads.get', { id })).data).toMatchObject({ opd: [], report: { units: [{ code: units.health }] } });
  } finally {
    await place.close();
  }
});

test('an answer survives a restart; a waiting reading can be cancelled, and started again', async () => {
  const place = await deploy();
  try {
    const clerk = await place.person('clerk', 'operator');
    const { id } = await clerk.send('tanpa keterangan.csv', march.replace(/^Per tanggal.*\n/m, ''));
    await place.desk.idle();
    // As another process left it: acknowledged, and not started.
    await place.ledger.transact((tx) => queueReading(tx, id, clerk.id, { asOf: '2026-03-31' }));
    expect((await clerk.query('uploads.get', { id })).data).toMatchObject({ state: 'asked', job: { stage: 'waiting', before: 0 } });
    place.desk.resume();
    await place.desk.idle();
    expect((await clerk.query('uploads.get', { id })).data).toMatchObject({ state: 'draft', answers: { asOf: '2026-03-31' } });
    expect(await clerk.mutate('uploads.cancelReading', { id })).toMatchObject({ status: 409, code: 'wrong-state' });

    const { hash, bytes } = await place.uploads.put(Buffer.from(budget));
    const waiting = await place.ledger.transact((tx) =>
      receiveUpload(tx, { government: city, fileName: 'anggaran.csv', hash, bytes, actor: clerk.id }),
    );
    expect(await clerk.mutate('uploads.cancelReading', { id: waiting.id })).toMatchObject({ status: 200 });
    place.desk.resume();
    await place.desk.idle();
    expect((await clerk.query('uploads.get', { id: waiting.id })).data).toMatchObject({ state: 'cancelled', job: null, statements: [] });
    expect(await clerk.mutate('uploads.readAgain', { id: waiting.id })).toMatchObject({ status: 200 });
    await place.desk.idle();
    expect((await clerk.query('uploads.get', { id: waiting.id })).data).toMatchObject({ state: 'draft', statements: [{ lines: 2 }] });
    expect(place.logged).toEqual([]);
  } finally {
    await place.close();
  }
});
