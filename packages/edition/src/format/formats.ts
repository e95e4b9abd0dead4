import type { Format } from './format.ts';
import { v1 } from './v1/format.ts';
import { v2 } from './v2/format.ts';
import { v3 } from './v3/format.ts';
import { v4 } from './v4/format.ts';

/*
 * The bytes of a format depend on its own folder, on those of the formats that it is built on, which are frozen too (4 on 3), on
 * `frozen/`, and of the vocabulary on the exact text of amounts
 * (parseDecimal, toDecimal), the splitting of canonical codes (level, ancestor, isWithin, opdOf, lineage, bidangOf), the parts of
 * a date (yearOf, monthOf, isoDate, monthEnd, dayInJakarta), the order of budget versions (versionRank, isBudgetVersion) and the
 * sign of financing by law (netInto, PP 12/2019) alone: the ledger keeps the same codes, dates and versions for ever, so these
 * cannot change either. Words, names, templates and rules of judgement are copied.
 */
const formats: readonly Format[] = [v1, v2, v3, v4];

/** What new editions are written in. */
export const newestFormat: Format = v4;

/** @param name as a manifest states it @returns undefined for one that this program does not know */
export function formatOf(name: unknown): Format | undefined {
  return formats.find((format) => format.name === name);
}
