import { type Code, gapToPlan, opdOf } from '@sipkadin/budget';
import type { UnitRow } from '@sipkadin/edition';
import { formatCount, formatPoints } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import { accountName } from '../../parts/account-names.ts';
import type { Context } from '../../reading/context.ts';
import { statusOf, withoutTreasury } from '../../reading/judging.ts';
import { byLargest, type Money, total } from '../../reading/money.ts';
import { perHundred } from './verdict.tsx';

type Part = { code: Code; name: string } & Money;

/** Three questions of residents, each with its answer in a sentence and the page that has more of it. */
export function Questions({
  context,
  income,
  kinds,
  units,
}: {
  context: Context;
  income: readonly Part[];
  kinds: readonly Part[];
  units: readonly UnitRow[];
}) {
  const { w, paths } = context;
  const cards = [
    { key: 'from', question: w.home.questions.from, href: paths.revenue(), answer: largestOf(context, income, w.home.questions.income) },
    { key: 'to', question: w.home.questions.to, href: paths.spending(), answer: largestOf(context, kinds, w.home.questions.spending) },
    {
      key: 'behind',
      question: w.home.questions.behind,
      href: paths.units({ urut: 'selisih' }),
      answer: units.length === 0 || context.only !== undefined ? null : behind(context, units),
    },
  ].filter(({ answer }) => answer !== null);
  if (cards.length === 0) return null;
  return (
    <ul className="home-questions">
      {cards.map(({ key, question, href, answer }) => (
        <li key={key}>
          <a href={href}>{question}</a>
          <span>{answer}</span>
        </li>
      ))}
    </ul>
  );
}

/** The largest of some parts, of every Rp100 of all of them: planned where that is known, else paid. */
function largestOf(context: Context, parts: readonly Part[], say: (name: string, amount: string, planned: boolean) => string): ReactNode {
  const all = total(parts);
  const side = all.budget === null ? 'realization' : 'budget';
  const whole = all[side];
  const [first] = parts.toSorted(byLargest((part) => part[side]));
  const amount = first?.[side] ?? null;
  if (first === undefined || amount === null || whole === null || whole <= 0n || parts.some((part) => (part[side] ?? 0n) < 0n)) return null;
  return say(accountName(first.code, first.name, context.language).name, perHundred(amount, whole), side === 'budget');
}

/** How many OPD are far behind their plan, which one most, and how many of them have published why. */
function behind(context: Context, units: readonly UnitRow[]): ReactNode {
  const { w, language, edition } = context;
  const judged = units.flatMap((unit) => {
    const own = withoutTreasury(unit);
    const gap = gapToPlan(own);
    return gap === null || own.realization === null ? [] : [{ unit, gap, status: statusOf(context, own, unit.lastAsOf) }];
  });
  if (judged.length === 0) return w.home.questions.noPlan;
  const late = judged.filter(({ status }) => status === 'behind').toSorted((a, b) => (a.gap < b.gap ? -1 : a.gap > b.gap ? 1 : 0));
  const [furthest] = late;
  if (furthest === undefined) return w.home.questions.noneBehind(formatCount(judged.length, language));
  const explained = new Set(edition.notes().map((note) => opdOf(note.unit)));
  const count = late.filter(({ unit }) => explained.has(unit.code)).length;
  return (
    <>
      {w.home.questions.countBehind(formatCount(late.length, language), formatCount(judged.length, language))}{' '}
      <span lang={language === 'en' ? 'id' : undefined}>{furthest.unit.name}</span> ({formatPoints(furthest.gap, language)}
      ). {count === 0 ? w.home.questions.noneExplained : w.home.questions.explained(formatCount(count, language))}
    </>
  );
}
