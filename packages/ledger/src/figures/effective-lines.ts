import { type Code, type FiscalYear, isoDate, type StatementKind } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { type StoredLine, storedLines } from '../statements/lines.ts';
import type { EffectiveStatements } from './effective.ts';
import type { Verified } from './verified-statements.ts';

/**
 * Every line of a kind that counts, with its statement, in the order of verification and of the file.
 * @param wanted leaves out units ('' for a summary) in an akun
 */
export async function* effectiveLines(
  read: Reading,
  count: EffectiveStatements,
  kind: StatementKind,
  year: FiscalYear,
  wanted: (unit: Code, akun: string) => boolean = () => true,
): AsyncGenerator<{ statement: Verified; line: StoredLine }> {
  for (const statement of count.of(kind)) {
    // A register's payments count by day, which its units do not show.
    if (kind !== 'register' && !wins(statement, (unit, akun) => count.counts(statement, unit, akun))) continue;
    for await (const line of storedLines(read, statement.seq)) {
      const akun = line.account.slice(0, 1);
      const date = kind === 'register' ? (line.date ?? isoDate(year, 1, 1)) : undefined;
      if (wanted(line.unit, akun) && count.counts(statement, line.unit, akun, date)) yield { statement, line };
    }
  }
}

/** Whether a statement has a unit and akun of which this holds: one that has none need not be read. */
export function wins({ covers, accounts }: Verified, holds: (unit: Code, akun: string) => boolean): boolean {
  const units = covers.size === 0 ? [''] : [...covers];
  const akun = accounts === '' ? [''] : accounts.split('');
  return units.some((unit) => akun.some((one) => holds(unit, one)));
}
