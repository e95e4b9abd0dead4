import type { Finding } from '@sipkadin/budget';
import { type Ledger, statementFiles, type Viewer } from '@sipkadin/ledger';

/** Findings name another report by its statement: for people it is the file's name, or nothing where the viewer may not know it. */
export async function withFileNames<One extends Finding>(read: Ledger['read'], findings: readonly One[], viewer: Viewer): Promise<One[]> {
  const named = /^(s\d+): /;
  const isHeld = ({ code }: Finding) => code === 'finer-differs' || code === 'coarser-differs';
  const statements = findings.flatMap((one) => (isHeld(one) ? (named.exec(one.expected)?.[1] ?? []) : []));
  const files = await statementFiles(read, statements, viewer);
  const called = (statement: string) => (files.has(statement) ? `${files.get(statement)}: ` : '');
  return findings.map((one) =>
    isHeld(one) ? { ...one, expected: one.expected.replace(named, (_, statement: string) => called(statement)) } : one,
  );
}
