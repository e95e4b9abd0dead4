import { type CodeName, parseDecimal, type Sen } from '@sipkadin/budget';
import type {
  Decimal,
  Manifest,
  MonthRow,
  PublishedContract,
  PublishedLine,
  ReconciliationRow,
  ReportedDay,
  Source,
  SubUnitMonth,
  UnitTotal,
} from '../../edition.ts';
import { EditionError } from '../../error.ts';
import type { PublishedNote, PublishedTarget, WorksSource } from '../../works.ts';
import type { Content, PositionPart } from './content.ts';

/** The parsed files that an edition's content can be restored from; everything else follows from them. */
export interface Essentials {
  lines: readonly PublishedLine[];
  sources: readonly Source[];
  names: readonly CodeName[];
  months: readonly MonthRow[];
  reconciliation: readonly ReconciliationRow[];
  reported: readonly ReportedDay[];
  subUnitMonths: readonly SubUnitMonth[];
  works: readonly WorksSource[];
  contracts: readonly PublishedContract[];
  targets: readonly PublishedTarget[];
  notes: readonly PublishedNote[];
}

/** The content that an edition was built from, from its own files. @throws EditionError damaged where an amount is none */
export function restoreContent(manifest: Manifest, essentials: Essentials): Content {
  const { lines, sources, names, months, reconciliation, reported, subUnitMonths, works, contracts, targets, notes } = essentials;
  const { government, year, number, asOf, publishedAt, basis, version, note, previous, correction, onePerson, bands, population } =
    manifest;
  if (bands === undefined) throw new EditionError('damaged', 'the manifest has no bands');
  const totals = reconciliation.map(({ measure, unit = '', account, official, source, asOf: at }): UnitTotal => {
    return { measure, unit, account, amount: sen(official), source, asOf: at };
  });
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
    months: months.flatMap(({ unit, account, month, asOf: day, progress, source, treasury, ...amounts }) => {
      if (unit === '*') return [];
      return [{ unit, account, month, asOf: day, ...part(amounts), progress, source, treasury: treasury ? part(treasury) : null }];
    }),
    subUnitMonths: subUnitMonths.map(({ unit, account, month, asOf: day, ...amounts }) => ({
      ...{ unit, account, month, asOf: day },
      ...part(amounts),
    })),
    reported: [...reported],
    bands,
    official: totals.filter(({ unit }) => unit === ''),
    further: {
      unitTotals: totals.filter(({ unit }) => unit !== ''),
      ...{ works: [...works], targets: [...targets], notes: [...notes], population: population ?? null },
      contracts: contracts.map(({ ownerEstimate, value, paid, ...contract }) => ({
        ...contract,
        ...{ ownerEstimate: known(ownerEstimate), value: known(value), paid: known(paid) },
      })),
    },
  };
}

function part({ realization, plan, planToDay }: Record<keyof PositionPart, Decimal | null>): PositionPart {
  return { realization: known(realization), plan: known(plan), planToDay: known(planToDay) };
}

function known(decimal: Decimal | null): Sen | null {
  return decimal === null ? null : sen(decimal);
}

function sen(decimal: Decimal): Sen {
  const amount = typeof decimal === 'string' ? parseDecimal(decimal) : undefined;
  if (amount === undefined) throw new EditionError('damaged', `no amount: ${decimal.slice(0, 40)}`);
  return amount;
}
