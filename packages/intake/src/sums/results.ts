import { ancestor, type Code, level, lraBalance, type Sen, toDecimal, type Words } from '@sipkadin/budget';
import type { ReadFindings } from '../reading/read-findings.ts';

type LraResult = 'surplus' | 'netFinancing' | 'silpa';

const results: readonly { test: RegExp; result: LraResult; words: Words }[] = [
  {
    test: /^(?:(?:JUMLAH|TOTAL) )?(?:SURPLUS|DEFISIT)\b/,
    result: 'surplus',
    words: { id: 'Surplus/(defisit) = 4 − 5', en: 'Surplus/(deficit) = 4 − 5' },
  },
  {
    test: /^(?:(?:JUMLAH|TOTAL) )?PEMBIAYAAN NET/,
    result: 'netFinancing',
    words: { id: 'Pembiayaan neto = 6.1 − 6.2', en: 'Net financing = 6.1 − 6.2' },
  },
  {
    // What was left of the year before is an account of financing.
    test: /^(?:SILPA|SISA LEBIH)\b(?!.*\b(?:SEBELUM|LALU))/,
    result: 'silpa',
    words: { id: 'SiLPA = 4 − 5 + 6.1 − 6.2', en: 'SiLPA = 4 − 5 + 6.1 − 6.2' },
  },
];

/** Whether a row of this label (`plain`) states what follows from the accounts: it has no code, and is no money of its own. */
export function isResult(label: string): boolean {
  return results.some(({ test }) => test.test(label));
}

/**
 * Whether a row that has a code is a result all the same, and its code no account: "6.3 SiLPA Tahun Berkenaan", "5.5 Surplus".
 * "6.1.01 SiLPA" is what was left of the year before.
 */
export function isCodedResult(code: Code, label: string): boolean {
  const found = level(code) > 2 ? undefined : results.find(({ test }) => test.test(label));
  if (!found) return false;
  return found.result === 'silpa' ? !/^6\.[12]$/.test(code) : code !== '6';
}

/** What a row states in a column of amounts. */
export interface StatedResult {
  amount: Sen;
  /** Its cell. */
  place: string;
}

interface ResultRow {
  result: (typeof results)[number];
  label: string;
  unit: Code;
  /** By measure. */
  stated: readonly (StatedResult | undefined)[];
}

/** The rows of a table that state surplus, net financing or SiLPA, held against its accounts (PP 12/2019; the LRA of SAP). */
export class LraResults {
  readonly #findings: ReadFindings;
  readonly #rows: ResultRow[] = [];
  /** By unit, then by measure: what the lines add up to, by kelompok. */
  readonly #sums = new Map<Code, Map<Code, Sen>[]>();

  constructor(findings: ReadFindings) {
    this.#findings = findings;
  }

  /**
   * Takes a row whose label is that of a result.
   * @param unit whose section of the table the row is in, '' where there are none
   */
  take(label: string, stated: readonly (StatedResult | undefined)[], unit: Code = ''): void {
    const result = results.find(({ test }) => test.test(label));
    if (result) this.#rows.push({ result, label, unit, stated });
  }

  /** Takes the amounts of a line, in sen, by measure. */
  line(unit: Code, account: Code, amounts: readonly (Sen | null | undefined)[]): void {
    const ofUnit = this.#sums.get(unit) ?? amounts.map(() => new Map<Code, Sen>());
    this.#sums.set(unit, ofUnit);
    const kelompok = ancestor(account, 2);
    for (const [at, amount] of amounts.entries()) ofUnit[at]?.set(kelompok, (ofUnit[at].get(kelompok) ?? 0n) + (amount ?? 0n));
  }

  /** Holds every result against the lines: those of its unit, or of the whole table. */
  end(measures: number): void {
    for (let measure = 0; measure < measures; measure++) {
      const whole = new Map<Code, Sen>();
      for (const ofUnit of this.#sums.values())
        for (const [code, amount] of ofUnit[measure] ?? []) whole.set(code, (whole.get(code) ?? 0n) + amount);
      this.check(measure, whole, (unit) => this.#sums.get(unit)?.[measure]);
    }
  }

  /**
   * Holds what is stated in one measure against its accounts.
   * @param accounts amounts by account, or by kelompok
   * @param ofUnit those of one unit, where the table is of several
   */
  check(
    measure: number,
    accounts: ReadonlyMap<Code, Sen>,
    ofUnit: (unit: Code) => ReadonlyMap<Code, Sen> | undefined = () => undefined,
  ): void {
    const whole = lraBalance(accounts);
    for (const { result, label, unit, stated } of this.#rows) {
      const own = stated[measure];
      if (!own) continue;
      const ofOwn = ofUnit(unit);
      const balances = ofOwn ? [lraBalance(ofOwn), whole] : [whole];
      const right = balances.find((balance) => balance[result.result] === own.amount);
      const computed = toDecimal((right ?? balances[0] ?? whole)[result.result]);
      const file = toDecimal(own.amount);
      this.#findings.reconciliation.push({ what: result.words, place: own.place, file, computed, equal: right !== undefined });
      if (!right) this.#findings.find('identity-differs', own.place, `${label} ${file}`, computed);
    }
  }
}
