import { gapToPlan, parseDecimal, type Sen, versionRank } from '@sipkadin/budget';
import { formatCount, formatDate, formatPoints, formatShort } from '@sipkadin/ui/format';
import { money, sen } from '../../reading/money.ts';
import type { Known } from '../index/entries.ts';
import type { PageTopic } from '../rules/phrases.ts';
import type { Described, Speaking } from './described.ts';
import { sentence } from './sentence.ts';

type Said = Pick<Described, 'title'> & Partial<Described>;

/** The answer to a question that a page answers as a whole: its main sentence, and the page. */
export function describeTopic(known: Known, topic: PageTopic, speaking: Speaking): Said {
  const { w, paths, counts, language } = speaking;
  const open = (href: string) => [{ text: w.open, href }];
  const akun = (code: '4' | '5' | '6', href: string): Said => {
    const entry = known.entries.find((one) => one.kind === 'akun' && one.code === code);
    if (entry === undefined) return { title: w.noneTitle, notes: [w.unanswered.words], isMissing: true };
    const found = { entry, account: undefined, places: undefined, money: entry.money };
    return { title: sentence(known, found, speaking), bar: entry.money, links: open(href) };
  };
  switch (topic) {
    case 'revenue':
      return akun('4', paths.revenue());
    case 'spending':
      return akun('5', paths.spending());
    case 'financing':
      return akun('6', paths.financing());
    case 'slowest':
      return { ...slowest(known, speaking), links: open(paths.units({ urut: 'selisih' })) };
    case 'late':
      return { title: w.late(formatCount(counts.late, language), formatCount(counts.silent, language)), links: open(paths.units()) };
    case 'revision':
      return { ...revision(known, speaking), links: open(paths.versionChanges()) };
    case 'years':
      return { title: w.years, links: open(paths.yearsOnSameDay()) };
    case 'data':
      return { title: w.data, links: open(paths.data()) };
    case 'changes':
      return { title: w.changes, links: open(paths.editions()) };
    case 'audited':
      return { title: known.index.audited ? w.auditedYes : w.auditedNo, links: open(paths.editions()) };
  }
}

/** The OPD furthest below its own plan, at the day of its own report. */
function slowest({ index, places }: Known, { w, language }: Speaking): Said {
  const compared = index.judged
    .flatMap((figures, at) => {
      const own = money(figures);
      const gap = gapToPlan(own);
      const place = places[at];
      return gap === null || place === undefined ? [] : [{ place, own, gap }];
    })
    .toSorted((a, b) => (a.gap < b.gap ? -1 : a.gap > b.gap ? 1 : 0));
  const [first] = compared;
  if (first === undefined) return { title: w.slowestNone };
  if (first.gap >= 0n) return { title: w.slowestNobody(formatDate(index.asOf, language)) };
  const { place, own, gap } = first;
  return {
    title: w.slowest(
      ...([place.name, formatPoints(gap, language), formatShort(own.realization ?? 0n, language)] as const),
      ...([formatShort(own.plan ?? 0n, language), formatDate(place.asOf ?? index.asOf, language)] as const),
    ),
    notes: [w.slowestWhy],
  };
}

/** What the changed budget of the middle of the year moved: the latest version against the first. */
function revision({ index, places }: Known, { w, language }: Speaking): Said {
  const { versions, whole } = index.revisions;
  const ranked = versions.map((version, at) => ({ version, at })).toSorted((a, b) => versionRank(a.version) - versionRank(b.version));
  const [first, last] = [
    ranked.find(({ version }) => version === 'murni'),
    ranked.findLast(({ version }) => version.startsWith('perubahan')),
  ];
  const amountIn = (one: typeof first) => (one === undefined ? null : sen(whole[one.at] ?? null));
  const [before, after] = [amountIn(first), amountIn(last)];
  if (first === undefined || last === undefined || before === null || after === null) return { title: w.revisionNone(String(index.year)) };
  const moved = index.revisions.places
    .flatMap((amounts, at): { name: string; change: Sen }[] => {
      const [from, to] = [parseDecimal(amounts[first.at] ?? '0') ?? 0n, parseDecimal(amounts[last.at] ?? '0') ?? 0n];
      return from === to ? [] : [{ name: places[at]?.name ?? '', change: to - from }];
    })
    .toSorted((a, b) => (a.change < b.change ? 1 : a.change > b.change ? -1 : 0));
  const short = (amount: Sen) => formatShort(amount, language);
  const [most, least] = [moved[0], moved.at(-1)];
  const [up, down] = [moved.filter(({ change }) => change > 0n).length, moved.filter(({ change }) => change < 0n).length];
  return {
    title: w.revision({
      ...{ year: String(index.year), before: short(before), after: short(after) },
      ...{ change: short(after > before ? after - before : before - after), way: after > before ? 'up' : after < before ? 'down' : 'same' },
    }),
    notes: [
      w.revisionUnits(formatCount(up, language), formatCount(down, language)),
      ...(most !== undefined && most.change > 0n ? [w.revisionMost(most.name, short(most.change))] : []),
      ...(least !== undefined && least.change < 0n ? [w.revisionLeast(least.name, short(-least.change))] : []),
    ],
  };
}
