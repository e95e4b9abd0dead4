import { level, toDecimal, type Words } from '@sipkadin/budget';
import type { EditionContent, OfficialTotal, ReconciliationRow } from '../../edition.ts';
import { accountName } from '../frozen/account-names.ts';
import { compareText } from '../frozen/canonical.ts';
import type { NameBook } from '../frozen/names.ts';
import type { Counted } from './counted.ts';
import { accountSums } from './cubes/summary.ts';
import { decimal } from './sums.ts';

const measureWords: Readonly<Record<OfficialTotal['measure'], Words>> = {
  budget: { id: 'anggaran', en: 'budget' },
  realization: { id: 'realisasi', en: 'realization' },
};

/** Holds what the government itself states against the sum of the lines, to the sen; a difference is shown, never smoothed. */
export function reconcile(
  content: Pick<EditionContent, 'official' | 'year' | 'asOf'>,
  lines: readonly Counted[],
  names: NameBook,
): ReconciliationRow[] {
  const deepest = content.official.reduce((most, { account }) => Math.max(most, level(account)), 3);
  const computed = accountSums(content, lines, deepest);
  return content.official
    .toSorted(
      (a, b) =>
        compareText(a.measure, b.measure) ||
        compareText(a.account, b.account) ||
        compareText(a.source, b.source) ||
        compareText(a.asOf ?? '', b.asOf ?? '') ||
        (a.amount < b.amount ? -1 : a.amount > b.amount ? 1 : 0),
    )
    .map(({ measure, account, amount, source, asOf }) => {
      const own = computed.get(account)?.[measure] ?? null;
      return {
        what: describe(account, measure, names),
        measure,
        account,
        official: toDecimal(amount),
        computed: decimal(own),
        equal: (own ?? 0n) === amount,
        source,
        asOf,
      };
    });
}

function describe(account: string, measure: OfficialTotal['measure'], names: NameBook): Words {
  const words = accountName(account);
  const fallback = names.name('account', account);
  return {
    id: `${words?.id ?? fallback} (${account}): ${measureWords[measure].id}`,
    en: `${words?.en ?? fallback} (${account}): ${measureWords[measure].en}`,
  };
}
