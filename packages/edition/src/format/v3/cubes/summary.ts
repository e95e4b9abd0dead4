import { ancestor, type Code, level, type Sen } from '@sipkadin/budget';
import type { Summary } from '../../../edition.ts';
import { compareText } from '../../frozen/canonical.ts';
import type { NameBook } from '../../frozen/names.ts';
import type { Counted } from '../counted.ts';
import { type Amounts, addLine, amountsOf, decimals, figures, type Period, type Sums, sumsOf, versionFigures } from '../sums.ts';

/** Akun, kelompok and jenis of the whole government. Financing is net: 6 = 6.1 − 6.2. */
export function summaryCube(period: Period, lines: readonly Counted[], names: NameBook): Summary {
  const byAccount = accountSums(period, lines);
  const [revenue, spending, financing] = ['4', '5', '6'].map((akun) => {
    const sums = byAccount.get(akun);
    return sums && amountsOf(sums);
  });
  const surplus = combine(revenue, spending, (a, b) => a - b);
  return {
    accounts: [...byAccount]
      .sort(([a], [b]) => compareText(a, b))
      .map(([code, sums]) => ({ code, name: names.name('account', code), ...figures(sums), versions: versionFigures(sums) })),
    surplus: decimals(surplus),
    netFinancing: decimals(financing ?? unknown),
    silpa: decimals(combine(surplus, financing, (a, b) => a + b)),
  };
}

/** Sums by akun, kelompok and jenis, and deeper where asked. */
export function accountSums(period: Period, lines: readonly Counted[], deepest = 3): Map<Code, Sums> {
  const depths = Array.from({ length: deepest }, (_, index) => index + 1);
  const all = new Map<Code, Sums>();
  const paths = new Map<Code, Code[]>();
  for (const item of lines) {
    if (item.akun === '') continue;
    const account = item.line.account === '' ? item.akun : item.line.account;
    let path = paths.get(account);
    if (!path) {
      path = depths.filter((depth) => depth <= level(account)).map((depth) => ancestor(account, depth));
      paths.set(account, path);
    }
    for (const code of path) addLine(sumsOf(all, code), item, period, code);
  }
  return all;
}

const unknown: Amounts = { budget: null, realization: null, plan: null };

/** A result of two amounts is known where both are: spending without revenue is no deficit. */
function combine(a: Amounts | undefined, b: Amounts | undefined, result: (a: Sen, b: Sen) => Sen): Amounts {
  const of = (measure: keyof Amounts) => {
    const [left, right] = [a?.[measure] ?? null, b?.[measure] ?? null];
    return left === null || right === null ? null : result(left, right);
  };
  return { budget: of('budget'), realization: of('realization'), plan: of('plan') };
}
