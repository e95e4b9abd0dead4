import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { referenceUse } from '../reading/recorded.ts';
import type { View } from '../reading/view.ts';
import type { Address } from '../routes/address.ts';
import type { Made } from './cache.ts';
import { type Packed, type Resource, unpacked } from './resource.ts';

interface Given {
  /** Where the pages are kept; undefined: none are made ahead. */
  folder: string | undefined;
  /** Milliseconds from a change of editions until the first page is made, 5,000 by default. */
  after: number | undefined;
  government: string;
  /** Whatever else than the view the pages are made from. */
  settings: readonly unknown[];
  /** What is made, in this order; asked once for each view, after the wait. */
  addresses: (view: View) => readonly Address[];
  /** Whether it may be among `addresses`; decided by the form of the address. */
  mayHave: (address: Address) => boolean;
  keyOf: (address: Address) => string;
  /** Looks for new editions. */
  look: () => unknown;
  make: (address: Address, key: string, view: View) => Promise<Made>;
  onError: ((error: unknown, key: string) => void) | undefined;
}

const usualAfter = 5000;
/** Milliseconds between looks for new editions while nobody asks for a page. */
const lookEvery = 2000;
/** What the pages are made by: another release makes others. */
const program = createHash('sha256')
  .update(readFileSync(import.meta.filename))
  .digest('hex');

/**
 * Pages and pictures made in the background and kept as files: many that take 20 to 100 ms each would make the first reader of each
 * wait, and all of them together where many come at once. They are made one after another, at most half of the time, and a third of it
 * where the machine has more to do than processors.
 */
export function preparedPages(given: Given) {
  const { folder, after = usualAfter, look } = given;
  let current: { stopped: AbortController; pages: PreparedPages; uses: ReadonlySet<string> } | undefined;
  // Nobody may have asked for a page yet when there is something to make ahead.
  const looking = folder === undefined ? undefined : setInterval(quietly, lookEvery, look).unref();

  return {
    /** Begins anew with the editions of this view. */
    begin(view: View): void {
      current?.stopped.abort();
      current = undefined;
      const { government, settings } = given;
      if (folder === undefined || view.published.years(government).length === 0) return;
      const state = [...view.state].filter(([use]) => use === referenceUse || use === government || use.startsWith(`${government} `));
      const uses = new Set(state.map(([use]) => use));
      const pages = pagesIn(folder, JSON.stringify([program, settings, view.today, view.copiedUntil ?? null, view.governments, state]));
      current = { stopped: new AbortController(), pages, uses };
      // Stopping ends a rest by an error.
      fill(view, current).catch(() => undefined);
    },
    /** @returns undefined where it is not made yet, or none of those that are made ahead */
    read(key: string, address: Address): Omit<Made, 'from'> | undefined {
      const resource = given.mayHave(address) ? current?.pages.read(key) : undefined;
      return resource === undefined || current === undefined ? undefined : { resource, uses: current.uses };
    },
    stop(): void {
      clearInterval(looking);
      current?.stopped.abort();
    },
  };

  async function fill(view: View, { stopped: { signal }, pages, uses }: NonNullable<typeof current>): Promise<void> {
    const rest = (milliseconds: number) => pause(milliseconds, undefined, { ref: false, signal });
    await rest(after);
    for (const address of given.addresses(view)) {
      const key = given.keyOf(address);
      if (pages.has(key)) continue;
      const began = performance.now();
      try {
        const made = await given.make(address, key, view);
        const packed = made.resource.status === 200 ? await made.resource.pack?.() : undefined;
        if (signal.aborted) return;
        // A page that was read from anything else would be another one when that changes.
        if (packed !== undefined && made.uses.isSubsetOf(uses)) pages.write(key, packed);
      } catch (error) {
        given.onError?.(error, key);
        return;
      }
      const isBusy = (loadavg()[0] ?? 0) > availableParallelism();
      await rest((performance.now() - began) * (isBusy ? 2 : 1));
    }
    pages.removeOthers();
  }
}

/** The next request reports what is wrong. */
function quietly(work: () => unknown): void {
  try {
    work();
  } catch {
    // As above.
  }
}

/** Pages that were made before they are asked for, as files: a process that starts again finds them, and memory holds none of them. */
interface PreparedPages {
  has: (key: string) => boolean;
  /** @returns undefined where the page is not there, or is not as it was written */
  read: (key: string) => Resource | undefined;
  write: (key: string, page: Packed) => void;
  /** Removes what was made from anything else. */
  removeOthers: () => void;
}

const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex').slice(0, 32);

/**
 * A file for each page, with its headers in the first line and its bytes behind.
 * @param folder created where it is missing; holds nothing else
 * @param from everything that the pages are made from, as text: with anything else they are others
 */
function pagesIn(folder: string, from: string): PreparedPages {
  const name = hashOf(from);
  const own = join(folder, name);
  const pathOf = (key: string) => join(own, hashOf(key));
  return {
    has: (key) => existsSync(pathOf(key)),
    read(key) {
      try {
        return parse(readFileSync(pathOf(key)));
      } catch {
        // It is made anew, and written again.
        return undefined;
      }
    },
    write(key, { bytes, ...rest }) {
      mkdirSync(own, { recursive: true });
      const path = pathOf(key);
      // Beside itself, so that no reader finds half of it; by process, because several may serve one folder.
      writeFileSync(
        `${path}.${process.pid}`,
        Buffer.concat([Buffer.from(`${JSON.stringify({ ...rest, sha256: hashOf(bytes) })}\n`), bytes]),
      );
      renameSync(`${path}.${process.pid}`, path);
    },
    removeOthers() {
      for (const other of readdirSync(folder)) {
        if (/^[0-9a-f]{32}$/.test(other) && other !== name) rmSync(join(folder, other), { recursive: true, force: true });
      }
    },
  };
}

function parse(file: Buffer): Resource | undefined {
  const end = file.indexOf('\n');
  const { sha256, ...rest } = JSON.parse(file.toString('utf8', 0, end)) as Omit<Packed, 'bytes'> & { sha256: string };
  const bytes = file.subarray(end + 1);
  return hashOf(bytes) === sha256 ? unpacked({ ...rest, bytes }) : undefined;
}
