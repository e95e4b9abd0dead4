import { type Code, type IsoDate, opdOf } from '@sipkadin/budget';
import type { SubUnitRow } from '../../../edition.ts';
import { compareText } from '../../frozen/canonical.ts';
import type { NameBook } from '../../frozen/names.ts';
import { slugs } from '../../frozen/slug.ts';
import { isTreasury } from '../../frozen/treasury.ts';
import type { Content } from '../content.ts';
import type { Counted } from '../counted.ts';
import { dividedOpds } from '../positions.ts';
import { addLine, figures, newSums, versionFigures } from '../sums.ts';
import { progressOf } from './progress.ts';

/** A unit of an OPD, its row, and the lines that name it. */
export interface SubUnitPart {
  row: SubUnitRow;
  lines: Counted[];
}

/** One row for each unit of the OPD that are divided, in order of code. */
export function subUnitParts(content: Content, lines: readonly Counted[], names: NameBook): SubUnitPart[] {
  const divided = dividedOpds(content.lines);
  const byUnit = Map.groupBy(
    lines.filter(({ opd }) => divided.has(opd)),
    ({ line }) => line.unit,
  );
  const named = [...byUnit.keys()].sort(compareText).map((code) => ({ code, name: names.name('unit', code) }));
  const slug = slugs(named);
  return named.map(({ code, name }) => {
    const own = byUnit.get(code) ?? [];
    const [spending, treasury, revenue] = [newSums(), newSums(), newSums()];
    for (const item of own) {
      if (item.akun === '5') addLine(spending, item, content);
      if (item.akun === '5' && isTreasury(item.line.account)) addLine(treasury, item, content);
      if (item.akun === '4') addLine(revenue, item, content);
    }
    const row: SubUnitRow = {
      ...{ code, opd: opdOf(code), printed: names.printed('unit', code), name, slug: slug.get(code) ?? '' },
      ...{ ...figures(spending), versions: versionFigures(spending), treasury: figures(treasury), revenue: figures(revenue) },
      ...{ progress: progressOf(own).get('') ?? null, lastAsOf: lastDay(content, code) },
    };
    return { row, lines: own };
  });
}

function lastDay({ reported }: Content, code: Code): IsoDate | null {
  const days = reported.filter(({ unit }) => unit === code).map(({ asOf }) => asOf);
  return days.sort(compareText).at(-1) ?? null;
}
