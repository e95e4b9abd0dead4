import { setTimeout as wait } from 'node:timers/promises';
import { passage } from '../../apps/desk/test/processes/passage.ts';
import { servePostgres } from '../../apps/desk/test/processes/postgres-server.ts';
import { startDurablePostgres } from '../../packages/ledger/test/databases.ts';
import { brokenOf, type Outcome } from '../attack/outcome.ts';
import { seeded } from '../seeded.ts';
import { comesTrue, serveFolder } from './served-folder.ts';

/** PostgreSQL is cut off from a server, or does not answer, while files are on their way to the public, and comes back. */
export async function databaseStopped({ times, seed }: { times: number; seed: number }): Promise<Outcome> {
  const next = seeded(seed);
  const database = await servePostgres(await startDurablePostgres());
  const way = await passage(database.url);
  // Commands that add people run in this process, and read its environment.
  process.env['SIPKADIN_DATABASE_URL'] = way.url;
  let stuck = 0;
  let unhealthy = 0;
  try {
    const folder = await serveFolder({ SIPKADIN_DATABASE_URL: way.url }, { ledgerUrl: way.url });
    const health = async () => (await fetch(`${folder.server.address}/health`)).status;
    for (let at = 0; at < times; at++) {
      const files = Promise.all([folder.road.takeFile(), folder.road.takeFile()]);
      await wait(Math.floor(next() * 800));
      if (at % 2 === 0) way.cut();
      else way.freeze();
      await wait(300 + Math.floor(next() * 2000));
      if ((await health()) === 503) unhealthy++;
      way.mend();
      await files;
      if (!(await comesTrue(async () => (await health()) === 200)) || !(await folder.road.takeFile())) stuck++;
    }
    const hasEnded = folder.server.child.exitCode !== null;
    const published = folder.road.published();
    const lost = await folder.end();
    return {
      counts: { times, unhealthy, published, refused: folder.road.refusals(), stuck, lost },
      broken: brokenOf({
        'the server ended': hasEnded,
        'work did not go on with the database back': stuck > 0,
        'something acknowledged was lost': lost.length > 0,
        'health never said it': unhealthy === 0,
      }),
    };
  } finally {
    delete process.env['SIPKADIN_DATABASE_URL'];
    way.close();
    await database.close();
  }
}
