import type { Language } from '@sipkadin/budget';
import { formatInstant } from '@sipkadin/ui';
import { onlineManager } from '@tanstack/react-query';
import { type ReactNode, useSyncExternalStore } from 'react';
import { refusalOf } from './client.ts';
import { useWords } from './language.tsx';

interface Asked<T> {
  data: T | undefined;
  isError: boolean;
  error: unknown;
  refetch(): unknown;
  /** When the data came, in milliseconds; 0: it never did. */
  dataUpdatedAt?: number;
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
      {query.isError && <Failure error={query.error} since={query.dataUpdatedAt} again={() => void query.refetch()} />}
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

interface FailureProps {
  error: unknown;
  again?: () => void;
  /** When the data that is still shown came, in milliseconds. */
  since?: number | undefined;
}

export function Failure({ error, again, since = 0 }: FailureProps) {
  const { w, language } = useWords();
  const refusal = refusalOf(error);
  return (
    <div className="notice bad" role="alert">
      <p>{refusal === null ? disconnected(w, since, language) : refusal.text[language]}</p>
      {refusal?.reference !== undefined && <p>{w.reference(refusal.reference)}</p>}
      {again !== undefined && (
        <button type="button" className="plain" onClick={again}>
          {w.retry}
        </button>
      )}
    </div>
  );
}

/** That the server was not reached, and of when the data is that is still shown. */
function disconnected(w: { offline: string; offlineSince: (time: string) => string }, since: number, language: Language): string {
  return since > 0 ? w.offlineSince(formatInstant(new Date(since).toISOString(), language)) : w.offline;
}

/** The notice above every screen while the browser has no network. */
export function Disconnected() {
  const { w } = useWords();
  const isOnline = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  if (isOnline) return null;
  return (
    <p className="notice old" role="status">
      {w.disconnected}
    </p>
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
