import type { Sen } from '../money/money.ts';
import { type Code, type CodeKind, parentCode } from './code.ts';

/** The code and every code above it, deepest first, without the root ''. A sub kegiatan has five: there is no fourth level. */
export function lineage(kind: CodeKind, code: Code): Code[] {
  const codes: Code[] = [];
  for (let at = code; at !== ''; at = parentCode(kind, at)) codes.push(at);
  return codes;
}

/**
 * Adds every amount to its own code and to all codes above it; '' holds the grand total. Amounts of one code add up.
 * Give it leaves: a subtotal among them would count twice.
 */
export function rollUp(kind: CodeKind, leaves: Iterable<readonly [code: Code, amount: Sen]>): Map<Code, Sen> {
  const totals = new Map<Code, Sen>([['', 0n]]);
  const known = new Map<Code, Code[]>();
  for (const [code, amount] of leaves) {
    let path = known.get(code);
    if (!path) {
      path = [...lineage(kind, code), ''];
      known.set(code, path);
    }
    for (const at of path) totals.set(at, (totals.get(at) ?? 0n) + amount);
  }
  return totals;
}
