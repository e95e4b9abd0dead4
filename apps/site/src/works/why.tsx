import { causeWords, opdOf, type Status } from '@sipkadin/budget';
import type { UnitRow } from '@sipkadin/edition';
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
  const { w, language, paths, edition } = context;
  if (status !== 'behind' || !holdsWorks(edition)) return undefined;
  const notes = edition
    .notes()
    .filter((note) => opdOf(note.unit) === unit.code)
    .toSorted((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0));
  const [latest] = notes;
  if (latest === undefined) return <span className="why">{w.why.none}</span>;
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
      .{' '}
      <a href={`${paths.unit({ unit: unit.slug })}#penjelasan`}>
        {notes.length === 1 ? w.why.more : w.why.moreOf(formatCount(notes.length, language))}
      </a>
    </span>
  );
}
