import { type Code, isWithin, level, parentCode } from '../codes/code.ts';
import type { Sen } from '../money/money.ts';

/** What an LRA states: amounts by canonical account at any level, and the three results it may print beside them. */
export interface StatedLra {
  accounts: ReadonlyMap<Code, Sen>;
  surplus?: Sen;
  netFinancing?: Sen;
  silpa?: Sen;
}

/** One identity that does not hold. `account` is the guilty parent, '' for the three results. */
export interface IdentityDifference {
  identity: 'children' | 'surplus' | 'net-financing' | 'silpa';
  account: Code;
  stated: Sen;
  computed: Sen;
}

export interface LraBalance {
  revenue: Sen;
  spending: Sen;
  /** Revenue less spending; negative is a deficit. */
  surplus: Sen;
  netFinancing: Sen;
  /** 4 − 5 + 6.1 − 6.2; zero in an adopted budget. */
  silpa: Sen;
}

/**
 * An account's amount as it enters the sum of an account above it. Financing is stated net (PP 12/2019): 6 = 6.1 − 6.2, so what
 * lies in 6.2 enters the sum of '6' with the opposite sign; everything else is a plain sum.
 */
export function netInto(above: Code, account: Code, amount: Sen): Sen {
  return above === '6' && isWithin(account, '6.2') ? -amount : amount;
}

/** Sum of the direct children that are stated; undefined where none is. */
function ofChildren(accounts: ReadonlyMap<Code, Sen>): Map<Code, Sen> {
  const sums = new Map<Code, Sen>();
  for (const [code, amount] of accounts) {
    const parent = parentCode('account', code);
    if (parent !== '') sums.set(parent, (sums.get(parent) ?? 0n) + netInto(parent, code, amount));
  }
  return sums;
}

/**
 * Revenue, spending, net financing and what follows from them. An akun that is not stated is the sum of its
 * kelompok, as far as those are stated; an LRA without one of them counts it as zero.
 */
export function lraBalance(accounts: ReadonlyMap<Code, Sen>): LraBalance {
  const computed = ofChildren(accounts);
  const kelompok = (code: Code) => accounts.get(code) ?? computed.get(code);
  const akun = (code: Code) => {
    const stated = accounts.get(code);
    if (stated !== undefined) return stated;
    let total = 0n;
    for (let digit = 1; digit <= 9; digit++) total += netInto(code, `${code}.${digit}`, kelompok(`${code}.${digit}`) ?? 0n);
    return total;
  };
  const [revenue, spending, netFinancing] = [akun('4'), akun('5'), akun('6')];
  return { revenue, spending, surplus: revenue - spending, netFinancing, silpa: revenue - spending + netFinancing };
}

/**
 * Holds what an LRA states against its identities: a parent is the sum of its stated children (6 = 6.1 − 6.2),
 * surplus = 4 − 5, SiLPA = surplus + net financing. A parent without stated children proves nothing and passes.
 * @param tolerance differences up to this many sen are left out; 0 by default
 */
export function identityDifferences(stated: StatedLra, tolerance: Sen = 0n): IdentityDifference[] {
  const differences: IdentityDifference[] = [];
  const hold = (identity: IdentityDifference['identity'], account: Code, amount: Sen | undefined, computed: Sen) => {
    if (amount === undefined) return;
    const off = amount - computed;
    if (off > tolerance || off < -tolerance) differences.push({ identity, account, stated: amount, computed });
  };
  const sums = [...ofChildren(stated.accounts)].toSorted(([a], [b]) => level(a) - level(b) || (a < b ? -1 : 1));
  for (const [parent, computed] of sums) hold('children', parent, stated.accounts.get(parent), computed);
  const balance = lraBalance(stated.accounts);
  hold('surplus', '', stated.surplus, balance.surplus);
  hold('net-financing', '', stated.netFinancing, balance.netFinancing);
  hold('silpa', '', stated.silpa, balance.silpa);
  return differences;
}
