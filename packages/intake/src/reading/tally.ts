import { type Code, opdOf, type Sen, type StatementKind } from '@sipkadin/budget';

/** What is known of one statement while its lines go by. */
export class Tally {
  readonly kind: StatementKind;
  lines = 0;
  total = 0n;
  /** Lines whose amount is not zero. */
  nonZero = 0;
  /** By account, for the totals of akun and kelompok. */
  readonly #accounts = new Map<Code, { sum: Sen }>();
  readonly #units = new Set<Code>();
  #unit: Code | undefined;

  constructor(kind: StatementKind) {
    this.kind = kind;
  }

  add(unit: Code, account: Code, amount: Sen): void {
    this.lines++;
    this.total += amount;
    if (amount !== 0n) this.nonZero++;
    const known = this.#accounts.get(account);
    if (known) known.sum += amount;
    else this.#accounts.set(account, { sum: amount });
    if (unit !== this.#unit) this.names(unit);
  }

  /** A unit that the file names, with or without an amount. */
  names(unit: Code): void {
    this.#unit = unit;
    if (unit !== '') this.#units.add(unit);
  }

  accounts(): Code[] {
    return [...this.#accounts.keys()].sort();
  }

  /** Sum by the first characters of an account: "5", "5.1". */
  within(parts: 1 | 2): Map<Code, Sen> {
    const sums = new Map<Code, Sen>();
    for (const account of this.accounts()) {
      const prefix = account.split('.').slice(0, parts).join('.');
      if (prefix.split('.').length === parts) sums.set(prefix, (sums.get(prefix) ?? 0n) + (this.#accounts.get(account)?.sum ?? 0n));
    }
    return sums;
  }

  units(): Code[] {
    return [...this.#units].sort();
  }

  covers(): Code[] {
    return coveredBy(this.#units);
  }
}

/**
 * The units that a statement with these units covers: an OPD when its own row or more than one of its sub-units appears, a lone
 * sub-unit for itself. Otherwise a sub-unit that a newer report of its OPD no longer names would stay for ever.
 */
export function coveredBy(units: Iterable<Code>): Code[] {
  const byOpd = Map.groupBy(new Set(units), opdOf);
  return [...byOpd].map(([opd, own]) => (own.length > 1 ? opd : (own[0] ?? opd))).sort();
}
