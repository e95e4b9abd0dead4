import { type BudgetVersion, type Code, changeOf, parseDecimal, type Sen } from '@sipkadin/budget';
import type { Edition } from '../folder/read.ts';

/** The budget of a sub kegiatan of an OPD in two versions, where they differ; sen, null: the version does not have it. */
export interface ActivityMove {
  /** The OPD that has it in the later version; of what was dropped, in the earlier one. */
  unit: { code: Code; name: string; slug: string };
  /** Sub kegiatan; '' for spending of the OPD that names none. */
  code: Code;
  name: string;
  before: Sen | null;
  after: Sen | null;
  kind: 'more' | 'less' | 'new' | 'dropped' | 'moved';
  /** The name of the OPD that had it before, where it is another one. */
  from?: string;
}

/**
 * What changed between two versions of the spending budget, down to sub kegiatan, known by their code whatever they are called. One that
 * is in a single OPD before and in another single one after, has moved. The changes of an OPD add up to its own; so do all of them, to
 * the sen.
 * @returns undefined where the edition does not have versions of sub kegiatan: formats before 3
 */
export function activityMoves(edition: Edition, from: BudgetVersion, to: BudgetVersion): ActivityMove[] | undefined {
  const { format } = edition.manifest;
  if (format === 'sipkadin-edition/1' || format === 'sipkadin-edition/2') return undefined;
  const rows = edition.units().flatMap(({ code, name, slug, versions }) => {
    const unit = { code, name, slug };
    const named = (edition.unit(slug)?.nodes ?? [])
      .filter(({ kind }) => kind === 'sub')
      .map((node) => ({ unit, code: node.code, name: node.name, ...sidesOf(node.versions ?? {}, from, to) }));
    const whole = sidesOf(versions, from, to);
    const unnamed = { before: restOf(whole.before, named, 'before'), after: restOf(whole.after, named, 'after') };
    return [...named, { unit, code: '', name: '', ...unnamed }];
  });
  return withMoves(rows)
    .filter((row) => row.before !== row.after && (changeOf(row) !== 0n || row.kind === 'moved'))
    .toSorted((a, b) => (changeOf(a) > changeOf(b) ? -1 : changeOf(a) < changeOf(b) ? 1 : 0));
}

type Row = Omit<ActivityMove, 'kind' | 'from'>;

function sidesOf(versions: Readonly<Record<BudgetVersion, string>>, from: BudgetVersion, to: BudgetVersion) {
  return { before: amount(versions[from]), after: amount(versions[to]) };
}

/** What an OPD's budget has besides its sub kegiatan; null: nothing. */
function restOf(whole: Sen | null, named: readonly Row[], side: 'before' | 'after'): Sen | null {
  if (whole === null) return null;
  const rest = named.reduce((left, row) => left - (row[side] ?? 0n), whole);
  return rest === 0n ? null : rest;
}

/** Each row with its kind; what left one OPD and came to another is one row. */
function withMoves(rows: readonly Row[]): ActivityMove[] {
  const left = new Map<Code, Row[]>();
  const came = new Map<Code, Row[]>();
  const staying = new Set(rows.filter(({ before, after }) => before !== null && after !== null).map(({ code }) => code));
  for (const row of rows) {
    if (row.code === '' || staying.has(row.code)) continue;
    if (row.after === null && row.before !== null) left.set(row.code, [...(left.get(row.code) ?? []), row]);
    if (row.before === null && row.after !== null) came.set(row.code, [...(came.get(row.code) ?? []), row]);
  }
  const origin = (code: Code) => {
    const [one, other] = left.get(code) ?? [];
    return one !== undefined && other === undefined && came.get(code)?.length === 1 ? one : undefined;
  };
  return rows.flatMap((row): ActivityMove[] => {
    const moved = staying.has(row.code) || row.code === '' ? undefined : origin(row.code);
    if (moved === row) return [];
    if (moved !== undefined && row.before === null && row.after !== null)
      return [{ ...row, before: moved.before, kind: 'moved', from: moved.unit.name }];
    return [{ ...row, kind: kindOf(row) }];
  });
}

function kindOf({ before, after }: Row): ActivityMove['kind'] {
  if (before === null) return 'new';
  if (after === null) return 'dropped';
  return after > before ? 'more' : 'less';
}

function amount(text: string | undefined): Sen | null {
  if (text === undefined) return null;
  const read = parseDecimal(text);
  if (read === undefined) throw new Error(`not an amount: ${text.slice(0, 40)}`);
  return read;
}
