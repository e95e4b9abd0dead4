import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { IsoInstant } from '@sipkadin/budget';
import type { Database, Dialect, Reading, Writing } from './database/database.ts';
import { migrate, mustBeCurrent } from './database/migrate.ts';
import { openPGlite, type PGliteLike } from './database/pglite.ts';
import type { Patience } from './database/pool.ts';
import { openPostgres } from './database/postgres.ts';
import { quietCopy } from './database/quiet-copy.ts';
import { openSqlite, openSqliteToRead } from './database/sqlite.ts';
import { diskError } from './error.ts';
import { Staging } from './statements/staging.ts';

export interface LedgerOptions {
  /** "sqlite:/path/to/file" or "postgres://…"; "pglite:" with `pglite`. */
  url: string;
  pglite?: PGliteLike;
  /** The clock, for steps and the audit trail. */
  now?: () => IsoInstant;
  /** Whether an older schema is brought up to date, as usual; not beside a server, which expects the one it began with. */
  mayMigrate?: boolean;
  /** How long a PostgreSQL server is waited for; by default as long as a command or a long job may. */
  patience?: Patience;
}

/** For a process that answers people. */
export const servingPatience: Patience = { connect: 5000, answer: 8000, write: 60_000 };

/** A ledger that is only read. */
export interface ReadLedger {
  dialect: Dialect;
  read: Reading;
  close(): Promise<void>;
}

export interface Ledger {
  dialect: Dialect;
  read: Reading;
  /** All or nothing; durable when it resolves. Transactions wait for one another; one within another is a fault and throws. A staging that it takes in is named. */
  transact<T>(work: (tx: Writing) => Promise<T>, staging?: Staging): Promise<T>;
  /** Where lines wait until a transaction takes them in: in a temporary folder by default. */
  stage(folder?: string): Staging;
  /** For the sign-in library's own tables. */
  people: ReturnType<Database['people']>;
  close(): Promise<void>;
}

const instants = new WeakMap<object, IsoInstant>();
const wallClock = () => new Date().toISOString();

/** The instant of a transaction, by its ledger's clock: one for all that it does, so that no moment lies within it. */
export function instantOf(tx: Writing): IsoInstant {
  const instant = instants.get(tx);
  if (instant === undefined) throw new Error('not a transaction of the ledger');
  return instant;
}

/** Milliseconds. */
const longestLease = 5 * 60_000;

/**
 * The instant at which a lease ends that a transaction takes or renews for so many milliseconds, at most five minutes.
 * @throws Error where it is longer
 */
export function leaseEnd(tx: Writing, milliseconds: number): IsoInstant {
  if (milliseconds > longestLease) throw new Error('a lease of more than five minutes');
  return new Date(Date.parse(instantOf(tx)) + milliseconds).toISOString();
}

/**
 * The latest end that a lease can have at an instant. One that ends later was taken by a clock that has been set back since: it holds no
 * longer than one that has expired, or what a dead process held would wait until the clock comes there again.
 */
export function latestLeaseEnd(at: IsoInstant): IsoInstant {
  return new Date(Date.parse(at) + longestLease).toISOString();
}

/**
 * Opens the ledger and brings its schema up to date: a backup first, one transaction a step.
 * @throws LedgerError `schema-newer`, `not-durable`, `disk-full`, `read-only`; `schema-older` where it may not migrate
 */
export async function openLedger({ url, pglite, now = wallClock, mayMigrate = true, patience }: LedgerOptions): Promise<Ledger> {
  try {
    const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined;
    if (path !== undefined) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const database = pglite ? openPGlite(pglite) : path === undefined ? openPostgres(url, patience) : openSqlite(path);
    try {
      await database.ready?.();
      await (mayMigrate ? migrate(database, path) : mustBeCurrent(database));
    } catch (error) {
      await database.close();
      throw error;
    }
    let people: Ledger['people'] | undefined;
    const inside = new AsyncLocalStorage<{ open: boolean }>();
    return {
      dialect: database.dialect,
      read: database.read,
      transact: async (work, staging) => {
        // The inner one would wait for the outer, and the outer for the inner, for ever.
        if (inside.getStore()?.open) throw new Error('a transaction within a transaction of the ledger');
        staging?.end();
        const state = { open: true };
        try {
          return await inside.run(state, () =>
            database.transact((tx) => {
              instants.set(tx, now());
              return work(tx);
            }, staging),
          );
        } catch (error) {
          throw diskError(error);
        } finally {
          state.open = false;
        }
      },
      stage: (folder = tmpdir()) => new Staging(folder, database.knownTexts()),
      get people() {
        people ??= database.people();
        return people;
      },
      async close() {
        await people?.db.destroy();
        await database.close();
      },
    };
  } catch (error) {
    throw diskError(error);
  }
}

/**
 * Opens the ledger for reading, and changes nothing where it lies: a SQLite database that no process has open is copied into a
 * temporary folder, where an older schema is brought up to date; of one that is open, all that is read is of one moment.
 * @param inUse whether another process has the SQLite database open
 * @throws LedgerError `schema-newer`, `schema-older`; system errors as they are
 */
export async function openToRead({ url, inUse }: { url: string; inUse: boolean }): Promise<ReadLedger> {
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined;
  const copy = path === undefined || inUse ? undefined : quietCopy(path);
  if (copy === undefined) {
    const database = path === undefined ? openPostgres(url) : openSqliteToRead(path);
    try {
      await mustBeCurrent(database);
      if ('settle' in database) database.settle();
    } catch (error) {
      await database.close();
      throw error;
    }
    return { dialect: database.dialect, read: database.read, close: () => database.close() };
  }
  try {
    const { dialect, read, close } = await openLedger({ url: `sqlite:${copy.path}` });
    return {
      dialect,
      read,
      async close() {
        await close();
        copy.dispose();
      },
    };
  } catch (error) {
    copy.dispose();
    throw error;
  }
}
