import {
  type IsoDate,
  isTreasury,
  isWithin,
  monthEnd,
  monthOf,
  netInto,
  PlanToDay,
  parseDecimal,
  type Sen,
  toDecimal,
} from '@sipkadin/budget';
import type { Edition, PublishedLine } from '@sipkadin/edition';
import type { Context } from './context.ts';
import type { OriginOf } from './origin-of.ts';

/** One OPD's share of an amount. */
export interface Part {
  slug: string;
  name: string;
  lines: PublishedLine[];
  /** What the lines add up to, sen: of a plan up to the day that each unit has reported. */
  amount: Sen;
  /** The day up to which realization and plan count: that of the OPD's last report, or of all the figures where it has none. */
  day: IsoDate;
  /** Of a plan: the day within a month up to which it counts; null: whole months. */
  partUntil: IsoDate | null;
}

/** The lines that an amount is the sum of, by OPD. Yields to other requests after each OPD, because a large edition has many lines. */
export async function gather(context: Context, of: OriginOf): Promise<Part[]> {
  const { edition } = context;
  const { version, asOf } = edition.manifest;
  const parts: Part[] = [];
  const subUnit = of.subUnit === undefined ? undefined : edition.subUnits().find(({ slug }) => slug === of.subUnit);
  if (of.subUnit !== undefined && subUnit === undefined) return [];
  for (const { slug, name, code, lastAsOf } of edition.units()) {
    const day = (subUnit ? subUnit.lastAsOf : lastAsOf) ?? asOf;
    if (of.unit !== undefined && of.unit !== slug) continue;
    const all = edition.lines(slug) ?? [];
    const lines = all
      .filter(
        (line) =>
          line.measure === of.measure &&
          (subUnit === undefined || line.unit === subUnit.code) &&
          (line.measure === 'realization' || line.version === version) &&
          (line.month === null || line.month <= monthOf(day)) &&
          (of.account === undefined || isWithin(line.account, of.account)) &&
          (of.activity === undefined || isWithin(line.activity, of.activity)) &&
          (of.fund === undefined || line.fund === of.fund) &&
          (of.part === undefined || isTreasury(line.account) === (of.part === 'ppkd')),
      )
      .map((line) => ({ ...line, amount: toDecimal(netInto(of.account ?? '', line.account, parseDecimal(line.amount) ?? 0n)) }));
    if (lines.length > 0) {
      const [amount, partUntil] = of.measure === 'plan' ? planUntil(lines, edition, day) : [sumOf(lines), null];
      parts.push({ slug, name: code === '' ? context.w.origin.summary : name, lines, amount, day, partUntil });
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return parts;
}

export function sumOf(lines: readonly PublishedLine[]): Sen {
  return lines.reduce((all, { amount }) => all + (parseDecimal(amount) ?? 0n), 0n);
}

/** The plan of an OPD's lines up to the day of each unit, as its row states it, and the day if it lies within a month. */
function planUntil(lines: readonly PublishedLine[], edition: Edition, day: IsoDate): [Sen, IsoDate | null] {
  const days = new Map(edition.reports().map(({ unit, account, asOf }) => [`${unit} ${account}`, asOf]));
  const { year, asOf } = edition.manifest;
  const plan = new PlanToDay();
  for (const line of lines) {
    const ownDay = days.size === 0 ? day : days.get(`${line.unit} ${line.account.slice(0, 1)}`);
    plan.add(parseDecimal(line.amount) ?? 0n, { year, month: line.month ?? 12 }, ownDay, asOf);
  }
  return [plan.shown ?? 0n, day === monthEnd(year, monthOf(day)) ? null : day];
}
