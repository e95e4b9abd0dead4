import { ancestor, type Code, isWithin, level, opdOf, parentCode, type Sen, toDecimal } from '@sipkadin/budget';
import type { ReadContext } from '../reading/read-context.ts';
import { levelOf, levelWords } from './tree-levels.ts';

/** What an amount is tied to; '' where a row does not say. */
export interface Place {
  unit: Code;
  activity: Code;
  account: Code;
}

/** A row of the table that sums up others: what it states for each column of amounts. */
interface Subtotal extends Place {
  row: number;
  stated: (Sen | null)[];
}

interface Column {
  letters: string;
  printed: string;
}

/**
 * The rows of a table that sum up others, known by their codes: a row is a subtotal when another stands for a code
 * beneath its own. Each must be the sum of the lines beneath it.
 */
export class MappedSums {
  readonly #columns: readonly Column[];
  readonly #lines = new Map<string, Place & { sums: Sen[] }>();
  readonly #subtotals: Subtotal[] = [];
  /** Every place that something stands beneath. */
  readonly #above = new Set<string>();

  constructor(columns: readonly Column[]) {
    this.#columns = columns;
  }

  /** Takes note of a row that has an account, whatever it turns out to be. */
  stands({ unit, activity, account }: Place): void {
    for (let act: Code | undefined = activity; act !== undefined; act = act === '' ? undefined : parentCode('activity', act)) {
      for (let code = act === activity ? parentCode('account', account) : account; code !== ''; code = parentCode('account', code)) {
        const key = `${unit}|${act}|${code}`;
        if (this.#above.has(key)) break;
        this.#above.add(key);
      }
    }
  }

  /** Whether a row stands for a code beneath this one. */
  isAbove({ unit, activity, account }: Place): boolean {
    return this.#above.has(`${unit}|${activity}|${account}`);
  }

  line(place: Place, amounts: readonly (Sen | null)[]): void {
    const key = `${place.unit}|${place.activity}|${place.account}`;
    let own = this.#lines.get(key);
    if (!own) {
      own = { ...place, sums: amounts.map(() => 0n) };
      this.#lines.set(key, own);
    }
    for (const [at, amount] of amounts.entries()) if (amount !== null) own.sums[at] = (own.sums[at] ?? 0n) + amount;
  }

  subtotal(place: Place, row: number, stated: (Sen | null)[]): void {
    this.#subtotals.push({ ...place, row, stated });
  }

  /** Holds every subtotal against its lines, the deepest first: a difference is said where it begins. */
  assert(context: ReadContext, grouped: (subtotal: Place & { row: number; stated: (Sen | null)[] }) => void): void {
    const sums = this.#sumsBeneath();
    const levels = new Map<string, { level: number; at: number; file: Sen; computed: Sen; first: string }>();
    const told: { subtotal: Subtotal; at: number; off: Sen }[] = [];
    const deepest = this.#subtotals.toSorted((a, b) => levelOfPlace(b) - levelOfPlace(a) || a.row - b.row);
    for (const subtotal of deepest) {
      const beneath = sums(subtotal);
      if (!beneath) {
        grouped(subtotal);
        continue;
      }
      for (const [at, column] of this.#columns.entries()) {
        const stated = subtotal.stated[at] ?? null;
        if (stated === null) continue;
        // An OPD that is also a unit of its own may state what it spends itself.
        const computed = beneath.find((candidate) => candidate[at] === stated)?.[at] ?? beneath[0]?.[at] ?? 0n;
        const ref = `${column.letters}${subtotal.row}`;
        const off = stated - computed;
        if (off !== 0n) {
          const explained = told
            .filter((item) => item.at === at && isBeneath(item.subtotal, subtotal))
            .reduce((sum, item) => sum + item.off, 0n);
          if (off !== explained) context.findings.find('total-differs', ref, toDecimal(stated), toDecimal(computed));
          if (told.length < mostTold) told.push({ subtotal, at, off: off - explained });
        }
        this.#level(levels, subtotal, at, { stated, computed, ref });
      }
    }
    for (const { level, at, file, computed, first } of [...levels.values()].sort((a, b) => a.level - b.level || a.at - b.at)) {
      const column = this.#columns[at];
      const words = levelWords(level);
      const what = { id: `${words.id}, ${column?.printed}`, en: `${words.en}, ${column?.printed}` };
      const place = first === '' ? (column?.letters ?? '') : first;
      context.findings.reconciliation.push({ what, place, file: toDecimal(file), computed: toDecimal(computed), equal: first === '' });
    }
  }

  #level(
    levels: Map<string, { level: number; at: number; file: Sen; computed: Sen; first: string }>,
    subtotal: Place,
    at: number,
    { stated, computed, ref }: { stated: Sen; computed: Sen; ref: string },
  ): void {
    const level = levelOfPlace(subtotal);
    const key = `${level} ${at}`;
    const known = levels.get(key) ?? { level, at, file: 0n, computed: 0n, first: '' };
    known.file += stated;
    known.computed += computed;
    if (known.first === '' && stated !== computed) known.first = ref;
    levels.set(key, known);
  }

  /** Sums the lines by every form of place that a subtotal has, once over the lines; of an OPD also what is its own. */
  #sumsBeneath(): (place: Place) => Sen[][] | undefined {
    const forms = new Set(this.#subtotals.flatMap(formsOf));
    const sums = new Map<string, Sen[]>();
    for (const line of this.#lines.values())
      for (const form of forms) {
        const key = keyIn(form, line);
        if (key === undefined) continue;
        const own = sums.get(key) ?? line.sums.map(() => 0n);
        for (const [at, amount] of line.sums.entries()) own[at] = (own[at] ?? 0n) + amount;
        sums.set(key, own);
      }
    return (place) => {
      const found = formsOf(place)
        .map((form) => sums.get(keyIn(form, place) ?? ''))
        .filter((sum) => sum !== undefined);
      return found.length > 0 ? found : undefined;
    };
  }
}

/** Differences that are remembered to explain others. */
const mostTold = 1000;

/** How deep a place's codes are; an OPD is meant with its sub-units first, then alone. */
function formsOf({ unit, activity, account }: Place): string[] {
  const units = unit === '' ? ['-'] : unit.endsWith('.0000') ? ['opd', 'unit'] : ['unit'];
  return units.map((by) => `${by} ${level(activity)} ${level(account)}`);
}

function keyIn(form: string, { unit, activity, account }: Place): string | undefined {
  const [by, act = '0', acc = '0'] = form.split(' ');
  if (level(activity) < Number(act) || level(account) < Number(acc)) return undefined;
  const own = by === '-' ? '' : by === 'opd' ? opdOf(unit) : unit;
  return `${form}|${own}|${ancestor(activity, Number(act))}|${ancestor(account, Number(acc))}`;
}

function isBeneath(inner: Place, outer: Place): boolean {
  const units = outer.unit === '' || inner.unit === outer.unit || (outer.unit.endsWith('.0000') && opdOf(inner.unit) === outer.unit);
  return units && isWithin(inner.activity, outer.activity) && isWithin(inner.account, outer.account);
}

function levelOfPlace({ unit, activity, account }: Place): number {
  if (account !== '') return levelOf('account', account);
  return activity !== '' ? levelOf('activity', activity) : levelOf('unit', unit);
}
