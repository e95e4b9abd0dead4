import { bandAt } from '@sipkadin/budget';
import { formatPoints } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';
import { bandsOf } from '../reading/judging.ts';

/** The rule by which spending is judged on the edition's day, in words. */
export function JudgingRule({ context }: { context: Context }) {
  const { w, language, edition } = context;
  const { attention, behind } = bandAt(bandsOf(context), edition.manifest.asOf);
  const points = (tenths: number) => formatPoints(BigInt(tenths), language, true);
  return <p className="small">{w.units.rule(points(attention), points(behind))}</p>;
}
