import { setTimeout as wait } from 'node:timers/promises';
import { brokenOf, type Outcome } from '../attack/outcome.ts';
import { seeded } from '../seeded.ts';
import { comesTrue, serveFolder } from './served-folder.ts';
import { smallDisk } from './small-disk.ts';

/** The disk of a server fills up, or becomes read-only, while files are on their way to the public, and is well again. */
export async function failingDisk({ times, seed, kind }: { times: number; seed: number; kind: 'full' | 'read-only' }): Promise<Outcome> {
  const disk = smallDisk(400);
  if (disk === undefined) return { counts: { skipped: 'this system lets nobody mount a small disk' }, broken: [] };
  const next = seeded(seed);
  let stuck = 0;
  let failing = 0;
  let unhealthy = 0;
  try {
    const folder = await serveFolder({}, { data: disk.folder });
    for (let at = 0; at < times; at++) {
      const files = Promise.all([folder.road.takeFile(), folder.road.takeFile()]);
      await wait(Math.floor(next() * 500));
      if (kind === 'full') disk.fill(Math.floor(next() * next() * 3_000_000));
      else disk.readOnly(true);
      failing++;
      await wait(300 + Math.floor(next() * 500));
      if ((await fetch(`${folder.server.address}/health`)).status === 503) unhealthy++;
      if (kind === 'full') disk.empty();
      else disk.readOnly(false);
      await files;
      if (!(await comesTrue(async () => (await fetch(`${folder.server.address}/health`)).status === 200))) stuck++;
      if (!(await folder.road.takeFile())) stuck++;
    }
    const ended = folder.server.child.exitCode !== null;
    const lost = await folder.end();
    return {
      counts: { times, failing, unhealthy, published: folder.road.published(), refused: folder.road.refusals(), stuck, lost },
      broken: brokenOf({
        'the server ended': ended,
        'work did not go on with a disk that is well again': stuck > 0,
        'something acknowledged was lost': lost.length > 0,
        'health never said it': unhealthy === 0,
      }),
    };
  } finally {
    disk.remove();
  }
}
