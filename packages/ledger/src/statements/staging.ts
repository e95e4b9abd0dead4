import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Line, StatementKind } from '@sipkadin/budget';
import Sqlite from 'better-sqlite3';
import type { KnownTexts, Value } from '../database/database.ts';
import { inserter } from '../database/sqlite.ts';
import { diskError, LedgerError } from '../error.ts';
import { LineHash } from './lines.ts';
import { Rollup } from './rollup.ts';

/** Columns of a staged line: the ledger's, with the statement to come. */
export const stagedColumns = [
  'position',
  'unit',
  'activity',
  'account',
  'fund',
  'package',
  'amount',
  'month',
  'date',
  'document',
  'sheet',
  'row',
  'col',
  'seal',
] as const;

/** Only some kinds of lines have these. While none of a kind has, nothing is written for them. */
const ofDays = new Set<string>(['month', 'date', 'document']);
const undatedColumns = stagedColumns.filter((name) => !ofDays.has(name));

const prefix = 'sipkadin-lines-';
const abandonedAfter = 24 * 3_600_000;
const largest = 2n ** 63n - 1n;
const rowsAtOnce = 60;

/** What the lines of one statement add up to. */
interface Sums {
  table: string;
  rollup: Rollup;
  hash: LineHash;
  count: number;
  total: bigint;
  /** Whether the lines that wait have a month, date or document. */
  dated: boolean;
  values: Value[];
  /** How many lines wait. */
  waiting: number;
  insert: (values: readonly Value[]) => void;
}

const keyOf = (kind: StatementKind, slot: number) => `${kind.replace('-', '_')}_${slot}`;

/**
 * Lines on their way into the ledger, sealed, hashed and added up as they come. They wait in a file of their own: the
 * ledger sees none of them, and nobody waits for its lock, until a transaction takes them in, or they are thrown away.
 */
export class Staging {
  /** Of the database they wait in; text numbers above `known.last` are this staging's own, and in its table of texts. */
  readonly path: string;
  readonly known: KnownTexts;
  readonly #folder: string;
  readonly #db: Sqlite.Database;
  readonly #ids = new Map<string, number>();
  readonly #newText: Sqlite.Statement;
  /** By kind and slot. */
  readonly #statements = new Map<string, Sums>();
  #last: number;
  #recent: { kind: StatementKind; slot: number; sums: Sums } | undefined;

  constructor(folder: string, known: KnownTexts) {
    this.known = known;
    this.#last = known.last;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = mkdtempSync(join(folder, prefix));
    sweep(folder, statSync(this.#folder).mtimeMs - abandonedAfter);
    this.path = join(this.#folder, 'lines.sqlite');
    this.#db = new Sqlite(this.path);
    // A file that dies with its process needs neither journal nor disk.
    for (const setting of ['journal_mode = off', 'synchronous = off', 'locking_mode = exclusive', 'cache_size = -1000'])
      this.#db.pragma(setting);
    this.#db.exec('create table text (id integer primary key, value text not null) strict; begin');
    this.#newText = this.#db.prepare('insert into text values (?, ?)');
  }

  /**
   * @param slot of the statement, where a file holds several of a kind
   * @throws LedgerError `amount-too-large`, `disk-full`
   */
  line(kind: StatementKind, line: Line, slot = 0): void {
    if (line.amount > largest || line.amount < -largest)
      throw new LedgerError('amount-too-large', `${line.sheet} ${line.column}${line.row}`);
    const sums = this.#sumsOf(kind, slot) ?? this.#begin(kind, slot);
    sums.count++;
    sums.total += line.amount;
    sums.rollup.add(line);
    const seal = sums.hash.add(sums.count, line);
    if (!sums.dated && (line.month ?? line.date ?? line.document) !== undefined) this.#beginDated(sums);
    const { values } = sums;
    values.push(sums.count, this.#id(line.unit), this.#id(line.activity), this.#id(line.account), this.#id(line.fund), line.package);
    values.push(line.amount);
    if (sums.dated) values.push(line.month ?? 0, line.date ?? '', this.#id(line.document ?? ''));
    values.push(this.#id(line.sheet), line.row, this.#id(line.column), seal);
    if (++sums.waiting === rowsAtOnce) this.#flush(sums);
  }

  /** Forgets the lines of a slot. */
  restart(slot = 0): void {
    for (const [key, { table }] of this.#statements) {
      if (!key.endsWith(`_${slot}`)) continue;
      this.#db.exec(`drop table ${table}`);
      this.#statements.delete(key);
    }
    this.#recent = undefined;
  }

  /** Ends the staging; the database of `path` can be read by others then. */
  end(): void {
    if (!this.#db.open) return;
    for (const sums of this.#statements.values()) this.#flush(sums);
    this.#db.exec('commit');
    this.#db.close();
  }

  /** The staged lines of a statement, once ended: their table, number, sum, hash and roll-up. */
  of(kind: StatementKind, slot = 0): { table: string; count: number; total: bigint; hash: string; rollup: Rollup } {
    const sums = this.#sumsOf(kind, slot);
    if (sums === undefined) throw new Error(`no lines of a ${kind} were staged`);
    const { table, count, total, hash, rollup } = sums;
    return { table, count, total, rollup, hash: hash.hex() };
  }

  /** The texts that were not known, so many at a time. */
  texts(atOnce: number): Generator<{ id: number; value: string }[]> {
    return this.#read('select id, value from text order by id', atOnce, ([id, value]) => ({ id: Number(id), value: String(value) }));
  }

  /** The lines of a table, each as the values of `stagedColumns`, so many at a time. */
  rows(table: string, atOnce: number): Generator<Value[][]> {
    return this.#read(`select ${stagedColumns.join(', ')} from ${table} order by position`, atOnce, (row) => row);
  }

  *#read<T>(query: string, atOnce: number, of: (row: Value[]) => T): Generator<T[]> {
    const db = new Sqlite(this.path, { readonly: true });
    try {
      let rows: T[] = [];
      for (const row of db.prepare(query).raw().safeIntegers().iterate()) {
        if (rows.push(of(row as Value[])) < atOnce) continue;
        yield rows;
        rows = [];
      }
      if (rows.length > 0) yield rows;
    } finally {
      db.close();
    }
  }

  /** Throws away what waits. */
  dispose(): void {
    this.#db.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #sumsOf(kind: StatementKind, slot: number): Sums | undefined {
    // Lines of one statement come one after the other.
    if (this.#recent?.kind !== kind || this.#recent.slot !== slot) {
      const sums = this.#statements.get(keyOf(kind, slot));
      this.#recent = sums && { kind, slot, sums };
    }
    return this.#recent?.sums;
  }

  #begin(kind: StatementKind, slot: number): Sums {
    const table = `line_${keyOf(kind, slot)}`;
    this.#db.exec(`create table ${table} (${stagedColumns.map((name) => `${name} ${this.#storedAs(name)}`).join(', ')}) strict`);
    const sums: Sums = {
      ...{ table, count: 0, total: 0n, dated: false, values: [], waiting: 0 },
      rollup: new Rollup(kind),
      hash: new LineHash(),
      insert: inserter(this.#db, table, undatedColumns),
    };
    this.#statements.set(keyOf(kind, slot), sums);
    return sums;
  }

  /** Lines are stored in the order of their positions, so that storing them in the ledger sorts nothing. */
  #storedAs(column: (typeof stagedColumns)[number]): string {
    if (column === 'position') return 'integer primary key';
    if (column === 'package') return 'text not null';
    if (column === 'date') return "text not null default ''";
    if (column === 'month') return 'integer not null default 0';
    return `integer not null${column === 'document' ? ` default ${this.#id('')}` : ''}`;
  }

  #beginDated(sums: Sums): void {
    this.#flush(sums);
    sums.dated = true;
    sums.insert = inserter(this.#db, sums.table, stagedColumns);
  }

  #flush(sums: Sums): void {
    try {
      sums.insert(sums.values);
    } catch (error) {
      throw diskError(error);
    }
    sums.values = [];
    sums.waiting = 0;
  }

  #id(text: string): number {
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.known.id(text);
      if (id === undefined) {
        id = ++this.#last;
        this.#newText.run(id, text);
      }
      this.#ids.set(text, id);
    }
    return id;
  }
}

/** What a killed process left behind. Younger ones may be another process's. */
function sweep(folder: string, before: number): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(folder, name);
    if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? before) < before) rmSync(path, { recursive: true, force: true });
  }
}
