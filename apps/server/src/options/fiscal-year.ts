import { type FiscalYear, parseFiscalYear } from '@sipkadin/budget';
import { UsageError } from '../command.ts';

/** A fiscal year as given on the command line. */
export function yearOf(flag: unknown): FiscalYear {
  const year = typeof flag === 'string' ? parseFiscalYear(flag) : undefined;
  if (year === undefined) throw new UsageError({ id: '--year berisi tahun seperti 2026', en: '--year is a year such as 2026' });
  return year;
}
