import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditionContent, Manifest } from '../src/edition.ts';
import { EditionError } from '../src/error.ts';
import { checksumList } from '../src/folder/checksums.ts';
import { writeEdition } from '../src/folder/write.ts';
import { canonicalJson } from '../src/format/frozen/canonical.ts';
import { sha256 } from '../src/sha256.ts';
import { loadSigningKey, type SigningKey, signBytes } from '../src/sign.ts';
import { compareEdition } from '../src/verify/compare.ts';
import { verifyEdition } from '../src/verify/verify.ts';
import { sampleContent } from './sample.ts';
import { makeWritable } from './writable.ts';

const sample = sampleContent(5, { units: 2 });
const content = { ...sample, lines: sample.lines.filter(({ measure, month }) => measure !== 'plan' || month === 1) };
const alike = Map.groupBy(content.lines, ({ unit, source, measure, version }) => [unit, source, measure, version].join(' '));
/** Every file of the edition above with little in it, for what is verified again for each of many bytes. */
const short: EditionContent = {
  ...content,
  lines: [...alike.values()].flatMap((lines) => lines.slice(0, 3)),
  months: content.months.filter(({ month }) => month === 10),
  names: content.names.filter(({ kind }, index) => kind === 'unit' || index % 6 === 0),
  official: content.official.slice(0, 4),
};
let folder: string;
let key: SigningKey;
let dir: string;
let hash: string;
let shortDir: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-verify-'));
  key = loadSigningKey(join(folder, 'key'));
  ({ dir, hash } = await writeEdition(join(folder, 'editions'), content, key));
  ({ dir: shortDir } = await writeEdition(join(folder, 'short'), short, key));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (at: string) =>
  readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(at, path)).isFile())
    .sort();

/** Runs on a copy that is thrown away. */
function onCopy<T>(work: (copy: string) => T, of = dir): T {
  const parent = mkdtempSync(join(folder, 'copy-'));
  const copy = join(parent, '1');
  cpSync(of, copy, { recursive: true });
  makeWritable(copy);
  try {
    return work(copy);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** Replaces a file and all that vouches for it but the cubes: what somebody with the signing key could do. */
function forge(at: string, path: string, change: (text: string) => string): void {
  const put = (name: string, bytes: Buffer) => {
    writeFileSync(join(at, name), bytes);
    if (name === 'manifest.sig') return;
    writeFileSync(join(at, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(at, `${name}.gz`), gzipSync(bytes));
  };
  const bytes = Buffer.from(change(readFileSync(join(at, path), 'utf8')));
  put(path, bytes);
  const manifest: Manifest = JSON.parse(readFileSync(join(at, 'manifest.json'), 'utf8'));
  for (const file of manifest.files) if (file.path === path) Object.assign(file, { bytes: bytes.length, sha256: sha256(bytes) });
  const manifestBytes = canonicalJson(manifest);
  put('manifest.json', manifestBytes);
  put('manifest.sig', signBytes(manifestBytes, key));
  const sums = filesOf(at).filter((name) => name !== 'SHA256SUMS');
  writeFileSync(join(at, 'SHA256SUMS'), checksumList(new Map(sums.map((name) => [name, sha256(readFileSync(join(at, name)))]))));
}

describe('verifying an edition by its folder and the public key', () => {
  it('finds nothing wrong with what was written', () => {
    expect(verifyEdition(dir, key.publicKeyPem)).toEqual([]);
    expect(onCopy((copy) => verifyEdition(copy, key.publicKeyPem))).toEqual([]);
  });

  it('notices one changed byte in any file, and names the file', () => {
    const files = filesOf(shortDir);
    expect(files).toEqual(filesOf(dir));
    expect(files.length).toBeGreaterThan(60);
    onCopy((copy) => {
      for (const [index, path] of files.entries()) {
        const original = readFileSync(join(copy, path));
        const bytes = Buffer.from(original);
        // First, last or somewhere: headers and trailers of the compressed forms are where a change is easily missed.
        const at = [0, bytes.length - 1, Math.floor(bytes.length / 2), 4, 9][index % 5] ?? 0;
        bytes[at] = (bytes[at] ?? 0) ^ 0x01;
        writeFileSync(join(copy, path), bytes);
        const problems = verifyEdition(copy, key.publicKeyPem);
        expect(problems.length, `${path} at ${at}`).toBeGreaterThan(0);
        const named = problems.map((problem) => problem.path);
        expect(named, `${path} at ${at}`).toContain(path);
        for (const { message } of problems) expect(message.id !== '' && message.en !== '').toBe(true);
        writeFileSync(join(copy, path), original);
      }
      expect(verifyEdition(copy, key.publicKeyPem)).toEqual([]);
    }, shortDir);
  }, 60_000);

  it('notices every byte of the small files that others trust', () => {
    onCopy((copy) => {
      for (const path of ['manifest.sig', 'public-key.pem', 'funds.json.gz', 'funds.json.br']) {
        const original = readFileSync(join(copy, path));
        for (let at = 0; at < original.length; at += path === 'manifest.sig' ? 4 : 13) {
          const bytes = Buffer.from(original);
          bytes[at] = (bytes[at] ?? 0) ^ 0x10;
          writeFileSync(join(copy, path), bytes);
          expect(verifyEdition(copy, key.publicKeyPem).length, `${path} at ${at}`).toBeGreaterThan(0);
        }
        writeFileSync(join(copy, path), original);
      }
      const manifest = readFileSync(join(copy, 'manifest.json'));
      for (let at = 0; at < manifest.length; at += Math.floor(manifest.length / 40)) {
        const bytes = Buffer.from(manifest);
        bytes[at] = (bytes[at] ?? 0) ^ 0x01;
        writeFileSync(join(copy, 'manifest.json'), bytes);
        expect(
          verifyEdition(copy, key.publicKeyPem).map(({ path }) => path),
          `manifest.json at ${at}`,
        ).toContain('manifest.json');
      }
      writeFileSync(join(copy, 'manifest.json'), manifest);
      expect(verifyEdition(copy, key.publicKeyPem)).toEqual([]);
    }, shortDir);
  }, 60_000);

  it('names the line of an amount that was changed by hand: file, sheet, row, what it was and what it is', () => {
    const line = content.lines.find(
      ({ measure, account, unit }) => measure === 'realization' && account === '5.2.03.01.001.00001' && unit.startsWith('1.01'),
    );
    const problems = onCopy((copy) => {
      const path = join(copy, 'lines', 'dinas-pendidikan-dan-kebudayaan', `${line?.source}.json`);
      const rows: { row: number; measure: string; amount: string }[] = JSON.parse(readFileSync(path, 'utf8'));
      for (const row of rows) if (row.measure === 'realization' && row.row === line?.row) row.amount = '1.00';
      writeFileSync(path, canonicalJson(rows));
      return verifyEdition(copy, key.publicKeyPem);
    });
    expect(problems.map(({ code }) => code).sort()).toEqual(['amount', 'changed', 'checksums']);
    const named = problems.find(({ code }) => code === 'amount');
    expect(named?.line).toMatchObject({
      file: 'realisasi_2026_10_oktober.xlsx',
      sheet: 'Realisasi',
      row: line?.row,
      column: 'V',
      found: '1.00',
    });
    expect(named?.message.id).toContain(`realisasi_2026_10_oktober.xlsx, lembar Realisasi, baris ${line?.row}, kolom V: seharusnya`);
    expect(named?.message.en).toContain('is 1.00');
  });

  it('sees that sums do not follow from the lines even where all hashes and the signature do', () => {
    const summary = onCopy((copy) => {
      forge(copy, 'summary.json', (text) =>
        text.replace(/"realization":"\d+\.\d\d","versions":\{[^}]*\}\}\]/, '"realization":"7.00","versions":{}}]'),
      );
      forge(copy, 'units.json', (text) => text.replace(/"budget":"\d+\.\d\d"/, '"budget":"7.00"'));
      return verifyEdition(copy, key.publicKeyPem);
    });
    expect(summary.map(({ code, path }) => `${code} ${path}`)).toContain('figure units.json');
    expect(summary.map(({ code }) => code)).not.toContain('signature');
    expect(summary.map(({ code }) => code)).not.toContain('changed');
    const spending = content.lines.find(({ measure, unit }) => measure === 'realization' && unit.startsWith('1.02'));
    const lines = onCopy((copy) => {
      forge(copy, `lines/dinas-kesehatan/${spending?.source}.json`, (text) =>
        text.replace(/("amount":")\d+\.\d\d("[^\n]*"measure":"realization")/, '$17.00$2'),
      );
      return verifyEdition(copy, key.publicKeyPem);
    });
    expect(new Set(lines.map(({ path }) => path))).toContain('units/dinas-kesehatan.json');
    expect(lines.find(({ path }) => path === 'units.json')?.message.en).toMatch(/^\[dinas-kesehatan\]\.\S+: should be .*, is /);
  });

  it('reports a missing file, an additional file, another key, and another edition before it', () => {
    const codes = (change: (copy: string) => void, pem = key.publicKeyPem) =>
      onCopy((copy) => {
        change(copy);
        return new Set(verifyEdition(copy, pem).map(({ code }) => code));
      });
    expect(codes((copy) => rmSync(join(copy, 'units.json')))).toContain('missing');
    expect(codes((copy) => rmSync(join(copy, 'funds.json.br')))).toEqual(new Set(['missing', 'checksums']));
    expect(codes((copy) => writeFileSync(join(copy, 'lines', 'more.json'), '[]'))).toEqual(new Set(['unexpected']));
    expect(codes((copy) => rmSync(join(copy, 'manifest.json')))).toEqual(new Set(['missing']));
    expect(codes((copy) => writeFileSync(join(copy, 'manifest.json'), 'x'))).toEqual(new Set(['signature', 'unreadable']));
    const other = loadSigningKey(join(folder, 'other'));
    expect(codes(() => {}, other.publicKeyPem)).toEqual(new Set(['signature', 'key']));
    expect(() => verifyEdition(dir, 'no key')).toThrow(EditionError);
  });

  it('follows the chain to the edition before where that is in the same folder', async () => {
    const root = join(folder, 'chained');
    const first = await writeEdition(root, content, key);
    const second = await writeEdition(root, { ...content, number: 2, previous: { number: 1, hash: first.hash } }, key);
    expect(verifyEdition(second.dir, key.publicKeyPem)).toEqual([]);
    rmSync(first.dir, { recursive: true });
    expect(verifyEdition(second.dir, key.publicKeyPem)).toEqual([]);
    await writeEdition(root, { ...content, note: 'bukan yang semula' }, key);
    expect(verifyEdition(second.dir, key.publicKeyPem).map(({ code }) => code)).toEqual(['chain']);
  });

  it('holds a withdrawal and a return against the edition whose content they name', async () => {
    const root = join(folder, 'corrected');
    const content = sampleContent(1, { units: 1 });
    const first = await writeEdition(root, { ...content, onePerson: { verified: 1, published: 0 } }, key);
    expect(first.manifest.onePerson).toEqual({ verified: 1, published: 0 });
    const none = { names: [], sources: [], lines: [], months: [], official: [], basis: null, version: null };
    const correction = { kind: 'withdrawal' as const, of: 1, content: null };
    const second = await writeEdition(root, { ...content, ...none, number: 2, correction, previous: { number: 1, hash: first.hash } }, key);
    const previous = { number: 2, hash: second.hash };
    const third = await writeEdition(root, { ...content, number: 3, previous, correction: { kind: 'return', of: 2, content: 1 } }, key);
    for (const { dir } of [first, second, third]) expect(verifyEdition(dir, key.publicKeyPem)).toEqual([]);
    const wrong = { ...content, lines: content.lines.slice(1), number: 4, previous: { number: 3, hash: third.hash } };
    const fourth = await writeEdition(root, { ...wrong, correction: { kind: 'return', of: 3, content: 1 } }, key);
    expect(verifyEdition(fourth.dir, key.publicKeyPem).map(({ message }) => message.en)).toEqual([
      'its content should be that of edition 1',
    ]);
  });

  const tools = ['/usr/bin/openssl', '/usr/bin/sha256sum'];
  it.skipIf(!tools.every((tool) => existsSync(tool)))('can be done by a stranger with openssl and sha256sum', () => {
    const run = (tool: string, ...args: string[]) => execFileSync(tool, args, { cwd: dir, encoding: 'utf8', stdio: 'pipe' });
    expect(
      run(
        'openssl',
        'pkeyutl',
        '-verify',
        '-pubin',
        '-inkey',
        'public-key.pem',
        '-rawin',
        '-in',
        'manifest.json',
        '-sigfile',
        'manifest.sig',
      ),
    ).toContain('Success');
    expect(run('sha256sum', '--check', '--strict', 'SHA256SUMS').match(/: OK$/gm)?.length).toBe(filesOf(dir).length - 1);
    expect(sha256(readFileSync(join(dir, 'manifest.json')))).toBe(hash);
  });
});

describe('comparing an edition with the content it should be made of', () => {
  it('finds nothing where they agree', () => {
    expect(compareEdition(dir, content)).toEqual([]);
  });

  it('names the line whose amount the ledger has otherwise, and a line that it does not have', () => {
    const [line, ...rest] = content.lines;
    if (!line) throw new Error('no lines');
    const changed: EditionContent = { ...content, lines: [...rest, { ...line, amount: line.amount + 100n }] };
    const problems = compareEdition(dir, changed);
    expect(problems.map(({ code }) => code)).toEqual(['amount']);
    expect(problems[0]?.line).toMatchObject({ file: 'rekap5_2026_murni.xlsx', sheet: 'Sheet1', row: line.row, column: 'V' });
    const fewer = compareEdition(dir, { ...content, lines: rest });
    expect(fewer.filter(({ code }) => code === 'amount').map(({ line: named }) => named?.expected)).toEqual([null]);
  });

  it('names what else differs by file and place', () => {
    const [source, ...sources] = content.sources;
    if (!source) throw new Error('no sources');
    const problems = compareEdition(dir, { ...content, note: 'lain', sources: [{ ...source, linesHash: 'f'.repeat(64) }, ...sources] });
    expect(problems.map(({ path, message }) => `${path} ${message.en.split(':')[0]}`)).toEqual(
      expect.arrayContaining(['manifest.json note', `sources.json [${source.id}].linesHash`]),
    );
    mkdirSync(join(folder, 'empty'));
    expect(compareEdition(join(folder, 'empty'), content).map(({ code }) => code)).toEqual(['missing']);
  });
});
