import { gapToPlan, type IsoDate } from '@sipkadin/budget';
import { formatDate, formatPoints } from '@sipkadin/ui/format';
import { z } from 'zod';
import { bandsOf, comparableSpending, statusOf, withoutTreasury } from '../../../reading/judging.ts';
import { type Money, money } from '../../../reading/money.ts';
import type { Opened } from '../opened.ts';
import { plain } from '../plain.ts';
import { mcpWords } from '../words/words.ts';
import type { Subject } from './subject.ts';

/** How an edition's rule judges spending. */
export const judgedShape = z.object({
  status: z.string(),
  statusName: z.string(),
  tenthsOfPoints: z.string().nullable().describe('Realization less cash plan in tenths of a point of the budget; null: not compared.'),
  asOf: z.string(),
  text: z.string(),
});

/** Of all spending, of an OPD and of a sub-unit, as their pages judge it; null for anything else. */
export function judgedOf(opened: Opened, subject: Subject): z.infer<typeof judgedShape> | null {
  const { context } = opened;
  const { language } = context;
  const found = amountsOf(opened, subject);
  if (found === undefined) return null;
  const status = statusOf(context, found.amounts, found.day);
  const gap = gapToPlan(found.amounts);
  const statusName = bandsOf(context).statuses[status][language];
  const asOf = found.day ?? context.edition.manifest.asOf;
  const w = mcpWords(language);
  const text = gap === null ? w.notCompared(statusName) : w.judged(statusName, formatPoints(gap, language), formatDate(asOf, language));
  return { status, statusName, tenthsOfPoints: gap === null ? null : String(gap), asOf, text: plain(`${text} ${found.left}`) };
}

interface Judged {
  amounts: Money;
  day: IsoDate | null;
  /** What is not in the amounts. */
  left: string;
}

function amountsOf({ context }: Opened, { unit, subUnit, activity, account, fund }: Subject): Judged | undefined {
  const { edition, language } = context;
  if (account !== '5' || activity !== undefined || fund !== undefined) return undefined;
  const w = mcpWords(language);
  if (unit === undefined) {
    const whole = edition.summary().accounts.find(({ code }) => code === '5');
    if (whole === undefined) return undefined;
    const { amounts } = comparableSpending(context, money(whole));
    return { amounts, day: edition.manifest.asOf, left: w.planned };
  }
  const row =
    subUnit === undefined ? edition.units().find(({ slug }) => slug === unit) : edition.subUnits().find(({ slug }) => slug === subUnit);
  return row && { amounts: withoutTreasury(row), day: row.lastAsOf, left: w.ownWork };
}
