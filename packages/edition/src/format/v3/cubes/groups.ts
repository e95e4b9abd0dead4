import { bidangOf, type Code } from '@sipkadin/budget';
import type { GroupRow } from '../../../edition.ts';
import { compareText } from '../../frozen/canonical.ts';
import type { NameBook } from '../../frozen/names.ts';
import type { Counted } from '../counted.ts';
import { addLine, figures, type Period, type Sums, sumsOf, versionFigures } from '../sums.ts';

/** Spending by bidang urusan. Code '' is what names no activity, so that the rows add up to all spending. */
export function functionsCube(period: Period, lines: readonly Counted[], names: NameBook): GroupRow[] {
  return group(
    period,
    lines,
    ({ line }) => bidangOf(line.activity),
    (code) => names.name('activity', code),
  );
}

/** Spending by fund source. Code '' is what names none. */
export function fundsCube(period: Period, lines: readonly Counted[], names: NameBook): GroupRow[] {
  return group(
    period,
    lines,
    ({ line }) => line.fund,
    (code) => names.name('fund', code),
  );
}

function group(period: Period, lines: readonly Counted[], codeOf: (item: Counted) => Code, nameOf: (code: Code) => string): GroupRow[] {
  const all = new Map<Code, Sums>();
  for (const item of lines) if (item.akun === '5') addLine(sumsOf(all, codeOf(item)), item, period);
  return [...all]
    .sort(([a], [b]) => compareText(a, b))
    .map(([code, sums]) => ({ code, name: nameOf(code), ...figures(sums), versions: versionFigures(sums) }));
}
