import { followStore } from '@sipkadin/edition';
import { openObjects } from '@sipkadin/objects';
import { foldersBeside } from '@sipkadin/opendata';
import { within } from '../health/within.ts';
import type { Log } from '../log.ts';
import type { Config } from '../settings/config.ts';

/** Milliseconds between two looks at the store. */
const lookEvery = 5000;
/** A start waits so long for what is published; the rest follows while pages are served. */
const firstLook = 5000;

/** The local folder of editions of a public process, which is kept at what the store points to. */
export interface FollowedStore {
  /** stale: the newest look failed; pages show what was copied before. */
  state(): 'ok' | 'stale';
  close(): Promise<void>;
}

export async function followObjects({ editions }: Pick<Config, 'editions'>, address: string, log: Log): Promise<FollowedStore> {
  const follower = followStore({ objects: await openObjects(address), root: editions, foldersOf: foldersBeside });
  let state: ReturnType<FollowedStore['state']> = 'ok';
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    try {
      await follower.look();
      if (state === 'stale') log.info('the store answers again');
      state = 'ok';
    } catch (error) {
      if (state === 'ok') log.error({ err: error }, 'the store cannot be followed; pages show what was copied before');
      state = 'stale';
    } finally {
      looking = undefined;
    }
  }

  const once = () => (looking ??= look());
  const timer = setInterval(() => void once(), lookEvery).unref();
  await within(firstLook, once()).catch(() => log.info('what is published is still being copied from the store'));
  return {
    state: () => state,
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}
