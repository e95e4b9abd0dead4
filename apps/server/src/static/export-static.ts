import { openEditions } from '@sipkadin/edition';
import { createSite } from '@sipkadin/site';
import { Refusal } from '../command.ts';
import { readIfThere, signingKeyPath } from '../folder.ts';
import type { Config } from '../settings/config.ts';
import { type Exported, exportSite } from './export-site.ts';

/** Every page is made once, so few of them are kept. */
const cacheBytes = 1024 * 1024;

/** How many addresses there are between two lines of progress. */
const sayEvery = 1000;

/**
 * Writes the public side of a deployment as plain files.
 * @throws Refusal where nothing is published, or the folder has something else in it
 */
export async function exportStatic(config: Config, target: string, say: (text: string) => void, signal: AbortSignal): Promise<Exported> {
  const editions = openEditions(config.editions);
  editions.refresh();
  if (editions.governments().length === 0) throw new Refusal(`nothing is published in ${config.editions}`);
  const publicKey = readIfThere(`${signingKeyPath(config.data)}.pub`);
  const { siteAddress, government } = config;
  const site = createSite({
    ...{ editions, defaultGovernment: government, cacheBytes },
    ...(siteAddress && { siteAddress: siteAddress.origin, basePath: siteAddress.base }),
    ...(publicKey === undefined ? {} : { publicKey }),
  });
  const from = { site, editions, root: config.editions, base: siteAddress?.base ?? '', defaultGovernment: government };
  const exported = await exportSite(from, target, signal, (done) => {
    if (done % sayEvery === 0) say(`${done} addresses`);
  });
  for (const address of exported.broken) say(`no page: ${address}`);
  return exported;
}
