import { type Code, type CodeKind, isBudgetVersion, type Sen, type StatementKind } from '@sipkadin/budget';
import type { EditionContent, EditionLine, Measure, Source } from '../../../edition.ts';
import { compareText } from '../../frozen/canonical.ts';
import type { Numbered } from '../../frozen/lines-json.ts';
import type { NameBook } from '../../frozen/names.ts';
import { canonicalCode } from '../../frozen/printed-code.ts';
import { templateAmounts, templateColumns, templateHead, templateKinds, templateMark } from '../../frozen/template.ts';
import { type CsvCell, csvTable } from './csv.ts';

/** The head of one exported file in the template's form; it holds all lines with this head. */
type Head = Pick<Source, 'kind' | 'basis' | 'from' | 'asOf' | 'simulated' | 'version'>;

/**
 * The lines as files in the template's form, by kind, version and as-of date, so that intake can read them again:
 * `statements/anggaran-perubahan.csv`, `statements/realisasi-sp2d-2026-10-31.csv`. Places then point into the exported file.
 */
export function statementFiles(
  content: Pick<EditionContent, 'government' | 'year' | 'sources'>,
  lines: readonly Numbered[],
  names: NameBook,
): Map<string, Buffer> {
  const sources = new Map(content.sources.map((source) => [source.id, source]));
  const groups = new Map<string, { head: Head; lines: EditionLine[] }>();
  for (const { line } of lines) {
    const head = headOf(line, sources.get(line.source));
    const path = pathOf(head);
    const group = groups.get(path);
    if (group) group.lines.push(line);
    else groups.set(path, { head, lines: [line] });
  }
  return new Map(
    [...groups]
      .sort(([a], [b]) => compareText(a, b))
      .map(([path, group]) => [path, statementFile(content, group.head, group.lines, names)]),
  );
}

const kinds: Readonly<Record<Measure, StatementKind>> = {
  budget: 'budget',
  plan: 'cash-plan',
  realization: 'realization',
  progress: 'progress',
};

function headOf(line: EditionLine, source: Source | undefined): Head {
  const kind = line.measure === 'realization' && (source?.kind === 'register' || line.date !== null) ? 'register' : kinds[line.measure];
  const dated = kind === 'realization' || kind === 'register' || kind === 'progress';
  return {
    kind,
    version: kind === 'budget' || kind === 'cash-plan' ? line.version : (source?.version ?? null),
    basis: kind === 'realization' || kind === 'register' ? (source?.basis ?? null) : null,
    from: kind === 'register' ? (source?.from ?? null) : null,
    asOf: dated ? (source?.asOf ?? null) : null,
    simulated: source?.simulated ?? false,
  };
}

function pathOf({ kind, version, basis, from, asOf, simulated }: Head): string {
  const parts = [templateKinds[kind].replaceAll(' ', '-'), basis, from, asOf, version, simulated ? 'simulasi' : null];
  return `statements/${parts.filter((part) => part !== null).join('-')}.csv`;
}

function statementFile(
  content: Pick<EditionContent, 'government' | 'year'>,
  head: Head,
  lines: readonly EditionLine[],
  names: NameBook,
): Buffer {
  return csvTable(statementRows(content, head, lines, names));
}

function* statementRows(
  content: Pick<EditionContent, 'government' | 'year'>,
  head: Head,
  lines: readonly EditionLine[],
  names: NameBook,
): Generator<CsvCell[]> {
  const values: Readonly<Record<keyof typeof templateHead, CsvCell>> = {
    mark: templateMark,
    kind: templateKinds[head.kind],
    government: content.government.code,
    year: content.year,
    version: head.version !== null && isBudgetVersion(head.version) ? head.version : null,
    basis: head.basis,
    from: head.from,
    asOf: head.asOf,
    simulated: head.simulated ? 'ya' : 'tidak',
  };
  for (const [key, label] of Object.entries(templateHead)) yield [label, values[key as keyof typeof templateHead]];
  yield [];
  yield [...Object.values(templateColumns), ...templateAmounts[head.kind]];
  const cells = codeCells(names);
  const rows = head.kind === 'cash-plan' ? planRows(lines) : lines.map((line) => ({ line, amounts: amountsOf(head.kind, line) }));
  for (const { line, amounts } of rows) {
    yield [
      ...cells('unit', line.unit),
      ...cells('activity', line.activity),
      ...cells('account', line.account),
      ...cells('fund', line.fund),
      ...amounts,
    ];
  }
}

/** A code as it is printed, where that means the same code again, and its name. */
function codeCells(names: NameBook): (kind: CodeKind, code: Code) => readonly [string, string] {
  const known = new Map<string, readonly [string, string]>();
  return (kind, code) => {
    const key = `${kind} ${code}`;
    let cells = known.get(key);
    if (!cells) {
      const printed = names.printed(kind, code);
      const again = canonicalCode(kind, printed) === code ? printed.trim() : code;
      cells = code === '' ? ['', ''] : [again, names.name(kind, code)];
      known.set(key, cells);
    }
    return cells;
  };
}

function amountsOf(kind: StatementKind, line: EditionLine): CsvCell[] {
  return kind === 'register' ? [line.document, line.date, line.amount] : [line.amount];
}

/** Months of one key side by side; a month that the plan states twice goes on a further row, for both are lines. */
function planRows(lines: readonly EditionLine[]): { line: EditionLine; amounts: (Sen | null)[] }[] {
  const rows: { line: EditionLine; amounts: (Sen | null)[] }[] = [];
  const byKey = new Map<string, { line: EditionLine; amounts: (Sen | null)[] }[]>();
  for (const line of lines) {
    const month = line.month ?? 0;
    if (month < 1 || month > 12) continue;
    const key = [line.unit, line.activity, line.account, line.fund].join(' ');
    const own = byKey.get(key) ?? [];
    byKey.set(key, own);
    let row = own.find(({ amounts }) => amounts[month - 1] === null);
    if (!row) {
      row = { line, amounts: Array.from({ length: 12 }, () => null) };
      own.push(row);
      rows.push(row);
    }
    row.amounts[month - 1] = line.amount;
  }
  return rows;
}
