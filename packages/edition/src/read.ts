import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeName, FiscalYear } from '@sipkadin/budget';
import { sha256 } from './catalogue.ts';
import type { GroupRow, Manifest, MonthRow, PublishedLine, ReconciliationRow, Source, Summary, UnitDetail, UnitRow } from './edition.ts';
import { EditionError } from './error.ts';
import { editionFolder, foldersIn } from './folders.ts';
import { type PublicEdition, pointerPath, readPointer } from './pointer.ts';

/** One public edition. Files are read when first asked for, held against the manifest's hash, and parsed once. */
export interface Edition {
  readonly manifest: Manifest;
  /** SHA-256 of the manifest: the edition's identity. */
  readonly hash: string;
  readonly dir: string;
  summary(): Summary;
  /** In order of code; code '' (slug "_kota") is what only a summary of the whole government states. */
  units(): UnitRow[];
  /** undefined for a slug that this edition does not have. */
  unit(slug: string): UnitDetail | undefined;
  months(): MonthRow[];
  functions(): GroupRow[];
  funds(): GroupRow[];
  sources(): Source[];
  names(): CodeName[];
  reconciliation(): ReconciliationRow[];
  lines(slug: string): PublishedLine[] | undefined;
  /**
   * The bytes of a file as it stands in the folder, for downloads: any of the manifest's, and manifest.json, manifest.sig,
   * public-key.pem, SHA256SUMS. Its compressed twins by encoding (not for the last three).
   * @returns undefined where the edition has no such file
   */
  raw(path: string, encoding?: 'identity' | 'br' | 'gzip'): Buffer | undefined;
}

/** What is public under a root. Answers stand still until `refresh`. @throws EditionError damaged where a file is not what its hash promises */
export interface Editions {
  /** Codes of governments with a public edition, in order. */
  governments(): string[];
  /** Latest first. */
  years(government: string): FiscalYear[];
  /** Oldest first. */
  list(government: string, year: FiscalYear): readonly PublicEdition[];
  latest(government: string, year: FiscalYear): Edition | undefined;
  open(government: string, year: FiscalYear, number: number): Edition | undefined;
  /** Picks up what was announced since; a few stat calls where nothing was. @returns whether anything changed */
  refresh(): boolean;
}

/** Parsed lines are the bulk of an edition; this many slugs' are kept, the last asked for. */
const keptLines = 12;
const keptEditions = 24;

export function openEditions(root: string): Editions {
  let pointers = new Map<string, Map<FiscalYear, { stamp: string; editions: PublicEdition[] }>>();
  const opened = new Recent<Edition>(keptEditions);
  const lines = new Recent<PublishedLine[]>(keptLines);

  const refresh = () => {
    let changed = false;
    const next: typeof pointers = new Map();
    for (const government of foldersIn(root, /^\d{2}(?:\.\d{2})?$/)) {
      const years = new Map<FiscalYear, { stamp: string; editions: PublicEdition[] }>();
      for (const year of foldersIn(join(root, government), /^\d{4}$/).map(Number)) {
        const stamp = stampOf(pointerPath(root, government, year));
        if (stamp === undefined) continue;
        const known = pointers.get(government)?.get(year);
        if (known?.stamp === stamp) {
          years.set(year, known);
          continue;
        }
        years.set(year, { stamp, editions: readPointer(root, government, year) });
        changed = true;
      }
      if (years.size > 0) next.set(government, years);
      if (years.size !== (pointers.get(government)?.size ?? 0)) changed = true;
    }
    changed ||= next.size !== pointers.size;
    pointers = next;
    return changed;
  };

  const list = (government: string, year: FiscalYear) => pointers.get(government)?.get(year)?.editions ?? [];
  const open = (government: string, year: FiscalYear, number: number) => {
    const entry = list(government, year).find((edition) => edition.number === number);
    return entry && opened.get(entry.hash, () => openEdition(editionFolder(root, government, year, number), entry.hash, lines));
  };

  refresh();
  return {
    governments: () => [...pointers.keys()],
    years: (government) => [...(pointers.get(government)?.keys() ?? [])].sort((a, b) => b - a),
    list,
    latest: (government, year) => {
      const last = list(government, year).at(-1);
      return last && open(government, year, last.number);
    },
    open,
    refresh,
  };
}

function stampOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.mtimeNs} ${found.ino} ${found.size}`;
}

/**
 * Opens the edition in a folder.
 * @param hash the SHA-256 its manifest must have
 * @throws EditionError damaged
 */
export function openEdition(dir: string, hash: string, lines: Recent<PublishedLine[]> = new Recent(keptLines)): Edition {
  const manifestBytes = readFileSync(join(dir, 'manifest.json'));
  if (sha256(manifestBytes) !== hash) throw new EditionError('damaged', `${join(dir, 'manifest.json')} is not the one that was announced`);
  const manifest: Manifest = JSON.parse(manifestBytes.toString('utf8'));
  if (manifest.format !== 'sipkadin-edition/1') throw new EditionError('damaged', `${dir} is of a format this version does not know`);
  const hashes = new Map(manifest.files.map((file) => [file.path, file.sha256]));
  const parsed = new Map<string, unknown>();
  const sums = new Map<string, string>();

  const listed = (path: string) => {
    if (sums.size === 0) {
      for (const line of readFileSync(join(dir, 'SHA256SUMS'), 'utf8').split('\n')) sums.set(line.slice(66), line.slice(0, 64));
    }
    return sums.get(path);
  };
  const checked = (path: string, expected: string | undefined) => {
    const bytes = readFileSync(join(dir, path));
    if (sha256(bytes) !== expected) throw new EditionError('damaged', `${join(dir, path)} is not what its edition's checksums promise`);
    return bytes;
  };
  const read = <T>(path: string): T => JSON.parse(checked(path, hashes.get(path)).toString('utf8'));
  const once = <T>(path: string): T => {
    if (!parsed.has(path)) parsed.set(path, read<T>(path));
    return parsed.get(path) as T;
  };
  const has = (path: string) => hashes.has(path);

  return {
    manifest,
    hash,
    dir,
    summary: () => once('summary.json'),
    units: () => once('units.json'),
    unit: (slug) => (has(`units/${slug}.json`) ? once(`units/${slug}.json`) : undefined),
    months: () => once('months.json'),
    functions: () => once('functions.json'),
    funds: () => once('funds.json'),
    sources: () => once('sources.json'),
    names: () => once('names.json'),
    reconciliation: () => once('reconciliation.json'),
    lines: (slug) => (has(`lines/${slug}.json`) ? lines.get(`${hash} ${slug}`, () => read(`lines/${slug}.json`)) : undefined),
    raw: (path, encoding = 'identity') => {
      if (encoding !== 'identity') {
        const twin = `${path}.${encoding === 'br' ? 'br' : 'gz'}`;
        return has(path) || path === 'manifest.json' ? checked(twin, listed(twin)) : undefined;
      }
      if (path === 'manifest.json') return manifestBytes;
      if (path === 'SHA256SUMS') return readFileSync(join(dir, path));
      if (path === 'manifest.sig' || path === 'public-key.pem') return checked(path, listed(path));
      return has(path) ? checked(path, hashes.get(path)) : undefined;
    },
  };
}

/** Keeps the values that were asked for last. */
class Recent<Value> {
  readonly #most: number;
  readonly #values = new Map<string, Value>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string, make: () => Value): Value {
    const value = this.#values.get(key) ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }
}
