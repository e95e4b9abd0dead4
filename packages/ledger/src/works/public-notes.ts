import { dayInJakarta, type IsoDate, type Obstacle } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { obstacleEntries } from '../obstacles/entries.ts';
import { withObstacleIds } from '../obstacles/file-obstacle-id.ts';
import { obstacleReleases } from '../obstacles/releases.ts';
import { countedWorks, type WorksAt } from './counted-works.ts';
import { obstaclesOf } from './works-rows.ts';

/** An obstacle that its OPD lets the public read; see `PublishedNote` of an edition. */
export interface PublicNote extends Omit<Obstacle, 'mayBePublic' | 'row'> {
  id: string;
  asOf: IsoDate;
  simulated: boolean;
  /** Id of the works that it came with; null where it was written on screen, then `sheet` is '' and `row` null. */
  source: string | null;
  row: number | null;
}

/**
 * The open obstacles that may be public at a step of the ledger: those of verified files, and those written on screen that a verifier
 * released. Of one obstacle the later day counts, and of one day the entry on screen: one that is taken back, or has ended, is not told.
 */
export async function publicNotes(read: Reading, at: WorksAt): Promise<PublicNote[]> {
  const notes = new Map<string, PublicNote>();
  const [named, answers] = [await notesOfFiles(read, at), await lastAnswers(read, at)];
  for (const [id, { mayBePublic, ...note }] of named) if (mayBePublic) notes.set(id, note);
  for (const { released, entry } of answers) {
    const { obstacle: id, unit, activity, cause, what, followUp, unblocker, promisedOn, owner } = entry;
    const day = dayInJakarta(entry.at);
    if ((named.get(id)?.asOf ?? '') > day) continue;
    notes.delete(id);
    const said = { unit, activity, cause, what, followUp, unblocker, promisedOn, owner };
    if (released && entry.state === 'open') notes.set(id, { ...said, id, asOf: day, simulated: false, source: null, sheet: '', row: null });
  }
  return [...notes.values()];
}

/** Every obstacle of the reports that count, by id, whether it may be public or not. */
async function notesOfFiles(read: Reading, at: WorksAt): Promise<Map<string, PublicNote & Pick<Obstacle, 'mayBePublic'>>> {
  const { counted, isCounted } = await countedWorks(read, at);
  const notes = new Map<string, PublicNote & Pick<Obstacle, 'mayBePublic'>>();
  for (const { seq, id: source, kind, asOf, simulated } of counted) {
    if (kind !== 'obstacle' || asOf === null) continue;
    const rows = (await obstaclesOf(read, [seq])).map(({ row }) => row);
    for (const { id, ...row } of withObstacleIds(at.year, rows))
      if (isCounted({ works: seq, row })) notes.set(id, { ...row, id, asOf, simulated, source });
  }
  return notes;
}

/** The last answer of a verifier about each obstacle up to the step, with the entry that it is about. */
async function lastAnswers(read: Reading, { government, year, sequence }: WorksAt) {
  const entries = new Map((await obstacleEntries(read, { government, year })).map((entry) => [entry.seq, entry]));
  const answers = (await obstacleReleases(read, { government, year })).filter(({ seq }) => seq <= sequence);
  return [...new Map(answers.map((answer) => [answer.obstacle, answer])).values()].flatMap(({ released, entry }) => {
    const about = entries.get(entry);
    return about === undefined ? [] : [{ released, entry: about }];
  });
}
