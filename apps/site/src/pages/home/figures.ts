import { type Code, level } from '@sipkadin/budget';
import { wholeCourse } from '../../parts/course.tsx';
import type { Context } from '../../reading/context.ts';
import { comparableSpending } from '../../reading/judging.ts';
import { type Money, money, nothing, total } from '../../reading/money.ts';

/** The totals of the whole government, the kinds of spending and sources of revenue below them, and the course of the year. */
export function wholeFigures(context: Context) {
  const { edition } = context;
  const [{ accounts, netFinancing }, months] = [edition.summary(), edition.months()];
  const of = (code: Code) => {
    const account = accounts.find((one) => one.code === code);
    return account === undefined ? nothing : money(account);
  };
  const within = (wanted: (code: Code) => boolean) =>
    accounts.filter(({ code }) => wanted(code)).map((account) => ({ code: account.code, name: account.name, ...money(account) }));
  const groups = (code: Code) => code.startsWith('4.') && level(code) === 2;
  const spending = of('5');
  const transfers = within((code) => code.startsWith('4.2.') && level(code) === 3);
  const comparable = comparableSpending(context, spending);
  return {
    ...{ spending, revenue: of('4'), financing: money(netFinancing), comparable, months },
    kinds: within((code) => (code.startsWith('5.1') ? level(code) === 3 : code.startsWith('5.') && level(code) === 2)),
    income: within(groups),
    /** With transfers by who they come from, where they are divided whole. */
    sources: within(groups).flatMap((group) => (group.code === '4.2' && isDivided(group, transfers) ? transfers : [group])),
    course: wholeCourse(months, comparable),
    versions: accounts.find(({ code }) => code === '5')?.versions ?? {},
  };
}

function isDivided(whole: Money, parts: readonly Money[]): boolean {
  const sum = total(parts);
  return parts.length > 0 && sum.budget === whole.budget && sum.realization === whole.realization;
}
