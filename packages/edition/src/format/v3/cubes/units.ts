import { type Code, dayInJakarta, type IsoDate, type Sen } from '@sipkadin/budget';
import type { UnitRow } from '../../../edition.ts';
import { compareText } from '../../frozen/canonical.ts';
import type { NameBook } from '../../frozen/names.ts';
import { slugs } from '../../frozen/slug.ts';
import { isTreasury } from '../../frozen/treasury.ts';
import type { Content } from '../content.ts';
import { type Counted, lastDays } from '../counted.ts';
import { reportingStatus } from '../rules/reporting.ts';
import { addLine, figures, newSums, versionFigures } from '../sums.ts';
import { progressOf } from './progress.ts';

/** An OPD's lines and its row; sub-units are folded into their OPD. */
export interface UnitPart {
  row: UnitRow;
  lines: Counted[];
  /** Its spending budget, sen. */
  budget: Sen;
}

/** The day on which this content was complete: not that of its publication, for a return publishes the same content later. */
function lastVerified({ sources, asOf }: Content): IsoDate {
  const days = sources.map(({ verifiedAt }) => dayInJakarta(verifiedAt));
  return days.sort(compareText).at(-1) ?? asOf;
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
  // An OPD is judged by its spending: a report of revenue does not make it punctual. Without any spending, revenue is all it reports.
  const [spendingDays, days] = [lastDays(content, '5'), lastDays(content)];
  const asked = { year: content.year, until: content.asOf, on: lastVerified(content), reportDay: content.bands.reportDay };
  return named.map((unit) => {
    const own = byUnit.get(unit.code) ?? [];
    const [spending, treasury, revenue] = [newSums(), newSums(), newSums()];
    for (const item of own) {
      if (item.akun === '5') addLine(spending, item, content);
      if (item.akun === '5' && isTreasury(item.line.account)) addLine(treasury, item, content);
      if (item.akun === '4') addLine(revenue, item, content);
    }
    const lastAsOf = (own.some(({ akun }) => akun === '5') ? spendingDays : days).get(unit.code) ?? null;
    const row: UnitRow = {
      ...unit,
      slug: slug.get(unit.code) ?? '',
      ...figures(spending),
      versions: versionFigures(spending),
      treasury: figures(treasury),
      revenue: figures(revenue),
      progress: progressOf(own).get('') ?? null,
      status: reportingStatus(lastAsOf, asked),
      lastAsOf,
    };
    return { row, lines: own, budget: spending.budget ?? 0n };
  });
}
