import { setTimeout as after } from 'node:timers/promises';
import type { FiscalYear } from '@sipkadin/budget';
import { type WrittenEdition, writtenEditions, writtenYears } from '@sipkadin/edition';
import { claimedYears, type EditionRow, type Reading } from '@sipkadin/ledger';

/** The editions of a year as they lie on the disk. */
export interface WrittenYear {
  government: string;
  year: FiscalYear;
  editions: WrittenEdition[];
}

/** public-unknown: readers see what the ledger never recorded; not-announced: the reverse; gone: a recorded one has no folder; unfinished: left by a broken publication. */
export type AnnouncementProblem = Pick<EditionRow, 'government' | 'year' | 'number'> & {
  kind: 'public-unknown' | 'not-announced' | 'gone' | 'unfinished';
};

/** Looks at the disk. To be compared with a ledger that is read afterwards: an edition is recorded before it is public. */
export function lookAtEditions(root: string): WrittenYear[] {
  return writtenYears(root).map((year) => ({ ...year, editions: writtenEditions(root, year.government, year.year) }));
}

/** A publication's last step, from the record to the announcement, takes less. */
const patience = 5000;
const look = 200;

/**
 * Readers are pointed to exactly what the ledger recorded. What another process is publishing meanwhile is no problem.
 * @param found what lay on the disk before the ledger was read
 */
export async function announcementProblems(
  read: Reading,
  { root, found, recorded }: { root: string; found: readonly WrittenYear[]; recorded: readonly EditionRow[] },
): Promise<AnnouncementProblem[]> {
  const expired = await claimedYears(read, new Date().toISOString());
  const claimed = (await claimedYears(read)).filter((claim) => !expired.some((other) => isSame(claim, other)));
  const problems: AnnouncementProblem[] = [];
  for (const { government, year, editions } of found) {
    const known = new Set(recorded.filter((edition) => isSame(edition, { government, year })).map(({ number }) => number));
    for (const { number, public: open } of editions) {
      if (open === known.has(number)) continue;
      const kind = open ? 'public-unknown' : known.has(number) ? 'not-announced' : 'unfinished';
      if (kind === 'unfinished' && claimed.some((claim) => isSame(claim, { government, year }))) continue;
      if (kind === 'public-unknown' || (await persists(root, { government, year, number, kind })))
        problems.push({ government, year, number, kind });
    }
  }
  // Those that are on the disk by now were published after it was looked at.
  for (const { government, year, number } of recorded) {
    const present = writtenEditions(root, government, year).some((edition) => edition.number === number);
    if (!present) problems.push({ government, year, number, kind: 'gone' });
  }
  return problems;
}

async function persists(root: string, { government, year, number, kind }: AnnouncementProblem): Promise<boolean> {
  for (let waited = 0; ; waited += look) {
    const present = writtenEditions(root, government, year).find((edition) => edition.number === number);
    if (kind === 'unfinished' ? present === undefined : present?.public === true) return false;
    if (kind === 'unfinished' || waited >= patience) return true;
    await after(look);
  }
}

function isSame(one: Pick<WrittenYear, 'government' | 'year'>, other: Pick<WrittenYear, 'government' | 'year'>): boolean {
  return one.government === other.government && one.year === other.year;
}
