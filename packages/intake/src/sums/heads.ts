import assert from 'node:assert';
import { ancestor, type Code, isWithin, level, type Sen } from '@sipkadin/budget';
import { type Form, formOf, keyIn, type Owner, type Place } from './place.ts';

/** Everything that the rows of one place come to. Nearly every place has one row: a list for each would take memory. */
export class Head<Row extends { readonly place: Place }> {
  /** What all lines within the place add up to, once they were added up; undefined where there are none. */
  sum: Sen[] | undefined;
  /** Of an OPD with its sub-units: what is its own. */
  own: Sen[] | undefined;
  /** Whether an amount is stated for a place beneath, or at least a row without any. */
  beneath: 'amounts' | 'blanks' | undefined;
  #rows: Row | Row[];

  constructor(row: Row) {
    this.#rows = row;
  }

  add(row: Row): void {
    if (Array.isArray(this.#rows)) this.#rows.push(row);
    else this.#rows = [this.#rows, row];
  }

  /** The rows that state amounts for this place, in the table's order. */
  get rows(): readonly Row[] {
    return Array.isArray(this.#rows) ? this.#rows : [this.#rows];
  }

  get place(): Place {
    return Array.isArray(this.#rows) ? (this.#rows[0] as Row).place : this.#rows.place;
  }
}

/** The places that differ by their account alone. A large table has many of them: what is kept of each is little. */
interface Accounts<Row extends { readonly place: Place }> {
  owner: Owner;
  heads: Map<Code, Head<Row>> | undefined;
  /** What the lines add up to: of the owner itself where they have no account, */
  own: Sen[] | undefined;
  /** else by account. */
  lines: Map<Code, Sen[]> | undefined;
  /** Levels of the accounts of rows whose owners have this form, 0 for no account. */
  levels: readonly number[];
  above: readonly Accounts<Row>[] | undefined;
}

/** The places of a table, found by their codes; none is found by where it is printed. */
export class Heads<Row extends { readonly place: Place }> {
  /** By unit, then by activity: every line asks, and keys put together from codes would be looked up slowly. */
  readonly #owners = new Map<Code, Map<Code, Accounts<Row>[]>>();
  #last: Accounts<Row> | undefined;
  #index: { byKey: ReadonlyMap<string, Accounts<Row>>; forms: readonly Form[] } | undefined;

  /** Adds a row to the head of its place. */
  add(row: Row): void {
    const { place } = row;
    const own = this.#accountsOf(place);
    const heads = (own.heads ??= new Map());
    const known = heads.get(place.account);
    if (known) known.add(row);
    else heads.set(place.account, new Head(row));
  }

  /** The head of a row that was added. */
  of({ place }: Row): Head<Row> {
    const head = this.#accountsOf(place).heads?.get(place.account);
    assert(head, 'a row is added before its head is asked for');
    return head;
  }

  /** What the lines of a place add up to so far. @param none as many zeros as there are measures */
  linesOf(place: Place, none: readonly Sen[]): Sen[] {
    const own = this.#accountsOf(place);
    if (place.account === '') return (own.own ??= none.slice());
    const lines = (own.lines ??= new Map());
    let sums = lines.get(place.account);
    if (!sums) lines.set(place.account, (sums = none.slice()));
    return sums;
  }

  #accountsOf(place: Owner): Accounts<Row> {
    if (this.#last && isSame(this.#last.owner, place)) return this.#last;
    const { field, unit, whole, activity } = place;
    let ofUnit = this.#owners.get(unit);
    if (!ofUnit) this.#owners.set(unit, (ofUnit = new Map()));
    const all = ofUnit.get(activity);
    let own = all?.find(({ owner }) => isSame(owner, place));
    if (!own) {
      const owner = { field, unit, whole, activity };
      own = { owner, heads: undefined, own: undefined, lines: undefined, levels: [], above: undefined };
      if (all) all.push(own);
      else ofUnit.set(activity, [own]);
    }
    this.#last = own;
    return own;
  }

  *#all(): Generator<Accounts<Row>> {
    for (const ofUnit of this.#owners.values()) for (const all of ofUnit.values()) yield* all;
  }

  *heads(): Generator<Head<Row>> {
    for (const { heads } of this.#all()) if (heads) yield* heads.values();
  }

  /** Every place that has lines, with their sums by measure. @param keep whether they are needed again: they take memory */
  *lines({ keep }: { keep: boolean }): Generator<[Place, Sen[]]> {
    for (const all of this.#all()) {
      const { owner, own, lines } = all;
      if (own) yield [{ ...owner, account: '' }, own];
      for (const [account, sums] of lines ?? []) yield [{ ...owner, account }, sums];
      if (!keep) all.own = all.lines = undefined;
    }
  }

  /** Calls back for the heads that the place is or lies beneath. To be asked when every row was seen. */
  eachAbove(place: Place, found: (head: Head<Row>) => void): void {
    const own = this.#accountsOf(place);
    own.above ??= this.#above(own.owner);
    const depth = level(place.account);
    for (const { heads, levels } of own.above)
      for (const each of levels) {
        const head = each > depth ? undefined : heads?.get(ancestor(place.account, each));
        if (head) found(head);
      }
  }

  #above(owner: Owner): Accounts<Row>[] {
    const { byKey, forms } = (this.#index ??= this.#indexed());
    const found: Accounts<Row>[] = [];
    for (const form of forms) {
      const key = keyIn(form, owner);
      const above = key === undefined ? undefined : byKey.get(key);
      if (above) found.push(above);
    }
    return found;
  }

  #indexed(): { byKey: Map<string, Accounts<Row>>; forms: Form[] } {
    const byKey = new Map<string, Accounts<Row>>();
    const levels = new Map<Form, number[]>();
    for (const own of this.#all()) {
      if (!own.heads) continue;
      const form = formOf(own.owner);
      byKey.set(keyIn(form, own.owner) ?? '', own);
      const known = levels.get(form) ?? [];
      levels.set(form, known);
      own.levels = known;
      for (const account of own.heads.keys()) if (!known.includes(level(account))) known.push(level(account));
    }
    return { byKey, forms: [...levels.keys()] };
  }
}

function isSame(a: Owner, b: Owner): boolean {
  return a.unit === b.unit && a.activity === b.activity && a.field === b.field && a.whole === b.whole;
}

/** Financing is stated net, 6 = 6.1 − 6.2; every other parent is the sum of its children. */
export function signIn({ account: parent }: Place, { account }: Place): Sen {
  return parent === '6' && isWithin(account, '6.2') ? -1n : 1n;
}
