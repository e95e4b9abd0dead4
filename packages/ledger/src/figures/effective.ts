import {
  type Basis,
  type BudgetVersion,
  type Code,
  type IsoDate,
  latestVersion,
  type Month,
  monthEnd,
  monthOf,
  type OpdOf,
  opdOf,
  type StatementKind,
  versionRank,
} from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { coversUnit, separateUnits } from './coverage.ts';
import { isFiner } from './granularity.ts';
import { type Verified, verifiedStatements } from './verified-statements.ts';

/** What counts among verified statements. The rule is docs/architecture.md's; nothing here reads amounts. */

/** A statement's part that does not count and that a finer statement, which counts, is held against. */
export interface Held {
  statement: Verified;
  /** An OPD or sub-unit that it covers; '' for a summary. */
  unit: Code;
  akun: string;
  counting: Verified;
}

const later = (a: Verified, b: Verified) => a.verifiedAt - b.verifiedAt || a.seq - b.seq;

/**
 * The statement that counts for a unit in an akun: of the last scope by `order` those that no other is finer than, and of these
 * the latest.
 */
function best(
  statements: readonly Verified[],
  unit: Code,
  akun: string,
  order: (a: Verified, b: Verified) => number,
): Verified | undefined {
  let winner: Verified | undefined;
  const covering = statements.filter((statement) => statement.accounts.includes(akun) && coversUnit(statement, unit, akun));
  for (const statement of covering) if (winner === undefined || order(statement, winner) > 0) winner = statement;
  if (winner === undefined || covering.length === 1) return winner;
  const scope = scopeOf(winner);
  const finest = covering.filter((statement) => scopeOf(statement) === scope);
  const unbeaten = finest.filter((one) => !finest.some((other) => isFiner(other.granularity, one.granularity, unit, akun)));
  for (const statement of unbeaten) if (!unbeaten.includes(winner) || order(statement, winner) > 0) winner = statement;
  return winner;
}

/** Whether a cash plan is known for one day, as a realization report states it beside its amounts, and for no month. */
export function isPlanOfOneDay<T extends Pick<Verified, 'kind' | 'asOf'>>(statement: T): statement is T & { asOf: IsoDate } {
  return statement.kind === 'cash-plan' && statement.asOf !== null;
}

/** What two statements must have in common to be compared: of one day, or of one version. */
function scopeOf({ kind, basis, from, asOf, version }: Verified): string {
  return [kind, basis ?? '', from ?? '', asOf ?? '', kind === 'budget' || kind === 'cash-plan' ? (version ?? '') : ''].join('|');
}

const byDate = (a: Verified, b: Verified) => (a.asOf ?? '').localeCompare(b.asOf ?? '') || later(a, b);

/** Of each scope, unit ('' is the summary) and akun the statement that counts. */
export class EffectiveStatements {
  readonly statements: readonly Verified[];
  readonly basis: Basis;
  readonly asOf: IsoDate | null;
  readonly versions: readonly BudgetVersion[];
  /** The version that percentages are measured against. */
  readonly version: BudgetVersion | null;
  /** The OPD that a unit belongs to. */
  readonly opdOf: OpdOf;
  readonly #cache = new Map<string, Verified | undefined>();
  readonly #days = new Map<string, IsoDate | undefined>();
  /** Units with reports of their own or of their OPD, of each OPD in which several report separately: sub-units, or OPD that are part of it. */
  readonly #divided = new Map<Code, Set<Code>>();

  /** Without `asOf`: up to the latest date that any statement of the basis has. */
  constructor(statements: readonly Verified[], basis: Basis, asOf?: IsoDate, belongsTo: OpdOf = opdOf) {
    this.statements = statements;
    this.opdOf = belongsTo;
    this.basis = basis;
    const dated = statements.flatMap((statement) => (this.#measured(statement) && statement.asOf !== null ? [statement.asOf] : []));
    this.asOf = asOf ?? dated.toSorted().at(-1) ?? null;
    const versions = new Set(statements.flatMap(({ kind, version }) => (kind === 'budget' && version !== null ? [version] : [])));
    this.versions = [...versions].sort((a, b) => versionRank(a) - versionRank(b));
    this.version = latestVersion(this.versions) ?? null;
    const joined = statements.flatMap(({ covers }) => [...covers].filter((unit) => belongsTo(unit) !== opdOf(unit)));
    for (const unit of [...separateUnits(statements), ...joined]) this.#divided.set(belongsTo(unit), new Set());
    for (const statement of statements)
      if (this.#measured(statement)) for (const unit of statement.covers) this.#divided.get(belongsTo(unit))?.add(unit);
  }

  #measured({ kind, basis }: Verified): boolean {
    return kind === 'progress' || ((kind === 'realization' || kind === 'register') && basis === this.basis);
  }

  #remember(key: string, find: () => Verified | undefined): Verified | undefined {
    const known = this.#cache.get(key);
    if (known !== undefined || this.#cache.has(key)) return known;
    const found = find();
    this.#cache.set(key, found);
    return found;
  }

  /** Of cash plans those by month. */
  of(kind: StatementKind): Verified[] {
    return this.statements.filter(
      (statement) =>
        statement.kind === kind && (kind === 'budget' || (kind === 'cash-plan' && !isPlanOfOneDay(statement)) || this.#measured(statement)),
    );
  }

  /** Cash plans by month, and those that are known for one day. */
  plans(): Verified[] {
    return this.statements.filter(({ kind }) => kind === 'cash-plan');
  }

  budget(unit: Code, akun: string, version: BudgetVersion): Verified | undefined {
    return this.#remember(`b${version}|${akun}|${unit}`, () =>
      best(
        this.of('budget').filter((statement) => statement.version === version),
        unit,
        akun,
        later,
      ),
    );
  }

  /** The cash plan of the version, else the latest there is for the unit. */
  plan(unit: Code, akun: string): Verified | undefined {
    return this.#remember(`p|${akun}|${unit}`, () => {
      const plans = this.of('cash-plan');
      const order = (a: Verified, b: Verified) => versionRank(a.version ?? 'murni') - versionRank(b.version ?? 'murni') || later(a, b);
      return best(plans, unit, akun, order);
    });
  }

  /** The cash plan that is known for this day alone; undefined where the unit has a plan by month, which is preferred. */
  planOfDay(unit: Code, akun: string, day: IsoDate): Verified | undefined {
    if (this.plan(unit, akun) !== undefined) return undefined;
    return this.#remember(`d${day}|${akun}|${unit}`, () =>
      best(
        this.plans().filter(({ asOf }) => asOf === day),
        unit,
        akun,
        later,
      ),
    );
  }

  /** Whether what a unit has reported is compared with a plan that is known for the day of that report alone. */
  isPlannedForItsDay(unit: Code, akun: string): boolean {
    const day = this.ownDay(unit, akun);
    return day !== undefined && this.planOfDay(unit, akun, day) !== undefined;
  }

  /** The latest snapshot up to the as-of date. */
  snapshot(unit: Code, akun: string): Verified | undefined {
    return this.#remember(`r|${akun}|${unit}`, () =>
      best(
        this.of('realization').filter(({ asOf }) => asOf !== null && this.#before(asOf)),
        unit,
        akun,
        byDate,
      ),
    );
  }

  /** The latest snapshot within a month. */
  snapshotOf(unit: Code, akun: string, month: number): Verified | undefined {
    return this.#remember(`m${month}|${akun}|${unit}`, () =>
      best(
        this.of('realization').filter(({ asOf }) => asOf !== null && monthOf(asOf) === month && this.#before(asOf)),
        unit,
        akun,
        byDate,
      ),
    );
  }

  /** The snapshot of a unit's position in a month: the latest within it; the last before it where `reportedIn` says so. */
  monthSnapshot(unit: Code, akun: string, month: Month): Verified | undefined {
    return this.#remember(`w${month}|${akun}|${unit}`, () => {
      const within = this.snapshotOf(unit, akun, month);
      if (within !== undefined || this.snapshot(unit, akun) === undefined || !this.reportedIn(unit, akun, month)) return within;
      return this.#snapshotUntil(unit, akun, this.#endOf(month));
    });
  }

  /**
   * Whether realization of a unit is known for a month: a snapshot within it, or a register that reaches it. Where sub-units
   * report separately from their OPD, any report of theirs or of the OPD makes a month of the OPD, which is whole: the others
   * are in it with their last report.
   */
  reportedIn(unit: Code, akun: string, month: Month): boolean {
    if (this.#reportedWithin(unit, akun, month)) return true;
    const units = this.#divided.get(this.opdOf(unit));
    if (units === undefined || this.ownDay(unit, akun, month) === undefined) return false;
    return [...units].some((other) => this.#reportedWithin(other, akun, month));
  }

  #reportedWithin(unit: Code, akun: string, month: Month): boolean {
    if (this.snapshot(unit, akun) !== undefined) return this.snapshotOf(unit, akun, month) !== undefined;
    const day = this.ownDay(unit, akun, month);
    return day !== undefined && monthOf(day) === month;
  }

  /** The last day of a month that counts: its end, or the as-of date where that is earlier. */
  #endOf(month: Month): IsoDate {
    const end = monthEnd(this.statements[0]?.year ?? 0, month);
    return this.asOf !== null && this.asOf < end ? this.asOf : end;
  }

  #snapshotUntil(unit: Code, akun: string, until: IsoDate): Verified | undefined {
    return this.#remember(`u${until}|${akun}|${unit}`, () =>
      best(
        this.of('realization').filter(({ asOf }) => asOf !== null && asOf <= until),
        unit,
        akun,
        byDate,
      ),
    );
  }

  /**
   * The last day up to which a unit's realization is known in an akun: of its latest snapshot, else of its registers.
   * @param month as it was known by the end of that month; by the as-of date where it is left out
   * @returns undefined where it had never reported by then
   */
  ownDay(unit: Code, akun: string, month?: Month): IsoDate | undefined {
    const key = `${month ?? ''}|${akun}|${unit}`;
    if (!this.#days.has(key)) this.#days.set(key, this.#findOwnDay(unit, akun, month));
    return this.#days.get(key);
  }

  #findOwnDay(unit: Code, akun: string, month: Month | undefined): IsoDate | undefined {
    if (this.asOf === null) return undefined;
    const until = month === undefined ? this.asOf : this.#endOf(month);
    // Payments of a register count only for a unit without any snapshot.
    if (this.snapshot(unit, akun) !== undefined) return this.#snapshotUntil(unit, akun, until)?.asOf ?? undefined;
    const registers = this.of('register').filter(({ from }) => (from ?? '') <= until);
    const asOf = best(registers, unit, akun, byDate)?.asOf ?? undefined;
    return asOf !== undefined && asOf > until ? until : asOf;
  }

  progress(unit: Code, month?: number): Verified | undefined {
    return this.#remember(`f${month ?? ''}|${unit}`, () =>
      best(
        this.of('progress').filter(({ asOf }) => asOf !== null && this.#before(asOf) && (month === undefined || monthOf(asOf) === month)),
        unit,
        '',
        byDate,
      ),
    );
  }

  /** The register that owns a unit's payments of a day: the latest verified whose period holds it. */
  register(unit: Code, akun: string, date: IsoDate): Verified | undefined {
    return this.#remember(`g${date}|${akun}|${unit}`, () =>
      best(
        this.of('register').filter(({ from, asOf }) => (from ?? '') <= date && date <= (asOf ?? '')),
        unit,
        akun,
        later,
      ),
    );
  }

  /** Whether a statement is the one that counts for an amount that it holds; `date` is a register's payment's. */
  counts(statement: Verified, unit: Code, akun: string, date?: IsoDate): boolean {
    switch (statement.kind) {
      case 'budget':
        return statement.version !== null && this.budget(unit, akun, statement.version) === statement;
      case 'cash-plan':
        if (!isPlanOfOneDay(statement)) return this.plan(unit, akun) === statement;
        return statement.asOf === this.ownDay(unit, akun) && this.planOfDay(unit, akun, statement.asOf) === statement;
      case 'realization':
        return this.snapshot(unit, akun) === statement;
      case 'progress':
        return this.progress(unit) === statement;
      case 'register': {
        const paid = date !== undefined && this.#before(date) && this.snapshot(unit, akun) === undefined;
        return paid && this.register(unit, akun, date) === statement;
      }
    }
  }

  /**
   * What finer statements are held against: for each unit and akun that a budget or realization covers and a finer one of the same
   * scope counts for. Of several that are equally fine the latest.
   */
  held(): Held[] {
    return (['budget', 'realization'] as const).flatMap((kind) => {
      const all = this.of(kind);
      return all.flatMap((statement) => {
        const group = all.filter((other) => scopeOf(other) === scopeOf(statement));
        const units = statement.covers.size === 0 ? [''] : [...statement.covers];
        return group.length === 1
          ? []
          : units.flatMap((unit) =>
              statement.accounts.split('').flatMap((akun): Held[] => {
                const counting =
                  statement.version !== null && kind === 'budget' ? this.budget(unit, akun, statement.version) : this.snapshot(unit, akun);
                if (counting === undefined || scopeOf(counting) !== scopeOf(statement)) return [];
                if (!isFiner(counting.granularity, statement.granularity, unit, akun)) return [];
                return best(noFiner(group, statement, unit, akun), unit, akun, later) === statement
                  ? [{ statement, unit, akun, counting }]
                  : [];
              }),
            );
      });
    });
  }

  #before(date: IsoDate): boolean {
    return this.asOf !== null && date <= this.asOf;
  }
}

const noFiner = (statements: readonly Verified[], { granularity }: Verified, unit: Code, akun: string) =>
  statements.filter((other) => !isFiner(other.granularity, granularity, unit, akun));

/** Whether two statements are of the same kind and of one day, or one version. */
export const isOfOneScope = (a: Verified, b: Verified) => scopeOf(a) === scopeOf(b);

/** Statements that count for no unit any more: each unit and akun they cover is covered by a later statement of the same scope. */
export function supersededIn(statements: readonly Verified[]): Set<number> {
  const over = new Set<number>();
  const byScope = Map.groupBy(statements, (one) => `${one.year}|${scopeOf(one)}`);
  for (const group of byScope.values()) {
    for (const statement of group) {
      const units = statement.covers.size === 0 ? [''] : [...statement.covers];
      const accounts = statement.accounts === '' ? [''] : statement.accounts.split('');
      // A statement that a finer one is held against is not replaced by it.
      const isLatest = (unit: Code, akun: string) => best(noFiner(group, statement, unit, akun), unit, akun, later) === statement;
      if (!units.some((unit) => accounts.some((akun) => isLatest(unit, akun)))) over.add(statement.seq);
    }
  }
  return over;
}

/** Uploads none of whose verified statements counts any more. */
export async function supersededUploads(read: Reading, governments: readonly string[]): Promise<Set<string>> {
  const superseded = new Set<string>();
  for (const government of governments) {
    const statements = await verifiedStatements(read, { government });
    const over = supersededIn(statements);
    const alive = new Set(statements.filter(({ seq }) => !over.has(seq)).map(({ upload }) => upload));
    for (const { upload } of statements) if (!alive.has(upload)) superseded.add(upload);
  }
  return superseded;
}
