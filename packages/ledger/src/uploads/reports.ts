import {
  type Basis,
  type Code,
  type FiscalYear,
  type IsoDate,
  type IsoInstant,
  type Month,
  monthEnd,
  monthOf,
  opdOf,
} from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import type { Step } from '../database/schema.ts';
import { coverageOf } from '../statements/statements.ts';

export interface ReportStep {
  step: Step;
  at: IsoInstant;
}

/** A report of realization that an upload makes for an OPD and a month, however far it has come. */
export interface MonthReport {
  unit: Code;
  month: Month;
  upload: string;
  receivedAt: IsoInstant;
  state: Step;
  /** When the upload came into this state. */
  since: IsoInstant;
  /** All moves of the upload so far, oldest first. */
  steps: readonly ReportStep[];
  /** The last day of the month that it covers. */
  until: IsoDate;
  /** Every amount of the OPD in it is zero: reported, and nothing paid. */
  zero: boolean;
}

/** Reports of a year on a basis, by OPD and month. A summary of the whole government is no OPD's report. */
export async function monthReports(
  read: Reading,
  { government, year, basis }: { government: string; year: FiscalYear; basis: Basis },
): Promise<MonthReport[]> {
  const statements = await read
    .selectFrom('statement')
    .innerJoin('upload', 'upload.id', 'statement.upload')
    .innerJoin('step', (join) =>
      join.onRef('step.upload', '=', 'statement.upload').on('step.seq', '=', ({ selectFrom }) =>
        selectFrom('step as later')
          .select(({ fn }) => fn.max('later.seq').as('seq'))
          .whereRef('later.upload', '=', 'statement.upload'),
      ),
    )
    .select(['statement.seq', 'statement.upload', 'kind', 'as_of', 'from_date', 'received_at', 'step', 'at'])
    .where('statement.government', '=', government)
    .where('year', '=', year)
    .where('basis', '=', basis)
    .where('kind', 'in', ['realization', 'register'])
    .orderBy('statement.seq')
    .execute();
  const seqs = statements.map(({ seq }) => Number(seq));
  const covers = await coverageOf(read, seqs);
  const amounts = await paidBy(read, seqs);
  const moves = await stepsOf(
    read,
    statements.map(({ upload }) => upload),
  );
  return statements.flatMap(({ seq, upload, kind, as_of, from_date, received_at, step, at }) => {
    if (as_of === null) return [];
    const units = new Set((covers.get(Number(seq)) ?? []).map(opdOf));
    const [first, until] = [kind === 'register' && from_date !== null ? monthOf(from_date) : monthOf(as_of), monthOf(as_of)];
    const months = Array.from({ length: Math.max(0, until - first + 1) }, (_, index) => first + index);
    return [...units].flatMap((unit) =>
      months.map((month) => ({
        ...{ unit, month, upload, receivedAt: received_at, state: step, since: at, steps: moves.get(upload) ?? [] },
        until: month === until ? as_of : monthEnd(year, month),
        zero: !amounts.has(`${seq}|${unit}`),
      })),
    );
  });
}

/** The moves of each of these uploads, oldest first. */
async function stepsOf(read: Reading, uploads: readonly string[]): Promise<Map<string, ReportStep[]>> {
  const ids = [...new Set(uploads)];
  const moves = new Map<string, ReportStep[]>();
  for (let at = 0; at < ids.length; at += 400) {
    const part = ids.slice(at, at + 400);
    const rows = await read.selectFrom('step').select(['upload', 'step', 'at']).where('upload', 'in', part).orderBy('seq').execute();
    for (const { upload, ...move } of rows) moves.set(upload, [...(moves.get(upload) ?? []), move]);
  }
  return moves;
}

/** "statement|OPD" of which some amount is not zero. */
async function paidBy(read: Reading, seqs: readonly number[]): Promise<Set<string>> {
  const paid = new Set<string>();
  for (let at = 0; at < seqs.length; at += 400) {
    const rows = await read
      .selectFrom('rollup')
      .select(['statement', 'unit'])
      .distinct()
      .where('statement', 'in', seqs.slice(at, at + 400))
      .where('amount', '!=', 0n)
      .execute();
    for (const { statement, unit } of rows) paid.add(`${statement}|${opdOf(unit)}`);
  }
  return paid;
}
