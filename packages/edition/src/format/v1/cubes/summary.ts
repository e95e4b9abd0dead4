import { ancestor, type Code, isWithin, level, type Sen } from '@sipkadin/budget';
import type { Summary } from '../../../edition.ts';
import { compareText } from '../../frozen/canonical.ts';
import type { NameBook } from '../../frozen/names.ts';
import type { Counted } from '../counted.ts';
import { addLine, figures, type Sums, sumsOf, versionFigures } from '../sums.ts';

type Measured = Pick<Sums, 'budget' | 'realization' | 'plan'>;

/** Akun, kelompok and jenis of the whole government. Financing is net: 6 = 6.1 − 6.2. */
export function summaryCube(lines: readonly Counted[], names: NameBook): Summary {
  const byAccount = accountSums(lines);
  const [revenue, spending, financing] = ['4', '5', '6'].map((akun) => byAccount.get(akun));
  const surplus = combine(revenue, spending, (a, b) => a - b);
  return {
    accounts: [...byAccount]
      .sort(([a], [b]) => compareText(a, b))
      .map(([code, sums]) => ({ code, name: names.name('account', code), ...figures(sums), versions: versionFigures(sums) })),
    surplus: figures(surplus),
    netFinancing: figures(financing ?? unknown),
    silpa: figures(combine(surplus, financing, (a, b) => a + b)),
  };
}

/** Sums by akun, kelompok and jenis, and deeper where asked. */
export function accountSums(lines: readonly Counted[], deepest = 3): Map<Code, Sums> {
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
    for (const code of path) addLine(sumsOf(all, code), item, code === '6' && isWithin(account, '6.2') ? -1n : 1n);
  }
  return all;
}

const unknown: Measured = { budget: null, realization: null, plan: null };

/** A result of two amounts is known where both are: spending without revenue is no deficit. */
function combine(a: Measured | undefined, b: Measured | undefined, result: (a: Sen, b: Sen) => Sen): Measured {
  const of = (measure: keyof Measured) => {
    const [left, right] = [a?.[measure] ?? null, b?.[measure] ?? null];
    return left === null || right === null ? null : result(left, right);
  };
  return { budget: of('budget'), realization: of('realization'), plan: of('plan') };
}
