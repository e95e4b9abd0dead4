import { type Code, type Month, monthOf, netInto, opdOf } from '@sipkadin/budget';
import type { EditionContent } from '../../edition.ts';
import type { MonthFigure } from './content.ts';

/**
 * Positions by month, computed from the ledger's amounts by this format's own rule: of each OPD and akun the cumulative
 * realization as it was reported within a month and the plan up to the month's end; payments of a register add up from their
 * month to the month of the edition's day. Akun 6 is net, 6.1 − 6.2.
 */
export function positionsByMonth(content: EditionContent): MonthFigure[] {
  const figures = new Map<string, MonthFigure>();
  const figure = (unit: Code, account: Code, month: Month) => {
    const key = `${unit}|${account}|${String(month).padStart(2, '0')}`;
    let known = figures.get(key);
    if (known === undefined)
      figures.set(key, (known = { unit, account, month, realization: null, plan: null, progress: null, source: null }));
    return known;
  };
  const progress = progressByMonth(content);
  for (const { measure, unit, account, month, amount, source } of content.months) {
    const akun = account.slice(0, 1);
    const net = netInto(akun, account, amount);
    const last = measure === 'position' ? month : measure === 'plan' ? 12 : monthOf(content.asOf);
    for (let at = month; at <= last; at++) {
      const found = figure(opdOf(unit), akun, at);
      if (measure === 'plan') found.plan = (found.plan ?? 0n) + net;
      else {
        found.realization = (found.realization ?? 0n) + net;
        if (found.source === null || source > found.source) found.source = source;
      }
    }
  }
  for (const found of figures.values()) if (found.account === '5') found.progress = progress.get(`${found.unit}|${found.month}`) ?? null;
  return [...figures].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/**
 * Physical progress of each OPD and month in hundredths of a percent, cut off, weighted by the budget of the very activity that
 * was reported; where none of those has a budget there is no figure.
 */
function progressByMonth({ lines, version, progress }: EditionContent): Map<string, number> {
  const weights = new Map<string, bigint>();
  for (const { measure, version: of, unit, activity, account, amount } of lines) {
    if (measure !== 'budget' || of !== version || !account.startsWith('5')) continue;
    weights.set(`${unit}|${activity}`, (weights.get(`${unit}|${activity}`) ?? 0n) + amount);
  }
  const sums = new Map<string, { weighted: bigint; weight: bigint }>();
  for (const { unit, activity, month, hundredths } of progress) {
    const weight = weights.get(`${unit}|${activity}`) ?? 0n;
    const key = `${opdOf(unit)}|${month}`;
    const sum = sums.get(key) ?? { weighted: 0n, weight: 0n };
    sum.weighted += weight * hundredths;
    sum.weight += weight;
    sums.set(key, sum);
  }
  return new Map([...sums].flatMap(([key, { weighted, weight }]) => (weight > 0n ? [[key, Number(weighted / weight)] as const] : [])));
}
