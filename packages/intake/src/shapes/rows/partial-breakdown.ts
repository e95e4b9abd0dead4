import { type Code, isWithin, type Sen } from '@sipkadin/budget';
import type { Item, PageKind } from './account-page.ts';

export interface Partial {
  parent: Item;
  kind: PageKind;
  stated: Sen;
  /** What the parts that the table lists add up to. */
  listed: Sen;
}

/**
 * Published tables list some accounts and leave out their neighbours: 5 with 5.1.01 and 5.2, but no 5.1.02. Where the parts
 * are less than their parent states, the parent's amount counts and the parts are left out, so that nothing is lost.
 * Parts that add up, or to more than the parent, stay: they are held against it.
 */
export function withoutPartialBreakdowns(items: readonly Item[]): { items: Item[]; partial: Partial[] } {
  const codes = new Set(items.map(({ entry }) => entry.code));
  const partial: Partial[] = [];
  let kept = [...items];
  for (const parent of items.toSorted((a, b) => a.entry.code.length - b.entry.code.length)) {
    if (!kept.includes(parent)) continue;
    const { code } = parent.entry;
    const parts = kept.filter((item) => nearestAbove(item.entry.code, codes) === code);
    const missing = [...parent.amounts].flatMap(([kind, { amount }]) => {
      const listed = parts.reduce<Sen>((sum, part) => sum + (part.amounts.get(kind)?.amount ?? 0n), 0n);
      return parts.length > 0 && listed < amount ? [{ parent, kind, stated: amount, listed }] : [];
    });
    if (missing.length === 0) continue;
    partial.push(...missing);
    kept = kept.filter((item) => item.entry.code === code || !isWithin(item.entry.code, code));
  }
  return { items: kept, partial };
}

/** The longest of the codes that this one lies beneath. */
function nearestAbove(code: Code, codes: ReadonlySet<Code>): Code | undefined {
  const parts = code.split('.');
  for (let length = parts.length - 1; length > 0; length--) {
    const above = parts.slice(0, length).join('.');
    if (codes.has(above)) return above;
  }
  return undefined;
}
