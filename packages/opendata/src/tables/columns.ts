import { type BudgetVersion, parseDecimal, type Sen, versionRank } from '@sipkadin/budget';
import type { Decimal, Edition, Figures } from '@sipkadin/edition';
import type { Cell, Column, ColumnKind } from './table.ts';

export function column(name: string, kind: ColumnKind, id: string, en: string): Column {
  return { name, kind, about: { id, en } };
}

/** @returns null for no data */
export function sen(amount: Decimal | null | undefined): Sen | null {
  return amount === null || amount === undefined ? null : (parseDecimal(amount) ?? null);
}

/** Budget, realization and plan of a row, and the budget in every version that the edition has. */
export function figureColumns(edition: Edition): { columns: Column[]; cells: (row: FiguresByVersion) => Cell[] } {
  const versions = edition.manifest.versions.toSorted((a, b) => versionRank(a) - versionRank(b));
  return {
    columns: [
      column('anggaran', 'money', 'Anggaran menurut versi terbitan ini', "Budget in the edition's version"),
      column('realisasi', 'money', 'Realisasi kumulatif', 'Cumulative realization'),
      column(
        'rencana',
        'money',
        'Anggaran kas sampai hari yang dilaporkan tiap unit',
        'Cash plan up to the day that each unit has reported',
      ),
      ...versions.map((version) =>
        column(`anggaran_${version.replaceAll('-', '_')}`, 'money', `Anggaran versi ${version}`, `Budget of version ${version}`),
      ),
    ],
    cells: (row) => [sen(row.budget), sen(row.realization), sen(row.plan), ...versions.map((version) => sen(row.versions?.[version]))],
  };
}

interface FiguresByVersion extends Figures {
  /** Absent in formats that do not hold it for such a row. */
  versions?: Record<BudgetVersion, Decimal>;
}

export const accountColumns = [
  column('kode_rekening', 'text', 'Kode rekening', 'Account code'),
  column('nama_rekening', 'text', 'Nama rekening', 'Account name'),
];

export const unitColumns = [
  column('kode_opd', 'text', 'Kode OPD', 'Agency (OPD) code'),
  column('nama_opd', 'text', 'Nama OPD', 'Agency (OPD) name'),
];

export const governmentColumns = [
  column('kode_pemda', 'text', 'Kode pemda (Kemendagri)', 'Code of the government (Kemendagri)'),
  column('nama_pemda', 'text', 'Nama pemda', 'Name of the government'),
];

/** What every row of a table rests on, because readers put rows of several files, editions and governments together. */
export function editionColumns({ manifest }: Edition): { columns: Column[]; cells: Cell[] } {
  return {
    columns: [
      ...governmentColumns,
      column('dasar', 'text', 'Dasar realisasi: sp2d, spj, atau lra', 'Basis of realization: sp2d, spj or lra'),
      column('versi', 'text', 'Versi anggaran pembanding', 'Budget version that percentages are measured against'),
      column('tahun', 'integer', 'Tahun anggaran', 'Fiscal year'),
      column('terbitan', 'integer', 'Nomor terbitan', 'Number of the edition'),
      column('data_per', 'date', 'Hari terakhir dari semua laporan dalam terbitan', 'Last day of all reports in the edition'),
      column('simulasi', 'text', 'ya bila sebagian angka adalah simulasi', 'ya where some of the figures are simulated'),
    ],
    cells: [
      ...[manifest.government.code, manifest.government.name, manifest.basis, manifest.version],
      ...[manifest.year, manifest.number, manifest.asOf, manifest.simulated ? 'ya' : 'tidak'],
    ],
  };
}
