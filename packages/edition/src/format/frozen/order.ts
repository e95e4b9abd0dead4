import { type BudgetVersion, type Code, opdOf, versionRank } from '@sipkadin/budget';
import type { EditionLine, Measure } from '../../edition.ts';
import { compareText } from './canonical.ts';

const measures: readonly Measure[] = ['budget', 'plan', 'realization', 'progress'];

/**
 * The order of lines in an edition, total over everything that is published of a line: OPD, measure, version as adopted,
 * unit, activity, account, fund, month, date, document, source, sheet, row, column, amount.
 */
export function inOrder(lines: readonly EditionLine[]): { line: EditionLine; opd: Code }[] {
  const opds = new Map<Code, Code>();
  const known = (unit: Code) => {
    let opd = opds.get(unit);
    if (opd === undefined) {
      opd = opdOf(unit);
      opds.set(unit, opd);
    }
    return opd;
  };
  return lines
    .map((line) => ({ line, opd: known(line.unit) }))
    .sort(({ line: a, opd: opdA }, { line: b, opd: opdB }) => compareText(opdA, opdB) || compareLines(a, b));
}

function compareLines(a: EditionLine, b: EditionLine): number {
  return (
    measures.indexOf(a.measure) - measures.indexOf(b.measure) ||
    compareVersions(a.version, b.version) ||
    compareText(a.unit, b.unit) ||
    compareText(a.activity, b.activity) ||
    compareText(a.account, b.account) ||
    compareText(a.fund, b.fund) ||
    (a.month ?? 0) - (b.month ?? 0) ||
    compareText(a.date ?? '', b.date ?? '') ||
    compareText(a.document ?? '', b.document ?? '') ||
    compareText(a.source, b.source) ||
    compareText(a.sheet, b.sheet) ||
    a.row - b.row ||
    compareText(a.column, b.column) ||
    (a.amount < b.amount ? -1 : a.amount > b.amount ? 1 : 0)
  );
}

function compareVersions(a: BudgetVersion | null, b: BudgetVersion | null): number {
  return (a === null ? -2 : versionRank(a)) - (b === null ? -2 : versionRank(b));
}
