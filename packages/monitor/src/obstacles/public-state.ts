import type { ObstacleRelease } from '@sipkadin/ledger';
import type { FollowedObstacle } from './trace.ts';

/**
 * internal: the OPD does not let it become public, or it ended before it was; waiting: for a verifier; declined: by a verifier; released:
 * in the next edition, or in one already; changed: what was released is public, and what the OPD wrote since, its end too, waits for a
 * verifier.
 */
export type PublicState = 'internal' | 'waiting' | 'declined' | 'released' | 'changed';

/** How far an obstacle is on its way to the public. What comes with a file is released by the verification of the file. */
export function publicState(
  { id, state, mayBePublic, publicInFile, source }: FollowedObstacle,
  releases: readonly ObstacleRelease[],
): PublicState {
  if (!mayBePublic) return 'internal';
  if (source.kind === 'file') return 'released';
  const last = releases.findLast(({ obstacle }) => obstacle === id);
  if (last?.entry === source.entry) return last.released ? 'released' : 'declined';
  if (last?.released ?? publicInFile) return 'changed';
  return state === 'open' ? 'waiting' : 'internal';
}
