import { causeWords, type Language, type Sen } from '@sipkadin/budget';
import { methodWords, type Outcome, reasons } from '@sipkadin/monitor';
import type { Mark } from '@sipkadin/print';
import { formatCount, formatMonth, formatPointsSize, formatRatio, formatShort } from '@sipkadin/ui/format';
import { points, sen, type UnitFigures } from '../../monitor/figures.ts';
import { type BriefingData, opdName } from './briefing-data.ts';
import type { BriefingTable, Cell } from './briefing-table.ts';
import { briefingWords } from './words.ts';

const marks: Partial<Record<UnitFigures['status'], Mark>> = {
  'on-track': 'on-plan',
  attention: 'attention',
  behind: 'behind',
  over: 'over',
};

/** The form that stands beside a status. */
export const markOf = (status: UnitFigures['status']): Mark => marks[status] ?? 'none';

const columns = (names: readonly string[], shapes: readonly (readonly [BriefingTable['columns'][number]['kind'], number])[]) =>
  shapes.map(([kind, width], at) => ({ name: names[at] ?? '', kind, width }));

/** All tables of the briefing, each on a sheet of its own in the workbook. */
export function briefingTables(data: BriefingData, language: Language): BriefingTable[] {
  const all = [
    units(data, language),
    promises(data, language),
    obstacles(data, language),
    causes(data, language),
    contracts(data, language),
    forecasts(data, language),
    reports(data, language),
  ];
  // Of nothing there is no finding: 0 of 0 says nothing.
  return all.map((table) => (table.rows.length === 0 ? { ...table, title: table.sheet } : table));
}

function units({ summary }: BriefingData, language: Language): BriefingTable {
  const { units: w } = briefingWords[language];
  const rows = summary.units.map((unit) => ({
    ...{ code: unit.code, name: unit.name, status: unit.status, asOf: unit.asOf, gap: points(unit.gap) },
    ...{ budget: sen(unit.budget), realization: sen(unit.realization), plan: sen(unit.plan) },
  }));
  const toReturn = ({ plan, realization }: { plan: Sen | null; realization: Sen | null }) =>
    plan === null || realization === null ? null : plan - realization;
  const count = (status: UnitFigures['status']) => formatCount(rows.filter((row) => row.status === status).length, language);
  return {
    ...{ sheet: w.sheet, title: w.title(count('behind'), count('over')), note: w.note, none: w.none, markAt: 1 },
    columns: columns(w.columns, [
      ...([
        ['text', 4],
        ['text', 2.6],
        ['money', 1.6],
        ['money', 1.6],
        ['ratio', 1.2],
      ] as const),
      ...([
        ['money', 1.6],
        ['points', 1.2],
        ['money', 1.6],
        ['day', 1.6],
      ] as const),
    ]),
    rows: rows
      .toSorted((a, b) => Number(b.status === 'over') - Number(a.status === 'over') || largest(toReturn(a), toReturn(b)))
      .map((row) => ({
        mark: markOf(row.status),
        cells: [
          ...[row.name, summary.bands.statuses[row.status][language], row.budget, row.realization],
          ...[{ part: row.realization, whole: row.budget }, row.plan, row.gap, toReturn(row), row.asOf],
        ] as Cell[],
      })),
  };
}

/** The largest first, null last. */
function largest(a: Sen | null, b: Sen | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a === b ? 0 : a > b ? -1 : 1;
}

function promises(data: BriefingData, language: Language): BriefingTable {
  const { promises: w, promiseTable } = briefingWords[language];
  const late = data.promises.filter(({ result }) => result === 'late').length;
  return {
    ...{ sheet: promiseTable.sheet, note: '', none: w.none },
    title: promiseTable.title(formatCount(data.promises.length, language), formatCount(late, language)),
    columns: columns(promiseTable.columns, [
      ['text', 1.6],
      ['text', 3],
      ['text', 4.5],
      ['day', 1.6],
      ['day', 1.6],
      ['count', 1.1],
    ]),
    rows: data.promises.map((one) => ({
      cells: [w.results[one.result], opdName(data, one.unit), one.what, one.madeOn, one.due, one.lateDays],
    })),
  };
}

function obstacles(data: BriefingData, language: Language): BriefingTable {
  const { obstacles: w } = briefingWords[language];
  const overdue = data.obstacles.filter(({ lateDays }) => (lateDays ?? 0) > 0).length;
  return {
    ...{ sheet: w.sheet, title: w.title(formatCount(data.obstacles.length, language), formatCount(overdue, language)) },
    ...{ note: w.note, none: w.none },
    columns: columns(w.columns, [
      ['text', 3],
      ['text', 2],
      ['text', 4.5],
      ['text', 2.4],
      ['day', 1.6],
      ['count', 1.1],
      ['count', 1.1],
    ]),
    rows: data.obstacles.map((one) => ({
      cells: [
        ...[opdName(data, one.unit), causeWords[one.cause][language], one.what, one.unblocker || opdName(data, one.unit)],
        ...[one.promises.at(-1)?.until ?? null, one.lateDays, one.ageDays],
      ],
    })),
  };
}

function causes({ causes: counted }: BriefingData, language: Language): BriefingTable {
  const { obstacles: w } = briefingWords[language];
  const [first] = counted;
  return {
    ...{ sheet: w.causes, note: '', none: w.none },
    title: first === undefined ? w.causes : w.causesTitle(causeWords[first.cause][language], formatCount(first.units.length, language)),
    columns: columns(w.causesColumns, [
      ['text', 4],
      ['count', 1],
      ['count', 1],
      ['count', 1],
    ]),
    rows: counted.map((one) => ({ cells: [causeWords[one.cause][language], one.units.length, one.obstacles, one.overdue] })),
  };
}

function contracts(data: BriefingData, language: Language): BriefingTable {
  const { contracts: w } = briefingWords[language];
  const order = { unsigned: 0, running: 1, ended: 2 } as const;
  const unsigned = data.contracts.filter(({ contract }) => contract.state === 'unsigned').length;
  return {
    ...{ sheet: w.sheet, note: w.note, none: w.none },
    title: data.contracts.length === 0 ? w.sheet : w.title(formatCount(unsigned, language), formatCount(data.contracts.length, language)),
    columns: columns(w.columns, [
      ...([
        ['text', 3],
        ['text', 4],
        ['text', 2.4],
        ['text', 1.8],
      ] as const),
      ...([
        ['money', 1.6],
        ['money', 1.6],
        ['ratio', 1.2],
        ['day', 1.6],
      ] as const),
    ]),
    rows: data.contracts
      .toSorted((a, b) => order[a.contract.state] - order[b.contract.state] || largest(a.contract.value, b.contract.value))
      .map(({ unit, contract }) => ({
        cells: [
          ...[opdName(data, unit), contract.object, contract.provider, w.states[contract.state], contract.value, contract.paid],
          ...[{ part: contract.paid, whole: contract.value }, contract.endsOn],
        ] as Cell[],
      })),
  };
}

function forecasts({ forecast, names }: BriefingData, language: Language): BriefingTable {
  const { forecast: w } = briefingWords[language];
  const { value = 0n, budget = null, lastYearMiss = null } = forecast?.whole ?? {};
  const expected = (outcome: Outcome) => (outcome.kind === 'none' ? null : outcome.value);
  return {
    sheet: w.sheet,
    title: forecast === null ? w.titleNone : w.title(formatShort(value, language), formatRatio(value, budget, language)),
    note: w.note(lastYearMiss === null ? null : formatPointsSize(BigInt(lastYearMiss), language)),
    none: w.none,
    columns: columns(w.columns, [
      ['text', 4],
      ['money', 1.6],
      ['ratio', 1.4],
      ['money', 1.6],
      ['money', 1.6],
      ['text', 3],
    ]),
    rows: (forecast?.units ?? [])
      .toSorted((a, b) => largest(a.budget, b.budget))
      .map(({ code, outcome, budget: own }) => ({
        cells: [
          ...[names.get(code) ?? code, expected(outcome), { part: expected(outcome), whole: own }],
          ...(outcome.kind === 'forecast' ? [outcome.band?.low ?? null, outcome.band?.high ?? null] : [null, null]),
          outcome.kind === 'none'
            ? reasons[outcome.reason][language]
            : outcome.kind === 'final'
              ? w.final
              : methodWords[outcome.method][language],
        ] as Cell[],
      })),
  };
}

function reports({ summary }: BriefingData, language: Language): BriefingTable {
  const { reports: w } = briefingWords[language];
  return {
    ...{ sheet: w.sheet, note: w.note, none: w.none },
    title: w.title(formatMonth(summary.reportMonth, language), formatCount(summary.reports.length, language)),
    columns: columns(w.columns, [
      ['text', 4],
      ['text', 2.4],
      ['text', 1.6],
      ['day', 1.6],
      ['count', 1],
    ]),
    rows: summary.reports
      .toSorted((a, b) => b.days - a.days)
      .map((one) => ({ cells: [one.name, w.states[one.state], w.holders[one.holder], one.since, one.days] })),
  };
}
