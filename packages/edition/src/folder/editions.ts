import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type FiscalYear, parseFiscalYear } from '@sipkadin/budget';
import { LRUCache } from 'lru-cache';
import { EditionError } from '../error.ts';
import { editionFolder, foldersIn } from './folders.ts';
import { changeMarkerPath, type PublicEdition, pointerPath, readPointer } from './pointer.ts';
import { type Edition, keptLines, openEdition } from './read.ts';

/** What is public under a root. Answers do not change until `refresh`. @throws EditionError damaged where a file is not what its hash promises */
export interface Editions {
  /** Codes of governments with a public edition, in order. */
  governments(): string[];
  /** Latest first. */
  years(government: string): FiscalYear[];
  /** Oldest first. */
  list(government: string, year: FiscalYear): readonly PublicEdition[];
  latest(government: string, year: FiscalYear): Edition | undefined;
  open(government: string, year: FiscalYear, number: number): Edition | undefined;
  /**
   * Picks up what was announced since, by whichever process: one stat call where nothing was. Every half minute it looks at every
   * pointer, for folders that were copied here without their marker. @returns how often anything was found changed
   */
  refresh(): number;
}

/** Of a file: changes when the file is replaced. undefined where there is none. */
type Stamp = (path: string) => string | undefined;

const wholeLookEvery = 30_000;

const keptEditions = 24;

/** @param seams the clock in milliseconds and the look at a file, for tests */
export function openEditions(root: string, { now = Date.now, stamp = stampOf }: { now?: () => number; stamp?: Stamp } = {}): Editions {
  let pointers = new Map<string, Map<FiscalYear, { stamp: string; editions: PublicEdition[] }>>();
  const opened = new LRUCache<string, Edition>({ max: keptEditions });
  const lines = keptLines();

  // When a pointer is damaged after it was read, the editions known from it are still served; one damaged from the start is refused.
  const readUnlessDamaged = (government: string, year: FiscalYear, known: PublicEdition[] | undefined) => {
    try {
      return readPointer(root, government, year);
    } catch (error) {
      if (known && error instanceof EditionError) return known;
      throw error;
    }
  };

  let marker: string | undefined;
  let looked = Number.NEGATIVE_INFINITY;
  let revision = 0;

  const refresh = () => {
    // Before the pointers are read: what is announced meanwhile changes the marker again.
    const seen = stamp(changeMarkerPath(root));
    if (seen === marker && now() - looked < wholeLookEvery) return revision;
    if (lookAtAll()) revision++;
    marker = seen;
    looked = now();
    return revision;
  };

  const lookAtAll = () => {
    let changed = false;
    const next: typeof pointers = new Map();
    for (const government of foldersIn(root, /^\d{2}(?:\.\d{2})?$/)) {
      const years = new Map<FiscalYear, { stamp: string; editions: PublicEdition[] }>();
      for (const year of foldersIn(join(root, government), /^\d{4}$/).flatMap((name) => parseFiscalYear(name) ?? [])) {
        const found = stamp(pointerPath(root, government, year));
        if (found === undefined) continue;
        const known = pointers.get(government)?.get(year);
        if (known?.stamp === found) {
          years.set(year, known);
          continue;
        }
        years.set(year, { stamp: found, editions: readUnlessDamaged(government, year, known?.editions) });
        changed = true;
      }
      if (years.size > 0) next.set(government, years);
      if (years.size !== (pointers.get(government)?.size ?? 0)) changed = true;
    }
    changed ||= next.size !== pointers.size;
    pointers = next;
    return changed;
  };

  const list = (government: string, year: FiscalYear) => pointers.get(government)?.get(year)?.editions ?? [];
  const open = (government: string, year: FiscalYear, number: number) => {
    const entry = list(government, year).find((edition) => edition.number === number);
    if (entry === undefined) return undefined;
    const known = opened.get(entry.hash);
    if (known !== undefined) return known;
    const edition = openEdition(editionFolder(root, government, year, number), entry.hash, lines);
    opened.set(entry.hash, edition);
    return edition;
  };

  refresh();
  return {
    governments: () => [...pointers.keys()],
    years: (government) => [...(pointers.get(government)?.keys() ?? [])].sort((a, b) => b - a),
    list,
    latest: (government, year) => {
      const last = list(government, year).at(-1);
      return last && open(government, year, last.number);
    },
    open,
    refresh,
  };
}

function stampOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.mtimeNs} ${found.ino} ${found.size}`;
}
