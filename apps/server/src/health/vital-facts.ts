import { accessSync, constants } from 'node:fs';
import type { Editions } from '@sipkadin/edition';
import type { HealthFacts } from '@sipkadin/monitor/conditions';
import { dataFolderIn, hasData } from '@sipkadin/opendata';
import { freeBytes } from '../data-folder/folder.ts';
import { copiedUntil, mirrorState } from '../data-folder/mirror-state.ts';
import type { Log } from '../log.ts';
import type { FollowedStore } from '../serving/followed-store.ts';
import type { PrivateSide } from '../serving/private-side.ts';
import type { StaticCopies } from '../serving/static-copies.ts';
import type { Config } from '../settings/config.ts';
import { within } from './within.ts';

/** Writing stops well before the disk is full to the last byte. */
const leastFree = 16 * 1024 * 1024;

/** A ledger that has not answered by then does not answer; in milliseconds. */
export const patience = 2000;

export interface Watched {
  config: Config;
  editions: Editions;
  privateSide: PrivateSide | undefined;
  /** undefined: no static copy is kept. */
  copies: StaticCopies | undefined;
  /** undefined: this process does not follow a store; what is published lies in a folder that somebody else keeps. */
  followed: FollowedStore | undefined;
  log: Log;
}

type VitalFacts = Pick<
  HealthFacts,
  'at' | 'database' | 'disk' | 'freeBytes' | 'editionsUnreadable' | 'editionsMissing' | 'data' | 'copy' | 'store' | 'mirror'
>;

/** Facts that decide whether the service works; cheap enough for every request of `/health`. */
export async function vitalFacts({ config, editions, privateSide, copies, followed, log }: Watched): Promise<VitalFacts> {
  let database: HealthFacts['database'] = 'none';
  if (privateSide) {
    try {
      await within(patience, privateSide.check());
      database = 'ok';
    } catch (error) {
      log.error({ err: error }, 'the ledger does not answer');
      database = 'failing';
    }
  }
  let free: number | null = null;
  try {
    const left = freeBytes(config.data);
    // A disk with errors is set read-only by the kernel, and has free space all the same.
    if (privateSide) accessSync(config.data, constants.W_OK);
    free = left;
  } catch (error) {
    log.error({ err: error }, 'the data folder cannot be looked at or written to');
  }
  const disk = free === null ? 'failing' : free < leastFree ? 'full' : 'ok';
  return {
    ...{ at: new Date().toISOString(), database, disk, freeBytes: free },
    ...editionFaults(editions, privateSide?.recorded.newest() ?? []),
    ...{ data: dataState(editions, config.editions), copy: copies?.state() ?? 'none' },
    ...{ store: followed?.state() ?? 'none', mirror: mirrorFact(config.editions) },
  };
}

/** Whether a folder of editions is a mirror, and may lack what its source has published. */
export function mirrorFact(editions: string): HealthFacts['mirror'] {
  if (mirrorState(editions) === undefined) return 'none';
  return copiedUntil(editions, new Date()) === undefined ? 'ok' : 'behind';
}

type Newest = ReturnType<PrivateSide['recorded']['newest']>;

/** Years that are behind what the ledger recorded, or cannot be read; each is counted once. */
export function editionFaults(editions: Editions, recorded: Newest): Pick<HealthFacts, 'editionsUnreadable' | 'editionsMissing'> {
  editions.refresh();
  const unreadable = editions.unreadable();
  const damaged = unreadable.map(({ government, year, number, file = null, instead }) => ({ government, year, number, file, instead }));
  const behind = recorded.filter(({ government, year, number }) => (editions.list(government, year).at(-1)?.number ?? 0) < number);
  const missing = new Map(
    [
      ...damaged.filter(({ instead }) => instead === undefined),
      ...behind.map(({ government, year, number }) => ({ government, year, number, file: null })),
    ].map(({ government, year, number, file }) => [`${government}/${year}`, { government, year, number, file }]),
  );
  return {
    editionsUnreadable: damaged.filter(({ instead }) => instead !== undefined).map(({ instead: _, ...one }) => one),
    editionsMissing: [...missing.values()],
  };
}

/**
 * Whether the newest edition of every year that can be read has its data files. Without them pages and downloads of the edition work all
 * the same. No edition is opened: with hundreds of governments that would take seconds.
 */
export function dataState(editions: Pick<Editions, 'governments' | 'years' | 'list' | 'unreadable'>, root: string): 'ok' | 'missing' {
  const instead = new Map(editions.unreadable().map(({ government, year, instead: number }) => [`${government}/${year}`, number]));
  for (const government of editions.governments())
    for (const year of editions.years(government)) {
      const all = editions.list(government, year);
      const key = `${government}/${year}`;
      const newest = instead.has(key) ? all.find(({ number }) => number === instead.get(key)) : all.at(-1);
      if (newest !== undefined && !hasData(dataFolderIn(root, { government, year, ...newest }))) return 'missing';
    }
  return 'ok';
}
