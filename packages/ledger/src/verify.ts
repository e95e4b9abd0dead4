import { createHash } from 'node:crypto';
import { toDecimal } from '@sipkadin/budget';
import { checkAudit } from './audit.ts';
import type { Reading } from './database.ts';
import { isSealed, lineText, type StoredLine, storedLines } from './lines.ts';
import { Rollup } from './rollup.ts';

/** Something in the ledger that is not as it was stored. */
export interface LedgerProblem {
  kind: 'line-changed' | 'lines-missing' | 'rollup-differs' | 'audit-broken';
  government: string;
  statement: string;
  file: string;
  sheet: string;
  row: number | null;
  column: string;
  /** What is stored now, and what the rest of the ledger says it was, where that can be told. */
  stored: string;
  expected: string;
}

/** Recomputes every statement's seals, hash and roll-ups, and the audit chain. A changed amount is named by its cell. */
export async function verifyLedger(read: Reading): Promise<LedgerProblem[]> {
  const problems: LedgerProblem[] = [];
  const statements = await read
    .selectFrom('statement')
    .innerJoin('upload', 'upload.id', 'statement.upload')
    .selectAll('statement')
    .select('file_name')
    .orderBy('statement.seq')
    .execute();
  for (const statement of statements) {
    const place = { government: statement.government, statement: statement.id, file: statement.file_name };
    const blank = { sheet: '', row: null, column: '', stored: '', expected: '' };
    const digest = createHash('sha256');
    const rollup = new Rollup(statement.kind);
    const changed: StoredLine[] = [];
    let lines = 0;
    for await (const line of storedLines(read, Number(statement.seq))) {
      lines++;
      digest.update(lineText(line.position, line));
      rollup.add(line);
      if (!isSealed(line)) changed.push(line);
    }
    const hash = digest.digest('hex');
    const stored = await read.selectFrom('rollup').selectAll().where('statement', '=', Number(statement.seq)).execute();
    const key = (row: { unit: string; account: string; bidang: string; fund: string; month: number | bigint }) =>
      [row.unit, row.account, row.bidang, row.fund, Number(row.month)].join('|');
    const kept = new Map(stored.map((row) => [key(row), row.amount]));
    const differing = rollup.rows().filter((row) => kept.get(key(row)) !== row.amount);
    for (const line of changed) {
      const group = new Rollup(statement.kind);
      group.add(line);
      const [own] = group.rows();
      const sum = own === undefined ? undefined : differing.find((row) => key(row) === key(own));
      const before = sum === undefined ? undefined : kept.get(key(sum));
      const alone = changed.length === 1 && sum !== undefined && before !== undefined;
      problems.push({
        ...place,
        kind: 'line-changed',
        sheet: line.sheet,
        row: line.row,
        column: line.column,
        stored: toDecimal(line.amount),
        expected: alone ? toDecimal(line.amount - (sum.amount - before)) : '',
      });
    }
    if (hash !== statement.lines_hash && changed.length === 0)
      problems.push({ ...place, ...blank, kind: 'lines-missing', stored: String(lines), expected: String(statement.line_count) });
    if (changed.length === 0)
      for (const row of differing)
        problems.push({
          ...place,
          ...blank,
          kind: 'rollup-differs',
          stored: toDecimal(kept.get(key(row)) ?? 0n),
          expected: toDecimal(row.amount),
        });
  }
  const audit = await checkAudit(read);
  if (!audit.ok)
    problems.push({
      kind: 'audit-broken',
      government: '',
      statement: '',
      file: '',
      sheet: '',
      row: audit.brokenAt ?? null,
      column: '',
      stored: '',
      expected: '',
    });
  return problems;
}
