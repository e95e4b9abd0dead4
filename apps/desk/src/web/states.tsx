import type { ReactNode } from 'react';
import { refusalOf } from './client.ts';
import { useWords } from './language.tsx';

interface Asked<T> {
  data: T | undefined;
  isError: boolean;
  error: unknown;
  refetch(): unknown;
}

/**
 * Shows a query: a skeleton while it loads, an error with a button to try again, and the last good data as long as there is
 * some.
 */
export function Loaded<T>({ query, rows = 4, children }: { query: Asked<T>; rows?: number; children: (data: T) => ReactNode }) {
  if (query.data === undefined) {
    return query.isError ? <Failure error={query.error} again={() => void query.refetch()} /> : <Skeleton rows={rows} />;
  }
  return (
    <>
      {query.isError && <Failure error={query.error} again={() => void query.refetch()} />}
      {children(query.data)}
    </>
  );
}

/** Placeholder rows, so that the page does not jump when the data arrives. */
export function Skeleton({ rows }: { rows: number }) {
  const { w } = useWords();
  return (
    <div className="skeleton" role="status" aria-label={w.loading}>
      {Array.from({ length: rows }, (_, index) => (
        // The rows are equal and never reorder.
        <span key={index} />
      ))}
    </div>
  );
}

export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const { w, language } = useWords();
  const refusal = refusalOf(error);
  return (
    <div className="notice bad" role="alert">
      <p>{refusal === null ? w.offline : refusal.text[language]}</p>
      {refusal?.reference !== undefined && <p>{w.reference(refusal.reference)}</p>}
      {again !== undefined && (
        <button type="button" className="plain" onClick={again}>
          {w.retry}
        </button>
      )}
    </div>
  );
}

/** An empty state: what would be listed here, and who provides it. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}
