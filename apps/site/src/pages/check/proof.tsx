import { Amount, formatCount, Indonesian } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import type { Context } from '../../reading/context.ts';
import { sen } from '../../reading/money.ts';

/** The short hash of the edition, and whether its sums are the government's own totals: of those that differ, the one that differs most. */
export function proofText({ edition, language, w }: Context): ReactNode {
  const rows = edition.reconciliation();
  const differing = rows
    .filter(({ equal }) => !equal)
    .map((row) => ({ what: row.what[language], by: (sen(row.computed) ?? 0n) - (sen(row.official) ?? 0n) }))
    .sort((a, b) => Number(size(b.by) > size(a.by)) - Number(size(a.by) > size(b.by)));
  const [first] = differing;
  const words = w.check.proof;
  return (
    <>
      <code className="hash">{edition.hash.slice(0, 12)}</code>;{' '}
      {rows.length === 0 ? (
        words.none
      ) : first === undefined ? (
        words.agrees(formatCount(rows.length, language))
      ) : (
        <>
          <Indonesian language={language} text={words.differs(first.what)} names={edition.units().map(({ name }) => name)} />{' '}
          <Amount amount={first.by} language={language} form="exact" />
        </>
      )}
    </>
  );
}

const size = (amount: bigint) => (amount < 0n ? -amount : amount);
