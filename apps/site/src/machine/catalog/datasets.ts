import { extname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FiscalYear } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';
import {
  ckanPackage,
  type DataFile,
  type Dataset,
  type DatasetLinks,
  dataIndexOf,
  datasetOf,
  dcatCatalog,
  dcatUsCatalog,
  fiscalPackage,
} from '@sipkadin/opendata';
import { downloadTypes } from '../../http/downloads.ts';
import { type Resource, resource } from '../../http/resource.ts';
import { signedRegister } from '../../pages/documents/register-file.ts';
import type { Context } from '../../reading/context.ts';
import type { Paths } from '../../routes/paths.ts';
import type { Holdings } from '../../routes/route.ts';
import { words } from '../../words/words.ts';

export const jsonType = 'application/json; charset=utf-8';
export const linkedDataType = 'application/ld+json; charset=utf-8';

/** `data.json`: the newest edition of every year; of many governments that of their newest year. */
export async function dcatUsFile(holdings: Holdings): Promise<Resource> {
  return machineResource(jsonType, dcatUsCatalog(await datasetsOf(holdings), whole(holdings, holdings.links({}).dcatUs())));
}

/** `data.jsonld`: the same as linked data. */
export async function dcatFile(holdings: Holdings): Promise<Resource> {
  const links = holdings.links({});
  const addresses = { self: whole(holdings, links.dcat()), home: whole(holdings, links.home()) };
  return machineResource(linkedDataType, dcatCatalog(await datasetsOf(holdings), addresses));
}

/** `ckan.json` of an edition. */
export function ckanFile(holdings: Holdings, edition: Edition): Resource {
  return machineResource(jsonType, ckanPackage(datasetFrom(holdings, edition)));
}

/** `data/datapackage.json` of an edition. @returns undefined where its data files are not made yet */
export function fiscalFile(edition: Edition): Resource | undefined {
  const index = dataIndexOf(edition, { mayBeGone: true });
  return index && machineResource(jsonType, fiscalPackage(index));
}

/** What follows from what is published now, and may be read by other sites. */
export function machineResource(type: string, content: object | string): Resource {
  return resource({
    type,
    body: Buffer.from(typeof content === 'string' ? content : `${JSON.stringify(content, null, 1)}\n`),
    cacheControl: 'public, max-age=60, stale-while-revalidate=600',
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
}

/** The whole address of a path, where the site knows its own; else the path, which readers resolve against the file's own address. */
export function whole({ address }: Whole, path: string): string {
  return address(path) ?? path;
}

/** More governments than this have their newest year alone in a catalog, with its most asked files: it would be tens of megabytes. */
const mostWithAllYears = 12;
const mainFiles = ['datapackage.json', 'lines.csv', 'data/lines.csv', 'data/lines.parquet', 'data/tables.xlsx'];

async function datasetsOf(holdings: Holdings): Promise<Dataset[]> {
  const { editions } = holdings;
  const governments = editions.governments();
  const areMany = governments.length > mostWithAllYears;
  const datasets: Dataset[] = [];
  for (const code of governments) {
    // Each is read from the disk: others are answered between two of them.
    if (areMany) await nextTurn();
    for (const year of editions.years(code).slice(0, areMany ? 1 : undefined)) {
      const latest = editions.latest(code, year);
      if (latest === undefined) continue;
      const dataset = datasetFrom(holdings, latest);
      datasets.push(areMany ? { ...dataset, files: dataset.files.filter(({ path }) => mainFiles.includes(path)) } : dataset);
    }
  }
  return datasets;
}

function datasetFrom(holdings: Holdings, edition: Edition): Dataset {
  const { editions } = holdings;
  const { government, year } = edition.manifest;
  const links = holdings.links({ government: government.code, ...pinned(holdings, edition) });
  const [first] = editions.list(government.code, year);
  const issued = first && editions.open(government.code, year, first.number);
  return datasetOf(edition, {
    issued: (issued ?? edition).manifest.publishedAt,
    contact: contactOf(holdings, government.code),
    files: filesOf(edition, links, holdings),
    links: linksOf(edition, links, holdings),
  });
}

/** Who answers requests for information, by the register that the government signed. */
function contactOf({ editions, publicKey }: Holdings, government: string): Dataset['contact'] {
  return signedRegister(editions.register(government), publicKey)?.contacts.find(({ channel }) => channel === 'ppid');
}

/** The dataset of a page's edition, for the page itself. */
export function datasetOfPage({ edition, paths, address, every }: Context): Dataset {
  const of = { address };
  const issued = every().at(-1) ?? edition;
  return datasetOf(edition, {
    issued: issued.manifest.publishedAt,
    // Pages name the office where readers turn to it.
    contact: undefined,
    files: filesOf(edition, paths, of),
    links: linksOf(edition, paths, of),
  });
}

type Whole = Pick<Holdings, 'address'>;

function linksOf({ manifest: { year, number } }: Edition, links: Paths, of: Whole): DatasetLinks {
  return {
    page: whole(of, links.data()),
    describedBy: whole(of, links.download({ year, edition: number, file: 'datapackage.json' })),
    apiDescription: whole(of, links.openApi()),
    api: whole(of, links.apiAnswer({ answer: 'summary', year })),
  };
}

/** The part of a link that names a year or edition, absent where it is the newest. */
function pinned({ editions }: Holdings, { manifest: { government, year, number } }: Edition): { year?: FiscalYear; edition?: number } {
  const latest = editions.latest(government.code, year)?.manifest.number;
  return {
    ...(year === editions.years(government.code)[0] ? {} : { year }),
    ...(number === latest ? {} : { edition: number }),
  };
}

/** Files of the whole edition; those of one OPD each are hundreds, and are in its data package. */
function filesOf(edition: Edition, links: Paths, of: Whole): DataFile[] {
  const { manifest } = edition;
  const { about } = words('id').data;
  const index = dataIndexOf(edition);
  const titles = new Map(index?.tables.map(({ name, title }) => [name, title.id]));
  const signed = manifest.files
    .filter(({ path }) => !path.includes('/'))
    .map(({ path, bytes, sha256 }) => ({ path, bytes, sha256, about: about[path] ?? path }));
  const made = (index?.files ?? [])
    .filter(({ path }) => !path.includes('/'))
    .map(({ path, bytes, sha256, table }) => ({ path: `data/${path}`, bytes, sha256, about: titles.get(table ?? '') ?? path }));
  return [...signed, ...made].map(({ path, ...file }) => {
    const ending = extname(path);
    const address = whole(of, links.download({ year: manifest.year, edition: manifest.number, file: path }));
    const mediaType = downloadTypes[ending] ?? 'application/octet-stream';
    return { ...file, path, mediaType, format: ending.slice(1).toUpperCase(), address };
  });
}
