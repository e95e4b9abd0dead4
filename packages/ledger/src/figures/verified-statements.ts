import {
  type Basis,
  type BudgetVersion,
  type Code,
  type FiscalYear,
  fiscalYear,
  type IsoDate,
  type IsoInstant,
  type StatementKind,
} from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { coverageOf } from '../statements/statements.ts';
import { type Coverage, withoutTheirOpd, withSeparateUnits } from './coverage.ts';
import { type Granularities, granularities } from './granularity.ts';
import { oncePerQuestion } from './kept-rows.ts';
import type { PastRuleTable } from './past-rule-table.ts';

export interface Verified extends Coverage {
  seq: number;
  id: string;
  upload: string;
  kind: StatementKind;
  year: FiscalYear;
  asOf: IsoDate | null;
  from: IsoDate | null;
  basis: Basis | null;
  version: BudgetVersion | null;
  /** Akun that it has lines of: a report of spending alone leaves the revenue of the same OPD as it was. */
  accounts: string;
  /** Empty where the latest counts however fine: for registers, progress and past rules. */
  granularity: Granularities;
  /** Position of its verification: the later wins. */
  verifiedAt: number;
  simulated: boolean;
}

/** The largest that PostgreSQL's integer holds. */
const lastSequence = 2 ** 31 - 1;

interface VerifiedQuery {
  government: string;
  year?: FiscalYear;
  /** Up to this step of the ledger; otherwise all. */
  sequence?: number;
}

/** The query of `verifiedStatements`. */
export function verified(read: Reading, { government, year, sequence }: VerifiedQuery) {
  let query = read
    .selectFrom('statement')
    .innerJoin('step', 'step.upload', 'statement.upload')
    .select([
      'statement.seq',
      'statement.id',
      'statement.upload',
      'kind',
      'year',
      'as_of',
      'from_date',
      'basis',
      'version',
      'accounts',
      'simulated',
      'step.seq as verified',
    ])
    .where('step.step', '=', 'verified')
    .where('statement.government', '=', government)
    .orderBy('step.seq')
    .orderBy('statement.seq');
  if (year !== undefined) query = query.where('year', '=', year);
  const until = sequence ?? lastSequence;
  return query.where('step.seq', '<=', until).where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom('step as gone')
          .select('gone.seq')
          .whereRef('gone.upload', '=', 'statement.upload')
          .where('gone.step', '=', 'withdrawn')
          .where('gone.seq', '<=', until)
          .where((where) =>
            where.not(
              where.exists(
                where
                  .selectFrom('step as back')
                  .select('back.seq')
                  .whereRef('back.upload', '=', 'gone.upload')
                  .whereRef('back.seq', '>', 'gone.seq')
                  .where('back.step', '=', 'published')
                  .where('back.seq', '<=', until),
              ),
            ),
          ),
      ),
    ),
  );
}

/**
 * Verified statements up to a sequence, in the order of their verification; without those whose upload was withdrawn by then
 * and not published again since. What comes back keeps the place of its verification.
 */
export function verifiedStatements(read: Reading, query: VerifiedQuery): Promise<readonly Verified[]> {
  const { government, year, sequence } = query;
  return oncePerQuestion(read, `verified|${government}|${year ?? ''}|${sequence ?? ''}`, () => findVerified(read, query));
}

async function findVerified(read: Reading, query: VerifiedQuery): Promise<Verified[]> {
  const rows = await verified(read, query).execute();
  const covers = await coverageOf(
    read,
    rows.map(({ seq }) => Number(seq)),
  );
  const isPast = await pastRules(read, query.sequence);
  const fine = isPast.has('latest-for-all')
    ? new Map<number, Granularities>()
    : await granularities(
        read,
        rows.flatMap(({ seq, kind }) => (isComparable(kind) ? [Number(seq)] : [])),
      );
  const statements = rows.map((row) => ({
    seq: Number(row.seq),
    id: row.id,
    upload: row.upload,
    kind: row.kind,
    year: fiscalYear(Number(row.year)),
    asOf: row.as_of,
    from: row.from_date,
    basis: row.basis,
    version: row.version,
    accounts: row.accounts,
    granularity: fine.get(Number(row.seq)) ?? new Map(),
    covers: new Set(covers.get(Number(row.seq)) ?? []),
    leaves: new Set<string>(),
    separate: new Set<Code>(),
    verifiedAt: Number(row.verified),
    simulated: Number(row.simulated) === 1,
  }));
  if (statements.every((one) => withoutTheirOpd(one.covers).size === 0) || isPast.has('opd-for-all')) return statements;
  const byYear = Map.groupBy(statements, ({ year }) => year);
  const separated = new Map<number, Verified>();
  for (const ofYear of byYear.values()) {
    const separate = new Set(ofYear.flatMap((one) => [...withoutTheirOpd(one.covers)]));
    for (const statement of await withSeparateUnits(read, ofYear, separate)) separated.set(statement.seq, statement);
  }
  return statements.map((statement) => separated.get(statement.seq) ?? statement);
}

/** Payments are added up one by one, and progress is no money: of these the latest counts. */
export const isComparable = (kind: StatementKind) => kind === 'budget' || kind === 'cash-plan' || kind === 'realization';

/** The rules of earlier releases that a state of the ledger was counted by. What was published by them is built from them again. */
export async function pastRules(read: Reading, sequence: number | undefined): Promise<Set<PastRuleTable['rule']>> {
  const past = await read.selectFrom('past_rule').selectAll().execute();
  if (past.length === 0) return new Set();
  const last = sequence ?? (await lastStep(read));
  return new Set(past.flatMap(({ rule, until }) => (last <= Number(until) ? [rule] : [])));
}

async function lastStep(read: Reading): Promise<number> {
  const last = await read
    .selectFrom('step')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .executeTakeFirst();
  return Number(last?.seq ?? 0);
}

/** The sequence of the ledger's last step at an instant; 0 before the first. */
export async function sequenceAt(read: Reading, at: IsoInstant): Promise<number> {
  const last = await read
    .selectFrom('step')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('at', '<=', at)
    .executeTakeFirst();
  return Number(last?.seq ?? 0);
}
