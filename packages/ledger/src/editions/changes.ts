import { setImmediate } from 'node:timers/promises';
import {
  ancestor,
  type Basis,
  type BudgetVersion,
  type Code,
  type IsoDate,
  latestVersion,
  type Month,
  monthEnd,
  monthOf,
  netInto,
  opdOf,
  type Place,
  type Sen,
  type StatementKind,
  versionRank,
} from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { coversUnit, separateUnits, withSeparateUnits } from '../figures/coverage.ts';
import { EffectiveStatements } from '../figures/effective.ts';
import { effectiveLines } from '../figures/effective-lines.ts';
import { granularities } from '../figures/granularity.ts';
import { type Verified, verifiedStatements } from '../figures/verified-statements.ts';
import { countingFor, isOutdone } from '../history/counting.ts';
import { readsUnit, type Viewer } from '../people/viewer.ts';
import { type StoredLine, storedLines } from '../statements/lines.ts';
import { statementFiles } from '../statements/statement-files.ts';
import { getStatement, type StatementRow, statementsOf } from '../statements/statements.ts';
import { listEditions } from './editions.ts';

/**
 * The state that a statement is held against:
 * - working: what counts at its own date before it is verified;
 * - previous: what counts at the end of the month before it (for a budget or cash plan: the version before it);
 * - published: what the newest edition shows at its date.
 */
export const againsts = ['working', 'previous', 'published'] as const;
export type Against = (typeof againsts)[number];

/** Both sides of one sum; null is no line at all, which is not an amount of zero. Sen; for progress hundredths of a percent. */
export interface Sides {
  before: Sen | null;
  after: Sen | null;
}

/** One business key (year, version, unit, sub-activity, account; design: domain rule 5) whose sum differs. */
export interface KeyChange extends Sides {
  unit: Code;
  activity: Code;
  account: Code;
  /** Cash plan only. */
  month: Month | null;
  /** Register only. */
  document: string | null;
  /** Where the statement has the (first) line of this key; null where it has none. */
  place: Place | null;
}

/** One akun ("4", "5", "6"; financing net), whole, by OPD ('' for a summary) and by jenis, the biggest difference first. */
export interface ChangedPart {
  akun: Code;
  total: Sides;
  byUnit: (Sides & { code: Code })[];
  byAccount: (Sides & { code: Code })[];
}

export interface Changes {
  kind: StatementKind;
  against: Against;
  /** null: there is nothing of the kind on the other side. */
  before: { asOf: IsoDate | null; version: BudgetVersion | null; edition: number | null; statements: string[] } | null;
  /**
   * Finer reports count for a part of the statement: that part changes nothing and is not compared. `files`: their names, without
   * those that the viewer may not know. null: all of the statement counts.
   */
  finer: { files: string[] } | null;
  /** How many keys are new, differ, are gone, and are the same; `falling` of those that differ or are gone are less than before. */
  counts: { added: number; changed: number; gone: number; same: number; falling: number };
  /** Sums of all keys, changed or not: revenue, spending and financing apart. Empty for progress: percentages do not add up. */
  parts: ChangedPart[];
  /** The biggest difference first. */
  keys: KeyChange[];
}

/**
 * What a statement would change, or changed when it was verified, key by key; of both sides only units that the viewer may read.
 * @throws LedgerError `not-found`
 */
export async function changesOf(read: Reading, id: string, against: Against, viewer: Viewer): Promise<Changes> {
  const statement = await getStatement(read, id);
  const { kind, year } = statement.head;
  const own = await akunOf(read, id);
  const sums = new Sums(kind);
  const finer = await finerFor(read, statement, own.seq, against);
  for await (const line of storedLines(read, own.seq))
    if (readsUnit(viewer, line.unit) && !finer.counts(line.unit, ancestor(line.account, 1))) await sums.add('after', line);
  const beside = against === 'previous' ? await besideBefore(read, statement) : undefined;
  if (beside !== undefined) {
    for await (const line of storedLines(read, seqOf(beside))) if (readsUnit(viewer, line.unit)) await sums.add('before', line);
    const { asOf = null, version = null } = beside.head;
    return { kind, against, before: { asOf, version, edition: null, statements: [beside.id] }, finer: null, ...sums.result() };
  }
  const other = await otherSide(read, statement, against);
  const sources = new Set<string>();
  if (other !== null) {
    const stored = { ...own, covers: new Set(statement.head.covers) };
    const [coverage] = await withSeparateUnits(read, [stored], separateUnits(other.count.statements));
    const wanted = (unit: Code, akun: string) =>
      own.accounts.includes(akun) &&
      coverage !== undefined &&
      coversUnit(coverage, unit, akun) &&
      readsUnit(viewer, unit) &&
      !finer.counts(unit, akun);
    for await (const { statement: one, line } of effectiveLines(read, other.count, kind, year, wanted)) {
      // Of several versions the one that this is compared with; a plan counts in any version.
      if (kind === 'budget' && one.version !== other.version) continue;
      sources.add(one.id);
      await sums.add('before', line);
    }
  }
  const before =
    other === null || sources.size === 0
      ? null
      : { asOf: other.count.asOf, version: other.version, edition: other.edition, statements: [...sources].sort() };
  const files = await statementFiles(read, [...finer.statements], viewer);
  const named = finer.statements.size === 0 ? null : { files: [...new Set(files.values())].sort() };
  return { kind, against, before, finer: named, ...sums.result() };
}

/** Which parts of a statement do not count, because a finer verified one of its version or day does; none against the period before. */
async function finerFor(read: Reading, statement: StatementRow, seq: number, against: Against) {
  const statements = new Set<string>();
  const now = against === 'previous' ? null : await otherSide(read, statement, 'working');
  const own = (await granularities(read, [seq])).get(seq) ?? new Map();
  const known = new Map<string, boolean>();
  const counts = (unit: Code, akun: string): boolean => {
    if (now === null) return false;
    const key = `${unit}|${akun}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const counting = isOutdone(now.count, statement.head, own, unit, akun) ? countingFor(now.count, statement.head, unit, akun) : undefined;
    if (counting !== undefined) statements.add(counting.id);
    known.set(key, counting !== undefined);
    return counting !== undefined;
  };
  return { counts, statements };
}

const seqOf = ({ id }: Pick<StatementRow, 'id'>) => Number(id.slice(1));

/** The version or position before a statement's own that came in the same upload; undefined where none did. */
async function besideBefore(read: Reading, { id, head, uploadId }: StatementRow): Promise<StatementRow | undefined> {
  const rank = ({ head: { version, asOf } }: Pick<StatementRow, 'head'>) =>
    head.kind === 'budget' || head.kind === 'cash-plan'
      ? version === undefined
        ? 0
        : versionRank(version)
      : Number((asOf ?? '').replaceAll('-', ''));
  const beside = ((await statementsOf(read, [uploadId])).get(uploadId) ?? []).filter(
    (one) => one.id !== id && one.head.kind === head.kind && one.head.year === head.year && rank(one) < rank({ head }),
  );
  return beside.toSorted((a, b) => rank(a) - rank(b)).at(-1);
}

interface OtherSide {
  count: EffectiveStatements;
  version: BudgetVersion | null;
  edition: number | null;
}

async function otherSide(read: Reading, { head, government, uploadId }: StatementRow, against: Against): Promise<OtherSide | null> {
  const { kind, year, basis, version } = head;
  const edition = against === 'published' ? (await listEditions(read, government, year)).at(-1) : undefined;
  if (against === 'published' && edition === undefined) return null;
  const measured = kind === 'realization' || kind === 'register';
  // An edition has one basis; another one is not published.
  if (measured && edition !== undefined && edition.basis !== basis) return null;
  const sequence = edition?.sequence ?? (await sequenceBefore(read, uploadId));
  const statements = (await verifiedStatements(read, { government, year, ...(sequence === undefined ? {} : { sequence }) })).filter(
    ({ upload }) => upload !== uploadId,
  );
  const used: Basis = basis ?? 'sp2d';
  if (kind === 'budget' || kind === 'cash-plan') {
    const count = new EffectiveStatements(of(statements, kind), used);
    if (version === undefined) return null;
    if (against !== 'previous') return { count, version, edition: edition?.number ?? null };
    const older = new Set(count.of(kind).flatMap((one) => one.version ?? []));
    const before = latestVersion([...older].filter((one) => versionRank(one) < versionRank(version)));
    if (before === undefined) return null;
    return {
      count: new EffectiveStatements(
        statements.filter((one) => one.version === before),
        used,
      ),
      version: before,
      edition: null,
    };
  }
  if (head.asOf === undefined) return null;
  const month = monthOf(head.asOf);
  // Payments of a register are no position: there is none before it.
  if (against === 'previous' && (kind === 'register' || month === 1)) return null;
  const asOf = against === 'previous' ? monthEnd(year, month - 1) : head.asOf;
  return { count: new EffectiveStatements(statements, used, asOf), version: null, edition: edition?.number ?? null };
}

const of = (statements: readonly Verified[], kind: StatementKind) => statements.filter((one) => one.kind === kind);

/** The ledger's sequence before an upload was verified; undefined where it is not. */
async function sequenceBefore(read: Reading, upload: string): Promise<number | undefined> {
  const step = await read
    .selectFrom('step')
    .select('seq')
    .where('upload', '=', upload)
    .where('step', '=', 'verified')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return step === undefined ? undefined : Number(step.seq) - 1;
}

async function akunOf(read: Reading, id: string): Promise<{ seq: number; accounts: string }> {
  const { seq, accounts } = await read.selectFrom('statement').select(['seq', 'accounts']).where('id', '=', id).executeTakeFirstOrThrow();
  return { seq: Number(seq), accounts };
}

/** Sums of both sides by key. */
class Sums {
  readonly #kind: StatementKind;
  readonly #keys = new Map<string, KeyChange>();
  #lines = 0;

  constructor(kind: StatementKind) {
    this.#kind = kind;
  }

  async add(side: 'before' | 'after', line: StoredLine): Promise<void> {
    // A large file is compared while the server goes on answering.
    if (++this.#lines % 4000 === 0) await setImmediate();
    const { unit, activity, account, amount } = line;
    const month = line.month ?? null;
    const document = this.#kind === 'register' ? `${line.document ?? ''} ${line.date ?? ''}`.trim() : null;
    const key = `${unit}|${activity}|${account}|${month ?? ''}|${document ?? ''}`;
    let sum = this.#keys.get(key);
    if (sum === undefined) {
      sum = { unit, activity, account, month, document, before: null, after: null, place: null };
      this.#keys.set(key, sum);
    }
    sum[side] = (sum[side] ?? 0n) + amount;
    if (side === 'after') sum.place ??= { sheet: line.sheet, row: line.row, column: line.column };
  }

  result(): Pick<Changes, 'counts' | 'parts' | 'keys'> {
    const counts = { added: 0, changed: 0, gone: 0, same: 0, falling: 0 };
    const parts = new Map<Code, { total: Sides; units: Map<Code, Sides>; accounts: Map<Code, Sides> }>();
    const keys: KeyChange[] = [];
    for (const key of this.#keys.values()) {
      const { unit, account, before, after } = key;
      counts[before === null ? 'added' : after === null ? 'gone' : before === after ? 'same' : 'changed']++;
      if (before !== null && before > (after ?? 0n)) counts.falling++;
      if (before !== after) keys.push(key);
      if (this.#kind === 'progress') continue;
      const akun = ancestor(account, 1);
      const part = parts.get(akun) ?? { total: { before: null, after: null }, units: new Map(), accounts: new Map() };
      parts.set(akun, part);
      addSides(sidesOf(part.accounts, ancestor(account, 3)), key);
      for (const sum of [part.total, sidesOf(part.units, opdOf(unit))]) addSides(sum, netSides(akun, key));
    }
    const biggestFirst = (a: Sides, b: Sides) => (size(a) > size(b) ? -1 : size(a) < size(b) ? 1 : 0);
    const sorted = (sums: Map<Code, Sides>) => [...sums].map(([code, sides]) => ({ code, ...sides })).sort(biggestFirst);
    return {
      counts,
      parts: [...parts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([akun, { total, units, accounts }]) => ({ akun, total, byUnit: sorted(units), byAccount: sorted(accounts) })),
      keys: keys.sort(biggestFirst),
    };
  }
}

function sidesOf(sums: Map<Code, Sides>, code: Code): Sides {
  const known = sums.get(code) ?? { before: null, after: null };
  sums.set(code, known);
  return known;
}

function addSides(sum: Sides, { before, after }: Sides): void {
  if (before !== null) sum.before = (sum.before ?? 0n) + before;
  if (after !== null) sum.after = (sum.after ?? 0n) + after;
}

/** Both sides as they enter the sum of their akun: 6.2 is taken off. */
function netSides(akun: Code, { account, before, after }: KeyChange): Sides {
  const net = (amount: Sen | null) => (amount === null ? null : netInto(akun, account, amount));
  return { before: net(before), after: net(after) };
}

function size({ before, after }: Sides): Sen {
  const difference = (after ?? 0n) - (before ?? 0n);
  return difference < 0n ? -difference : difference;
}
