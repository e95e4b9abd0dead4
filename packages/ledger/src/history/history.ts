import { dayBefore, dayInJakarta, type Finding, type FindingCode, finding, type IsoDate, latestVersion } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import { coversUnit, separateUnits, withSeparateUnits } from '../figures/coverage.ts';
import { type EffectiveStatements } from '../figures/effective.ts';
import { type FigureRow, loadFigures, rollups } from '../figures/figures.ts';
import { instantOf } from '../ledger.ts';
import { type StatementRow, statementsOf } from '../statements/statements.ts';
import { codesOf, placesOf, progressOf, renamed, unitsIn } from './codes.ts';
import { atCommonLevels } from './common-levels.ts';
import { heldReports } from './held-reports.ts';
import {
  addTo,
  akunIn,
  akunOf,
  compareDates,
  compareProgress,
  compareWithPast,
  type Draft,
  type Notice,
  notBudgeted,
  type Past,
  type Sums,
} from './notices.ts';
import { separateReports } from './separate-reports.ts';

/** Of each rule so many places are listed, the rest is counted. */
const listed = 20;

/**
 * What the stored drafts of an upload say against what counts at this moment: sums that fall, months and units that are
 * missing, realization that no budget allows, and the like. From roll-ups and grouped codes; no line is read one by one.
 * Nothing is found where there is no history, but for dates that cannot be.
 */
export async function historyFindings(tx: Writing, upload: string): Promise<Finding[]> {
  const today = dayInJakarta(instantOf(tx));
  const statements = (await statementsOf(tx, [upload])).get(upload) ?? [];
  const besideBudget = statements.some(({ head }) => head.kind === 'budget');
  const found: Finding[] = [];
  const counts = new Map<FindingCode, Finding[]>();
  for (const statement of statements) {
    const seq = Number(statement.id.slice(1));
    const notices = await noticesOf(tx, statement, seq, { besideBudget, today });
    const shown: Notice[] = [];
    for (const notice of notices) {
      const known = counts.get(notice.code) ?? [];
      counts.set(notice.code, known);
      if (known.length < listed) {
        const { code, value, expected } = notice;
        const item = finding(code, { value, expected });
        known.push(item);
        found.push(item);
        shown.push(notice);
        continue;
      }
      const last = known.at(-1);
      if (last) last.more = (last.more ?? 0) + 1;
    }
    const places = await placesOf(tx, seq, shown);
    for (const [index, notice] of shown.entries()) {
      const item = found[found.length - shown.length + index];
      if (item) Object.assign(item, places.get(notice) ?? {});
    }
  }
  return found;
}

interface Circumstances {
  besideBudget: boolean;
  today: IsoDate;
}

async function noticesOf(
  read: Reading,
  { government, head }: StatementRow,
  seq: number,
  { besideBudget, today }: Circumstances,
): Promise<Notice[]> {
  const { kind, year, version, basis } = head;
  // The day of a plan lies ahead as a rule, and is none that anything was reported for.
  const [asOf, from] = [kind === 'cash-plan' ? null : (head.asOf ?? null), head.from ?? null];
  const planDay = kind === 'cash-plan' ? (head.asOf ?? null) : null;
  const notices = compareDates({ asOf, year }, today);
  // A day before the year has nothing: the first report of a year is held against its budget alone.
  const until = kind === 'register' ? from : asOf;
  const figures = await loadFigures(read, {
    ...{ government, year },
    ...(basis === undefined ? {} : { settings: { name: '', basis } }),
    ...(until === null ? {} : { asOf: dayBefore(until) }),
  });
  const { effective } = figures;
  if (effective.statements.length === 0) return notices;
  if (kind === 'progress') {
    const before = effective.of('progress').filter((one) => one.asOf !== null && asOf !== null && one.asOf < asOf);
    before.sort((a, b) => (a.asOf ?? '').localeCompare(b.asOf ?? '') || a.verifiedAt - b.verifiedAt);
    return [
      ...notices,
      ...compareProgress(
        await progressOf(read, [seq]),
        await progressOf(
          read,
          before.map((one) => one.seq),
        ),
      ),
    ];
  }
  const sums: Sums = new Map();
  for (const { unit, account, amount } of await rollups(read, [seq], { government, year })) addTo(sums, unit, account, amount);
  const stored = { seq, covers: new Set(head.covers), accounts: [...akunIn(sums)].join('') };
  const [coverage = { ...stored, leaves: new Set<string>() }] = await withSeparateUnits(
    read,
    [stored],
    separateUnits(effective.statements),
  );
  const { covers, leaves } = coverage;
  const draft: Draft = { kind, year, asOf, from, version: version ?? null, covers, leaves, sums, besideBudget, planDay };
  const common = atCommonLevels(sums, [...figures.rows, ...figures.official]);
  const comparable = { ...draft, sums: common.sums };
  const units = await unitsIn(
    read,
    effective.statements.map((one) => one.seq),
  );
  notices.push(...compareWithPast(comparable, pastOf(comparable, common.rows, effective, units)));
  const covering = effective.statements.filter((one) =>
    [...sums.values()].some(({ unit, account }) => coversUnit(one, unit, akunOf(account))),
  );
  notices.push(...(await separateReports(read, { draft, seq, government, basis })));
  notices.push(...(await heldReports(read, { draft, seq, government, basis })));
  notices.push(...(await renamed(read, seq, covering.map((one) => one.seq).toReversed())));
  const budgets = covering.filter((one) => one.kind === 'budget').map((one) => one.seq);
  if ((kind === 'realization' || kind === 'register') && !besideBudget && budgets.length > 0) {
    const [own, known] = [await codesOf(read, [seq]), await codesOf(read, budgets)];
    notices.push(...notBudgeted('account-not-in-budget', own.accounts, known.accounts));
    notices.push(...notBudgeted('activity-not-in-budget', own.activities, known.activities));
  }
  return notices;
}

function pastOf(draft: Draft, rows: readonly FigureRow[], effective: EffectiveStatements, named: ReadonlySet<string>): Past {
  const byId = new Map(effective.statements.map((one) => [one.id, one]));
  const realized: Sums = new Map();
  const budgets: Sums = new Map();
  const reported = new Map<string, IsoDate>();
  const coverages = new Map<string, { asOf: IsoDate; covers: ReadonlySet<string> }>();
  const units = new Set(named);
  const versions = new Set(rows.flatMap(({ measure, version }) => (measure === 'budget' && version !== null ? [version] : [])));
  const wanted = draft.kind === 'cash-plan' && draft.version !== null && versions.has(draft.version) ? draft.version : effective.version;
  for (const { measure, version, statement, unit, account, amount } of rows) {
    if (measure === 'budget' && version === wanted) addTo(budgets, unit, account, amount);
    if (measure !== 'realization') continue;
    addTo(realized, unit, account, amount);
    const { asOf, covers } = byId.get(statement) ?? {};
    if (asOf === undefined || asOf === null || covers === undefined) continue;
    if (asOf > (reported.get(unit) ?? '')) reported.set(unit, asOf);
    // A statement is a predecessor where the draft covers a unit that it covers.
    if (draft.kind === 'realization' && coversUnit(draft, unit, akunOf(account))) coverages.set(statement, { asOf, covers });
  }
  for (const { covers } of effective.statements) for (const unit of covers) units.add(unit);
  return {
    any: effective.statements.length > 0,
    ...{ realized, reported, budgets, units, coverages: [...coverages.values()] },
    version: latestVersion(effective.versions) ?? null,
  };
}
