import { type BudgetVersion, type Code, type FiscalYear, fiscalYear, type Sen } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { readsUnit, readsUpload, type Viewer } from '../people/viewer.ts';
import { coverageOf } from '../statements/statements.ts';
import { lastSteps } from '../statements/workflow-steps.ts';

/** A stored statement of a budget, or of its plan by month. */
export interface StoredBudget {
  upload: string;
  /** null where the viewer may not know the upload. */
  fileName: string | null;
  year: FiscalYear;
  version: BudgetVersion;
  /** Sums by akun: 4 revenue, 5 spending, 6.1 money taken in and 6.2 money laid out, which are never added. */
  totals: Map<string, Sen>;
  covers: Code[];
}

/**
 * The budgets that a government has stored, the newest first: what was verified, and what the viewer sent and nobody returned.
 * Those of other OPD than the viewer's are left out.
 * @param but an upload that is left out
 */
export async function storedBudgets(read: Reading, government: string, viewer: Viewer, but: string): Promise<StoredBudget[]> {
  const statements = await read
    .selectFrom('statement')
    .innerJoin('upload', 'upload.id', 'statement.upload')
    .select(['statement.seq', 'statement.upload', 'year', 'version', 'file_name', 'uploaded_by'])
    .where('statement.government', '=', government)
    .where('kind', 'in', ['budget', 'cash-plan'])
    // A plan of one day is no whole budget.
    .where('as_of', 'is', null)
    .where('statement.upload', '!=', but)
    .orderBy('statement.seq', 'desc')
    .execute();
  const steps = await lastSteps(read, [...new Set(statements.map(({ upload }) => upload))]);
  const known = statements.filter(({ upload, uploaded_by }) => {
    const step = steps.get(upload)?.step;
    if (step === 'verified' || step === 'published') return true;
    return uploaded_by === viewer.person && (step === 'draft' || step === 'submitted');
  });
  const seqs = known.map(({ seq }) => Number(seq));
  const covers = await coverageOf(read, seqs);
  const totals = await totalsByAkun(read, seqs);
  return known.flatMap(({ seq, upload, year, version, file_name, uploaded_by }) => {
    const units = covers.get(Number(seq)) ?? [];
    const isReadable = (units.length === 0 ? [''] : units).every((unit) => readsUnit(viewer, unit));
    if (version === null || !isReadable) return [];
    const fileName = readsUpload(viewer, uploaded_by) ? file_name : null;
    return [
      {
        upload,
        fileName,
        year: fiscalYear(Number(year)),
        version,
        totals: totals.get(Number(seq)) ?? new Map<string, Sen>(),
        covers: units,
      },
    ];
  });
}

async function totalsByAkun(read: Reading, seqs: readonly number[]): Promise<Map<number, Map<string, Sen>>> {
  const totals = new Map<number, Map<string, Sen>>();
  for (let at = 0; at < seqs.length; at += 100) {
    const rows = await read
      .selectFrom('rollup')
      .select(['statement', 'account', 'amount'])
      .where('statement', 'in', seqs.slice(at, at + 100))
      .execute();
    for (const { statement, account, amount } of rows) {
      const sums = totals.get(Number(statement)) ?? new Map<string, Sen>();
      const akun = account.slice(0, account.startsWith('6') ? 3 : 1);
      sums.set(akun, (sums.get(akun) ?? 0n) + amount);
      totals.set(Number(statement), sums);
    }
  }
  return totals;
}
