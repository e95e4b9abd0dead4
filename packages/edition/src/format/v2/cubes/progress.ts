import { type Code, lineage, type Sen } from '@sipkadin/budget';
import type { Counted } from '../counted.ts';

export interface Weighed {
  hundredths: Sen;
  weight: Sen;
}

/** Mean in hundredths of a percent, cut off; the plain mean where nothing has a budget; null where nothing was reported. */
export function meanProgress(items: readonly Weighed[]): number | null {
  if (items.length === 0) return null;
  let [sum, weights, plain] = [0n, 0n, 0n];
  for (const { hundredths, weight } of items) {
    sum += hundredths * weight;
    weights += weight;
    plain += hundredths;
  }
  return Number(weights > 0n ? sum / weights : plain / BigInt(items.length));
}

/**
 * What was reported of the works of one OPD, by activity and by every activity above it; '' is the whole OPD.
 * The weight is the spending budget of the activity within the unit that reports it.
 */
export function progressOf(lines: readonly Counted[]): Map<Code, Weighed[]> {
  const weights = new Map<string, Sen>();
  const reported = lines.filter(({ line }) => line.measure === 'progress');
  const result = new Map<Code, Weighed[]>();
  if (reported.length === 0) return result;
  for (const { line, opd, akun, counts, amount } of lines) {
    if (counts !== 'budget' || akun !== '5') continue;
    for (const unit of new Set([line.unit, opd])) {
      for (const activity of [...lineage('activity', line.activity), '']) {
        const key = `${unit} ${activity}`;
        weights.set(key, (weights.get(key) ?? 0n) + amount);
      }
    }
  }
  for (const { line } of reported) {
    const weighed = { hundredths: line.amount, weight: weights.get(`${line.unit} ${line.activity}`) ?? 0n };
    for (const activity of [...lineage('activity', line.activity), '']) {
      const items = result.get(activity);
      if (items) items.push(weighed);
      else result.set(activity, [weighed]);
    }
  }
  return result;
}
