import { type Code, dayInJakarta, daysBetween, type IsoDate, type Obstacle, opdOf } from '@sipkadin/budget';
import type { ObstacleEntry, ObstacleReport, ObstacleState } from '@sipkadin/ledger';

/** Where the words that are shown now come from. */
export type ObstacleSource =
  | { kind: 'file'; upload: string; sheet: string; row: number; asOf: IsoDate }
  | { kind: 'screen'; entry: number; on: IsoDate };

/** An obstacle on a day, with what was said of it before. */
export interface FollowedObstacle extends Omit<Obstacle, 'sheet' | 'row'> {
  id: string;
  state: ObstacleState;
  /** How it ended; '' while it is open. */
  ending: string;
  /** The day that the first report or entry is of. */
  openedOn: IsoDate;
  /** The day on which it ended; null while it is open. */
  endedOn: IsoDate | null;
  /** Days since it was opened, until it ended. */
  ageDays: number;
  /** Days past the promised date, until it ended; 0 until then, null where nothing is promised. */
  lateDays: number | null;
  /** Promised dates in the order in which they were given, each once: the first, and every move; null: taken back. */
  promises: { saidOn: IsoDate; until: IsoDate | null }[];
  /** The as-of date of the first later report of the OPD that leaves it out, while nobody said that it ended; null: none does. */
  unmentionedSince: IsoDate | null;
  source: ObstacleSource;
  /** Whether the last report that names it lets it become public; false where no report does. */
  publicInFile: boolean;
  simulated: boolean;
}

interface Saying {
  day: IsoDate;
  /** Undefined: a report that leaves it out. */
  said:
    | (Omit<Obstacle, 'sheet' | 'row'> & { state: ObstacleState; ending: string; source: ObstacleSource; simulated: boolean })
    | undefined;
}

/**
 * The obstacles of reports and entries, each followed by its id over all of them. The latest day counts, and of one day an entry on screen
 * before a report. A report that names an obstacle again after it ended opens it again; one that leaves it out ends nothing, since it may
 * be forgotten: it stays open, and `unmentionedSince` says so.
 * @param given reports in the order of their as-of dates, of one date the one verified last at the end; entries in their order; none later than `day`
 */
export function traceObstacles({
  reports,
  entries,
  day,
}: {
  reports: readonly ObstacleReport[];
  entries: readonly ObstacleEntry[];
  day: IsoDate;
}): FollowedObstacle[] {
  const sayings = new Map<string, Saying[]>();
  const add = (id: string, saying: Saying) => sayings.set(id, [...(sayings.get(id) ?? []), saying]);
  const units = new Map<string, Code>();
  for (const [at, report] of reports.entries()) {
    const { asOf, covers, upload, simulated } = report;
    // Where the same day was reported anew, the later report takes the place of the earlier.
    const replaced = (unit: Code) => reports.some((other, index) => index > at && other.asOf === asOf && isCovered(unit, other.covers));
    const named = new Set<string>();
    for (const { id, sheet, row, ...said } of report.rows) {
      if (replaced(said.unit)) continue;
      named.add(id);
      units.set(id, said.unit);
      add(id, {
        day: asOf,
        said: { ...said, state: 'open', ending: '', simulated, source: { kind: 'file', upload, sheet, row, asOf } },
      });
    }
    for (const [id, unit] of units)
      if (!named.has(id) && isCovered(unit, covers) && !replaced(unit)) add(id, { day: asOf, said: undefined });
  }
  for (const { obstacle, seq, at, year: _, actor: _who, ...said } of entries) {
    const on = dayInJakarta(at);
    add(obstacle, { day: on, said: { ...said, simulated: false, source: { kind: 'screen', entry: seq, on } } });
  }
  return [...sayings].map(([id, all]) => follow(id, all, day));
}

/** A report covers a unit by itself or by its OPD. */
function isCovered(unit: Code, covers: readonly Code[]): boolean {
  return covers.includes(unit) || covers.includes(opdOf(unit));
}

function follow(id: string, all: readonly Saying[], day: IsoDate): FollowedObstacle {
  // Stable: of one day, reports were added before entries.
  const sayings = all.toSorted((a, b) => a.day.localeCompare(b.day));
  const said = sayings.flatMap((saying) => (saying.said === undefined ? [] : [{ day: saying.day, ...saying.said }]));
  const [first, last] = [said[0], said.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`nothing is said of ${id}`);
  const { day: lastDay, ...shown } = last;
  const endedOn = shown.state === 'open' ? null : lastDay;
  const until = endedOn ?? day;
  const promises: FollowedObstacle['promises'] = [];
  for (const { day: saidOn, promisedOn } of said)
    if (promisedOn !== (promises.at(-1)?.until ?? null)) promises.push({ saidOn, until: promisedOn });
  const after = sayings.slice(sayings.findLastIndex((saying) => saying.said !== undefined) + 1);
  return {
    ...{ id, ...shown, openedOn: first.day, endedOn, promises },
    ageDays: daysBetween(first.day, until),
    lateDays: shown.promisedOn === null ? null : Math.max(0, daysBetween(shown.promisedOn, until)),
    unmentionedSince: endedOn === null ? (after[0]?.day ?? null) : null,
    publicInFile: said.findLast(({ source }) => source.kind === 'file')?.mayBePublic ?? false,
  };
}
