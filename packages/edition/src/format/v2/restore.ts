import { type CodeName, parseDecimal, type Sen } from '@sipkadin/budget';
import type { Decimal, Manifest, MonthRow, PublishedLine, ReconciliationRow, ReportedDay, Source } from '../../edition.ts';
import { EditionError } from '../../error.ts';
import type { Content } from './content.ts';

/** The parsed files that an edition's content can be restored from; everything else follows from them. */
export interface Essentials {
  lines: readonly PublishedLine[];
  sources: readonly Source[];
  names: readonly CodeName[];
  months: readonly MonthRow[];
  reconciliation: readonly ReconciliationRow[];
  reported: readonly ReportedDay[];
}

/** The content that an edition was built from, from its own files. @throws EditionError damaged where an amount is none */
export function restoreContent(manifest: Manifest, { lines, sources, names, months, reconciliation, reported }: Essentials): Content {
  const { government, year, number, asOf, publishedAt, basis, version, note, previous, correction, onePerson, bands } = manifest;
  if (bands === undefined) throw new EditionError('damaged', 'the manifest has no bands');
  return {
    government,
    year,
    number,
    asOf,
    publishedAt,
    basis,
    version,
    note,
    previous,
    ...(correction && { correction }),
    ...(onePerson && { onePerson }),
    names: [...names],
    sources: [...sources],
    lines: lines.map(({ id: _, amount, ...line }) => ({ ...line, amount: sen(amount) })),
    months: months.flatMap(({ unit, account, month, realization, plan, asOf: day, planToDay, progress, source }) => {
      if (unit === '*') return [];
      const amounts = { realization: known(realization), plan: known(plan), planToDay: known(planToDay) };
      return [{ unit, account, month, asOf: day, ...amounts, progress, source }];
    }),
    reported: [...reported],
    bands,
    official: reconciliation.map(({ measure, account, official, source, asOf: at }) => ({
      measure,
      account,
      amount: sen(official),
      source,
      asOf: at,
    })),
  };
}

function known(decimal: Decimal | null): Sen | null {
  return decimal === null ? null : sen(decimal);
}

function sen(decimal: Decimal): Sen {
  const amount = typeof decimal === 'string' ? parseDecimal(decimal) : undefined;
  if (amount === undefined) throw new EditionError('damaged', `no amount: ${decimal.slice(0, 40)}`);
  return amount;
}
