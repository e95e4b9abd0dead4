import { level, parseDecimal, type Sen } from '@sipkadin/budget';
import type { Decimal, Figures, Manifest } from '../edition.ts';
import type { Edition } from '../folder/read.ts';

/** What an amount is in the edition before and after, in rupiah; null: it is not stated there. */
export interface AmountChange {
  code: string;
  name: string;
  /** Of an OPD, in the address of its page; '' for an account. */
  slug: string;
  measure: 'budget' | 'realization';
  before: Decimal | null;
  after: Decimal | null;
}

type Facts = Pick<Manifest, 'number' | 'asOf' | 'version' | 'basis'>;

/** How an edition differs from the one before it. */
export interface EditionChanges {
  /** null: there is no edition before, or one without figures. */
  before: Facts | null;
  after: Facts;
  /** Revenue, spending and financing of the whole government, unchanged ones too. */
  accounts: AmountChange[];
  /** Spending of the OPD that changed, the largest change first. */
  units: AmountChange[];
  /** How many contracts, targets and notes there are, of those kinds that changed at all. */
  works: { what: 'contracts' | 'targets' | 'notes'; before: number; after: number }[];
  /** Names of the files that the edition rests on and the one before did not, and the reverse. */
  added: string[];
  gone: string[];
}

const measures = ['budget', 'realization'] as const;

/** @param before the newest public edition of the year; undefined where there is none */
export function changesBetween(before: Edition | undefined, after: Edition): EditionChanges {
  const hasFigures = before !== undefined && before.sources().length > 0;
  const [fromUnits, toUnits] = [before?.units() ?? [], after.units()];
  const unitRows = pairs(fromUnits, toUnits).filter(isChanged);
  return {
    before: hasFigures ? factsOf(before.manifest) : null,
    after: factsOf(after.manifest),
    accounts: pairs(akunOf(before), akunOf(after)),
    units: unitRows.sort((one, other) => Number(size(other) - size(one) > 0n) - Number(size(other) - size(one) < 0n)),
    works: (['contracts', 'targets', 'notes'] as const).flatMap((what) => {
      const [was, is] = [before?.[what]() ?? [], after[what]()];
      return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ what, before: was.length, after: is.length }];
    }),
    added: filesMissingIn(before, after),
    gone: before === undefined ? [] : filesMissingIn(after, before),
  };
}

const factsOf = ({ number, asOf, version, basis }: Manifest): Facts => ({ number, asOf, version, basis });

const akunOf = (edition: Edition | undefined) => edition?.summary().accounts.filter(({ code }) => level(code) === 1) ?? [];

interface Row extends Pick<Figures, 'budget' | 'realization'> {
  code: string;
  name: string;
  slug?: string;
}

/** Both sides of each code, in order of code; the name and slug of the newer edition. */
function pairs(before: readonly Row[], after: readonly Row[]): AmountChange[] {
  const sides = new Map<string, { before?: Row; after?: Row }>();
  for (const row of before) sides.set(row.code, { before: row });
  for (const row of after) sides.set(row.code, { ...sides.get(row.code), after: row });
  return [...sides]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([code, { before: was, after: is }]) =>
      measures.map((measure) => ({
        ...{ code, name: (is ?? was)?.name ?? '', slug: is?.slug ?? '', measure },
        ...{ before: was?.[measure] ?? null, after: is?.[measure] ?? null },
      })),
    );
}

const isChanged = ({ before, after }: AmountChange) => before !== after;

function size({ before, after }: AmountChange): Sen {
  const difference = amountOf(after) - amountOf(before);
  return difference < 0n ? -difference : difference;
}

const amountOf = (text: Decimal | null): Sen => (text === null ? 0n : (parseDecimal(text) ?? 0n));

const filesOf = (edition: Edition) => [...edition.sources(), ...edition.works()];

/** Names of files of an edition that another one has not. */
function filesMissingIn(other: Edition | undefined, edition: Edition): string[] {
  const known = new Set(other && filesOf(other).map(({ fileHash }) => fileHash));
  return [
    ...new Map(
      filesOf(edition)
        .filter(({ fileHash }) => !known.has(fileHash))
        .map(({ fileHash, fileName }) => [fileHash, fileName]),
    ).values(),
  ];
}
