import { type Code, type IsoDate, monthOf, type ReportingStatus, yearOf } from '@sipkadin/budget';
import type { UnitRow } from '../../../edition.ts';
import { compareText } from '../../frozen/canonical.ts';
import type { NameBook } from '../../frozen/names.ts';
import { slugs } from '../../frozen/slug.ts';
import { isTreasury } from '../../frozen/treasury.ts';
import type { Content } from '../content.ts';
import { type Counted, lastMonth } from '../counted.ts';
import { addLine, figures, newSums, versionFigures } from '../sums.ts';
import { meanProgress, progressOf } from './progress.ts';

/** An OPD's lines and its row; sub-units are folded into their OPD. */
export interface UnitPart {
  row: UnitRow;
  lines: Counted[];
}

/** One row for each OPD of which anything is published, in order of code; the summary of the whole government ('') comes first. */
export function unitParts(content: Content, lines: readonly Counted[], names: NameBook): UnitPart[] {
  const byUnit = new Map<Code, Counted[]>();
  for (const { unit } of content.months) byUnit.set(unit, []);
  for (const item of lines) {
    const own = byUnit.get(item.opd);
    if (own) own.push(item);
    else byUnit.set(item.opd, [item]);
  }
  const named = [...byUnit.keys()].sort(compareText).map((code) => ({
    code,
    printed: names.printed('unit', code),
    name: code === '' ? content.government.name : names.name('unit', code),
  }));
  const slug = slugs(named);
  const reports = lastReports(content, lines);
  return named.map((unit) => {
    const own = byUnit.get(unit.code) ?? [];
    const [spending, treasury, revenue] = [newSums(), newSums(), newSums()];
    for (const item of own) {
      if (item.akun === '5') addLine(spending, item);
      if (item.akun === '5' && isTreasury(item.line.account)) addLine(treasury, item);
      if (item.akun === '4') addLine(revenue, item);
    }
    const lastAsOf = reports.get(unit.code) ?? null;
    const row: UnitRow = {
      ...unit,
      slug: slug.get(unit.code) ?? '',
      ...figures(spending),
      versions: versionFigures(spending),
      treasury: figures(treasury),
      revenue: figures(revenue),
      progress: meanProgress(progressOf(own).get('') ?? []),
      status: statusAt(lastAsOf, content),
      lastAsOf,
    };
    return { row, lines: own };
  });
}

/** The last day that is covered by a report of realization, by OPD. */
function lastReports(content: Content, lines: readonly Counted[]): Map<Code, IsoDate> {
  const asOf = new Map(content.sources.map((source) => [source.id, source.asOf]));
  const last = new Map<Code, IsoDate>();
  const note = (opd: Code, source: string | null) => {
    const date = source === null ? null : (asOf.get(source) ?? null);
    if (date !== null && date > (last.get(opd) ?? '')) last.set(opd, date);
  };
  for (const { line, opd } of lines) if (line.measure === 'realization') note(opd, line.source);
  for (const { unit, realization, source } of content.months) if (realization !== null) note(unit, source);
  return last;
}

function statusAt(lastAsOf: IsoDate | null, content: Content): ReportingStatus {
  if (lastAsOf === null) return 'silent';
  const reported = yearOf(lastAsOf) > content.year ? 12 : yearOf(lastAsOf) < content.year ? 0 : monthOf(lastAsOf);
  return reported >= lastMonth(content) ? 'reported' : 'late';
}
