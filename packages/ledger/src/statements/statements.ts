import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  ancestor,
  type Basis,
  type Code,
  type CodeName,
  fiscalYear,
  type IsoInstant,
  type Line,
  netInto,
  type Sen,
  type StatementHead,
  type StatementKind,
} from '@sipkadin/budget';
import { appendAudit } from '../audit/audit.ts';
import { bulkLoad, type Reading, type Writing } from '../database/database.ts';
import type { StatementTable } from '../database/schema.ts';
import { LedgerError } from '../error.ts';
import { storedLines } from './lines.ts';
import type { Rollup } from './rollup.ts';
import type { Staging } from './staging.ts';
import { storeLines, storeTexts } from './store-lines.ts';
import { becomeDraft } from './workflow-steps.ts';

export interface StatementRow {
  id: string;
  uploadId: string;
  government: string;
  head: StatementHead;
  /** SHA-256 over its lines. */
  linesHash: string;
}

export interface NewStatement {
  head: StatementHead;
  names: CodeName[];
  /** Of its lines in the staging, where the upload has several statements of a kind; 0 where absent. */
  slot?: number;
}

/**
 * Stores the statements of a read upload as drafts: lines, their roll-ups and the names of their codes.
 * @param staging holds the lines of each statement; the transaction was opened with it
 * @returns the statements' ids
 * @throws LedgerError `wrong-state`, `other-government`
 */
export async function addStatements(
  tx: Writing,
  uploadId: string,
  staging: Staging,
  statements: readonly NewStatement[],
): Promise<string[]> {
  const { government } = await becomeDraft(tx, uploadId);
  const load = bulkLoad(tx);
  const ids: string[] = [];
  const places = await storeTexts(tx, staging);
  for (const { head, names, slot } of statements) {
    if (head.government !== undefined && head.government !== government)
      throw new LedgerError('other-government', `${head.government}, not ${government}`);
    const last = await tx
      .selectFrom('statement')
      .select(({ fn }) => fn.max('seq').as('seq'))
      .executeTakeFirst();
    const seq = Number(last?.seq ?? 0) + 1;
    const id = `s${String(seq).padStart(6, '0')}`;
    const { table, rollup, ...stored } = staging.of(head.kind, slot);
    assertSumsAgree(head, stored, rollup);
    await storeLines(tx, seq, { staging, table, places });
    const row: StatementTable = {
      seq,
      id,
      upload: uploadId,
      government,
      kind: head.kind,
      year: head.year,
      as_of: head.asOf ?? null,
      from_date: head.from ?? null,
      basis: head.basis ?? null,
      version: head.version ?? null,
      accounts: [...new Set(rollup.rows().map(({ account }) => account.slice(0, 1)))].sort().join(''),
      line_count: stored.count,
      total: stored.total,
      lines_hash: stored.hash,
      simulated: head.simulated ? 1 : 0,
    };
    const covers = [...new Set(head.covers)].sort();
    await tx.insertInto('statement').values(row).execute();
    await load(
      'coverage',
      ['statement', 'unit'],
      covers.flatMap((unit) => [seq, unit]),
    );
    await load(
      'rollup',
      ['statement', 'unit', 'account', 'bidang', 'fund', 'month', 'amount', 'lines'],
      rollup.rows().flatMap((row) => [seq, row.unit, row.account, row.bidang, row.fund, row.month, row.amount, row.lines]),
    );
    await load(
      'granularity',
      ['statement', 'opd', 'akun', 'activity', 'account', 'fund'],
      rollup.granularity().flatMap(({ opd, akun, activity, account, fund }) => [seq, opd, akun, activity, account, fund]),
    );
    const unique = [...new Map(names.map((name) => [`${name.kind}|${name.code}`, name])).values()];
    await load(
      'name',
      ['statement', 'kind', 'code', 'printed', 'name'],
      unique.flatMap(({ kind, code, printed, name }) => [seq, kind, code, printed, name]),
    );
    await appendAudit(tx, {
      actor: 'system',
      action: 'statement-stored',
      government,
      subject: id,
      detail: {
        upload: uploadId,
        kind: head.kind,
        lines: stored.count,
        total: String(stored.total),
        linesHash: stored.hash,
        head: headHash(row, covers, unique),
      },
    });
    ids.push(id);
  }
  return ids;
}

/** Asserts that the staged lines are those that intake read, and that the roll-up is their sum: a difference is a bug. */
function assertSumsAgree(head: StatementHead, stored: { count: number; total: bigint }, rollup: Rollup): void {
  assert.equal(stored.count, head.lineCount, 'staged lines are as many as the statement has');
  assert.equal(stored.total, head.total, 'staged lines add up to the total of the statement');
  const sums = rollup.rows();
  assert.equal(
    sums.reduce((count, { lines }) => count + lines, 0),
    stored.count,
    'every line is in one sum of the roll-up',
  );
  assert.equal(
    sums.reduce((total, { amount }) => total + amount, 0n),
    stored.total,
    'the sums of the roll-up add up to the lines',
  );
}

/** SHA-256 over a statement without its lines: its head, the units it covers, the names of its codes. */
export function headHash(
  row: StatementTable,
  covers: readonly string[],
  names: readonly { kind: string; code: string; printed: string; name: string }[],
): string {
  const { upload, government, kind, year, as_of, from_date, basis, version, accounts, line_count, total, simulated } = row;
  const said = names.map(({ kind, code, printed, name }) => JSON.stringify([kind, code, printed, name])).sort();
  const head = [upload, government, kind, year, as_of, from_date, basis, version, accounts, line_count, total, simulated].map(String);
  return createHash('sha256')
    .update(JSON.stringify([head, covers, said]))
    .digest('hex');
}

type Row = StatementTable;

function rowOf(row: Row, covers: string[]): StatementRow {
  const head: StatementHead = {
    kind: row.kind satisfies StatementKind,
    government: row.government,
    year: fiscalYear(Number(row.year)),
    asOf: row.as_of ?? undefined,
    from: row.from_date ?? undefined,
    basis: (row.basis satisfies Basis | null) ?? undefined,
    version: row.version ?? undefined,
    covers,
    lineCount: Number(row.line_count),
    total: row.total,
    simulated: Number(row.simulated) === 1,
  };
  return { id: row.id, uploadId: row.upload, government: row.government, head, linesHash: row.lines_hash };
}

/** Units that statements cover, by the statement's number. */
export async function coverageOf(read: Reading, seqs: readonly number[]): Promise<Map<number, string[]>> {
  const covers = new Map<number, string[]>();
  for (let at = 0; at < seqs.length; at += 500) {
    const rows = await read
      .selectFrom('coverage')
      .selectAll()
      .where('statement', 'in', seqs.slice(at, at + 500))
      .orderBy('statement')
      .orderBy('unit')
      .execute();
    for (const { statement, unit } of rows) {
      const units = covers.get(Number(statement));
      if (units) units.push(unit);
      else covers.set(Number(statement), [unit]);
    }
  }
  return covers;
}

export async function statementsOf(read: Reading, uploads: readonly string[]): Promise<Map<string, StatementRow[]>> {
  const rows =
    uploads.length === 0 ? [] : await read.selectFrom('statement').selectAll().where('upload', 'in', uploads).orderBy('seq').execute();
  const covers = await coverageOf(
    read,
    rows.map(({ seq }) => Number(seq)),
  );
  const byUpload = new Map<string, StatementRow[]>();
  for (const row of rows) byUpload.set(row.upload, [...(byUpload.get(row.upload) ?? []), rowOf(row, covers.get(Number(row.seq)) ?? [])]);
  return byUpload;
}

/** The sums of statements by akun, by the statement's id, in order of the akun; akun 6 is net financing, 6.1 less 6.2. */
export async function akunTotals(read: Reading, ids: readonly string[]): Promise<Map<string, Map<Code, Sen>>> {
  const totals = new Map<string, Map<Code, Sen>>();
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await read
      .selectFrom('rollup')
      .innerJoin('statement', 'statement.seq', 'rollup.statement')
      .select(['statement.id as id', 'account', 'amount'])
      .where('statement.id', 'in', ids.slice(at, at + 500))
      .orderBy('account')
      .execute();
    for (const { id, account, amount } of rows) {
      const akun = ancestor(account, 1);
      const sums = totals.get(id) ?? new Map<Code, Sen>();
      totals.set(id, sums.set(akun, (sums.get(akun) ?? 0n) + netInto(akun, account, amount)));
    }
  }
  return totals;
}

/** A statement and the upload that it came with. */
export interface StatementSource extends StatementRow {
  fileName: string;
  receivedAt: IsoInstant;
}

/** These statements with their uploads, those of the newest upload first; ids that are unknown are left out. */
export async function statementSources(read: Reading, ids: readonly string[]): Promise<StatementSource[]> {
  const sources: (StatementSource & { order: number })[] = [];
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await read
      .selectFrom('statement')
      .innerJoin('upload', 'upload.id', 'statement.upload')
      .selectAll('statement')
      .select(['file_name', 'received_at', 'upload.seq as order'])
      .where('statement.id', 'in', ids.slice(at, at + 500))
      .execute();
    const covers = await coverageOf(
      read,
      rows.map(({ seq }) => Number(seq)),
    );
    for (const { file_name: fileName, received_at: receivedAt, order, ...row } of rows)
      sources.push({ ...rowOf(row, covers.get(Number(row.seq)) ?? []), fileName, receivedAt, order: Number(order) });
  }
  return sources.sort((a, b) => b.order - a.order || a.id.localeCompare(b.id)).map(({ order: _, ...source }) => source);
}

/** How many statements a government has, whatever became of them. */
export async function countStatements(read: Reading, government: string): Promise<number> {
  const { count } = await read
    .selectFrom('statement')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('government', '=', government)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** @throws LedgerError `not-found` */
export async function getStatement(read: Reading, id: string): Promise<StatementRow> {
  const row = await read.selectFrom('statement').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new LedgerError('not-found', id);
  const covers = await coverageOf(read, [Number(row.seq)]);
  return rowOf(row, covers.get(Number(row.seq)) ?? []);
}

/** A page of a statement's lines, each with its place in the file. */
export async function statementLines(
  read: Reading,
  id: string,
  { offset = 0, limit = 200, ...narrow }: { offset?: number; limit?: number; unit?: string; activity?: string; account?: string } = {},
): Promise<(Line & { position: number })[]> {
  const row = await read.selectFrom('statement').select('seq').where('id', '=', id).executeTakeFirst();
  if (!row) throw new LedgerError('not-found', id);
  const page: (Line & { position: number })[] = [];
  const narrowed = Object.keys(narrow).length > 0;
  let skip = narrowed ? offset : 0;
  const options = { ...narrow, after: narrowed ? 0 : offset };
  for await (const { seal: _, ...line } of storedLines(read, Number(row.seq), options)) {
    if (skip-- > 0) continue;
    page.push(line);
    if (page.length === limit) break;
  }
  return page;
}
