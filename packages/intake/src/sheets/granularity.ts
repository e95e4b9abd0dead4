import { ancestor, type Code, type Line, level, opdOf, type Sen, type StatementKind } from '@sipkadin/budget';

/** How fine lines are: levels of their codes, and whether they have what a summary leaves out. */
interface Grain {
  isOpd: boolean;
  activity: number;
  account: number;
  fund: boolean;
  package: boolean;
}

interface Form {
  kind: StatementKind;
  unit: Code;
  activity: Code;
  account: Code;
  fund: Code;
  package: boolean;
}

const keyOf = ({ kind, unit, activity, account, fund, package: named }: Form) => `${kind} ${unit} ${activity} ${account} ${fund} ${named}`;

function grainOf({ unit, activity, account, fund, package: named }: Form): Grain {
  return { isOpd: opdOf(unit) === unit, activity: level(activity), account: level(account), fund: fund !== '', package: named };
}

/**
 * What the lines of a sheet are about, to notice a sheet that sums up another: a recap by account beside the detail by
 * activity, a tree to its third level beside the whole. Read together they would count the money twice.
 */
export class Granularity {
  readonly #forms = new Map<string, Form>();
  readonly #grains = new Map<string, Grain>();
  readonly #sums = new Map<string, Sen>();

  add(kind: StatementKind, line: Line): void {
    // Payments differ by their documents.
    if (kind === 'register') return;
    const { unit, activity, account, fund, amount } = line;
    const form = { kind, unit, activity, account, fund, package: line.package !== '' };
    const key = keyOf(form);
    if (!this.#forms.has(key)) {
      this.#forms.set(key, form);
      const grain = grainOf(form);
      this.#grains.set(Object.values(grain).join(), grain);
    }
    const opd = `${kind} ${opdOf(unit)}`;
    this.#sums.set(opd, (this.#sums.get(opd) ?? 0n) + amount);
  }

  /** Whether a line of this is above one of the other: it is about the same, and less fine. */
  isAbove(other: Granularity): boolean {
    for (const form of other.#forms.values()) {
      const own = grainOf(form);
      for (const grain of this.#grains.values()) {
        if (!isCoarser(grain, own)) continue;
        const above = {
          kind: form.kind,
          unit: grain.isOpd ? opdOf(form.unit) : form.unit,
          activity: ancestor(form.activity, grain.activity),
          account: ancestor(form.account, grain.account),
          fund: grain.fund ? form.fund : '',
          package: grain.package,
        };
        if (this.#forms.has(keyOf(above))) return true;
      }
    }
    return false;
  }

  /** Whether each OPD's sum is what the others state together. */
  sumsUp(others: readonly Granularity[]): boolean {
    for (const [opd, sum] of this.#sums) if (others.reduce((all, other) => all + (other.#sums.get(opd) ?? 0n), 0n) !== sum) return false;
    return true;
  }
}

function isCoarser(a: Grain, b: Grain): boolean {
  const isAtMost = a.activity <= b.activity && a.account <= b.account && (!a.fund || b.fund) && (!a.package || b.package);
  // An OPD's own lines are beside those of its sub-units: that alone sums up nothing.
  return isAtMost && (a.activity < b.activity || a.account < b.account || a.fund !== b.fund || a.package !== b.package);
}
