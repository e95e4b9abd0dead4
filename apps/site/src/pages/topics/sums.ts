import { ancestor, type Code, isWithin, level } from '@sipkadin/budget';
import type { Edition, UnitDetail, UnitNode } from '@sipkadin/edition';
import { type Money, money, nothing, total } from '../../reading/money.ts';
import { withPlainNames } from '../../reading/readable.ts';
import type { Topic, TopicRule } from './rules.ts';

/** Spending of one OPD on one activity and account, as deep as the edition has it; '' where a file does not say. */
export interface Cell {
  unit: string;
  activity: Code;
  account: Code;
  money: Money;
}

/** What one rule finds in one OPD: of a rule by activity in each part one level below it, of one by account in each activity, too. */
export interface TopicPart {
  rule: TopicRule;
  unit: string;
  /** undefined where the topic has rules by account alone: all activities of the OPD. */
  activity: Code | undefined;
  account: Code | undefined;
  money: Money;
  /** Whether the lines of this OPD, activity and account are exactly those of the part. */
  isExact: boolean;
}

export interface TopicSum {
  parts: readonly TopicPart[];
  whole: Money;
  /** Spending that may belong to the topic, but is not detailed enough to decide. */
  undecided: Money;
}

const cells = new WeakMap<Edition, readonly Cell[]>();
const sums = new WeakMap<Edition, Map<string, TopicSum>>();

/** What an edition has on a topic. Computed once for each edition. */
export function topicSum(edition: Edition, topic: Topic): TopicSum {
  const known = sums.get(edition) ?? new Map<string, TopicSum>();
  sums.set(edition, known);
  const sum = known.get(topic.slug) ?? sumOf(cellsOf(edition), topic.rules);
  known.set(topic.slug, sum);
  return sum;
}

function cellsOf(edition: Edition): readonly Cell[] {
  const plain = withPlainNames(edition);
  const found =
    cells.get(edition) ??
    plain.units().flatMap(({ slug }) => {
      const detail = plain.unit(slug);
      return detail === undefined ? [] : spendingCells(slug, detail);
    });
  cells.set(edition, found);
  return found;
}

/** The spending of an OPD in parts that do not overlap: its accounts, and what an activity has beyond its accounts and parts. */
export function spendingCells(unit: string, { nodes }: Pick<UnitDetail, 'nodes'>): Cell[] {
  const found: Cell[] = [];
  const path: UnitNode[] = [];
  nodes.forEach((node, at) => {
    path.length = node.depth;
    const activity = path.at(-1)?.code ?? '';
    if (node.kind === 'account') {
      if (activity !== '' || isWithin(node.code, '5')) found.push({ unit, activity, account: node.code, money: money(node) });
      return;
    }
    path.push(node);
    const rest = less(money(node), total(childrenOf(nodes, at).map(money)));
    if (rest.budget !== null || rest.realization !== null) found.push({ unit, activity: node.code, account: '', money: rest });
  });
  return found;
}

/** The nodes directly below the one at an index. */
function childrenOf(nodes: readonly UnitNode[], at: number): UnitNode[] {
  const depth = nodes[at]?.depth ?? 0;
  const found: UnitNode[] = [];
  for (let next = at + 1; next < nodes.length; next++) {
    const node = nodes[next];
    if (node === undefined || node.depth <= depth) break;
    if (node.depth === depth + 1) found.push(node);
  }
  return found;
}

/** What is left of amounts; null where nothing is. */
function less(whole: Money, parts: Money): Money {
  const of = (side: 'budget' | 'realization') => {
    const rest = (whole[side] ?? 0n) - (parts[side] ?? 0n);
    return rest === 0n ? null : rest;
  };
  return { budget: of('budget'), realization: of('realization'), plan: null };
}

/** A cell counts once, under the first rule that it surely fulfils. */
export function sumOf(all: readonly Cell[], rules: readonly TopicRule[]): TopicSum {
  const byActivity = rules.some(({ activity }) => activity !== undefined);
  const parts = new Map<string, { part: Omit<TopicPart, 'money'>; amounts: Money[] }>();
  const undecided: Money[] = [];
  for (const cell of all) {
    const rule = rules.find((one) => fulfils(cell, one) === 'yes');
    if (rule === undefined) {
      if (rules.some((one) => fulfils(cell, one) === 'maybe')) undecided.push(cell.money);
      continue;
    }
    const depth = rule.activity === undefined ? 6 : levelBelow(rule.activity);
    const activity = byActivity ? ancestor(cell.activity, depth) : undefined;
    const key = [cell.unit, rules.indexOf(rule), activity].join('|');
    const known = parts.get(key) ?? {
      part: {
        ...{ rule, unit: cell.unit, activity, account: rule.account },
        isExact: activity === undefined || level(activity) === depth,
      },
      amounts: [],
    };
    known.amounts.push(cell.money);
    parts.set(key, known);
  }
  const summed = [...parts.values()].map(({ part, amounts }) => ({ ...part, money: { ...total(amounts), plan: null } }));
  return {
    parts: summed,
    whole: summed.length === 0 ? nothing : total(summed.map((part) => part.money)),
    undecided: undecided.length === 0 ? nothing : total(undecided),
  };
}

/** Program, kegiatan or sub kegiatan: the first level of activities below a code. */
const levelBelow = (code: Code) => [3, 5].find((depth) => depth > level(code)) ?? 6;

/** maybe: the cell's code ends before it says. */
function fulfils({ activity, account }: Cell, rule: TopicRule): 'yes' | 'maybe' | 'no' {
  const [code, wanted] = rule.activity === undefined ? [account, rule.account] : [activity, rule.activity];
  if (isWithin(code, wanted)) return 'yes';
  return isWithin(wanted, code) ? 'maybe' : 'no';
}
