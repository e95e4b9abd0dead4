import { isWithin, level, netInto, opdOf, toDecimal, type Words } from '@sipkadin/budget';
import type { OfficialTotal, ReconciliationRow, UnitTotal } from '../../edition.ts';
import { accountName } from '../frozen/account-names.ts';
import { compareText } from '../frozen/canonical.ts';
import type { NameBook } from '../frozen/names.ts';
import type { Content } from './content.ts';
import type { Counted } from './counted.ts';
import { accountSums } from './cubes/summary.ts';
import { addKnown, decimal } from './sums.ts';

const measureWords: Readonly<Record<OfficialTotal['measure'], Words>> = {
  budget: { id: 'anggaran', en: 'budget' },
  realization: { id: 'realisasi', en: 'realization' },
};

/**
 * Holds what the government itself states against the sum of the lines, to the sen; a difference is shown, never smoothed. First the
 * totals of the whole government, then those of single OPD.
 */
export function reconcile(content: Content, lines: readonly Counted[], names: NameBook): ReconciliationRow[] {
  const deepest = content.official.reduce((most, { account }) => Math.max(most, level(account)), 3);
  const whole = accountSums(content, lines, deepest);
  const byOpd = Map.groupBy(lines, ({ opd }) => opd);
  const totals: UnitTotal[] = [...content.official.map((total) => ({ ...total, unit: '' })), ...content.further.unitTotals];
  return totals.sort(inOrder).map(({ measure, unit, account, amount, source, asOf }) => {
    const own =
      unit === ''
        ? (whole.get(account)?.[measure] ?? null)
        : addKnown(
            (byOpd.get(opdOf(unit)) ?? []).map(({ line, akun, counts }) => {
              const isOfUnit = unit === opdOf(unit) || line.unit === unit;
              const code = line.account === '' ? akun : line.account;
              return counts === measure && isOfUnit && isWithin(code, account) ? netInto(account, code, line.amount) : null;
            }),
          );
    return {
      ...{ what: describe({ unit, account, measure }, names), measure, unit, account, official: toDecimal(amount) },
      ...{ computed: decimal(own), equal: (own ?? 0n) === amount, source, asOf },
    };
  });
}

function inOrder(a: UnitTotal, b: UnitTotal): number {
  return (
    compareText(a.unit, b.unit) ||
    compareText(a.measure, b.measure) ||
    compareText(a.account, b.account) ||
    compareText(a.source, b.source) ||
    compareText(a.asOf ?? '', b.asOf ?? '') ||
    (a.amount < b.amount ? -1 : a.amount > b.amount ? 1 : 0)
  );
}

function describe({ unit, account, measure }: Pick<UnitTotal, 'unit' | 'account' | 'measure'>, names: NameBook): Words {
  const words = accountName(account);
  const fallback = names.name('account', account);
  const of = unit === '' ? '' : `${names.name('unit', unit)}: `;
  return {
    id: `${of}${words?.id ?? fallback} (${account}): ${measureWords[measure].id}`,
    en: `${of}${words?.en ?? fallback} (${account}): ${measureWords[measure].en}`,
  };
}
