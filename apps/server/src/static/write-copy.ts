import type { Words } from '@sipkadin/budget';
import { openEditions } from '@sipkadin/edition';
import { createSite } from '@sipkadin/site';
import { Refusal } from '../command.ts';
import { type Exported, exportSite, type PagesDrawn } from './export-site.ts';

/** What a copy is made from. */
export interface CopyOrder {
  /** Folder of editions. */
  editions: string;
  /** Region code of the government whose pages are at the root address. */
  government: string;
  siteAddress: { origin: string; base: string } | undefined;
  /** PEM; undefined where there is none. */
  publicKey: string | undefined;
  pages: PagesDrawn;
}

/** Every page is made once, so few of them are kept. */
const cacheBytes = 1024 * 1024;

/**
 * Pages of one edition are made one after another. Each of them looks in the newest edition of every year for its own address there,
 * and some compare their edition with the one before it or with one of the same day: with fewer, each page would open them all anew.
 */
const keptBeside = 3;

/** Of an edition's lines a copy needs those of one OPD at a time: its lists of changes are made OPD by OPD. */
const linesKept = 5000;

/** How many addresses there are between two lines of progress. */
const sayEvery = 1000;

/** @throws Refusal where nothing is published, or the folder has something else in it */
export async function writeCopy(order: CopyOrder, target: string, signal: AbortSignal, say: (words: Words) => void): Promise<Exported> {
  const { siteAddress, government, publicKey, pages } = order;
  const editions = openEditions(order.editions, { kept: mostYears(order.editions) + keptBeside, lines: linesKept });
  editions.refresh();
  if (editions.governments().length === 0)
    throw new Refusal({ id: `belum ada terbitan di ${order.editions}`, en: `nothing is published in ${order.editions}` });
  const site = createSite({
    ...{ editions, defaultGovernment: government, cacheBytes },
    ...(siteAddress && { siteAddress: siteAddress.origin, basePath: siteAddress.base }),
    ...(publicKey === undefined ? {} : { publicKey }),
  });
  const from = { site, editions, root: order.editions, base: siteAddress?.base ?? '', defaultGovernment: government, pages };
  const exported = await exportSite(from, target, signal, (done) => {
    if (done % sayEvery === 0) say({ id: `${done} alamat`, en: `${done} addresses` });
  });
  if (exported.kept > 0)
    say({ id: `${exported.kept} halaman terbitan sebelumnya dipertahankan`, en: `${exported.kept} pages of earlier editions kept` });
  for (const address of exported.broken) say({ id: `tidak ada halaman: ${address}`, en: `no page: ${address}` });
  return exported;
}

/** How many years the government with the most of them has. */
function mostYears(folder: string): number {
  const editions = openEditions(folder, { kept: 1 });
  editions.refresh();
  return Math.max(0, ...editions.governments().map((code) => editions.years(code).length));
}
