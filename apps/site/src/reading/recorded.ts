import { addDays, type FiscalYear, type IsoDate } from '@sipkadin/budget';
import type { PublicEditions } from '@sipkadin/edition';

/**
 * The same editions, which add to `uses` what is read from them: a government's list of years, or the editions of one year. A
 * cached page is dropped when one of its uses changes.
 */
export function recorded(editions: PublicEditions, uses: Set<string>): PublicEditions {
  const ofYear = (government: string, year: number) => uses.add(`${government} ${year}`);
  return {
    ...editions,
    governments() {
      uses.add(governmentsUse);
      return editions.governments();
    },
    years(government) {
      uses.add(government);
      return editions.years(government);
    },
    list(government, year) {
      ofYear(government, year);
      return editions.list(government, year);
    },
    latest(government, year) {
      ofYear(government, year);
      return editions.latest(government, year);
    },
    open(government, year, number) {
      ofYear(government, year);
      return editions.open(government, year, number);
    },
    reference() {
      uses.add(referenceUse);
      return editions.reference();
    },
    register(government) {
      uses.add(registerUse(government));
      return editions.register(government);
    },
  };
}

const referenceUse = 'reference';
/** Which governments have published anything. */
const governmentsUse = 'governments';
const registerUse = (government: string) => `${government} register`;

/** Every possible use with its current value. */
export function stateOf(editions: PublicEditions): Map<string, string> {
  const instead = new Map(editions.unreadable().map((one) => [`${one.government} ${one.year}`, one.instead]));
  const ofReference: [string, string] = [referenceUse, editions.reference()?.hash ?? ''];
  return new Map([
    ofReference,
    [governmentsUse, editions.governments().join()],
    ...editions.governments().flatMap((government): [string, string][] => {
      const years = editions.years(government);
      const hashes = (year: FiscalYear) => [
        ...editions.list(government, year).map(({ hash }) => hash),
        // Another edition is shown as the latest; where none can be, what is cached stays.
        String(instead.get(`${government} ${year}`) ?? ''),
      ];
      const register: [string, string] = [registerUse(government), editions.register(government)?.hash ?? ''];
      return [
        [government, years.join()],
        register,
        ...years.map((year): [string, string] => [`${government} ${year}`, hashes(year).join()]),
      ];
    }),
  ]);
}

export function changedUses(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((use) => before.get(use) !== after.get(use));
}

/** The days on which a page says the same, the first and the last one included. */
export interface Days {
  from: IsoDate;
  until: IsoDate;
}

/** How many days ahead a page is known to say the same, at most. */
const farthest = 32;

/** Reads the current day for a page, and finds the days on which the page says the same. */
export function recordedDay(today: IsoDate) {
  let until: IsoDate | undefined;
  const days: IsoDate[] = [today];
  const dayAhead = (count: number) => (days[count] ??= addDays(today, count));
  const narrow = (day: IsoDate) => {
    if (until === undefined || day < until) until = day;
  };
  return {
    today(): IsoDate {
      narrow(today);
      return today;
    },
    /** @param of what the page says of a day: as days pass, a value that it once left never comes back */
    onDay<T>(of: (day: IsoDate) => T): T {
      const value = of(today);
      if (until === today) return value;
      const [text, isSame] = [JSON.stringify(value), (ahead: number) => JSON.stringify(of(dayAhead(ahead))) === text];
      let [same, other] = isSame(farthest) ? [farthest, farthest] : [0, farthest];
      while (other - same > 1) {
        const middle = (same + other) >> 1;
        if (isSame(middle)) same = middle;
        else other = middle;
      }
      narrow(dayAhead(same));
      return value;
    },
    /** undefined: on all days. */
    days: (): Days | undefined => until && { from: today, until },
  };
}
