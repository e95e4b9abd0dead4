import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Resource } from '../http/resource.ts';
import type { Context } from '../reading/context.ts';
import type { recordedDay } from '../reading/recorded.ts';
import type { View } from '../reading/view.ts';

/**
 * Whether a page will be the same after later publications: it is of an edition that is not its year's newest, and was drawn from that
 * edition alone, apart from what `lastingStamp` and `lastingFacts` have.
 * @param day records what is read of the current day
 * @returns the context to draw the page from; what is read from it decides
 */
export function watched(context: Context, day: ReturnType<typeof recordedDay>): { context: Context; isLasting: () => boolean } {
  let hasReadMore = false;
  const noted = <T>(read: () => T): T => {
    hasReadMore = true;
    return read();
  };
  return {
    context: {
      ...context,
      get numbers() {
        return noted(() => context.numbers);
      },
      get today() {
        return noted(day.today);
      },
      onDay: (of) => noted(() => day.onDay(of)),
      keys: () => noted(context.keys),
      every: () => noted(context.every),
      editionsOf: (year) => noted(() => context.editionsOf(year)),
    },
    isLasting: () => !hasReadMore && !context.isNewest,
  };
}

/** Which answers are lasting. */
export function lastingPages() {
  const known = new WeakSet<Resource>();
  return {
    /** @param isLasting asked once the page is drawn */
    note(resource: Resource, isLasting: () => boolean): Resource {
      if (resource.status === 200 && isLasting()) known.add(resource);
      return resource;
    },
    has: (resource: Resource): boolean => known.has(resource),
  };
}

/** Of a page, what may change although its edition does not: the years that have it too, a withdrawal, and the edition of the year before. */
export function lastingFacts({ years, twins, withdrawnBy, yearBefore }: Context): string {
  const before = yearBefore();
  const compared = before && [before.edition.hash, before.isSameDay, before.isLatest];
  return JSON.stringify([years.filter((year) => twins.year(year) !== undefined), withdrawnBy(), compared]);
}

/** The built site: another release draws other pages. */
const program = hash('sha256', readFileSync(import.meta.filename));

/** What else is on the pages of every edition: with another stamp they are others. @param settings whatever else they are made from */
export function lastingStamp({ published, governments, copiedUntil }: View, settings: readonly unknown[]): string {
  const state = governments.map(({ code }) => [code, published.years(code), published.register(code)?.hash]);
  return hash(
    'sha256',
    JSON.stringify([
      program,
      settings,
      governments,
      state,
      published.reference()?.hash,
      published.keys(),
      published.unreadable(),
      copiedUntil,
    ]),
  );
}
