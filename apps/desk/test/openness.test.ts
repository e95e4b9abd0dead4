import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultBands, fiscalYear, isoDate } from '@sipkadin/budget';
import { isSignedRegister, temporaryKey, writeRegister } from '@sipkadin/edition';
import { ledgerSequence, recordEdition, setGovernment, verifyLedger } from '@sipkadin/ledger';
import { verifyAll } from '@sipkadin/workflow';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRegister } from '../../../packages/edition/src/register/folder.ts';
import { questionLimits } from '../src/features/openness/questions/question-limits.ts';
import { createRegisterRounds } from '../src/features/openness/register-rounds.ts';
import { city, type Deployment, deploy, units, type Visitor } from './deployment.ts';

interface Listed {
  questions: { seq: number; text: string; unit: string; waitsFor: string | null; answer: { seq: number; text: string } | null }[];
}

let place: Deployment;
let clerk: Visitor;
let other: Visitor;
let publisher: Visitor;
let second: Visitor;

beforeAll(async () => {
  place = await deploy({ now: () => '2026-03-02T03:00:00.000Z' });
  clerk = await place.person('clerk', { role: 'operator', unit: units.health });
  other = await place.person('other', { role: 'operator', unit: units.education });
  publisher = await place.person('publisher', 'publisher');
  second = await place.person('second', 'publisher');
  const { ledger, editionsRoot } = place;
  mkdirSync(join(editionsRoot, city), { recursive: true });
  const sequence = await ledgerSequence(ledger.read);
  const edition = { government: city, year: fiscalYear(2026), number: 1, hash: 'h', name: 'Kota', basis: 'lra' as const };
  const more = { kind: 'publication' as const, content: 1, bands: defaultBands, population: null, publishedAt: '2026-02-01T00:00:00.000Z' };
  await ledger.transact((tx) =>
    recordEdition(tx, { ...edition, ...more, asOf: isoDate('2026-01-31'), note: '', actor: 'publisher', sequence }),
  );
});
afterAll(() => place.close());

const figure = { pemda: city, tahun: '2026', terbitan: '1', opd: units.health, kegiatan: '', rekening: '5.1.02', bahasa: 'id', situs: '' };

async function ask(
  pertanyaan: string,
  { from = '203.0.113.1', ...more }: Record<string, string> = {},
  headers: Record<string, string> = {},
) {
  const answer = await fetch(`${place.origin}/api/tanya`, {
    method: 'POST',
    headers: { 'x-forwarded-for': from, 'sec-fetch-site': 'same-origin', ...headers },
    body: new URLSearchParams({ ...figure, pertanyaan, ...more }),
  });
  return { status: answer.status, cookie: answer.headers.get('set-cookie'), text: await answer.text() };
}
const listed = async (visitor: Visitor) => ((await visitor.query('questions.list', { government: city })).data as Listed).questions;
const register = () => {
  const stored = readRegister(place.editionsRoot, city);
  if (stored !== undefined) expect(isSignedRegister(stored, place.signingKey.publicKeyPem)).toBe(true);
  return stored?.register;
};
const rows = async () => (await place.ledger.read.selectFrom('public_question').select('text').execute()).map(({ text }) => text);

test('a question is taken only where the government says so, and says nothing of who asked', async () => {
  expect(await ask('Mengapa belanja obat turun?')).toMatchObject({ status: 404, cookie: null });
  await place.ledger.transact((tx) => setGovernment(tx, city, { publicQuestions: true }, 'admin'));
  const back = async (kembali: string) => /href="([^"]*)"/.exec((await ask('?', { kembali })).text)?.[1];
  for (const elsewhere of ['//jahat.example', 'https://jahat.example', '/\\jahat.example', '/a" onclick="x', 'javascript:x'])
    expect(await back(elsewhere)).toBe('/tanya');
  expect(await back('/uang/en/p/19.71/tanya')).toBe('/uang/en/p/19.71/tanya');
  const received = await ask('Mengapa belanja obat turun?\n\u202E<script>alert(1)</script>');
  expect(received).toMatchObject({ status: 200, cookie: null });
  expect(received.text).toContain('Pertanyaan diterima');
  expect(received.text).not.toContain('alert');
  expect(await rows()).toEqual(['Mengapa belanja obat turun? <script>alert(1)</script>']);
  // Sent twice, as with the browser's back button.
  expect((await ask('Mengapa belanja obat turun? <script>alert(1)</script>')).status).toBe(200);
  expect(await rows()).toHaveLength(1);
  expect(register()).toMatchObject({ takesQuestions: true, held: { count: 1, oldest: '2026-03-02' }, answers: [] });
  const dump = JSON.stringify(await place.ledger.read.selectFrom('audit').selectAll().execute(), (_, one) =>
    typeof one === 'bigint' ? String(one) : one,
  );
  expect(dump).not.toContain('203.0.113');
});

test('what is no question of a person is not stored', async () => {
  const sent = [
    await ask('pendek'),
    await ask('x'.repeat(questionLimits.longest + 1)),
    await ask('Mengapa honor NIP 198001012005011001 dibayar?'),
    await ask('Mengapa belanja ini naik?', { terbitan: '99' }),
    await ask('Mengapa belanja ini naik?', { opd: "1.02' or 1=1" }),
    await ask('Mengapa belanja ini naik?', { pemda: '99.99' }),
    await ask('Mengapa belanja ini naik?', {}, { 'sec-fetch-site': 'cross-site' }),
  ];
  expect(sent.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 404, 400]);
  expect((await ask('Beli obat murah di sini', { situs: 'https://spam.example' })).status).toBe(200);
  expect(await rows()).toHaveLength(1);
});

test('one person answers, another publishes both; until then readers see a count alone', async () => {
  const [question] = await listed(clerk);
  const { seq = 0 } = question ?? {};
  expect(await listed(other)).toEqual([]);
  const answer = { government: city, question: seq, asked: 'Mengapa belanja obat turun?', text: '=1+1 Pengadaan bergeser ke Maret.' };
  expect(await other.mutate('questions.answer', answer)).toMatchObject({ code: 'not-found' });
  expect(await clerk.mutate('questions.answer', { ...answer, text: 'Hubungi 0812-3456-7890' })).toMatchObject({ code: 'personal-text' });
  expect(await publisher.mutate('questions.answer', answer)).toMatchObject({ status: 200 });
  const written = (await listed(publisher))[0]?.answer?.seq ?? 0;
  const decision = { government: city, question: seq, answer: written, publish: true, reason: '' };
  expect(await clerk.mutate('questions.decide', decision)).toMatchObject({ code: 'no-role' });
  expect(await publisher.mutate('questions.decide', decision)).toMatchObject({ code: 'own-note' });
  expect(await second.mutate('questions.decide', { ...decision, publish: false })).toMatchObject({ code: 'bad-input' });
  expect(register()).toMatchObject({ held: { count: 1 }, answers: [] });
  const before = register()?.number ?? 0;
  expect(await second.mutate('questions.decide', decision)).toMatchObject({ status: 200 });
  expect(await second.mutate('questions.decide', decision)).toMatchObject({ code: 'wrong-state' });
  const published = {
    ...{ number: seq, year: 2026, edition: 1, unit: units.health, account: '5.1.02', question: answer.asked, edited: true },
    ...{ askedOn: '2026-03-02', answer: answer.text, answeredOn: '2026-03-02' },
  };
  expect(register()).toMatchObject({ number: before + 1, held: { count: 0, oldest: null }, answers: [published] });

  // A better answer waits while the first one stays public.
  expect(await clerk.mutate('questions.answer', { ...answer, text: 'Pengadaan bergeser ke April.' })).toMatchObject({ status: 200 });
  expect(register()).toMatchObject({ held: { count: 0 }, answers: [published] });
  const withdrawal = { government: city, question: seq, reason: 'Jawabannya keliru' };
  expect(await second.mutate('questions.withdraw', withdrawal)).toMatchObject({ status: 200 });
  expect(register()).toMatchObject({ held: { count: 1 }, answers: [] });
  expect(await second.mutate('questions.decline', { ...withdrawal, reason: 'Sudah dijawab di tempat lain' })).toMatchObject({
    status: 200,
  });
  // An answer, a withdrawal, a decision.
  expect(register()).toMatchObject({ number: before + 4, held: { count: 0 }, declined: 1, answers: [] });
  expect(await clerk.mutate('questions.answer', answer)).toMatchObject({ code: 'wrong-state' });
});

test('a flood fills neither the ledger nor the memory: one address asks five a day, all together two hundred', async () => {
  const before = (await rows()).length;
  const from = (address: number) => ({ from: `203.0.113.${address}` });
  const own = [];
  for (let at = 0; at < 20; at++) own.push((await ask(`Pertanyaan nomor ${at} dari satu alamat`, from(2))).status);
  expect(own).toEqual([...Array(questionLimits.perReader).fill(200), ...Array(20 - questionLimits.perReader).fill(429)]);
  const crowd: number[] = [];
  for (let at = 0; at < 300; at++)
    crowd.push((await ask(`Pertanyaan nomor ${at} dari banyak alamat`, { from: `198.51.100.${at % 250}` })).status);
  expect(crowd.at(-1)).toBe(429);
  expect((await rows()).length).toBeLessThanOrEqual(before + questionLimits.perGovernment);
  expect((await ask('Satu lagi hari ini?', { from: '192.0.2.1' })).text).toContain('lapor.go.id');
  expect(await verifyLedger(place.ledger.read)).toEqual([]);
});

test('a document is entered by one person, is public at once, and goes into the evidence as text', async () => {
  const formula = '=HYPERLINK("https://jahat.example";"klik")';
  const entry = {
    ...{ government: city, year: 2026, list: 'tpad12', item: 'perda-apbd', state: 'published' },
    ...{ address: 'https://jdih.example.go.id/perda.pdf', issuedOn: '2025-12-29', sha256: 'a'.repeat(64), note: formula },
  };
  const refused = [
    { ...entry, address: 'http://jdih.example.go.id/perda.pdf' },
    { ...entry, address: 'https://nama:sandi@jdih.example.go.id/' },
    { ...entry, address: 'javascript:alert(1)' },
    { ...entry, address: '' },
    { ...entry, state: 'not-yet' },
    { ...entry, item: 'toString' },
    { ...entry, list: 'constructor' },
    { ...entry, list: 'ipkd3' },
    { ...entry, sha256: 'x' },
  ];
  for (const input of refused)
    expect(await publisher.mutate('documents.enter', input), JSON.stringify(input)).toMatchObject({ code: 'bad-input' });
  expect(await publisher.mutate('documents.enter', { ...entry, note: 'hubungi 0812-3456-7890' })).toMatchObject({ code: 'personal-text' });
  expect(await clerk.mutate('documents.enter', entry)).toMatchObject({ code: 'no-role' });
  expect(await publisher.mutate('documents.enter', { ...entry, state: 'not-yet', address: '', note: '' })).toMatchObject({ status: 200 });
  expect(await publisher.mutate('documents.enter', entry)).toMatchObject({ status: 200 });
  const { government: _, ...stated } = entry;
  expect(register()?.documents).toEqual([{ ...stated, enteredOn: '2026-03-02', check: null }]);

  const answer = await fetch(`${place.origin}/api/kerja/dokumen/${city}/bukti.xlsx?tahun=2026`, { headers: publisher.headers });
  expect(answer.status).toBe(200);
  const sheets = await readXlsx(Buffer.from(await answer.arrayBuffer()));
  const [documents = [], own = [], dip = []] = sheets.map(({ data }) => data.slice(5));
  // Two lists, of 12 and of 29 documents; what both name is entered once.
  expect(documents).toHaveLength(12 + 29);
  expect(documents.filter((row) => row[3] === 'belum ada')).toHaveLength(11 + 28);
  const entered = ['tersedia', '2025-12-29', entry.address, entry.sha256, null, formula].map((cell) => expect.toBeOneOf([cell, null]));
  expect(documents.filter((row) => row[2] === 'Perda APBD').map((row) => row.slice(3))).toEqual([entered, entered]);
  expect(own[0]).toEqual(expect.arrayContaining([`${place.origin}/p/${city}/belanja`, '2026-02-01', '1', 'h']));
  expect(dip.map((row) => row[0])).toEqual(dip.map((_row, at) => at + 1));
  expect(dip.at(-1)).toEqual(expect.arrayContaining(['Perda APBD 2026', entry.address]));

  const printed = await fetch(`${place.origin}/api/kerja/dokumen/${city}/bukti.pdf?tahun=2026`, { headers: publisher.headers });
  expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const pdf = Buffer.from(await printed.arrayBuffer()).toString('latin1');
  // A row of each table names its columns.
  expect(pdf.match(/\/S \/TR\b/g)).toHaveLength(documents.length + own.length + dip.length + 4);
  const addresses = [documents.map((row) => row[5]), own.map((row) => row[2]), dip.map((row) => row[8])].flat();
  const linked = new Set([...pdf.matchAll(/\/URI \((.*?)\)/g)].map(([, address]) => address));
  expect(linked).toEqual(new Set(addresses.filter((address) => address !== null)));
});

test('what lies beside editions is verified: its form, its signature, and that it is what the ledger gives', async () => {
  const { ledger, editionsRoot, signingKey } = place;
  const found = async () => {
    const { problems } = await verifyAll({ ledger, editionsRoot, publicKeyPem: signingKey.publicKeyPem });
    return problems.flatMap(({ where, subject, message }) => (where === 'register' ? [`${subject} ${message.en}`] : []));
  };
  expect(await found()).toEqual([]);
  const path = join(editionsRoot, city, 'register.json');
  const whole = readFileSync(path, 'utf8');
  const stored = readRegister(editionsRoot, city);
  if (stored === undefined) throw new Error('there is no register');
  for (const [text, problem] of [
    ['{', 'cannot be read'],
    [` ${whole}`, 'has another form'],
    [whole.replace('"takesQuestions":true', '"takesQuestions":false'), 'is not signed by'],
  ] as const) {
    writeFileSync(path, text);
    expect(await found()).toEqual([expect.stringMatching(new RegExp(`^${city}/register.json .*${problem}`))]);
  }
  writeRegister(editionsRoot, stored.register, temporaryKey());
  expect(await found()).toEqual([expect.stringContaining('is not signed by')]);
  // With the key, and not from the ledger.
  writeRegister(editionsRoot, { ...stored.register, declined: 7 }, signingKey);
  expect(await found()).toEqual([expect.stringContaining('is not what the ledger gives')]);
  writeRegister(editionsRoot, { ...stored.register, number: (stored.register.number ?? 0) + 1 }, signingKey);
  expect(await found()).toEqual([expect.stringContaining('is newer (number')]);
  // Not yet written anew after a change that is counted and that readers do not see.
  writeRegister(editionsRoot, { ...stored.register, number: (stored.register.number ?? 0) - 1 }, signingKey);
  expect(await found()).toEqual([]);
  writeFileSync(path, whole);
  expect(await found()).toEqual([]);
});

test('a round works out the register of a government anew only where something was recorded of it, or its file is another', async () => {
  const { ledger, editionsRoot, signingKey } = place;
  let worked = 0;
  const read = new Proxy(ledger.read, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'selectFrom' || typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (given[0] === 'public_question') worked++;
        return value.apply(target, given) as unknown;
      };
    },
  });
  const rounds = createRegisterRounds({ ledger: { read }, editionsRoot, signingKey, log: { error: () => {} } });
  const round = async () => {
    worked = 0;
    await rounds.round();
    return worked;
  };
  expect(await round()).toBeGreaterThan(0);
  expect(await round()).toBe(0);
  await ledger.transact((tx) => setGovernment(tx, city, { publicQuestions: false }, 'admin'));
  expect(await round()).toBe(1);
  expect(register()).toMatchObject({ takesQuestions: false });
  expect(await round()).toBe(0);
  const path = join(editionsRoot, city, 'register.json');
  const whole = readFileSync(path);
  rmSync(path);
  expect(await round()).toBe(1);
  expect(readFileSync(path).equals(whole)).toBe(true);
  writeFileSync(path, '{}');
  expect(await round()).toBe(1);
  expect(readFileSync(path).equals(whole)).toBe(true);
  expect(await round()).toBe(0);
});
