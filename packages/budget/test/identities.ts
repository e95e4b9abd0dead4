import { type Code, lraBalance, netInto, parentCode, type Sen } from '../src/index.ts';

/** What an LRA states: amounts by canonical account at any level, and the three results it may print beside them. */
interface StatedLra {
  accounts: ReadonlyMap<Code, Sen>;
  surplus?: Sen;
  netFinancing?: Sen;
  silpa?: Sen;
}

/** One identity that does not hold. `account` is the parent whose sum differs, '' for the three results. */
interface IdentityDifference {
  identity: 'children' | 'surplus' | 'net-financing' | 'silpa';
  account: Code;
  stated: Sen;
  computed: Sen;
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
  const sums = new Map<Code, Sen>();
  for (const [code, amount] of stated.accounts) {
    const parent = parentCode('account', code);
    if (parent !== '') sums.set(parent, (sums.get(parent) ?? 0n) + netInto(parent, code, amount));
  }
  for (const [parent, computed] of sums) hold('children', parent, stated.accounts.get(parent), computed);
  const balance = lraBalance(stated.accounts);
  hold('surplus', '', stated.surplus, balance.surplus);
  hold('net-financing', '', stated.netFinancing, balance.netFinancing);
  hold('silpa', '', stated.silpa, balance.silpa);
  return differences;
}
