import { type Code, type CodeKind, type CodeName, lineage } from '@sipkadin/budget';
import type { EditionLine } from '../../edition.ts';
import { accountName } from './account-names.ts';
import { compareText } from './canonical.ts';
import { functionName } from './function-names.ts';

/** What the codes of an edition are called. */
export interface NameBook {
  /** The code as files print it; the canonical code where no file names it. */
  printed(kind: CodeKind, code: Code): string;
  /** The files' name; for akun, kelompok, jenis and bidang the standard one; the code where there is neither. */
  name(kind: CodeKind, code: Code): string;
  /** In order of kind and code: what `names.json` holds. */
  entries: CodeName[];
}

/**
 * Keeps the names of codes that lines use, their ancestors and the OPD's own; one name a code, the first in order of
 * spelling where files differ.
 */
export function nameBook(names: readonly CodeName[], lines: readonly EditionLine[]): NameBook {
  const used = usedCodes(lines);
  const entries: CodeName[] = [];
  const found = new Map<string, CodeName>();
  const ordered = names.toSorted(
    (a, b) =>
      compareText(a.kind, b.kind) || compareText(a.code, b.code) || compareText(a.name, b.name) || compareText(a.printed, b.printed),
  );
  for (const { kind, code, printed, name } of ordered) {
    const key = `${kind} ${code}`;
    if (!used.has(key) || found.has(key)) continue;
    const entry = { kind, code, printed, name };
    found.set(key, entry);
    entries.push(entry);
  }
  return {
    entries,
    printed: (kind, code) => found.get(`${kind} ${code}`)?.printed ?? code,
    name: (kind, code) => found.get(`${kind} ${code}`)?.name ?? standardName(kind, code) ?? code,
  };
}

function standardName(kind: CodeKind, code: Code): string | undefined {
  if (kind === 'account') return accountName(code)?.id;
  return kind === 'activity' ? functionName(code) : undefined;
}

function usedCodes(lines: readonly EditionLine[]): Set<string> {
  const used = new Set<string>();
  const seen = new Set<string>();
  const use = (kind: CodeKind, code: Code) => {
    const key = `${kind} ${code}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (const at of lineage(kind, code)) used.add(`${kind} ${at}`);
  };
  for (const line of lines) {
    use('unit', line.unit);
    use('activity', line.activity);
    use('account', line.account);
    use('fund', line.fund);
  }
  return used;
}
