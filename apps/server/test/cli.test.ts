import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listAudit, openLedger } from '@sipkadin/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoStages } from '../../../packages/demo/src/plan.ts';
import { here, sipkadin } from './run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const files = demoStages().flatMap(({ uploads }) => uploads.map(({ file }) => file));
const official = () => files[0]?.().bytes ?? '';

test('a password in the address of a site is refused, and not printed', async () => {
  const site = 'https://orang:rahasia@kota.example.go.id/';
  const restore = ['editions', '--restore', '19.71/2023/1', '--from', site, '--data', join(folder, 'none')];
  for (const words of [['witness', site], ['mirror', site, join(folder, 'copy-of-site')], restore]) {
    for (const lang of ['id', 'en']) {
      const { status, stdout, stderr } = await here([...words, '--lang', lang]);
      expect([status, stdout]).toEqual([64, '']);
      expect(stderr).toContain('kota.example.go.id');
      expect(stderr).not.toContain('rahasia');
    }
  }
});

describe('inspect', () => {
  test('as a process: status 0, 2 and 3, and stdout is the JSON alone', async () => {
    const { name, bytes } = files[1]?.() ?? { name: '', bytes: '' };
    const cases = [
      {
        path: put(name, bytes),
        status: 0,
        report: { outcome: 'read', shape: 'template', year: 2025, budgetVersion: 'murni', simulated: true },
      },
      { path: put('tabel.csv', official()), status: 2, report: { outcome: 'asked', shape: 'summary', year: null } },
      { path: put('catatan.txt', 'Rapat hari Senin.\n'), status: 3, report: { outcome: 'refused', shape: null, totals: {} } },
    ];
    const ended = await Promise.all(cases.map(({ path }) => sipkadin(['inspect', path, '--json'])));
    for (const [index, { status, report }] of cases.entries()) {
      expect([ended[index]?.status, ended[index]?.stderr]).toEqual([status, '']);
      expect(JSON.parse(ended[index]?.stdout ?? '')).toMatchObject(report);
    }
  });

  test('prints the keys of the documented schema, words in the chosen language', async () => {
    const { stdout } = await here(['inspect', put('tabel.csv', official()), '--answer', 'year=2023', '--json', '--lang', 'en']);
    const report: Record<string, unknown> = JSON.parse(stdout);
    const keys =
      'file container shape outcome sheetsUsed sheetsLeftOut year asOf basis budgetVersion units rows lines unfunded totals reconciliation findings questions';
    expect(Object.keys(report)).toEqual(expect.arrayContaining(keys.split(' ')));
    expect(report).toMatchObject({
      totals: { 'budget:5': '969676042111.00' },
      reconciliation: expect.arrayContaining([
        { what: '5 Belanja Daerah', place: 'C13', file: '969676042111.00', computed: '969676042111.00', equal: true },
      ]),
      findings: expect.arrayContaining([
        expect.objectContaining({
          code: 'version-unknown',
          severity: 'question',
          message: expect.stringContaining('version of the budget'),
        }),
      ]),
      questions: expect.arrayContaining([
        expect.objectContaining({
          key: 'version',
          text: expect.any(String),
          choices: expect.arrayContaining([expect.objectContaining({ value: 'murni', label: expect.any(String) })]),
        }),
      ]),
    });
  });

  test('shows a table that it does not know, and reads it by the mapping that it is answered', async () => {
    const path = put(
      'plafon 2026 murni.csv',
      'Satuan;Mata Belanja;Plafon\n1.02.2.14.0.00.01.0000 Dinkes;5.1.02.01.001.00024 Alat;"1.250,50"\n',
    );
    const asked = await here(['inspect', path, '--json']);
    expect(asked.status).toBe(2);
    const { mapping } = JSON.parse(asked.stdout) as { mapping: { draft: object } };
    expect((await here(['inspect', path, '--lang', 'id'])).stdout).toMatch(/Dugaan isi kolom[\s\S]*budget: pasti/);
    const read = await here(['inspect', path, '--answer', `mapping=@${put('kolom.json', JSON.stringify(mapping.draft))}`, '--lang', 'en']);
    expect(read.status).toBe(0);
    expect(read.stdout).toMatch(/5 Spending +1,250\.50/);
  });

  test('asks in words whose answer can be copied, and takes it', async () => {
    const path = put('tabel.csv', official());
    const asked = await here(['inspect', path, '--answer', 'year=2023', '--answer', 'unit=semua']);
    expect(asked.stdout).toContain('--answer version=murni');
    const whole = ['inspect', path, '--answer', 'year=2023', '--answer', 'unit=semua', '--lang', 'en'];
    const answered = await here([...whole, '--answer', 'version=murni']);
    expect(answered.status).toBe(0);
    expect(answered.stdout).toMatch(/5 Spending +969,676,042,111\.00/);
    expect(answered.stdout).toMatch(/equal: 5 Belanja Daerah/);
  });
});

test('inspect lists a folder: one line a file, as text, JSON and CSV', async () => {
  const inbox = join(folder, 'inbox');
  mkdirSync(join(inbox, 'dinas'), { recursive: true });
  writeFileSync(join(inbox, 'apbd.csv'), official());
  writeFileSync(join(inbox, 'dinas', 'kosong.csv'), '');
  writeFileSync(join(inbox, '.disembunyikan.csv'), official());
  const answers = ['--answer', 'year=2023', '--answer', 'version=murni', '--answer', 'unit=semua'];
  const text = await here(['inspect', inbox, ...answers, '--lang', 'en']);
  expect(text).toMatchObject({ status: 3, stderr: 'Files: 1 read, 1 refused\n' });
  expect(text.stdout.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^read {2}apbd\.csv {2}summary {2}no unit {2}2023 {2}murni {2}.*budget 5: 969,676,042,111\.00/),
    expect.stringMatching(/^refused {2}dinas\/kosong\.csv {2}container-empty$/),
  ]);
  const json = JSON.parse((await here(['inspect', inbox, ...answers, '--json'])).stdout) as unknown;
  expect(json).toMatchObject([
    { file: 'apbd.csv', outcome: 'read', year: 2023, version: 'murni', totals: { 'budget:5': '969676042111.00' }, questions: [] },
    { file: 'dinas/kosong.csv', outcome: 'refused', blocking: ['container-empty'] },
  ]);
  const [head = '', first = '', ...others] = (await here(['inspect', inbox, ...answers, '--csv'])).stdout.trimEnd().split('\n');
  expect(head.split(',').slice(0, 3)).toEqual(['file', 'outcome', 'shape']);
  expect(first.split(',')[head.split(',').indexOf('budget:5')]).toBe('969676042111.00');
  expect(others).toHaveLength(1);
});

test.each([
  [['inspect'], 'inspect takes one file or folder'],
  [['inspect', '/nowhere/x.xlsx'], 'there is no file /nowhere/x.xlsx'],
  [['inspect', '--wrong'], "Unknown option '--wrong'"],
  [['inspect', '/dev/null', '--answer', 'x'], '/dev/null is not a file'],
  [['frobnicate'], 'there is no command "frobnicate"'],
  [['publish', '--government', '19.71'], '--year is missing'],
  [['government', 'set', '19.71', '--bands', '2=5,10'], 'the first period begins in month 1'],
  [['government', 'set', '19.71', '--bands', '1=5,10 1=3,4'], 'months go up'],
  [['government', 'set', '19.71', '--bands', '1=10,5'], 'further from the plan'],
  [['government', 'set', '19.71', '--bands', 'banyak'], 'MONTH=ATTENTION,BEHIND'],
  [['government', 'set', '19.71', '--status-words', '/nowhere.json'], '--status-words'],
  [['template', '--kind', 'x'], '--kind must be one of'],
  [['verify', '--edition', '/nowhere'], 'is no edition'],
])('wrong usage %j: status 64, one line on stderr, nothing on stdout', async (words, says) => {
  const { status, stdout, stderr } = await here(words);
  expect([status, stdout]).toEqual([64, '']);
  expect(stderr).toContain(says);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('what is wrong is said in Indonesian where no language is chosen', async () => {
  const wrong = async (...words: string[]) => (await here(words, { SIPKADIN_LANG: '' })).stderr;
  expect(await wrong('inspect')).toBe('sipkadin: inspect memerlukan satu berkas atau folder; lihat sipkadin inspect --help\n');
  expect(await wrong('inspect', '--wrong')).toContain('pilihan tidak dikenal: --wrong');
  expect(await wrong('serve', '--port', 'x')).toBe('sipkadin: SIPKADIN_PORT harus angka dari 0 sampai 65535; isinya "x"\n');
  expect(await wrong('verify', '--data', join(folder, 'nowhere'))).toContain('tidak ada buku besar');
  expect(await wrong('doctor', 'x')).toContain('doctor hanya memakai pilihan');
  const { status, stdout } = await here(['doctor', '--data', join(folder, 'nowhere')], { SIPKADIN_LANG: '' });
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^baik {3}basis data +.* belum ada; serve membuatnya$/m)]);
});

test('help is a result: stdout, status 0', async () => {
  const { status, stdout, stderr } = await here(['--help', '--lang', 'en']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('inspect');
  expect(await here(['help', 'update', '--lang', 'en'])).toEqual(await here(['update', '--help', '--lang', 'en']));
});

test('each contradiction is reported in one line before anything is touched', async () => {
  const data = join(folder, 'untouched');
  const { status, stdout, stderr } = await here(['serve', '--data', data], { SIPKADIN_PORT: 'x', SIPKADIN_HOST: '0.0.0.0' });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  expect(existsSync(data)).toBe(false);
});

test('an empty template can be inspected again', async () => {
  const path = join(folder, 'isian.csv');
  expect(await here(['template', '--kind', 'cash-plan', '--output', path])).toEqual({ status: 0, stdout: `${path}\n`, stderr: '' });
  const { stdout } = await here(['inspect', path, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ shape: 'template' });
  expect((await here(['template', '--output', path])).stderr).toContain('is there already');
});

test.each(['contract', 'obstacle', 'target'])('an empty template for works (%s) can be inspected again', async (kind) => {
  const path = join(folder, `${kind}.csv`);
  expect((await here(['template', '--kind', kind, '--output', path])).status).toBe(0);
  const { stdout } = await here(['inspect', path, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ shape: 'template', works: [{ kind, rows: 0 }] });
});

test('the road on the command line: import, verify by another, publish, export, import again, verify', async () => {
  const data = join(folder, 'road');
  const path = put('APBD 2023 murni.csv', official());
  expect((await here(['import', path, '--government', '19.71', '--data', data])).stderr).toContain('there is no ledger');
  expect((await here(['government', 'add', '81.04', '--data', data])).stdout).toBe('81.04\tKabupaten Buru\tsp2d\n');
  const elsewhere = await here(['import', path, '--government', '12.34', '--data', data]);
  expect([elsewhere.status, elsewhere.stdout]).toEqual([3, '']);
  const whole = ['import', path, '--government', '19.71', '--answer', 'unit=semua', '--data', data];
  const imported = await here([...whole, '--as', 'rina', '--verify-as', 'budi']);
  expect(imported).toMatchObject({ status: 0, stdout: 'u000001\tverified\n' });
  const own = await here([...whole, '--as', 'rina', '--verify-as', 'rina']);
  expect(own).toEqual({ status: 3, stdout: '', stderr: expect.stringContaining('nobody verifies their own upload') });
  const publish = ['publish', '--government', '19.71', '--year', '2023', '--data', data];
  expect((await here([...publish, '--as', 'budi'])).stderr).toContain('nobody publishes what they uploaded or verified');
  expect((await here([...publish, '--note', 'Hubungi 081234567890'])).stderr).toContain('personal data');
  const published = await here(publish);
  expect(published.stdout).toMatch(/^19\.71\t2023\t1\t[0-9a-f]{64}\n$/);
  expect((await here(publish)).status).toBe(3);
  const exported = await here(['export', '--year', '2023', '--kind', 'budget', '--data', data]);
  const poster = join(folder, 'spanduk.pdf');
  const banner = ['banner', '--out', poster, '--data', data];
  expect((await here([...banner, '--size', '3x1'])).stderr).toContain('no QR code');
  expect(await here([...banner, '--address', 'https://kota.example.go.id/keuangan'])).toEqual({
    status: 0,
    stdout: `${poster}\n`,
    stderr: '',
  });
  expect(readFileSync(poster, 'latin1')).toMatch(/^%PDF-/);
  expect([(await here([...banner, '--opd', 'Dinas Lain'])).status, (await here([...banner, '--size', 'a9'])).status]).toEqual([3, 64]);
  const { stdout } = await here(['inspect', put('ekspor.csv', exported.stdout), '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'read', lines: 19, totals: { 'budget:5': '969676042111.00' } });
  expect(await here(['verify', '--data', data])).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^19\.71\/2023\/1 {2}ok\nok: 2 statements, 1 editions, \d+ audit records in an unbroken chain\n$/),
    stderr: '',
  });
  expect((await here([...publish, '--withdraw'])).status).toBe(64);
  expect((await here([...publish, '--withdraw', '--note', 'Berkas keliru'])).stdout).toMatch(/^19\.71\t2023\t2\t/);
  expect((await here([...publish, '--return-to', '1', '--note', 'Ternyata benar'])).stdout).toMatch(/^19\.71\t2023\t3\t/);
  expect((await here(['verify', '--data', data])).stdout).toContain('ok: 2 statements, 3 editions');
  const rule = ['--bands', '1=10,20 10=2.5,5', '--verify-own', 'yes', '--report-day', '12'];
  const set = await here(['government', 'set', '19.71', ...rule, '--data', data]);
  expect(set.stdout).toBe(
    '19.71\tsp2d\treport-day 12\tbands 1=10,20 10=2.5,5\tverify-own yes\tpublish-own no\tchange-limit 30\tcomplete-share 90\n',
  );
  const edition = join(data, 'editions/19.71/2023/1');
  expect(await here(['verify', '--edition', edition, '--key', join(data, 'signing-key.pem.pub')])).toMatchObject({ status: 0, stderr: '' });
  expect((await here(['backup', join(folder, 'backups'), '--data', data])).status).toBe(0);
  cpSync(join(data, 'editions'), join(folder, 'copy'), { recursive: true });
  rmSync(join(edition, 'summary.json'));
  writeFileSync(join(edition, 'summary.json'), '{}');
  const damaged = await here(['verify', '--edition', edition, '--key', join(data, 'signing-key.pem.pub')]);
  expect(damaged.status).toBe(1);
  expect(damaged.stdout).toContain('summary.json');
  const doctor = async () => (await here(['doctor', '--data', data])).stdout.split('\n').filter((line) => line.includes('editions'));
  expect(await doctor()).toEqual([
    expect.stringMatching(/^WRONG {2}editions +1 of 3 damaged or gone$/),
    expect.stringMatching(/^WRONG {2}editions 19\.71\/2023\/1 +damaged: summary\.json; restore it .*--restore 19\.71\/2023\/1 --from/),
  ]);
  const restore = (...words: string[]) => here(['editions', '--restore', '19.71/2023/1', ...words, '--data', data]);
  expect((await restore()).status).toBe(64);
  const lying = join(folder, 'lying', '19.71/2023/1');
  cpSync(edition, lying, { recursive: true });
  rmSync(join(lying, 'manifest.json'));
  writeFileSync(join(lying, 'manifest.json'), '{}');
  expect(await restore('--from', join(folder, 'lying'))).toMatchObject({
    status: 3,
    stderr: expect.stringContaining('does not give edition 19.71/2023/1 as it was signed'),
  });
  expect(await restore('--from', join(folder, 'backups'))).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('the damaged folder is'),
  });
  expect(await doctor()).toEqual([
    expect.stringMatching(/^ok {5}editions +3, each file as it was published; sipkadin verify recomputes the sums$/),
  ]);
  expect((await here(['verify', '--data', data])).status).toBe(0);
  rmSync(edition, { recursive: true });
  expect(await restore('--from', join(folder, 'copy'))).toMatchObject({ status: 0, stdout: `19.71/2023/1  restored\n${edition}: ok\n` });
  expect(await restore('--from', join(folder, 'copy'))).toMatchObject({ status: 0, stdout: expect.stringContaining('is whole') });
  const ledger = await openLedger({ url: `sqlite:${join(data, 'ledger.sqlite')}` });
  const actions = (await listAudit(ledger.read, { government: '19.71' })).map(({ action }) => action);
  await ledger.close();
  expect(actions.filter((action) => action === 'edition-restored')).toHaveLength(2);
});

test('a person is added or reset with a link to sign in, and untied only from what they are tied to', async () => {
  const data = join(folder, 'people');
  const person = async (...words: string[]) => here(['person', ...words, '--data', data]);
  const rina = 'rina@contoh.test';
  expect(await person('untie', rina)).toEqual({ status: 3, stdout: '', stderr: expect.stringContaining('there is no such thing') });
  const added = await person('add', rina, '--role', 'admin', '--for', '19.71', '--url', 'http://contoh.test');
  expect([added.status, added.stdout]).toEqual([0, expect.stringMatching(/^http:\/\/contoh\.test\/kerja\/masuk#[A-Za-z]{32}\n$/)]);
  expect(await person('untie', rina)).toEqual({ status: 3, stdout: '', stderr: expect.stringContaining('over already') });
  const listed = await person('list', '--for', '19.71');
  expect(listed).toMatchObject({ status: 0, stdout: expect.stringMatching(/^19\.71\tadmin\t\t\S+\tKota Pangkalpinang\t\n$/) });
  const reset = await person('reset', 'Rina@contoh.test', '--url', 'http://contoh.test');
  expect([reset.status, reset.stdout]).toEqual([0, expect.stringMatching(/^http:\/\/contoh\.test\/kerja\/masuk#[A-Za-z]{32}\n$/)]);
  expect(await person('reset', 'nobody@contoh.test')).toMatchObject({ status: 3, stdout: '' });
  const ledger = await openLedger({ url: `sqlite:${join(data, 'ledger.sqlite')}` });
  const actions = (await listAudit(ledger.read, { government: '19.71', person: 'command line' })).map(({ action }) => action);
  await ledger.close();
  expect(actions.filter((action) => action !== 'government-added')).toEqual([
    'person-link-made',
    'second-factor-reset',
    'person-link-made',
    'role-granted',
  ]);
  for (const wrong of [['untie'], ['untie', 'rina'], ['reset'], ['loosen', rina], ['add', rina, '--role', 'admin']])
    expect((await person(...wrong)).status).toBe(64);
});
