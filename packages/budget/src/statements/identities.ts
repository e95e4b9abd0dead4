import { type Code, isWithin, parentCode } from '../codes/code.ts';
import type { Sen } from '../money/money.ts';

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
