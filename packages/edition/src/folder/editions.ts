import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type FiscalYear, parseFiscalYear } from '@sipkadin/budget';
import { LRUCache } from 'lru-cache';
import { EditionError } from '../error.ts';
import type { KeyChain } from '../keys/chain.ts';
import { keyChainOf } from '../keys/folder.ts';
import { logFile, logFolder } from '../log/log-file.ts';
import { latestReference, referencePointerPath } from '../reference/folder.ts';
import type { Reference } from '../reference/reference.ts';
import { readRegister, registerPath, type StoredRegister } from '../register/folder.ts';
import { editionFolder, foldersIn } from './folders.ts';
import { type Change, changedSince, changeMarkerPath, type PublicEdition, pointerPath, readChanges, readPointer } from './pointer.ts';
import { type Edition, keptLines, mustBeWhole, openEdition } from './read.ts';
import { type UnreadableEdition, unreadableEditions } from './unreadable.ts';

/** What is public under a root at one moment. @throws EditionError damaged where a file is not what its hash promises */
export interface PublicEditions {
  /** Codes of governments with a public edition, in order. */
  governments(): string[];
  /** Latest first. */
  years(government: string): FiscalYear[];
  /** Oldest first. */
  list(government: string, year: FiscalYear): readonly PublicEdition[];
  /** The newest that can be read: its manifest is the one announced and its files are there. @throws EditionError damaged where none can */
  latest(government: string, year: FiscalYear): Edition | undefined;
  /** Newest editions that cannot be read, as far as they were looked at. */
  unreadable(): UnreadableEdition[];
  open(government: string, year: FiscalYear, number: number): Edition | undefined;
  /** A file of the log, as it is on the disk now; undefined where there is none. */
  log(path: string): Buffer | undefined;
  /** The statements about the key that signs editions; the same object until there is a further one. */
  keys(): KeyChain;
  /** The public figures of other regions; undefined where none were published, or they cannot be read. */
  reference(): Reference | undefined;
  /** What a government publishes beside its editions; undefined where there is nothing, or it cannot be read. */
  register(government: string): StoredRegister | undefined;
}

/** What is public under a root now. Answers do not change until `refresh`. */
export interface Editions extends PublicEditions {
  /** What is public now, also after a later `refresh`. */
  snapshot(): PublicEditions;
  /**
   * Picks up what was announced since, by whichever process: one stat call where nothing was. Every half minute it looks at every
   * pointer, for folders that were copied here without their marker, and whether the newest editions are there. What was public and is
   * gone from the disk is still listed. @returns how often anything was found changed
   */
  refresh(): number;
}

/** Of a file: changes when the file is replaced. undefined where there is none. */
type Stamp = (path: string) => string | undefined;

const wholeLookEvery = 30_000;

/** An edition whose files were all there is opened again without another look at them for so many milliseconds. */
const wholeFor = 600_000;

/** How many opened editions stay in memory, some 10 MB each. */
const usualKept = 24;
/** How many of them stay that are not the newest of their year when something is announced: those that were read last. */
const earlierKept = 4;

interface Opening {
  /** How many opened editions stay in memory, 24 by default. */
  kept?: number;
  /** How many parsed lines of them stay in memory, 60,000 by default, some 30 MB. */
  lines?: number;
  /** The clock in milliseconds, for tests. */
  now?: () => number;
  /** The look at a file, for tests. */
  stamp?: Stamp;
}

export function openEditions(
  root: string,
  { kept = usualKept, lines: mostLines, now = Date.now, stamp = stampOf }: Opening = {},
): Editions {
  let pointers = new Map<string, Map<FiscalYear, { stamp: string; editions: PublicEdition[] }>>();
  const opened = new LRUCache<string, Edition>({ max: kept });
  const unreadable = unreadableEditions((government, year, number) => stamp(manifestPath(root, government, year, number)));
  const lines = keptLines(mostLines);
  const whole = new LRUCache<string, true>({ max: 50_000, ttl: wholeFor });

  // When a pointer is damaged after it was read, the editions known from it are still served; one damaged from the start is refused.
  const readUnlessDamaged = (government: string, year: FiscalYear, known: PublicEdition[] | undefined) => {
    try {
      return readPointer(root, government, year);
    } catch (error) {
      if (known && error instanceof EditionError) return known;
      throw error;
    }
  };

  let reference: { stamp: string; value: Reference | undefined } | undefined;
  /** Opened when its pointer changes. A damaged one is none: pages about this government do not depend on it. */
  const lookAtReference = () => {
    const found = stamp(referencePointerPath(root));
    if (found === undefined || reference?.stamp === found) return false;
    try {
      reference = { stamp: found, value: latestReference(root) };
    } catch (error) {
      if (!(error instanceof EditionError)) throw error;
      reference = { stamp: found, value: reference?.value };
    }
    return true;
  };

  let keys: { stamp: string | undefined; value: KeyChain } = { stamp: undefined, value: { statements: [], notes: [], fault: undefined } };
  const lookAtKeys = () => {
    const found = stamp(join(logFolder(root), 'keys'));
    // Where the folder is gone, the disk is: a statement is never removed.
    if (found === undefined || found === keys.stamp) return false;
    keys = { stamp: found, value: keyChainOf(root) };
    return true;
  };

  let registers = new Map<string, { stamp: string; value: StoredRegister | undefined }>();
  /** A damaged one is none: pages of figures do not depend on it. */
  const lookAtRegisters = (governments: Iterable<string>) => {
    const next: typeof registers = new Map();
    let changed = false;
    for (const government of governments) {
      const found = stamp(registerPath(root, government));
      if (found === undefined) continue;
      const known = registers.get(government);
      if (known?.stamp !== found) changed = true;
      next.set(government, known?.stamp === found ? known : { stamp: found, value: readRegister(root, government) });
    }
    if (next.size !== registers.size) changed = true;
    registers = next;
    return changed;
  };

  const lookAtRegister = (government: string) => {
    const found = stamp(registerPath(root, government));
    if (found === undefined || registers.get(government)?.stamp === found) return false;
    registers = new Map(registers).set(government, { stamp: found, value: readRegister(root, government) });
    return true;
  };

  let marker: string | undefined;
  let last: Change | undefined;
  let looked = Number.NEGATIVE_INFINITY;
  let revision = 0;

  const refresh = () => {
    // Before the pointers are read: what is announced meanwhile changes the marker again.
    const seen = stamp(changeMarkerPath(root));
    const isDue = now() - looked >= wholeLookEvery;
    if (seen === marker && !isDue) return revision;
    const changes = readChanges(root);
    const named = isDue ? undefined : changedSince(last, changes);
    const changed = named?.map(lookAt);
    if (changed === undefined || changed.includes(undefined)) {
      if (lookAtAll()) revision++;
      looked = now();
    } else if (changed.includes(true)) revision++;
    marker = seen;
    last = changes.at(-1);
    closeEarlier();
    return revision;
  };

  /** Otherwise each publication would leave the edition before it in memory, until there are as many as are kept. */
  const closeEarlier = () => {
    const newest = new Set([...pointers.values()].flatMap((years) => [...years.values()].map(({ editions }) => editions.at(-1)?.hash)));
    const earlier = [...opened.keys()].filter((hash) => !newest.has(hash));
    for (const hash of earlier.slice(earlierKept)) opened.delete(hash);
  };

  /**
   * Looks at one file that was replaced: with hundreds of governments a look at all takes as long as making several pages.
   * @returns whether anything changed; undefined where only a look at all can say
   */
  const lookAt = (path: string): boolean | undefined => {
    const [government = '', asked = '', name] = path.split('/');
    const years = pointers.get(government);
    if (asked === 'register.json') return years && lookAtRegister(government);
    const year = parseFiscalYear(asked);
    const known = year && years?.get(year);
    if (year === undefined || years === undefined || known === undefined || name !== 'published.json') return undefined;
    const found = stamp(pointerPath(root, government, year));
    if (found === undefined) return undefined;
    let changed = false;
    if (known.stamp !== found) {
      const editions = readUnlessDamaged(government, year, known.editions);
      pointers = new Map(pointers).set(government, new Map(years).set(year, { stamp: found, editions }));
      changed = true;
    }
    return unreadable.look(government, year, list(pointers, government, year)) || changed;
  };

  const lookAtAll = () => {
    let changed = lookAtReference();
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
    }
    // A pointer is never removed: where one is gone, the disk is.
    for (const [government, known] of pointers) {
      const years = next.get(government) ?? new Map<FiscalYear, { stamp: string; editions: PublicEdition[] }>();
      for (const [year, entry] of known) if (!years.has(year)) years.set(year, entry);
      next.set(government, years);
    }
    pointers = next;
    if (lookAtRegisters(pointers.keys())) changed = true;
    if (lookAtKeys()) changed = true;
    for (const [government, years] of pointers)
      for (const [year, { editions }] of years) if (unreadable.look(government, year, editions)) changed = true;
    return changed;
  };

  type Pointers = typeof pointers;
  const list = (at: Pointers, government: string, year: FiscalYear) => at.get(government)?.get(year)?.editions ?? [];
  const open = (at: Pointers, government: string, year: FiscalYear, number: number) => {
    const entry = list(at, government, year).find((edition) => edition.number === number);
    if (entry === undefined) return undefined;
    const known = opened.get(entry.hash);
    if (known !== undefined) return known;
    const edition = openEdition(editionFolder(root, government, year, number), entry.hash, lines);
    opened.set(entry.hash, edition);
    return edition;
  };
  const openWhole = (at: Pointers, government: string, year: FiscalYear, { number, hash }: PublicEdition) => {
    const edition = open(at, government, year, number);
    if (edition === undefined || whole.has(hash)) return edition;
    mustBeWhole(edition);
    whole.set(hash, true);
    return edition;
  };
  const latest = (at: Pointers, government: string, year: FiscalYear) => {
    let first: EditionError | undefined;
    for (const entry of unreadable.readable(government, year, list(at, government, year)).toReversed()) {
      try {
        return openWhole(at, government, year, entry);
      } catch (error) {
        if (!(error instanceof EditionError)) throw error;
        first ??= error;
        unreadable.add(government, year, entry.number, error.file);
        // What was made from the list of before is made anew.
        revision++;
      }
    }
    if (first !== undefined) throw first;
    return undefined;
  };
  /** A look at the pointers never changes a map that was looked at before, it makes another. */
  interface Seen {
    pointers: Pointers;
    reference: Reference | undefined;
    registers: typeof registers;
    keys: KeyChain;
  }
  const seenNow = (): Seen => ({ pointers, reference: reference?.value, registers, keys: keys.value });
  const publicAt = (seen: () => Seen): PublicEditions => {
    const at = () => seen().pointers;
    return {
      governments: () => [...at().keys()],
      years: (government) => [...(at().get(government)?.keys() ?? [])].sort((a, b) => b - a),
      list: (government, year) => list(at(), government, year),
      latest: (government, year) => latest(at(), government, year),
      unreadable: () =>
        unreadable.areAllReadable()
          ? []
          : [...at()].flatMap(([government, years]) =>
              [...years].flatMap(([year, { editions }]) => unreadable.newest(government, year, editions) ?? []),
            ),
      open: (government, year, number) => open(at(), government, year, number),
      log: (path) => logFile(root, path),
      keys: () => seen().keys,
      reference: () => seen().reference,
      register: (government) => seen().registers.get(government)?.value,
    };
  };

  refresh();
  return {
    ...publicAt(seenNow),
    snapshot: () => {
      const seen = seenNow();
      return publicAt(() => seen);
    },
    refresh,
  };
}

function manifestPath(root: string, government: string, year: FiscalYear, number: number): string {
  return join(editionFolder(root, government, year, number), 'manifest.json');
}

function stampOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.mtimeNs} ${found.ino} ${found.size}`;
}
