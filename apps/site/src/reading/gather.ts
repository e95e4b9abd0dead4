import { isTreasury, isWithin, monthOf, netInto, parseDecimal, type Sen, toDecimal } from '@sipkadin/budget';
import type { PublishedLine } from '@sipkadin/edition';
import type { Context } from './context.ts';
import type { OriginOf } from './origin-of.ts';

/** One OPD's share of an amount. */
export interface Part {
  slug: string;
  name: string;
  lines: PublishedLine[];
}

/** The lines that an amount is the sum of, by OPD. Yields to other requests after each OPD, because a large edition has many lines. */
export async function gather(context: Context, of: OriginOf): Promise<Part[]> {
  const { edition } = context;
  const { version, asOf } = edition.manifest;
  const parts: Part[] = [];
  for (const { slug, name, code } of edition.units()) {
    if (of.unit !== undefined && of.unit !== slug) continue;
    const all = edition.lines(slug) ?? [];
    const lines = all
      .filter(
        (line) =>
          line.measure === of.measure &&
          (line.measure === 'realization' || line.version === version) &&
          (line.month === null || line.month <= monthOf(asOf)) &&
          (of.account === undefined || isWithin(line.account, of.account)) &&
          (of.activity === undefined || isWithin(line.activity, of.activity)) &&
          (of.fund === undefined || line.fund === of.fund) &&
          (of.part === undefined || isTreasury(line.account) === (of.part === 'ppkd')),
      )
      .map((line) => ({ ...line, amount: toDecimal(netInto(of.account ?? '', line.account, parseDecimal(line.amount) ?? 0n)) }));
    if (lines.length > 0) parts.push({ slug, name: code === '' ? context.w.origin.summary : name, lines });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return parts;
}

export function sumOf(lines: readonly PublishedLine[]): Sen {
  return lines.reduce((all, { amount }) => all + (parseDecimal(amount) ?? 0n), 0n);
}
