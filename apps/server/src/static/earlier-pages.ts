import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '@sipkadin/site';
import { sumsFile } from './copy-folder.ts';
import type { CopyWriter } from './write-thread.ts';

type SiteCopy = Site['copy'];

/** Where a copy of the newest editions alone has its earlier pages from, and what links to those that it has not lead to. */
export interface LeftPages {
  /** How many were left as they are. */
  count: number;
  /** As the site's, but pages of earlier editions that the copy has not are the page that says so. */
  copy: SiteCopy;
}

interface Named {
  /** Region code. */
  government: string;
  year: number;
  number: number;
}

interface From {
  copy: SiteCopy;
  /** Folder of the earlier copy. */
  target: string;
  folder: CopyWriter;
  defaultGovernment: string;
  /** The edition that an address names; undefined where it names none that is not its year's newest. */
  earlierEditionOf: (address: string) => Named | undefined;
}

/**
 * Leaves pages of earlier editions that an earlier copy has as they are: neither drawn again nor removed. Those that were of the newest
 * edition then do not say that there is a newer one, and are not left. Links to pages of the newest edition may lead nowhere where that
 * no longer has them.
 */
export async function leaveEarlierPages({ copy, target, folder, defaultGovernment, earlierEditionOf }: From): Promise<LeftPages> {
  const before = wholeFiles(target);
  const newest = newestIn(before, defaultGovernment);
  const files = before.filter((file) => {
    const named = file.includes('terbitan=') ? earlierEditionOf(`/${file.replace('~', '?')}`) : undefined;
    return named !== undefined && named.number < (newest.get(`${named.government} ${named.year}`) ?? 0);
  });
  const left = new Set(await folder.keep(files));
  return {
    count: left.size,
    copy: {
      ...copy,
      of(address) {
        const found = copy.of(address);
        if (found?.address === undefined || earlierEditionOf(found.address) === undefined || left.has(found.file)) return found;
        return { file: found.file.startsWith('en/') ? 'en/perlu-server.html' : 'perlu-server.html', address: undefined, query: '' };
      },
    },
  };
}

/** Keeps the style sheets, scripts and fonts of the earlier copy, which pages that were left as they are ask for. To be called last. */
export async function keepAssets(target: string, folder: CopyWriter): Promise<void> {
  await folder.keep(wholeFiles(target).filter((file) => file.startsWith('aset/')));
}

/** The newest edition of each government and year whose downloads are among the files of a copy. */
function newestIn(files: readonly string[], defaultGovernment: string): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const file of files) {
    const [, government = defaultGovernment, year, number] = /^(?:p\/([\d.]+)\/)?unduh\/(\d{4})\/(\d+)\/manifest\.json$/.exec(file) ?? [];
    const of = `${government} ${year}`;
    if (year !== undefined) newest.set(of, Math.max(newest.get(of) ?? 0, Number(number)));
  }
  return newest;
}

/** The files of a copy without their compressed ones. */
function wholeFiles(target: string): string[] {
  const sums = join(target, sumsFile);
  if (!existsSync(sums)) return [];
  const names = readFileSync(sums, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [line.slice(66)]));
  return names.filter((name) => !/\.(?:br|gz)$/.test(name));
}
