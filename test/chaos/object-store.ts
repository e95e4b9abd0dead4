import { setTimeout as wait } from 'node:timers/promises';
import { type Fault, startS3Server } from '../../packages/objects/test/s3-server.ts';
import { brokenOf, type Outcome } from '../attack/outcome.ts';
import { seeded } from '../seeded.ts';
import { serveFolder } from './served-folder.ts';

const faults: readonly Fault[] = ['internal error', 'slow down', 'access denied', 'reset', 'reset in the body', 'truncated', 'other bytes'];

/** The object store answers some or all requests wrongly while files are on their way to the public, and is well again. */
export async function objectStore({ times, seed }: { times: number; seed: number }): Promise<Outcome> {
  const next = seeded(seed);
  const store = await startS3Server();
  let stuck = 0;
  let failed = 0;
  try {
    const folder = await serveFolder({ SIPKADIN_OBJECTS: store.address, ...store.env });
    for (let at = 0; at < times; at++) {
      const share = at % 3 === 2 ? 1 : 0.4;
      store.fail(() => {
        if (next() >= share) return undefined;
        failed++;
        return faults[Math.floor(next() * faults.length)];
      });
      const files = Promise.all([folder.road.takeFile(), folder.road.takeFile()]);
      await wait(1000 + Math.floor(next() * 2000));
      store.fail([]);
      await files;
      if (!(await folder.road.takeFile())) stuck++;
    }
    const hasEnded = folder.server.child.exitCode !== null;
    const lost = await folder.end();
    return {
      counts: { times, failed, published: folder.road.published(), refused: folder.road.refusals(), stuck, lost },
      broken: brokenOf({
        'the server ended': hasEnded,
        'work did not go on with the store well again': stuck > 0,
        'something acknowledged was lost': lost.length > 0,
        'no request failed': failed === 0,
      }),
    };
  } finally {
    await store.close();
  }
}
