import { type Code, dayInJakarta, type FiscalYear, personalData } from '@sipkadin/budget';
import { type Reading, readsUnit, unitActivities, unitNames, type Viewer, type WrittenObstacle, writeObstacle } from '@sipkadin/ledger';
import { type FollowedObstacle, followedObstacles } from '@sipkadin/monitor';
import { Refusal } from '@sipkadin/workflow';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';

type Asking = DeskContext & GovernmentGrant;

/** @throws Refusal `not-found` for an OPD that is not the viewer's */
export function mustReadUnit(viewer: Viewer, unit: Code): void {
  if (!readsUnit(viewer, unit)) throw new Refusal('not-found');
}

/** @throws Refusal `personal-text` where one of the texts names a person or holds a person's number or address */
export function mustBeImpersonal(...texts: readonly string[]): void {
  if (texts.some((text) => personalData(text) !== undefined)) throw new Refusal('personal-text');
}

/**
 * An obstacle, and what is asked about it, is of a unit and activity of that year.
 * @throws Refusal `not-found` for another viewer's OPD; `bad-input` for a unit that the year does not have, or an activity that is not the OPD's
 */
export async function mustWriteFor(
  read: Reading,
  { viewer, government }: Asking,
  { year, unit, activity }: { year: FiscalYear; unit: Code; activity: Code },
): Promise<void> {
  mustReadUnit(viewer, unit);
  if (!(await unitNames(read, { government, year })).has(unit)) throw new Refusal('bad-input');
  if (activity !== '' && !(await unitActivities(read, { government, year, unit })).has(activity)) throw new Refusal('bad-input');
}

/**
 * Writes a new obstacle, or the next state of one. An obstacle keeps its unit and activity: an activity that the budget does not have any
 * more stays with it.
 * @throws Refusal as `mustWriteFor`, `personal-text`
 */
export async function saveObstacle(
  { ledger, now, ...asking }: Asking,
  { id, year, ...written }: { id?: string | undefined; year: FiscalYear } & WrittenObstacle,
): Promise<{ id: string }> {
  const { government, person, viewer } = asking;
  mustBeImpersonal(written.what, written.followUp, written.unblocker, written.owner);
  return ledger.transact(async (tx) => {
    const open = { ...written, government, year, state: 'open' as const, ending: '' };
    if (id === undefined) {
      await mustWriteFor(tx, { ...asking, ledger, now }, { year, ...written });
      return { id: await writeObstacle(tx, { ...open, obstacle: undefined }, person.id) };
    }
    const { unit, activity } = await mustFollow(tx, { government, year, id, viewer, now });
    return { id: await writeObstacle(tx, { ...open, unit, activity, obstacle: id }, person.id) };
  });
}

/** @throws Refusal `not-found`, `wrong-state` where it has ended, `personal-text` */
export async function endObstacle(
  { ledger, government, person, viewer, now }: Asking,
  { year, id, state, ending }: { year: FiscalYear; id: string; state: 'resolved' | 'dropped'; ending: string },
): Promise<null> {
  mustBeImpersonal(ending);
  await ledger.transact(async (tx) => {
    const obstacle = await mustFollow(tx, { government, year, id, viewer, now });
    if (obstacle.state !== 'open') throw new Refusal('wrong-state');
    await writeObstacle(tx, { ...obstacle, government, year, obstacle: id, state, ending }, person.id);
  });
  return null;
}

/** The obstacle as it is today. @throws Refusal `not-found` where there is none, or it is of an OPD that is not the viewer's */
async function mustFollow(
  read: Reading,
  { government, year, id, viewer, now }: { id: string; year: FiscalYear; viewer: Viewer } & Pick<Asking, 'government' | 'now'>,
): Promise<FollowedObstacle> {
  const all = await followedObstacles(read, { government, year, day: dayInJakarta(now()) });
  const found = all.find((obstacle) => obstacle.id === id);
  if (found === undefined) throw new Refusal('not-found');
  mustReadUnit(viewer, found.unit);
  return found;
}
