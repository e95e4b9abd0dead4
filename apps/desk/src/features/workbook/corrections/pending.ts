import { useState } from 'react';

/** A change of a cell that was typed and not sent yet. */
export interface Pending {
  sheet: string;
  row: number;
  column: string;
  /** What the cell showed; `value` null takes its correction back. */
  seen: string;
  value: string | null;
  reason: string;
}

const isSame = (a: Pick<Pending, 'sheet' | 'row' | 'column'>, b: Pick<Pending, 'sheet' | 'row' | 'column'>) =>
  a.sheet === b.sheet && a.row === b.row && a.column === b.column;

/** The changes of an upload's cells that wait to be sent, kept for the tab: a session may expire meanwhile. */
export function usePending(upload: string) {
  const name = `perbaikan ${upload}`;
  const [pending, setPending] = useState<readonly Pending[]>(() => JSON.parse(sessionStorage.getItem(name) ?? '[]') as Pending[]);
  const keep = (next: readonly Pending[]) => {
    if (next.length === 0) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(next));
    setPending(next);
  };
  return {
    pending,
    add: (change: Pending) => keep([...pending.filter((one) => !isSame(one, change)), change]),
    remove: (change: Pick<Pending, 'sheet' | 'row' | 'column'>) => keep(pending.filter((one) => !isSame(one, change))),
    clear: () => keep([]),
  };
}
