import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { temporaryKey, writeLog } from '@sipkadin/edition';
import { addGovernment, type LedgerErrorCode, uploadStore } from '@sipkadin/ledger';
import { openObjects } from '@sipkadin/objects';
import { type ErrorCode, Refusal, sharedUploads } from '@sipkadin/workflow';
import type { Request, Response } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiveFile } from '../src/features/uploads/sending/receive-file.ts';
import { city, type Deployment, deploy, sealed, templateFile, units, type Visitor, visitor } from './deployment.ts';
import { oneTimeCode } from './one-time-code.ts';

const budget = (rupiah: string) => templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', rupiah]] });
const passwords = { minLength: 12, check: true };

/** Uploads a file as a new operator and has it read. @returns the upload's id */
async function uploaded(place: Deployment, by: Visitor, rupiah: string): Promise<string> {
  const { id } = await by.send(`anggaran-${rupiah}.csv`, budget(rupiah));
  await place.desk.idle();
  return id;
}

/** A person with an authenticator app. */
async function withSecondFactor(place: Deployment, name: string): Promise<Visitor> {
  const person = await place.person(name, 'operator');
  const { secret } = (await person.mutate('account.startSecondFactor', {})).data as { secret: string };
  await person.mutate('account.confirmSecondFactor', { code: oneTimeCode(secret) });
  return person;
}

const setPassword = async (place: Deployment, name: string, next: string) =>
  (await place.person(name, 'operator')).mutate('account.setPassword', { next });

type Refused = { code: string | undefined };

/** For every refusal that is not the ledger's (packages/ledger/test/errors.test.ts) a request that produces it: the type leaves none out. */
const producers: Readonly<Record<Exclude<ErrorCode, LedgerErrorCode>, (place: Deployment) => Promise<Refused>>> = {
  'signed-out': ({ origin }) => visitor(origin, '', { ...sealed }).query('uploads.list', { government: city }),
  async 'second-factor'() {
    const strict = await deploy({ rules: { passwords, secondFactorRequired: true } });
    try {
      return await (await strict.person('siti', 'verifier')).query('uploads.list', { government: city });
    } finally {
      await strict.close();
    }
  },
  'bad-input': async (place) => (await place.person('beni', 'operator')).query('uploads.list', { government: 7 }),
  async 'other-unit'(place) {
    const narrow = await place.person('citra', { role: 'operator', unit: units.health });
    return narrow.mutate('uploads.submit', { id: await uploaded(place, narrow, '11') });
  },
  async 'personal-data'(place) {
    // Not read to its end, so it may hold personal data.
    const { id } = await (await place.person('dewi', 'operator')).send('foto.bin', 'a picture');
    await place.desk.idle();
    const answer = await fetch(`${place.origin}/api/kerja/berkas/${id}`, { headers: (await place.person('edi', 'publisher')).headers });
    return ((await answer.json()) as { error: Refused }).error;
  },
  'nothing-verified': async (place) =>
    (await place.person('fajar', 'publisher')).mutate('publication.publish', { government: city, year: 2020 }),
  async 'editions-differ'(place) {
    // As a folder of editions that was restored beside an older ledger.
    const folder = join(place.editionsRoot, city, '2021');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'published.json'), JSON.stringify({ editions: [{ number: 1, hash: '0'.repeat(64) }] }));
    return (await place.person('eko', 'publisher')).mutate('publication.publish', { government: city, year: 2021 });
  },
  async 'log-differs'(place) {
    // As a log that another deployment wrote.
    const entry = { government: city, year: 2020, number: 1, hash: '0'.repeat(64), key: '' };
    await writeLog(place.editionsRoot, [entry], temporaryKey());
    const refused = await (await place.person('gani', 'publisher')).mutate('publication.publish', { government: city, year: 2020 });
    rmSync(join(place.editionsRoot, 'log'), { recursive: true });
    return refused;
  },
  async 'large-change'(place) {
    const [operator, verifier] = [await place.person('vina', 'operator'), await place.person('wahyu', 'verifier')];
    for (const amount of ['1000', '9']) {
      const id = await uploaded(place, operator, amount);
      await operator.mutate('uploads.submit', { id });
      const answer = await verifier.mutate('review.verify', { id });
      if (answer.status !== 200) return answer;
    }
    throw new Error('verified without a confirmation');
  },
  async 'cell-changed'(place) {
    const operator = await place.person('wati', 'operator');
    const typed = [{ sheet: 'anggaran-31.csv', row: 1, column: 'A', seen: 'lain', value: 'baru', reason: 'salah ketik' }];
    return operator.mutate('workbook.correct', { id: await uploaded(place, operator, '31'), typed, takenBack: [] });
  },
  async 'corrections-unseen'(place) {
    const [operator, verifier] = [await place.person('yuni', 'operator'), await place.person('zaki', 'verifier')];
    const typed = [
      { sheet: 'anggaran-32.csv', row: 8, column: 'B', seen: 'Dinas Pendidikan', value: 'Dinas P dan K', reason: 'nama resmi' },
    ];
    const before = await uploaded(place, operator, '32');
    const { id } = (await operator.mutate('workbook.correct', { id: before, typed, takenBack: [] })).data as { id: string };
    await place.desk.idle();
    await operator.mutate('uploads.submit', { id });
    return verifier.mutate('review.verify', { id, reason: 'Dipastikan di uji ini.' });
  },
  async 'nothing-new'(place) {
    const [operator, verifier, publisher] = [
      await place.person('gita', 'operator'),
      await place.person('hadi', 'verifier'),
      await place.person('indah', 'publisher'),
    ];
    const id = await uploaded(place, operator, '12');
    await operator.mutate('uploads.submit', { id });
    await verifier.mutate('review.verify', { id });
    const publish = () => publisher.mutate('publication.publish', { government: city, year: 2026 });
    expect(await publish()).toMatchObject({ status: 200 });
    return publish();
  },
  'personal-note': async (place) =>
    (await place.person('irma', 'publisher')).mutate('publication.publish', {
      government: city,
      year: 2026,
      note: 'Salah bayar a.n. Budi',
    }),
  async 'personal-text'(place) {
    const boss = await place.person('yuli', 'leadership');
    const question = { year: 2026, unit: units.education, activity: '', obstacle: '', text: 'Tanyakan kepada Ibu Siti Aminah' };
    return boss.mutate('obstacles.ask', { government: city, ...question });
  },
  async 'other-admin'(place) {
    await place.ledger.transact((tx) => addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru' }, 'test'));
    const outsider = await place.person('joni', 'operator', { role: 'verifier', government: '81.04' });
    return (await place.person('kiki', 'admin')).mutate('people.disable', { government: city, person: outsider.id });
  },
  async 'own-request'(place) {
    const [admin, verifier] = [await place.person('lala', 'admin'), await place.person('maya', 'verifier')];
    await (await place.person('nino', 'admin')).query('account.me');
    await admin.mutate('people.link', { government: city, person: verifier.id });
    const { approvals } = (await admin.query('people.list', { government: city })).data as { approvals: { seq: number }[] };
    return admin.mutate('people.approve', { government: city, request: approvals[0]?.seq });
  },
  async 'store-away'() {
    const folder = mkdtempSync(join(tmpdir(), 'not-mounted-'));
    const objects = await openObjects(pathToFileURL(join(folder, 'shared')).href);
    const place = await deploy({ uploads: sharedUploads(uploadStore(folder), objects) });
    try {
      return await (await place.person('opik', 'operator')).send('anggaran.csv', budget('41'));
    } finally {
      await place.close();
      rmSync(folder, { recursive: true });
    }
  },
  'password-short': (place) => setPassword(place, 'lina', 'pendek'),
  'password-common': (place) => setPassword(place, 'mira', 'password1234'),
  'password-own': (place) => setPassword(place, 'nanda putri', 'nandaputri2026'),
  async 'password-wrong'(place) {
    const person = await place.person('oki', 'operator');
    await person.mutate('account.setPassword', { next: 'kuda terbang biru' });
    return person.mutate('account.setPassword', { next: 'kapal selam kuning', current: 'bukan sandi lama' });
  },
  'code-wrong': async (place) => (await withSecondFactor(place, 'putra')).mutate('account.removeSecondFactor', { code: '000000' }),
  async 'too-many'(place) {
    const person = await withSecondFactor(place, 'rudi');
    const remove = () => person.mutate('account.removeSecondFactor', { code: '000000' });
    for (let tries = 0; tries < 10; tries++) await remove();
    return remove();
  },
  empty: async (place) => (await place.person('santi', 'operator')).send('kosong.csv', ''),
  async interrupted({ ledger, uploads, desk, folder }) {
    // A client that breaks off reads no answer, so the handler is called without one.
    const body = Readable.from(
      (async function* () {
        yield Buffer.from('half of it');
        throw new Error('the connection was closed');
      })(),
    );
    const req = Object.assign(body, { headers: {}, complete: false }) as unknown as Request;
    const grant = { person: { id: 'tono' }, held: [], government: city, ledger } as unknown as Parameters<
      ReturnType<typeof receiveFile>
    >[0];
    return receiveFile({ uploads, jobs: desk as never, spoolDir: folder })(grant, req, {} as Response).then(
      () => ({ code: undefined }),
      (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
    );
  },
  async 'not-from-here'({ origin }) {
    const answer = await fetch(`${origin}/api/kerja/publication.publish`, { method: 'POST', body: '{}' });
    return ((await answer.json()) as { error: Refused }).error;
  },
  async fault(place) {
    const person = await place.person('umar', 'operator');
    const { selectFrom } = place.ledger.read;
    const broken = () => {
      throw new Error('a fault of ours');
    };
    Object.assign(place.ledger.read, { selectFrom: broken });
    try {
      return await person.query('account.me');
    } finally {
      Object.assign(place.ledger.read, { selectFrom });
    }
  },
};

describe('the refusals of the desk', () => {
  let place: Deployment;
  beforeAll(async () => {
    place = await deploy({ rules: { passwords, secondFactorRequired: false } });
  });
  afterAll(() => place.close());

  it.each(Object.entries(producers))('%s', async (code, produce) => {
    expect((await produce(place)).code).toBe(code);
  });
});
