import { brokenOf, type Outcome } from '../attack/outcome.ts';
import { startServer } from '../attack/running-server.ts';
import { environment, serveFolder } from './served-folder.ts';

/** A second server on a folder that is served already, and two at once on one whose server was killed. */
export async function twoServers({ times }: { times: number }): Promise<Outcome> {
  const folder = await serveFolder();
  const refusals = new Set<string>();
  let seconds = 0;
  let bothServed = 0;
  let noneServed = 0;
  const second = () =>
    startServer([], environment, folder.server.data).catch((error: unknown) => {
      refusals.add(String(error).split('\n')[0]?.replaceAll(/\d+/g, 'N').replaceAll(folder.server.data, 'DATA') ?? '');
    });
  for (let at = 0; at < times; at++) {
    const files = folder.road.takeFile();
    const intruder = await second();
    if (intruder !== undefined) {
      seconds++;
      await intruder.kill();
    }
    await files;
    await folder.server.kill();
    const started = (await Promise.all([second(), second()])).filter((one) => one !== undefined);
    if (started.length > 1) bothServed++;
    if (started.length === 0) noneServed++;
    for (const one of started) await one.kill();
    await folder.restart();
  }
  await folder.road.takeFile();
  const lost = await folder.end();
  return {
    counts: { times, seconds, bothServed, noneServed, refusals: [...refusals], published: folder.road.published(), lost },
    broken: brokenOf({
      'a second server served a folder beside the first': seconds > 0,
      'two servers that started together both served': bothServed > 0,
      'of two servers that started together none served': noneServed > 0,
      'something acknowledged was lost': lost.length > 0,
    }),
  };
}
