import { createHash } from 'node:crypto';
import { toDecimal } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import type { StatementTable } from '../database/schema.ts';
import { granularitiesOf } from '../figures/granularity.ts';
import { changedRecordedRows } from '../obstacles/recorded-rows.ts';
import { isSealed, lineText, type StoredLine, storedLines } from '../statements/lines.ts';
import { type Granularity, Rollup } from '../statements/rollup.ts';
import { coverageOf, headHash } from '../statements/statements.ts';
import { changedCorrections } from '../uploads/corrections.ts';
import { changedWorks } from '../works/verify-works.ts';
import { checkAudit } from './audit.ts';

/** Something in the ledger that is not as it was stored. */
export interface LedgerProblem {
  kind: 'line-changed' | 'lines-missing' | 'rollup-differs' | 'head-changed' | 'step-unrecorded' | 'correction-changed' | 'audit-broken';
  government: string;
  /** Its id; the upload's where an upload or its steps are not as they were. */
  statement: string;
  file: string;
  sheet: string;
  row: number | null;
  column: string;
  /** The stored value, and the value that the rest of the ledger implies, where it is known. */
  stored: string;
  expected: string;
}

type Stored = StatementTable & { file_name: string };

const nowhere = { government: '', statement: '', file: '', sheet: '', row: null, column: '', stored: '', expected: '' };

/**
 * Recomputes every statement's seals, hash, sums and head, and the audit chain, and holds uploads and their steps against
 * the trail. A changed amount is named by its cell.
 */
export async function verifyLedger(read: Reading): Promise<LedgerProblem[]> {
  const problems: LedgerProblem[] = [];
  const trail = await recorded(read);
  const statements = await read
    .selectFrom('statement')
    .innerJoin('upload', 'upload.id', 'statement.upload')
    .selectAll('statement')
    .select('file_name')
    .orderBy('statement.seq')
    .execute();
  for (const statement of statements) problems.push(...(await linesOf(read, statement)), ...(await headOf(read, statement, trail)));
  for (const { id, government, upload, problem } of await changedWorks(read, trail.works)) {
    const { file_name: file = '' } =
      (await read.selectFrom('upload').select('file_name').where('id', '=', upload).executeTakeFirst()) ?? {};
    problems.push({ ...nowhere, kind: problem, government, statement: id, file });
  }
  for (const { government, row } of await changedRecordedRows(read))
    problems.push({ ...nowhere, kind: 'head-changed', government, statement: row });
  for (const upload of await changedCorrections(read, trail.corrections))
    problems.push({ ...nowhere, kind: 'correction-changed', statement: upload });
  problems.push(...(await stepsOf(read, trail)));
  const audit = await checkAudit(read);
  if (!audit.ok) problems.push({ ...nowhere, kind: 'audit-broken', row: audit.brokenAt ?? null });
  return problems;
}

type Row = Pick<StatementTable, 'id' | 'government'> & { file_name: string };
const placeOf = ({ government, id, file_name }: Row) => ({ ...nowhere, government, statement: id, file: file_name });

const keyOf = (row: { unit: string; account: string; bidang: string; fund: string; month: number | bigint }) =>
  [row.unit, row.account, row.bidang, row.fund, Number(row.month)].join('|');

async function linesOf(read: Reading, statement: Stored): Promise<LedgerProblem[]> {
  const problems: LedgerProblem[] = [];
  const place = placeOf(statement);
  const digest = createHash('sha256');
  const rollup = new Rollup(statement.kind);
  const changed: StoredLine[] = [];
  let lines = 0;
  let total = 0n;
  for await (const line of storedLines(read, Number(statement.seq))) {
    lines++;
    total += line.amount;
    digest.update(lineText(line.position, line));
    rollup.add(line);
    if (!isSealed(line)) changed.push(line);
  }
  const rows = await read.selectFrom('rollup').selectAll().where('statement', '=', Number(statement.seq)).execute();
  const kept = new Map(rows.map((row) => [keyOf(row), row.amount]));
  const computed = new Map(rollup.rows().map((row) => [keyOf(row), row.amount]));
  const differing = [...new Set([...kept.keys(), ...computed.keys()])].filter((key) => kept.get(key) !== computed.get(key));
  for (const line of changed) {
    const alone = new Rollup(statement.kind);
    alone.add(line);
    const key = alone.rows().map(keyOf)[0] ?? '';
    const before = kept.get(key);
    const after = computed.get(key);
    // One changed line: what its sum has too much or too little is what the line has.
    const known = changed.length === 1 && before !== undefined && after !== undefined && before !== after;
    problems.push({
      ...place,
      kind: 'line-changed',
      sheet: line.sheet,
      row: line.row,
      column: line.column,
      stored: toDecimal(line.amount),
      expected: known ? toDecimal(line.amount - (after - before)) : '',
    });
  }
  if (lines !== Number(statement.line_count))
    problems.push({ ...place, kind: 'lines-missing', stored: String(lines), expected: String(statement.line_count) });
  // A line and its seal changed alike: the hash of all lines still knows.
  else if (changed.length === 0 && digest.digest('hex') !== statement.lines_hash) problems.push({ ...place, kind: 'line-changed' });
  if (changed.length > 0) return problems;
  for (const key of differing)
    problems.push({
      ...place,
      kind: 'rollup-differs',
      stored: toDecimal(kept.get(key) ?? 0n),
      expected: toDecimal(computed.get(key) ?? 0n),
    });
  const textOf = ({ opd, akun, activity, account, fund }: Granularity) => [opd, akun, activity, account, fund].join(' ');
  const fine = (await granularitiesOf(read, [Number(statement.seq)])).map(({ own }) => textOf(own));
  const ofLines = rollup.granularity().map(textOf);
  const [first] = new Set(fine).symmetricDifference(new Set(ofLines));
  if (first !== undefined) {
    const [stored, expected] = fine.includes(first) ? [first, ''] : ['', first];
    problems.push({ ...place, kind: 'rollup-differs', stored, expected });
  }
  if (total !== statement.total)
    problems.push({ ...place, kind: 'rollup-differs', stored: toDecimal(statement.total), expected: toDecimal(total) });
  return problems;
}

/** Events of the audit trail, by subject. */
interface Trail {
  statements: Map<string, Record<string, unknown>>;
  works: Map<string, Record<string, unknown>>;
  uploads: Map<string, Record<string, unknown>>;
  /** The corrections of cells in effect, by upload. */
  corrections: Map<string, unknown>;
  /** Steps as they were recorded, in order. */
  steps: string[];
}

async function recorded(read: Reading): Promise<Trail> {
  const trail: Trail = { statements: new Map(), works: new Map(), uploads: new Map(), corrections: new Map(), steps: [] };
  const rows = await read
    .selectFrom('audit')
    .select(['action', 'subject', 'detail', 'at', 'actor'])
    .where((where) =>
      where.or([where('action', 'like', 'upload-%'), where('action', 'in', ['statement-stored', 'works-stored', 'cells-corrected'])]),
    )
    .orderBy('seq')
    .execute();
  for (const { action, subject, detail, at, actor } of rows) {
    const recorded = JSON.parse(detail) as Record<string, unknown> & { reason?: string };
    if (action === 'statement-stored') trail.statements.set(subject, recorded);
    else if (action === 'works-stored') trail.works.set(subject, recorded);
    else if (action === 'cells-corrected') trail.corrections.set(subject, recorded['corrections']);
    else trail.steps.push([subject, action.slice('upload-'.length), at, actor, recorded.reason ?? ''].join('|'));
    if (action === 'upload-received') trail.uploads.set(subject, { ...recorded, actor });
  }
  return trail;
}

/** A statement's head decides what it counts for: year, dates, basis, version, units. */
async function headOf(read: Reading, statement: Stored, { statements }: Trail): Promise<LedgerProblem[]> {
  const { file_name: _, ...row } = statement;
  const recorded = statements.get(row.id);
  const covers = (await coverageOf(read, [Number(row.seq)])).get(Number(row.seq)) ?? [];
  const names = await read.selectFrom('name').selectAll().where('statement', '=', Number(row.seq)).execute();
  const same = recorded?.['linesHash'] === row.lines_hash && recorded['head'] === headHash(row, covers, names);
  return same ? [] : [{ ...placeOf(statement), kind: 'head-changed' }];
}

async function stepsOf(read: Reading, trail: Trail): Promise<LedgerProblem[]> {
  const problems: LedgerProblem[] = [];
  for (const upload of await read.selectFrom('upload').selectAll().orderBy('seq').execute()) {
    const recorded = trail.uploads.get(upload.id);
    const same =
      recorded?.['hash'] === upload.hash && recorded['fileName'] === upload.file_name && recorded['bytes'] === Number(upload.bytes);
    if (!same || recorded['actor'] !== upload.uploaded_by) problems.push({ ...placeOf(upload), kind: 'head-changed' });
  }
  const steps = await read
    .selectFrom('step')
    .innerJoin('upload', 'upload.id', 'step.upload')
    .select(['upload.id', 'government', 'file_name', 'step', 'at', 'actor', 'reason'])
    .orderBy('step.seq')
    .execute();
  const known = new Map<string, number>();
  for (const step of trail.steps) known.set(step, (known.get(step) ?? 0) + 1);
  for (const step of steps) {
    const text = [step.id, step.step, step.at, step.actor, step.reason].join('|');
    const left = known.get(text) ?? 0;
    if (left === 0) problems.push({ ...placeOf(step), kind: 'step-unrecorded', stored: step.step });
    else known.set(text, left - 1);
  }
  for (const [text, left] of known) {
    const [upload = '', step = ''] = text.split('|');
    if (left > 0) problems.push({ ...nowhere, kind: 'step-unrecorded', statement: upload, expected: step });
  }
  return problems;
}
