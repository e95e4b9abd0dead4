import type { Language, Sen } from '@sipkadin/budget';
import { Amount, formatCount, formatGrowth, formatInUnit, formatShort, type Unit } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';

/** A difference with its sign, also where it is an increase. */
export function Change({ amount, language, form }: { amount: Sen | null; language: Language; form?: 'exact' | Unit }) {
  return (
    <>
      {amount !== null && amount > 0n && !isBelowSmallest(amount, language, form) && '+'}
      <Amount amount={amount} language={language} {...(form !== undefined && { form })} />
    </>
  );
}

/** "<0,1" has no sign: an increase is what is not said to be a cut. */
function isBelowSmallest(amount: Sen, language: Language, form: 'exact' | Unit | undefined): boolean {
  return form !== undefined && form !== 'exact' && formatInUnit(amount, form, language).startsWith('<');
}

/** "naik 4,2%", "turun Rp3 juta", "sama": without a percentage where there was nothing before. */
export function changeWords({ w, language }: Pick<Context, 'w' | 'language'>, before: Sen, after: Sen): string {
  if (before === after) return w.compare.same;
  const size = before <= 0n ? formatShort(after < before ? before - after : after - before, language) : growthSize(before, after, language);
  return (after > before ? w.compare.up : w.compare.down)(size);
}

/** The same with the amount: "naik Rp50,6 miliar (5,1%)". */
export function changeInRupiah(context: Pick<Context, 'w' | 'language'>, before: Sen, after: Sen): string {
  const { w, language } = context;
  if (before === after) return w.compare.same;
  const size = formatShort(after < before ? before - after : after - before, language);
  const share = before <= 0n ? '' : ` (${growthSize(before, after, language)})`;
  return (after > before ? w.compare.up : w.compare.down)(`${size}${share}`);
}

const growthSize = (before: Sen, after: Sen, language: Language) => formatGrowth(before, after, language).replace(/[+−-]/, '');

/** "34 OPD" */
export const countOf = (context: Pick<Context, 'w' | 'language'>, count: number) =>
  context.w.compare.unitCount(formatCount(count, context.language));
