import { causeWords, opdOf, type Status } from '@sipkadin/budget';
import type { PublishedNote, SubUnitRow, UnitRow } from '@sipkadin/edition';
import { formatCount } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import type { Context } from '../reading/context.ts';
import { holdsWorks } from './place.ts';

/** Letters of a note in a list; the whole of it is on the OPD's page. */
const longest = 140;

/**
 * What an OPD says itself, beside the place where it is called behind: its latest published note, or that it has published none.
 * undefined for any other status, and in editions of formats that hold no notes.
 */
export function whyOf(context: Context, unit: UnitRow, status: Status): ReactNode {
  const { w, paths } = context;
  return saidBy(context, status, (note) => opdOf(note.unit) === unit.code, { none: w.why.none, page: paths.unit({ unit: unit.slug }) });
}

/** The same of a sub-unit, by its own notes alone. */
export function whyOfSubUnit(context: Context, unit: SubUnitRow, status: Status, page: string): ReactNode {
  return saidBy(context, status, (note) => note.unit === unit.code, { none: context.w.why.noneOfSubUnit, page });
}

function saidBy(
  { w, language, edition }: Context,
  status: Status,
  isOwn: (note: PublishedNote) => boolean,
  { none, page }: { none: string; page: string },
): ReactNode {
  if (status !== 'behind' || !holdsWorks(edition)) return undefined;
  const notes = edition
    .notes()
    .filter(isOwn)
    .toSorted((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0));
  const [latest] = notes;
  if (latest === undefined) return <span className="why">{none}</span>;
  const { cause, what } = latest;
  return (
    <span className="why">
      {w.why.says} {causeWords[cause][language]}
      {what !== '' && (
        <>
          {': '}
          <span lang="id">{what.length > longest ? `${what.slice(0, longest)}…` : what}</span>
        </>
      )}
      . <a href={`${page}#penjelasan`}>{notes.length === 1 ? w.why.more : w.why.moreOf(formatCount(notes.length, language))}</a>
    </span>
  );
}
