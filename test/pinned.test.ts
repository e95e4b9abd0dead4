import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fiscalYear } from '@sipkadin/budget';
import { loadSigningKey, openEditions, verifyEdition } from '@sipkadin/edition';
import { openLedger } from '@sipkadin/ledger';
import { carryOut, verifyAll } from '@sipkadin/workflow';
import { afterAll, describe, expect, it } from 'vitest';

const pinned = join(import.meta.dirname, 'pinned');
const commits = readdirSync(pinned, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
const folder = mkdtempSync(join(tmpdir(), 'sipkadin-pinned-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What each commit wrote, so that a set that is lost or cut down is noticed. */
const expected: Readonly<Record<string, { format: string; editions: readonly string[] }>> = {
  c85f94c: {
    format: 'sipkadin-edition/1',
    editions: [
      ...['19.71/2025/1', '19.71/2025/2'],
      ...['19.71/2026/1', '19.71/2026/2', '19.71/2026/3', '19.71/2026/4', '19.71/2026/5', '19.71/2026/6'],
    ],
  },
  e224633: {
    format: 'sipkadin-edition/2',
    editions: [...['19.71/2025/1', '19.71/2025/2'], ...['19.71/2026/1', '19.71/2026/2', '19.71/2026/3', '19.71/2026/4']],
  },
  e26e187: {
    format: 'sipkadin-edition/3',
    editions: [...['19.71/2025/1', '19.71/2025/2'], ...['19.71/2026/1', '19.71/2026/2', '19.71/2026/3', '19.71/2026/4']],
  },
  b765d1c: {
    format: 'sipkadin-edition/4',
    editions: [...['19.71/2025/1', '19.71/2025/2'], ...['19.71/2026/1', '19.71/2026/2', '19.71/2026/3', '19.71/2026/4']],
  },
};

function editionsIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.name === 'manifest.json' ? entry.parentPath.slice(root.length + 1) : []))
    .toSorted();
}

it('every pinned set is expected, and the other way round', () => {
  expect(commits.toSorted()).toEqual(Object.keys(expected).toSorted());
});

describe.each(commits)('editions as commit %s wrote them', (commit) => {
  const root = join(pinned, commit, 'editions');
  const publicKeyPem = readFileSync(join(pinned, commit, 'public-key.pem'), 'utf8');

  it.each(editionsIn(root))('%s verifies from its folder and the public key alone', (edition) => {
    const { format } = JSON.parse(readFileSync(join(root, edition, 'manifest.json'), 'utf8'));
    expect(format).toBe(expected[commit]?.format);
    expect(verifyEdition(join(root, edition), publicKeyPem)).toEqual([]);
  });

  it('verify from the ledger of that commit, brought up to today, byte by byte', async () => {
    const copy = join(folder, commit);
    cpSync(join(pinned, commit), copy, { recursive: true });
    const ledger = await openLedger({ url: `sqlite:${join(copy, 'ledger.sqlite')}` });
    try {
      const verification = await verifyAll({ ledger, editionsRoot: join(copy, 'editions'), publicKeyPem });
      expect(verification.problems).toEqual([]);
      expect(verification.seen.editions).toBe(expected[commit]?.editions.length);
    } finally {
      await ledger.close();
    }
  });

  it('can be read', () => {
    expect(editionsIn(root)).toEqual(expected[commit]?.editions);
    const editions = openEditions(root);
    for (const government of editions.governments()) {
      for (const year of editions.years(government)) {
        for (const { number } of editions.list(government, year)) {
          const edition = editions.open(government, year, number);
          const lines = edition?.units().flatMap(({ slug }) => edition.lines(slug) ?? []);
          expect(lines?.length).toBe(edition?.manifest.lines);
          expect(edition?.summary().accounts.length === 0).toBe(lines?.length === 0);
        }
      }
    }
  });
});

it('editions of format 1 can be withdrawn today: in their own format, or in the newest where their folder was lost', async () => {
  const copy = join(folder, 'withdrawn');
  cpSync(join(pinned, 'c85f94c'), copy, { recursive: true });
  chmodSync(join(copy, 'signing-key.pem'), 0o600);
  const signingKey = loadSigningKey(join(copy, 'signing-key.pem'));
  const publicKeyPem = signingKey.publicKeyPem;
  const editionsRoot = join(copy, 'editions');
  const ledger = await openLedger({ url: `sqlite:${join(copy, 'ledger.sqlite')}` });
  const order = { ledger, editionsRoot, signingKey, government: '19.71', year: fiscalYear(2026), actor: 'publisher', note: 'Keliru' };
  const formatOf = (number: number) => openEditions(editionsRoot).open('19.71', fiscalYear(2026), number)?.manifest.format;
  try {
    expect(await carryOut({ ...order, correction: 'withdrawal' })).toMatchObject({ number: 7 });
    expect(formatOf(7)).toBe('sipkadin-edition/1');
    // 7 has the content of 3; withdrawing it leads to the content of 2.
    const lost = join(editionsRoot, '19.71', '2026', '2');
    renameSync(lost, join(copy, 'lost'));
    expect(await carryOut({ ...order, correction: 'withdrawal' })).toMatchObject({ number: 8 });
    expect(formatOf(8)).toBe('sipkadin-edition/4');
    renameSync(join(copy, 'lost'), lost);
    expect((await verifyAll({ ledger, editionsRoot, publicKeyPem })).problems).toEqual([]);
  } finally {
    await ledger.close();
  }
});

// Proves the guard: changing what a frozen format writes, by a word or by a rule, must fail a test.
describe('a copy of the sources with one thing changed', () => {
  const room = join(dirname(import.meta.dirname), 'packages', 'edition');
  const formats = {
    v1: { commit: 'c85f94c', edition: '6' },
    v2: { commit: 'e224633', edition: '2' },
    v3: { commit: 'e26e187', edition: '2' },
    v4: { commit: 'b765d1c', edition: '2' },
  } as const;
  /** File and text that is replaced; then the format whose edition must fail, and the file of it that is named. */
  const changes = {
    nothing: ['format/v1/catalogue.ts', '', '', 'v1', undefined],
    'nothing, of format 2': ['format/v2/catalogue.ts', '', '', 'v2', undefined],
    'a word of the catalogue': ['format/v1/catalogue.ts', 'Satu baris per OPD', 'Sebaris per OPD', 'v1', 'datapackage.json'],
    'a word of the catalogue of format 2': ['format/v2/catalogue.ts', 'Satu baris per OPD', 'Sebaris per OPD', 'v2', 'datapackage.json'],
    'the name of an account': [
      'format/frozen/account-names.ts',
      "id: 'Belanja Operasi'",
      "id: 'Belanja Operasional'",
      'v1',
      'summary.json',
    ],
    'a column of the template': ['format/frozen/template.ts', "'Kode unit'", "'Kode OPD'", 'v1', 'statements/anggaran-murni.csv'],
    'a mean': ['format/v1/cubes/progress.ts', 'sum / weights', '(sum + weights / 2n) / weights', 'v1', 'units.json'],
    'the rounding of a plan': [
      'format/v2/rules/plan-to-day.ts',
      'return divideRounded(parts, partsPerSen)',
      'return parts / partsPerSen',
      'v2',
      'units.json',
    ],
    'a report that is due': ['format/v2/rules/reporting.ts', "? 'reported' : 'late'", "? 'reported' : 'silent'", 'v2', 'units.json'],
    'nothing, of format 3': ['format/v3/files/catalogue.ts', '', '', 'v3', undefined],
    'a formula after a separator': ['format/v3/files/csv.ts', '(^|[,;\\t\\r\\n])', '(^)', 'v3', 'lines.csv'],
    'the revenue of a sub-unit': [
      'format/v3/cubes/subunits.ts',
      "if (item.akun === '4') addLine(revenue",
      "if (item.akun === '5') addLine(revenue",
      'v3',
      'subunits.json',
    ],
    'nothing, of format 4': ['format/v4/build.ts', '', '', 'v4', undefined],
    'how lines are divided': ['format/v4/build.ts', '({ line }) => line.source', '({ line }) => line.measure', 'v4', 'lines.json'],
    'the name of the format': ['format/v1/manifest.ts', 'sipkadin-edition/1', 'sipkadin-edition/2', 'v1', 'manifest.json'],
  } as const;
  const script = `
    const found = {};
    for (const [name, { url, edition, key }] of Object.entries(JSON.parse(process.argv[1]))) {
      const { verifyEdition } = await import(url);
      found[name] = verifyEdition(edition, key).map(({ path }) => path);
    }
    console.log(JSON.stringify(found));`;

  it('fails, and an unchanged copy does not', () => {
    const copies: Record<string, { url: string; edition: string; key: string }> = {};
    for (const [index, [name, [path, word, other, format]]] of Object.entries(changes).entries()) {
      const copy = join(folder, `changed-${index}`);
      cpSync(join(room, 'src'), join(copy, 'src'), { recursive: true });
      cpSync(join(room, 'package.json'), join(copy, 'package.json'));
      symlinkSync(join(room, 'node_modules'), join(copy, 'node_modules'));
      const text = readFileSync(join(copy, 'src', path), 'utf8');
      expect(text).toContain(word);
      writeFileSync(join(copy, 'src', path), text.replace(word, other));
      const { commit, edition } = formats[format];
      copies[name] = {
        url: pathToFileURL(join(copy, 'src', 'index.ts')).href,
        edition: join(pinned, commit, 'editions', '19.71', '2026', edition),
        key: readFileSync(join(pinned, commit, 'public-key.pem'), 'utf8'),
      };
    }
    const found: Record<string, string[]> = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(copies)], { encoding: 'utf8' }),
    );
    for (const [name, [, , , , file]] of Object.entries(changes)) {
      if (file === undefined) expect(found[name], name).toEqual([]);
      else expect(found[name], name).toContain(file);
    }
  });
});
