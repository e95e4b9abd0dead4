import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeName } from '@sipkadin/budget';
import { LRUCache } from 'lru-cache';
import type {
  GroupRow,
  Manifest,
  MonthRow,
  PublishedContract,
  PublishedLine,
  ReconciliationRow,
  ReportedDay,
  Source,
  SubUnitDetail,
  SubUnitMonth,
  SubUnitRow,
  Summary,
  UnitDetail,
  UnitRow,
} from '../edition.ts';
import { EditionError } from '../error.ts';
import { formatOf } from '../format/formats.ts';
import { monthsWithDays, nodesToCompare, unitsWithOwnPlan } from '../format/v1/read.ts';
import { lineFilesOf, linesInOrder } from '../format/v4/read.ts';
import { sha256 } from '../sha256.ts';
import type { PublishedNote, PublishedTarget, WorksSource } from '../works.ts';
import { checkList, readChecksums } from './checksums.ts';
import { fileCheck } from './file-check.ts';

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
  /** Whether `unit` has it; reads no file. */
  hasUnit(slug: string): boolean;
  months(): MonthRow[];
  functions(): GroupRow[];
  funds(): GroupRow[];
  sources(): Source[];
  /** The last day of each unit and akun; none in format 1, where units() has that of each OPD. */
  reports(): ReportedDay[];
  names(): CodeName[];
  reconciliation(): ReconciliationRow[];
  /** From here to `subUnit`: nothing before format 3. */
  works(): WorksSource[];
  contracts(): PublishedContract[];
  targets(): PublishedTarget[];
  notes(): PublishedNote[];
  subUnits(): SubUnitRow[];
  subUnitMonths(): SubUnitMonth[];
  /** undefined for a slug that this edition does not have. */
  subUnit(slug: string): SubUnitDetail | undefined;
  lines(slug: string): PublishedLine[] | undefined;
  /**
   * The bytes of a file in the folder, for downloads: any of the manifest's, and manifest.json, manifest.sig,
   * public-key.pem, SHA256SUMS. Its compressed twins by encoding (not for the last three).
   * @returns undefined where the edition has no such file
   */
  raw(path: string, encoding?: 'identity' | 'br' | 'gzip'): Buffer | undefined;
  /**
   * Holds a file of the folder against its hash, in pieces, so that a large one can be sent from the disk afterwards; what was checked
   * is not read again until the file's size, time or inode changes. The same files as `raw`; SHA256SUMS, which is in no list, is compared
   * with the files that it lists.
   * @returns false where the edition has no such file
   * @throws EditionError damaged
   */
  check(path: string, encoding?: 'identity' | 'br' | 'gzip'): Promise<boolean>;
}

/** Parsed lines by edition and OPD. They are the bulk of an edition. */
type KeptLines = LRUCache<string, PublishedLine[]>;

/** A city's whole year, some 30 MB. */
const mostLines = 60_000;

/** Keeps the OPD that were asked for last; the very last one also where it has more lines than that. */
export function keptLines(most = mostLines): KeptLines {
  return new LRUCache({ maxSize: most, sizeCalculation: ({ length }) => Math.min(Math.max(length, 1), most) });
}

/**
 * Opens the edition in a folder.
 * @param hash the SHA-256 its manifest must have
 * @param lines where parsed lines are kept, when several editions share one bound
 * @param onDamage called with a file of figures that is gone or has another hash when it is read, before the error is thrown
 * @throws EditionError damaged
 */
export function openEdition(
  dir: string,
  hash: string,
  lines: KeptLines = keptLines(),
  onDamage: (file: string) => void = () => {},
): Edition {
  const manifestBytes = readPublished(dir, 'manifest.json');
  if (sha256(manifestBytes) !== hash)
    throw new EditionError('damaged', `${join(dir, 'manifest.json')} is not the one that was announced`, 'manifest.json');
  const manifest: Manifest = JSON.parse(manifestBytes.toString('utf8'));
  if (formatOf(manifest.format) === undefined) throw new EditionError('damaged', `${dir} is of a format this version does not know`);
  const hashes = new Map(manifest.files.map((file) => [file.path, file.sha256]));
  const details = new Map<string, UnitDetail>();

  const checked = (path: string, expected: string | undefined) => {
    const bytes = readPublished(dir, path);
    if (sha256(bytes) !== expected)
      throw new EditionError('damaged', `${join(dir, path)} is not what its edition's checksums promise`, path);
    return bytes;
  };
  const text = (path: string) => {
    try {
      return checked(path, hashes.get(path)).toString('utf8');
    } catch (error) {
      if (error instanceof EditionError) onDamage(path);
      throw error;
    }
  };
  // Twins are not in the manifest, for their bytes depend on the compressor's version.
  let list: Map<string, string> | undefined;
  const listed = () => (list ??= readChecksums(readPublished(dir, 'SHA256SUMS')));

  const check = fileCheck();
  const hashOf = (path: string, encoding: 'identity' | 'br' | 'gzip') => {
    if (encoding !== 'identity') return listed().get(twinOf(path, encoding));
    if (path === 'manifest.json') return hash;
    return hashes.get(path) ?? listed().get(path);
  };
  /** No list has it: known once the list was compared with the files. */
  let listHash: string | undefined;
  const hashOfList = async () => {
    if (listHash !== undefined) return listHash;
    const bytes = readPublished(dir, 'SHA256SUMS');
    await checkList(bytes, new Map([...hashes, ['manifest.json', hash]]), (path, expected) => check(join(dir, path), expected));
    return (listHash = sha256(bytes));
  };
  const isOffered = (path: string, encoding: 'identity' | 'br' | 'gzip') =>
    hashes.has(path) || path === 'manifest.json' || (encoding === 'identity' && beside.includes(path));

  /** A list that only newer formats have. */
  const listOf = <Row>(path: string) => once((): Row[] => (hashes.has(path) ? JSON.parse(text(path)) : []));

  const isFirstFormat = manifest.format === 'sipkadin-edition/1';
  const sources = once((): Source[] => JSON.parse(text('sources.json')));
  const months = once((): MonthRow[] => {
    const rows: MonthRow[] = JSON.parse(text('months.json'));
    return isFirstFormat ? monthsWithDays(rows, sources(), manifest.year) : rows;
  });
  const units = once((): UnitRow[] => {
    const rows: UnitRow[] = JSON.parse(text('units.json'));
    return isFirstFormat ? unitsWithOwnPlan(rows, months()) : rows;
  });

  /** How many lines the OPD before this one have, in format 4. */
  const lineFiles = listOf<{ path: string; lines: number }>('lines.json');
  const linesBefore = (slug: string) =>
    lineFiles().reduce((sum, { path, lines: count }) => (path < `lines/${slug}/` ? sum + count : sum), 0);

  return {
    manifest,
    hash,
    dir,
    summary: once((): Summary => JSON.parse(text('summary.json'))),
    units,
    unit: (slug) => {
      const path = `units/${slug}.json`;
      if (!hashes.has(path)) return undefined;
      const known = details.get(slug);
      if (known) return known;
      const detail: UnitDetail = JSON.parse(text(path));
      // Of format 1 the row is given the plan of its own day, here as in the list of all OPD.
      detail.unit = units().find((row) => row.slug === slug) ?? detail.unit;
      if (isFirstFormat) detail.nodes = nodesToCompare(detail, manifest.asOf);
      details.set(slug, detail);
      return detail;
    },
    hasUnit: (slug) => hashes.has(`units/${slug}.json`),
    months,
    functions: once((): GroupRow[] => JSON.parse(text('functions.json'))),
    funds: once((): GroupRow[] => JSON.parse(text('funds.json'))),
    sources,
    reports: listOf<ReportedDay>('reports.json'),
    names: once((): CodeName[] => JSON.parse(text('names.json'))),
    reconciliation: once((): ReconciliationRow[] => JSON.parse(text('reconciliation.json'))),
    works: listOf('works.json'),
    contracts: listOf('contracts.json'),
    targets: listOf('targets.json'),
    notes: listOf('notes.json'),
    subUnits: listOf('subunits.json'),
    subUnitMonths: listOf('subunit-months.json'),
    subUnit: (slug) => {
      const path = `subunits/${slug}.json`;
      return hashes.has(path) ? (JSON.parse(text(path)) as SubUnitDetail) : undefined;
    },
    lines: (slug) => {
      const path = `lines/${slug}.json`;
      const ofStatements = lineFilesOf(slug, hashes.keys());
      if (!hashes.has(path) && ofStatements.length === 0) return undefined;
      const key = `${hash} ${slug}`;
      const known = lines.get(key);
      if (known !== undefined) return known;
      const read: PublishedLine[] = hashes.has(path)
        ? JSON.parse(text(path))
        : linesInOrder(
            ofStatements.map((file) => JSON.parse(text(file))),
            linesBefore(slug),
          );
      lines.set(key, read);
      return read;
    },
    raw: (path, encoding = 'identity') => {
      if (encoding !== 'identity') {
        const twin = twinOf(path, encoding);
        return hashes.has(path) || path === 'manifest.json' ? checked(twin, listed().get(twin)) : undefined;
      }
      if (path === 'manifest.json') return manifestBytes;
      if (path === 'SHA256SUMS') return readPublished(dir, path);
      if (path === 'manifest.sig' || path === 'public-key.pem') return checked(path, listed().get(path));
      return hashes.has(path) ? checked(path, hashes.get(path)) : undefined;
    },
    check: async (path, encoding = 'identity') => {
      if (!isOffered(path, encoding)) return false;
      const file = join(dir, encoding === 'identity' ? path : twinOf(path, encoding));
      const expected = path === 'SHA256SUMS' ? await hashOfList() : hashOf(path, encoding);
      if (expected === undefined) throw new EditionError('damaged', `${file} is missing in its edition's checksums`);
      try {
        await check(file, expected);
      } catch (error) {
        // It may be the list that is damaged, and put right meanwhile.
        list = undefined;
        throw error;
      }
      return true;
    },
  };
}

/** Whether an edition's files are there, in their sizes. @throws EditionError damaged */
export function mustBeWhole({ dir, manifest }: Pick<Edition, 'dir' | 'manifest'>): void {
  for (const { path, bytes: size } of manifest.files)
    if (statSync(`${dir}/${path}`, { throwIfNoEntry: false })?.size !== size)
      throw new EditionError('damaged', `${join(dir, path)} is gone or has another size`, path);
}

/** Files of an edition that its manifest does not list. */
const beside = ['manifest.sig', 'public-key.pem', 'SHA256SUMS'];

/** The compressed copy of a file. */
const twinOf = (path: string, encoding: 'br' | 'gzip') => `${path}.${encoding === 'br' ? 'br' : 'gz'}`;

/** A file that is gone is as damaged as one that was changed. */
function readPublished(dir: string, file: string): Buffer {
  const path = join(dir, file);
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new EditionError('damaged', `${path} is gone`, file);
    throw error;
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
