import { dayInJakarta, type Government, type IsoDate, type IsoInstant } from '@sipkadin/budget';
import type { Editions, PublicEditions } from '@sipkadin/edition';
import { everyGovernment } from '../find-context.ts';
import { mostNamedGovernments } from './context.ts';
import { changedUses, stateOf } from './recorded.ts';

/** What every page is made from at one moment; it does not change when an edition is announced. */
export interface View {
  revision: number;
  published: PublicEditions;
  /** Every possible use of a page with its current value; see recorded.ts. */
  state: ReadonlyMap<string, string>;
  /** Named on every page where they are few. */
  governments: readonly Government[];
  /** The current day, for lateness. */
  today: IsoDate;
  /** The day to which a copy of another site goes where it may lack newer editions; undefined: it lacks none. */
  copiedUntil: IsoDate | undefined;
}

/** Looks for what was announced. @param before what was seen last: read again only as far as something changed */
export function lookAt(
  editions: Editions,
  { defaultGovernment, now, until }: { defaultGovernment: string; now: () => IsoInstant; until: IsoInstant | undefined },
  before?: View,
): View {
  const revision = editions.refresh();
  const today = dayInJakarta(now());
  const copiedUntil = until === undefined ? undefined : dayInJakarta(until);
  if (before?.revision === revision)
    return before.today === today && before.copiedUntil === copiedUntil ? before : { ...before, today, copiedUntil };
  const published = editions.snapshot();
  return { revision, published, state: stateOf(published), governments: everyGovernment(published, defaultGovernment), today, copiedUntil };
}

/** The uses of which the pages are others in the next view, on the same day; "all" where every page is. */
export function changedBetween(before: View, next: View): ReadonlySet<string> | 'all' {
  if (before.copiedUntil !== next.copiedUntil) return 'all';
  // Another key signs: any page may name it.
  if (before.published.keys() !== next.published.keys()) return 'all';
  const areNamed = [before, next].some(({ governments }) => governments.length <= mostNamedGovernments);
  if (areNamed && JSON.stringify(before.governments) !== JSON.stringify(next.governments)) return 'all';
  return new Set(changedUses(before.state, next.state));
}
