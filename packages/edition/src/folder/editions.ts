import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { FiscalYear } from '@sipkadin/budget';
import type { PublishedLine } from '../edition.ts';
import { EditionError } from '../error.ts';
import { Recent } from '../recent.ts';
import { editionFolder, foldersIn } from './folders.ts';
import { type PublicEdition, pointerPath, readPointer } from './pointer.ts';
import { type Edition, openEdition } from './read.ts';

/** What is public under a root. Answers stand still until `refresh`. @throws EditionError damaged where a file is not what its hash promises */
export interface Editions {
  /** Codes of governments with a public edition, in order. */
  governments(): string[];
  /** Latest first. */
  years(government: string): FiscalYear[];
  /** Oldest first. */
  list(government: string, year: FiscalYear): readonly PublicEdition[];
  latest(government: string, year: FiscalYear): Edition | undefined;
  open(government: string, year: FiscalYear, number: number): Edition | undefined;
  /** Picks up what was announced since; a few stat calls where nothing was. @returns whether anything changed */
  refresh(): boolean;
}

/** Parsed lines are the bulk of an edition; this many are kept, of the OPD last asked for: a city's whole year, some 30 MB. */
const keptLines = 60_000;
const keptEditions = 24;

export function openEditions(root: string): Editions {
  let pointers = new Map<string, Map<FiscalYear, { stamp: string; editions: PublicEdition[] }>>();
  const opened = new Recent<Edition>(keptEditions);
  const lines = new Recent<PublishedLine[]>(keptLines, ({ length }) => length);

  // What was public goes on being served from a pointer that was damaged since; one damaged from the start is refused.
  const readUnlessDamaged = (government: string, year: FiscalYear, known: PublicEdition[] | undefined) => {
    try {
      return readPointer(root, government, year);
    } catch (error) {
      if (known && error instanceof EditionError) return known;
      throw error;
    }
  };

  const refresh = () => {
    let changed = false;
    const next: typeof pointers = new Map();
    for (const government of foldersIn(root, /^\d{2}(?:\.\d{2})?$/)) {
      const years = new Map<FiscalYear, { stamp: string; editions: PublicEdition[] }>();
      for (const year of foldersIn(join(root, government), /^\d{4}$/).map(Number)) {
        const stamp = stampOf(pointerPath(root, government, year));
        if (stamp === undefined) continue;
        const known = pointers.get(government)?.get(year);
        if (known?.stamp === stamp) {
          years.set(year, known);
          continue;
        }
        const editions = readUnlessDamaged(government, year, known?.editions);
        years.set(year, { stamp, editions });
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
    return entry && opened.get(entry.hash, () => openEdition(editionFolder(root, government, year, number), entry.hash, lines));
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
