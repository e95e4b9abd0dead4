import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceDurably } from '@sipkadin/edition';

/** What the last run of `sipkadin mirror` recorded in the folder of editions that it fills. */
export interface MirrorState {
  /** The address that it copies. */
  site: string;
  /** When it last had everything that the source serves; in UTC. */
  at: string;
  /** Whether the source had fewer editions than are here. */
  behind: boolean;
}

export const mirrorStateFile = '.mirror.json';

/** Hours after which a mirror that could not read its source is no longer said to be up to date. */
const staleAfterHours = 48;

/**
 * When a mirror that may lack editions was last compared with its source: the source had fewer than are here, or was not read for two days.
 * @returns undefined for a mirror that lacks none, and for a folder that is no mirror
 */
export function copiedUntil(editions: string, now: Date): string | undefined {
  const state = mirrorState(editions);
  if (state === undefined) return undefined;
  const isStale = now.getTime() - Date.parse(state.at) > staleAfterHours * 3_600_000;
  return state.behind || isStale ? state.at : undefined;
}

export function writeMirrorState(editions: string, state: MirrorState): void {
  replaceDurably(join(editions, mirrorStateFile), `${JSON.stringify(state)}\n`, join(editions, `.new-${randomUUID()}`));
}

/** @returns undefined for a folder that is no mirror, or whose record cannot be read */
export function mirrorState(editions: string): MirrorState | undefined {
  const path = join(editions, mirrorStateFile);
  if (!existsSync(path)) return undefined;
  try {
    const { site, at, behind }: Partial<MirrorState> = JSON.parse(readFileSync(path, 'utf8'));
    if (site === undefined || at === undefined || Number.isNaN(Date.parse(at))) return undefined;
    return { site, at, behind: behind === true };
  } catch {
    return undefined;
  }
}
