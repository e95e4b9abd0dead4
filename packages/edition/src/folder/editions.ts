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
   * pointer, for folders that were copied here without their marker, and whether the newest editions are there: at some governments at
   * once, and at the others afterwards, with other work between. What was public and is gone from the disk is still listed.
   * @returns how often anything was found changed
   */
  refresh(): number;
}

/** Of a file: changes when the file is replaced. undefined where there is none. */
type Stamp = (path: string) => string | undefined;

const wholeLookEvery = 30_000;
/** Of a look at all governments, those that are looked at without a pause: a few milliseconds. */
const governmentsAtOnce = 40;

/** An edition whose files were all there is opened again without another look at them for so many milliseconds. */
const wholeFor = 600_000;

/** How many opened editions stay in memory, some 10 MB each. */
const usualKept = 24;
/** How many of them stay that are not the newest of their year when something is announced: those that were read last. */
const earlierKept = 4;

/** Of a government's folder: its region code. */
const governmentName = /^\d{2}(?:\.\d{2})?$/;

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
  let registers = new Map<string, { stamp: string; value: StoredRegister | undefined }>();
  /** The highest code among them, which they are in order of. */
  let highest = 0;
  /** Whether a snapshot has these maps, so that a change makes others. */
  let areShared = false;
  const copyShared = () => {
    if (!areShared) return;
    pointers = new Map(pointers);
    registers = new Map(registers);
    areShared = false;
  };
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

  /** A damaged one is none: pages of figures do not depend on it. */
  const lookAtRegister = (government: string): boolean => {
    const found = stamp(registerPath(root, government));
    if (registers.get(government)?.stamp === found) return false;
    copyShared();
    if (found === undefined) registers.delete(government);
    else registers.set(government, { stamp: found, value: readRegister(root, government) });
    return true;
  };

  let marker: string | undefined;
  let last: Change | undefined;
  let looked = Number.NEGATIVE_INFINITY;
  let revision = 0;

  const refresh = () => {
    if (failed !== undefined) {
      const { error } = failed;
      failed = undefined;
      throw error;
    }
    // Before the pointers are read: what is announced meanwhile changes the marker again.
    const seen = stamp(changeMarkerPath(root));
    const isFirst = looked === Number.NEGATIVE_INFINITY;
    const isDue = now() - looked >= wholeLookEvery;
    if (seen === marker && !isDue) return revision;
    const changes = readChanges(root);
    const named = seen === marker ? [] : changedSince(last, changes);
    const changed = isFirst ? undefined : named?.map(lookAt);
    if (changed?.includes(true)) revision++;
    if (changed === undefined || changed.includes(undefined)) {
      // A look that pauses would look at some of them before what is announced now.
      looking = undefined;
      if ([...lookAtAll()].includes(true)) revision++;
      looked = now();
    } else if (isDue) {
      looked = now();
      looking = lookAtAll();
      goOn(looking);
    }
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

  /** The look at all governments that pauses now. */
  let looking: Generator<boolean> | undefined;
  /** What a look met after a pause: reported at the next `refresh`. */
  let failed: { error: unknown } | undefined;

  const goOn = (look: Generator<boolean>): void => {
    const { value, done } = look.next();
    if (value === true) revision++;
    if (done === true) looking = undefined;
    else
      setImmediate(() => {
        try {
          if (looking === look) goOn(look);
        } catch (error) {
          looking = undefined;
          failed = { error };
        }
      }).unref();
  };

  const setYears = (government: string, years: Map<FiscalYear, { stamp: string; editions: PublicEdition[] }>) => {
    copyShared();
    const isBetween = !pointers.has(government) && Number(government) < highest;
    pointers.set(government, years);
    if (isBetween) pointers = new Map([...pointers].sort(([a], [b]) => Number(a) - Number(b)));
    highest = Math.max(highest, Number(government));
  };

  /**
   * Looks at one file that was replaced: with hundreds of governments a look at all takes as long as making several pages.
   * @returns whether anything changed; undefined where only a look at all can say
   */
  const lookAt = (path: string): boolean | undefined => {
    const [government = '', asked = '', name] = path.split('/');
    if (!governmentName.test(government)) return undefined;
    const years = pointers.get(government);
    if (asked === 'register.json') return years && lookAtRegister(government);
    const year = parseFiscalYear(asked);
    if (year === undefined || name !== 'published.json') return undefined;
    const found = stamp(pointerPath(root, government, year));
    if (found === undefined) return undefined;
    const known = years?.get(year);
    if (known?.stamp !== found) {
      const editions = readUnlessDamaged(government, year, known?.editions);
      setYears(government, new Map(years).set(year, { stamp: found, editions }));
    }
    return unreadable.look(government, year, list(pointers, government, year)) || known?.stamp !== found;
  };

  const lookAtGovernment = (government: string): boolean => {
    const years = new Map(pointers.get(government));
    let changed = false;
    for (const year of foldersIn(join(root, government), /^\d{4}$/).flatMap((name) => parseFiscalYear(name) ?? [])) {
      const found = stamp(pointerPath(root, government, year));
      const known = years.get(year);
      // A pointer is never removed: where one is gone, the disk is.
      if (found === undefined || known?.stamp === found) continue;
      years.set(year, { stamp: found, editions: readUnlessDamaged(government, year, known?.editions) });
      changed = true;
    }
    if (years.size === 0) return false;
    if (changed) setYears(government, years);
    if (lookAtRegister(government)) changed = true;
    for (const [year, { editions }] of years) if (unreadable.look(government, year, editions)) changed = true;
    return changed;
  };

  /** Yields whether anything changed since the last pause. */
  function* lookAtAll(): Generator<boolean> {
    let changed = lookAtReference();
    if (lookAtKeys()) changed = true;
    let count = 0;
    for (const government of new Set([...foldersIn(root, governmentName), ...pointers.keys()])) {
      if (lookAtGovernment(government)) changed = true;
      if (++count % governmentsAtOnce !== 0) continue;
      yield changed;
      changed = false;
    }
    return yield changed;
  }

  type Pointers = typeof pointers;
  const list = (at: Pointers, government: string, year: FiscalYear) => at.get(government)?.get(year)?.editions ?? [];
  const open = (at: Pointers, government: string, year: FiscalYear, number: number) => {
    const entry = list(at, government, year).find((edition) => edition.number === number);
    if (entry === undefined) return undefined;
    const known = opened.get(entry.hash);
    if (known !== undefined) return known;
    // A changed byte leaves a file's size as it was: it is met where the file is read.
    const edition = openEdition(editionFolder(root, government, year, number), entry.hash, lines, (file) => {
      opened.delete(entry.hash);
      if (unreadable.add(government, year, number, file)) revision++;
    });
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
        // What was made from the list of before is made anew.
        if (unreadable.add(government, year, entry.number, error.file)) revision++;
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
      areShared = true;
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
