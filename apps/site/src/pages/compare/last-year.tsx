import { monthEnd } from '@sipkadin/budget';
import { atSameDay, lastReportedMonth } from '@sipkadin/edition';
import { Amount, formatDate } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import { changeWords } from './change.tsx';

/** For the home page: what the same OPD had paid by the same day of the year before, and where the comparison is; nothing without one. */
export function LastYear({ context }: { context: Context }) {
  const { w, language, paths, edition } = context;
  const { year, basis } = edition.manifest;
  const until = lastReportedMonth(edition, '5');
  const earlier = context.years.find((one) => one < year);
  const other = earlier === undefined ? undefined : context.editionsOf(earlier)[0];
  if (until === undefined || other === undefined || other.manifest.basis !== basis) return null;
  const { pairs, total } = atSameDay(other, edition, '5', until);
  if (pairs.length === 0) return null;
  const day = formatDate(monthEnd(other.manifest.year, until), language);
  const isWhole = pairs.every((pair) => pair.day === monthEnd(year, until));
  return (
    <li>
      {(isWhole ? w.compare.home.whole : w.compare.home.ownDays)(day)} <Amount amount={total.before} language={language} />
      {w.compare.home.now(changeWords(context, total.before, total.after))} <a href={paths.yearsOnSameDay()}>{w.compare.home.link}</a>
    </li>
  );
}
