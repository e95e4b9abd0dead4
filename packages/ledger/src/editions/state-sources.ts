import type { Basis, BudgetVersion, Code, IsoDate, IsoInstant, Sen, StatementKind } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import type { Verified } from '../figures/verified-statements.ts';

/** See `OfficialTotal` of an edition. */
export interface StateOfficial {
  measure: 'budget' | 'realization';
  account: Code;
  amount: Sen;
  source: string;
  asOf: IsoDate | null;
}

/** See `Source` of an edition. */
export interface StateSource {
  id: string;
  kind: StatementKind;
  fileName: string;
  fileHash: string;
  receivedAt: IsoInstant;
  verifiedAt: IsoInstant;
  version: BudgetVersion | null;
  basis: Basis | null;
  from: IsoDate | null;
  asOf: IsoDate | null;
  lines: number;
  linesHash: string;
  simulated: boolean;
}

/** The statements with their files; `sheets`: names of sheets that are published by another name, by statement. */
export async function sourcesOf(
  read: Reading,
  statements: readonly Verified[],
): Promise<{ sources: StateSource[]; sheets: ReadonlyMap<string, ReadonlyMap<string, string>> }> {
  const sources: StateSource[] = [];
  const sheets = new Map<string, ReadonlyMap<string, string>>();
  for (const { seq, verifiedAt } of statements) {
    const row = await read
      .selectFrom('statement')
      .innerJoin('upload', 'upload.id', 'statement.upload')
      .selectAll('statement')
      .select(['file_name', 'public_name', 'hash', 'received_at'])
      .where('statement.seq', '=', seq)
      .executeTakeFirstOrThrow();
    const step = await read.selectFrom('step').select('at').where('seq', '=', verifiedAt).executeTakeFirstOrThrow();
    const fileName = row.public_name === '' ? row.file_name : row.public_name;
    if (fileName !== row.file_name) sheets.set(row.id, new Map([[row.file_name, fileName]]));
    sources.push({
      id: row.id,
      kind: row.kind,
      fileName,
      fileHash: row.hash,
      receivedAt: row.received_at,
      verifiedAt: step.at,
      version: row.version,
      basis: row.basis,
      from: row.from_date,
      asOf: row.as_of,
      lines: Number(row.line_count),
      linesHash: row.lines_hash,
      simulated: Number(row.simulated) === 1,
    });
  }
  return { sources: sources.sort((a, b) => (a.id < b.id ? -1 : 1)), sheets };
}
