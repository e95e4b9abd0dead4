import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenOf, type Outcome } from '../attack/outcome.ts';
import { seeded } from '../seeded.ts';
import { serveFolder } from './served-folder.ts';

const day = 86_400_000;

/** A server whose wall clock goes back by up to a year and forward again, while it works and between a kill in the middle of a file and the next start. */
export async function clockBack({ times, seed }: { times: number; seed: number }): Promise<Outcome> {
  const next = seeded(seed);
  const clock = join(import.meta.dirname, '../../node_modules/.cache', `chaos-clock-${process.pid}`);
  const moved = { CHAOS_CLOCK: clock, NODE_OPTIONS: `--import=${join(import.meta.dirname, 'moved-clock.mjs')}` };
  writeFileSync(clock, '0');
  const folder = await serveFolder(moved);
  let stuck = 0;
  try {
    for (let at = 0; at < times; at++) {
      const files = Promise.all([folder.road.takeFile(), folder.road.takeFile()]);
      // Somewhere between the arrival of the first file and its edition.
      await new Promise((done) => setTimeout(done, Math.floor(next() * 700)));
      const offset = -Math.floor(next() * 366 * day);
      if (at % 2 === 0) writeFileSync(clock, String(offset));
      else {
        await folder.server.kill();
        writeFileSync(clock, String(offset));
        await folder.restart(moved);
      }
      // What was asked of a server that was killed has no answer: the person asks again.
      if ((await files).includes(false) && at % 2 === 0) stuck++;
      if (!(await folder.road.takeFile())) stuck++;
      writeFileSync(clock, '0');
    }
  } finally {
    await folder.server.kill();
  }
  const lost = await folder.end();
  return {
    counts: { times, published: folder.road.published(), refused: folder.road.refusals(), stuck, lost },
    broken: brokenOf({ 'something acknowledged was lost': lost.length > 0, 'work did not go on with the clock back': stuck > 0 }),
  };
}
