import { type Basis, type Code, isoDate, netInto, opdOf, type Sen, toDecimal } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';
import { part, partsWithLines, separateUnits, withoutTheirOpd } from '../figures/coverage.ts';
import { type FigureRow, loadFigures } from '../figures/figures.ts';
import { akunIn, akunOf, type Draft, type Notice } from './notices.ts';

interface Stored {
  draft: Draft;
  seq: number;
  government: string;
  basis: Basis | undefined;
}

const measures = { budget: 'budget', 'cash-plan': 'plan', realization: 'realization', register: 'realization' } as const;

/**
 * Amounts of an OPD and of a sub-unit that reports separately, one of them in the draft, which will both be counted. Whether the
 * OPD's amounts hold those of the sub-unit is known where any report of the OPD has lines of the sub-unit: then
 * `sub-unit-separate`, else `sub-unit-maybe-twice`.
 */
export async function separateReports(read: Reading, { draft, seq, government, basis }: Stored): Promise<Notice[]> {
  const { kind, year, covers } = draft;
  if (kind === 'progress') return [];
  const { effective, rows } = await loadFigures(read, {
    ...{ government, year, asOf: isoDate(year, 12, 31) },
    ...(basis === undefined ? {} : { settings: { name: '', basis } }),
  });
  const own = withoutTheirOpd(covers);
  const separate = [...new Set([...separateUnits(effective.statements), ...own])].sort();
  const concerned = separate.filter((unit) => own.has(unit) || covers.has(opdOf(unit)));
  if (concerned.length === 0) return [];
  const ofOpd = effective.statements.filter((one) => concerned.some((unit) => one.covers.has(opdOf(unit)))).map((one) => one.seq);
  const lines = await partsWithLines(read, [seq, ...ofOpd], concerned);
  const seqOf = new Map(effective.statements.map((one) => [one.id, one.seq]));
  const counted = rows.filter(
    ({ measure, version }) => measure === measures[kind] && (measure === 'realization' || version === draft.version),
  );
  const notices: Notice[] = [];
  for (const unit of concerned) {
    const opd = opdOf(unit);
    const isOwn = own.has(unit);
    const isNamed = [...ofOpd, ...(isOwn ? [] : [seq])].some((one) =>
      [...(lines.get(one) ?? [])].some((key) => key.startsWith(part(unit, ''))),
    );
    for (const akun of [...akunIn(draft.sums)].sort()) {
      const hasLines = (one: number | undefined) => one !== undefined && lines.get(one)?.has(part(unit, akun)) === true;
      // A report with lines of the sub-unit replaces the sub-unit's own, or is replaced by it.
      if (!isOwn && hasLines(seq)) continue;
      const isOf = ({ account }: { account: Code }) => akunOf(account) === akun;
      const ofTheOpd = (row: FigureRow) => opdOf(row.unit) === opd && !separate.includes(row.unit) && !hasLines(seqOf.get(row.statement));
      const there = counted.filter((row) => isOf(row) && (isOwn ? ofTheOpd(row) : row.unit === unit));
      const here = [...draft.sums.values()].filter((sum) => isOf(sum) && (isOwn ? sum.unit === unit : opdOf(sum.unit) === opd));
      if (there.length === 0 || here.length === 0) continue;
      const describe = (code: Code, sums: readonly { account: Code; amount: Sen }[]) =>
        `${code}: ${toDecimal(sums.reduce((sum, { account, amount }) => sum + netInto(akun, account, amount), 0n))}`;
      notices.push({
        ...{ code: isNamed ? 'sub-unit-separate' : 'sub-unit-maybe-twice', unit: isOwn ? unit : opd, account: akun },
        ...{ value: describe(unit, isOwn ? here : there), expected: describe(opd, isOwn ? there : here) },
      });
    }
  }
  return notices;
}
