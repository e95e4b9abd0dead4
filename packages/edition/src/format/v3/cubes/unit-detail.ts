import { ancestor, type Code, level, lineage } from '@sipkadin/budget';
import type { SubUnitRow, UnitDetail, UnitNode, UnitRow } from '../../../edition.ts';
import { compareText } from '../../frozen/canonical.ts';
import type { NameBook } from '../../frozen/names.ts';
import type { Counted } from '../counted.ts';
import { addLine, figures, newSums, type Period, type Sums, sumsOf, versionFigures } from '../sums.ts';
import { progressOf } from './progress.ts';

interface Branch {
  kind: UnitNode['kind'];
  code: Code;
  sums: Sums;
  children: Map<string, Branch>;
}

const kindAt: Readonly<Record<number, UnitNode['kind']>> = { 3: 'program', 5: 'kegiatan', 6: 'sub' };

/**
 * One OPD or sub-unit down to program, kegiatan, sub kegiatan and account. Spending hangs on its activities; revenue, financing and
 * spending without an activity stand at the top by account, for they are never added to an activity.
 */
export function unitDetail<Row extends UnitRow | SubUnitRow>(
  period: Period,
  { row, lines }: { row: Row; lines: readonly Counted[] },
  names: NameBook,
): Omit<UnitDetail, 'unit'> & { unit: Row } {
  const root = new Map<string, Branch>();
  const byKind = new Map<Code, Sums>();
  const activities = new Map<Code, Code[]>();
  const activitiesOf = (activity: Code) => {
    let codes = activities.get(activity);
    if (!codes) activities.set(activity, (codes = activityPath(activity)));
    return codes;
  };
  for (const item of lines) {
    if (item.akun === '') continue;
    let children = root;
    for (const [kind, code] of pathOf(item, activitiesOf)) {
      const branch = branchOf(children, kind, code);
      addLine(branch.sums, item, period);
      children = branch.children;
    }
    if (item.akun === '5') addLine(sumsOf(byKind, item.line.account === '' ? '' : ancestor(item.line.account, 3)), item, period);
  }
  const progress = progressOf(lines);
  for (const activity of [...progress.keys()].sort(compareText)) {
    let children = root;
    for (const code of activitiesOf(activity)) children = branchOf(children, kindAt[level(code)] ?? 'sub', code).children;
  }
  const nodes: UnitNode[] = [];
  const visit = (branches: Map<string, Branch>, depth: number) => {
    for (const [, { kind, code, sums, children }] of [...branches].sort(([a], [b]) => compareText(a, b))) {
      const codes = kind === 'account' ? 'account' : 'activity';
      nodes.push({
        kind,
        depth,
        code,
        printed: names.printed(codes, code),
        name: names.name(codes, code),
        ...figures(sums),
        progress: kind === 'account' ? null : (progress.get(code) ?? null),
        lines: sums.lines,
        versions: versionFigures(sums),
      });
      visit(children, depth + 1);
    }
  };
  visit(root, 0);
  return {
    unit: row,
    nodes,
    accounts: [...byKind]
      .sort(([a], [b]) => compareText(a, b))
      .map(([code, sums]) => ({ code, name: names.name('account', code), ...figures(sums), versions: versionFigures(sums) })),
  };
}

/** Accounts come before activities of the same parent: "account" sorts before the rest. */
function branchOf(children: Map<string, Branch>, kind: UnitNode['kind'], code: Code): Branch {
  const key = kind === 'account' ? `account ${code}` : `activity ${code}`;
  let branch = children.get(key);
  if (!branch) {
    branch = { kind, code, sums: newSums(), children: new Map() };
    children.set(key, branch);
  }
  return branch;
}

function pathOf({ line, akun }: Counted, activitiesOf: (activity: Code) => Code[]): [UnitNode['kind'], Code][] {
  const path: [UnitNode['kind'], Code][] =
    akun === '5' ? activitiesOf(line.activity).map((code) => [kindAt[level(code)] ?? 'sub', code]) : [];
  if (line.account !== '' || path.length === 0) path.push(['account', line.account]);
  return path;
}

/** Program, kegiatan and sub kegiatan of an activity code, as far as it names them. */
function activityPath(activity: Code): Code[] {
  return lineage('activity', activity)
    .filter((code) => level(code) in kindAt)
    .reverse();
}
