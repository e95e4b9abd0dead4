/** Writes the editions of many governments and years, signed, announced and logged, as a deployment of a province or the nation has them. */
import fs, { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Code, type FiscalYear, fiscalYear, regionByCode, type Sen, sum } from '@sipkadin/budget';
import {
  announce,
  type Disk,
  type Editions,
  type LogEntry,
  loadSigningKey,
  openEdition,
  openEditions,
  type ReferenceContent,
  realDisk,
  writeEdition,
  writeLog,
} from '@sipkadin/edition';
import { writeData } from '@sipkadin/opendata';
import { shippedReference } from '../../apps/server/src/commands/files/all-regions/shipped.ts';
import { type Figures, governmentYear } from './government-year.ts';

export const newestYear = 2026;
/** The newest year has reports up to this month. */
const lastMonth = 10;
/** Of a year before it, one of so many sub kegiatan. */
const earlierDetail = 4;
/** Governments whose newest edition has data files: they take more time than the edition. */
const withDataFiles = 60;

export interface NationSize {
  governments: number;
  years: number;
}

export interface Written {
  editions: number;
  lines: number;
  files: number;
  bytes: number;
  dataBytes: number;
  seconds: number;
}

/** Nothing here has to outlive a crash, and waiting for the disk some hundred times an edition would be most of the time. */
const hasty: Disk = {
  ...realDisk,
  fsyncSync: () => {},
  promises: {
    ...realDisk.promises,
    open: async (...given: Parameters<typeof fs.promises.open>) =>
      Object.assign(await fs.promises.open(...given), { sync: () => Promise.resolve() }),
  },
};

/** Regions of the list with their first budget and residents. A region that the table leaves out has the amounts of the one before it. */
export function regionFigures({ budgets, residents, regions }: ReferenceContent, count: number): Figures[] {
  let budget: ReadonlyMap<Code, Sen> = new Map();
  return regions.slice(0, count).map(({ code, name }) => {
    budget = budgets?.of.get(code) ?? budget;
    const stated = new Map([...budget].filter(([jenis, amount]) => /^[456]\.\d\.\d\d$/.test(jenis) && amount > 0n));
    return { government: regionByCode(code) ?? { code, name }, budget: stated, people: residents?.of.get(code) ?? null };
  });
}

/** Another year's budget: 4 percent less for each year before. */
const inYear = (budget: ReadonlyMap<Code, Sen>, year: FiscalYear) =>
  new Map([...budget].map(([code, amount]) => [code, (amount * BigInt(100 - 4 * (newestYear - year))) / 100n]));

/**
 * Editions that lie in the folder already are kept. Data files are made of the newest year of the first governments alone.
 * @param data the data folder of a deployment; its key is made where there is none
 */
export async function writeNation(data: string, { governments, years }: NationSize, say: (text: string) => void): Promise<void> {
  const root = join(data, 'editions');
  mkdirSync(root, { recursive: true });
  const key = loadSigningKey(join(data, 'signing-key.pem'));
  const all = Array.from({ length: years }, (_, back) => fiscalYear(newestYear - back));
  const queue = all.flatMap((year) =>
    regionFigures(shippedReference(), governments).map((of, at) => ({ year, of, withData: at < withDataFiles })),
  );
  const began = performance.now();
  let made = 0;
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { year, of, withData } = next;
      const { code } = of.government;
      if (existsSync(join(root, code, String(year), 'published.json'))) continue;
      const isNewest = year === newestYear;
      const content = governmentYear(
        { ...of, budget: inYear(of.budget, year) },
        year,
        isNewest ? lastMonth : 12,
        isNewest ? 1 : earlierDetail,
      );
      const { dir, hash } = await writeEdition(root, content, key, hasty);
      const edition = openEdition(dir, hash);
      const held = edition.reconciliation();
      if (held.length === 0 || held.some(({ equal }) => !equal)) throw new Error(`${code} ${year} does not add up to the table`);
      if (isNewest && withData) writeData(edition);
      await announce(root, code, year, 1, hash, hasty);
      if (++made % 100 === 0) say(`  ${made} editions made in ${Math.round((performance.now() - began) / 1000)} s`);
    }
  };
  // Two at a time: one is compressed while the other is computed.
  await Promise.all([work(), work()]);
  // A log only grows: with more governments or years this is another deployment's.
  rmSync(join(root, 'log'), { recursive: true, force: true });
  await writeLog(root, leavesOf(openEditions(root), key.id), key, hasty);
}

function leavesOf(editions: Editions, key: string): LogEntry[] {
  return editions
    .governments()
    .flatMap((government) =>
      editions
        .years(government)
        .flatMap((year) => editions.list(government, year).map((edition) => ({ government, year, ...edition, key }))),
    );
}

/** What lies in the folder. */
export function sizeOf(data: string): Omit<Written, 'seconds'> {
  const root = join(data, 'editions');
  const all = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const editions = openEditions(root, { kept: 1 });
  const size = (of: typeof all) => sum(of.map((entry) => BigInt(statSync(join(entry.parentPath, entry.name)).size)));
  const isData = ({ parentPath }: (typeof all)[number]) => parentPath.startsWith(join(root, '.data'));
  let [count, lines] = [0, 0];
  for (const government of editions.governments())
    for (const year of editions.years(government)) {
      count++;
      lines += editions.latest(government, year)?.manifest.lines ?? 0;
    }
  const data_ = all.filter(isData);
  return {
    editions: count,
    lines,
    files: all.length,
    bytes: Number(size(all.filter((entry) => !isData(entry)))),
    dataBytes: Number(size(data_)),
  };
}
