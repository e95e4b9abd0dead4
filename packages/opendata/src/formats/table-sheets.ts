import { type Sen, toDecimal } from '@sipkadin/budget';
import type { Cell, ColumnKind, Table, Totals } from '../tables/table.ts';
import type { EditionFacts } from './facts.ts';
import type { Sheet, SheetCell } from './xlsx.ts';

const widths: Readonly<Record<ColumnKind, number>> = { text: 24, date: 12, integer: 10, money: 22, percent: 10 };

/** A table as a sheet. @param totals counts the rows as they are written */
export function tableSheet(table: Table, totals: Totals): Sheet {
  const kinds = table.columns.map(({ kind }) => kind);
  return {
    name: table.name,
    headRows: 1,
    widths: kinds.map((kind) => widths[kind]),
    rows: function* () {
      yield table.columns.map(({ name }) => name);
      for (const row of table.rows()) {
        totals.add(row);
        yield row.map((cell, at) => sheetCell(cell, kinds[at]));
      }
    },
  };
}

/** How a cell of a table is written in a sheet. */
export function sheetCell(cell: Cell, kind: ColumnKind | undefined): SheetCell {
  if (typeof cell !== 'number') return cell;
  return kind === 'percent' ? { number: cell / 100, decimals: 2 } : { number: cell, decimals: 0 };
}

/** The last sheet of a workbook: which edition, how many rows and which sums each table has, and what its columns hold. */
export function aboutSheet(written: readonly { table: Table; totals: Totals }[], facts: EditionFacts): Sheet {
  return { name: 'keterangan', headRows: 0, widths: [24, 28, 60, 24], rows: () => aboutRows(written, facts) };
}

function* aboutRows(written: readonly { table: Table; totals: Totals }[], facts: EditionFacts): Generator<readonly SheetCell[]> {
  yield ['pemda', `${facts.government.name} (${facts.government.code})`];
  yield ['tahun', String(facts.year)];
  yield ['terbitan', String(facts.number)];
  yield ['hash_terbitan', facts.hash];
  yield ['data_per', facts.asOf ?? ''];
  yield ['dasar', facts.basis ?? ''];
  yield ['versi', facts.version ?? ''];
  yield ['diaudit', facts.audited ? 'ya' : 'tidak'];
  yield ['simulasi', facts.simulated ? 'ya' : 'tidak'];
  yield ['lisensi', facts.licence];
  for (const { table, totals } of written) {
    yield [];
    yield ['tabel', table.name, table.title.id];
    yield ['jumlah_baris', table.name, '', { number: totals.rows, decimals: 0 }];
    for (const { column, of, sen } of totals.sums) yield ['jumlah_kontrol', column, Object.values(of).join(' '), exact(sen)];
    for (const { name, about } of table.columns) yield ['kolom', name, about.id];
  }
}

/** As text: a sum has more digits than a spreadsheet keeps. */
function exact(sen: Sen): string {
  return toDecimal(sen);
}
