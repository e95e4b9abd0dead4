import { accountWords, toDecimal, type Words } from '@sipkadin/budget';
import { akunTotals, type Ledger, type StatementRow } from '@sipkadin/ledger';

export interface AkunTotal {
  akun: string;
  name: Words;
  /** Rupiah; akun 6 is net. */
  amount: string;
}

/** The totals of statements by akun, by the statement's id; none of physical progress, which is not money. */
export async function statementTotals(read: Ledger['read'], statements: readonly StatementRow[]): Promise<Record<string, AkunTotal[]>> {
  const ids = statements.filter(({ head }) => head.kind !== 'progress').map(({ id }) => id);
  const totals = await akunTotals(read, ids);
  return Object.fromEntries(
    ids.map((id) => [
      id,
      [...(totals.get(id) ?? [])].map(([akun, amount]) => ({
        akun,
        name: accountWords(akun) ?? { id: akun, en: akun },
        amount: toDecimal(amount),
      })),
    ]),
  );
}
