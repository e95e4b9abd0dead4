import { type FiscalYear, parseFiscalYear } from '@sipkadin/budget';
import { UsageError } from '../command.ts';

/** A fiscal year as given on the command line. */
export function yearOf(flag: unknown): FiscalYear {
  if (typeof flag !== 'string')
    throw new UsageError({ id: '--year belum disebut: tahun seperti 2026', en: '--year is missing: a year such as 2026' });
  const year = parseFiscalYear(flag);
  if (year === undefined)
    throw new UsageError({
      id: `--year harus berisi tahun seperti 2026; isinya "${flag}"`,
      en: `--year must be a year such as 2026; it is "${flag}"`,
    });
  return year;
}
