import type { Code } from '@sipkadin/budget';
import type { Counted } from '../counted.ts';
import { progressByActivity, type Weight } from '../rules/progress.ts';

/** Physical progress of one OPD by activity and by every activity above it; '' is the whole OPD. Hundredths of a percent. */
export function progressOf(lines: readonly Counted[]): Map<Code, number> {
  const reports = lines.flatMap(({ line: { measure, unit, activity, amount } }) =>
    measure === 'progress' ? [{ unit, activity, hundredths: amount }] : [],
  );
  return progressByActivity(reports, reports.length === 0 ? [] : weightsOf(lines));
}

/** The spending budget of each activity, within its unit; what sub-units have counts for their OPD too. */
export function* weightsOf(lines: readonly Counted[]): Generator<Weight> {
  for (const { line, opd, akun, counts } of lines) {
    if (counts !== 'budget' || akun !== '5') continue;
    for (const unit of new Set([line.unit, opd])) yield { unit, activity: line.activity, amount: line.amount };
  }
}
