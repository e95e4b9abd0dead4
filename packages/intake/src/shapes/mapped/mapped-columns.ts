import type { Month, Sen, StatementKind } from '@sipkadin/budget';
import { amountTargets, type Mapping, monthTargets, type StyleTotals, type Target } from '../../mapping/mapping.ts';
import { columnIndex } from '../../mapping/parse.ts';
import { numbers } from '../../questions/numbers.ts';
import type { AmountColumn } from '../../reading/amounts.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import type { Column, Header } from '../../table/header.ts';
import { parseAmount, senOf, styleOf } from '../../table/number.ts';
import type { Row } from '../../table/sheet.ts';

export interface MappedColumn extends AmountColumn {
  target: Target;
  statement: StatementKind;
  month: Month | undefined;
}

/** The column that a mapping means by its letters, labelled where the header has a label for it. */
export function columnAt(header: Header, letters: string | undefined): Column | undefined {
  const index = letters === undefined ? undefined : columnIndex(letters);
  if (letters === undefined || index === undefined) return undefined;
  return (
    header.columns.find((column) => column.index === index) ?? { index, letters, printed: letters, lines: [], label: '', spill: false }
  );
}

export function labelled(header: Header, mapping: Mapping): Column[] {
  return amountTargets(mapping).flatMap((target) => columnAt(header, mapping.columns[target]?.[0]) ?? []);
}

export function amountColumns(context: ReadContext, header: Header, mapping: Mapping): MappedColumn[] {
  return amountTargets(mapping).flatMap((target) => mappedColumn(context, header, mapping, target) ?? []);
}

export function mappedColumn(
  context: ReadContext,
  header: Header,
  { kind, columns, numbers: styles }: Mapping,
  target: Target,
): MappedColumn | undefined {
  const column = columnAt(header, columns[target]?.[0]);
  if (!column) return undefined;
  const own = context.amounts.column(column);
  const month = monthTargets.findIndex((name) => name === target) + 1;
  const statement = kind === 'cash-plan' || kind === 'register' ? kind : target === 'budget' ? 'budget' : 'realization';
  return {
    ...own,
    style: context.answers.of(numbers) ?? styles[column.letters] ?? own.style,
    target,
    statement,
    month: month === 0 ? undefined : month,
  };
}

/** Adds up each column of amounts in both ways, over the rows that become lines. */
export class StyleSums {
  readonly totals: StyleTotals[];
  readonly #columns: readonly MappedColumn[];
  readonly #proven: readonly Set<'id' | 'en'>[];

  constructor(columns: readonly MappedColumn[]) {
    this.#columns = columns;
    this.#proven = columns.map(() => new Set());
    this.totals = columns.map(({ letters }) => ({ letters, sample: '', id: 0n, en: 0n }));
  }

  /** Texts of the row that either style reads otherwise; undefined where there are none. */
  doubtful(row: Row): (string | undefined)[] | undefined {
    const texts = this.#columns.map(({ index }, at) => {
      const cell = row.cells[index];
      const style = cell?.kind === 'text' ? styleOf(cell.text) : undefined;
      if (style === 'id' || style === 'en') this.#proven[at]?.add(style);
      return style === 'ambiguous' ? cell?.text : undefined;
    });
    return texts.some((text) => text !== undefined) ? texts : undefined;
  }

  /** Columns of which some cells prove another style than the doubtful ones were read in. */
  contradicted(): { column: MappedColumn; sample: string }[] {
    return this.#columns.flatMap((column, at) => {
      const sample = this.totals[at]?.sample ?? '';
      const other = [...(this.#proven[at] ?? [])].some((style) => style !== column.style);
      return sample !== '' && other ? [{ column, sample }] : [];
    });
  }

  add(amounts: readonly (Sen | null)[], doubtful: readonly (string | undefined)[] | undefined): void {
    for (const [at, total] of this.totals.entries()) {
      const text = doubtful?.[at];
      if (text === undefined) {
        total.id += amounts[at] ?? 0n;
        total.en += amounts[at] ?? 0n;
        continue;
      }
      if (total.sample === '') total.sample = text.trim().slice(0, 40);
      for (const style of ['id', 'en'] as const) {
        total[style] += senOf(parseAmount(text, style)) ?? 0n;
      }
    }
  }
}
