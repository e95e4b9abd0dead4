import { level } from '@sipkadin/budget';
import type { Edition, GroupRow } from '@sipkadin/edition';
import { accountColumns, column, editionColumns, figureColumns, sen, unitColumns } from './columns.ts';
import type { Column, Table } from './table.ts';

const akunColumn = column('akun', 'text', '4 pendapatan, 5 belanja, 6 pembiayaan neto', '4 revenue, 5 spending, 6 net financing');

/** Akun, kelompok and jenis of the whole government. A level holds all that is below it. */
export function accountsTable(edition: Edition): Table<'accounts'> {
  const [figures, rest] = [figureColumns(edition), editionColumns(edition)];
  return {
    name: 'accounts',
    title: { id: 'Akun, kelompok, dan jenis seluruh pemda', en: 'Accounts of the whole government' },
    columns: [
      column('tingkat', 'integer', '1 akun, 2 kelompok, 3 jenis; jumlahkan satu tingkat saja', '1 to 3; add up one level alone'),
      akunColumn,
      ...accountColumns,
      ...figures.columns,
      ...rest.columns,
    ],
    from: 'summary.json',
    sumsBy: ['tingkat', 'akun'],
    rows: () =>
      edition
        .summary()
        .accounts.map((row) => [level(row.code), row.code.slice(0, 1), row.code, row.name, ...figures.cells(row), ...rest.cells]),
  };
}

export function functionsTable(edition: Edition): Table<'functions'> {
  return groupTable(edition, 'functions', edition.functions, {
    title: { id: 'Belanja per bidang urusan', en: 'Spending by function' },
    columns: [
      column('kode_bidang', 'text', 'Kode bidang urusan; kosong bila tidak disebut', 'Function code; empty where none is named'),
      column('nama_bidang', 'text', 'Nama bidang urusan', 'Function name'),
    ],
  });
}

export function fundsTable(edition: Edition): Table<'funds'> {
  return groupTable(edition, 'funds', edition.funds, {
    title: { id: 'Belanja per sumber dana', en: 'Spending by fund source' },
    columns: [
      column('kode_sumber_dana', 'text', 'Kode sumber dana; kosong bila tidak disebut', 'Fund source code; empty where none is named'),
      column('nama_sumber_dana', 'text', 'Nama sumber dana', 'Fund source name'),
    ],
  });
}

function groupTable<Name extends string>(
  edition: Edition,
  name: Name,
  groups: () => GroupRow[],
  { title, columns }: { title: Table['title']; columns: readonly Column[] },
): Table<Name> {
  const [figures, rest] = [figureColumns(edition), editionColumns(edition)];
  return {
    ...{ name, title, from: `${name}.json`, sumsBy: [] },
    columns: [...columns, ...figures.columns, ...rest.columns],
    rows: () => groups().map((row) => [row.code, row.name, ...figures.cells(row), ...rest.cells]),
  };
}

/** Cumulative position of each OPD and akun at the end of each month, and of all that reported together. */
export function monthsTable(edition: Edition): Table<'months'> {
  const rest = editionColumns(edition);
  const names = new Map(edition.units().map(({ code, name }) => [code, name]));
  return {
    name: 'months',
    title: { id: 'Posisi kumulatif per bulan', en: 'Cumulative position by month' },
    columns: [
      column('lingkup', 'text', 'opd, atau semua: jumlah OPD yang melapor bulan itu', 'opd, or semua: all OPD that reported that month'),
      ...unitColumns,
      akunColumn,
      column('bulan', 'integer', 'Bulan 1 sampai 12', 'Month, 1 to 12'),
      column('realisasi', 'money', 'Realisasi kumulatif', 'Cumulative realization'),
      column('rencana', 'money', 'Anggaran kas sampai akhir bulan', "Cash plan up to the month's end"),
      column('realisasi_sampai', 'date', 'Hari terakhir yang dicakup realisasi', 'Last day that the realization covers'),
      column('rencana_sampai_hari_itu', 'money', 'Anggaran kas sampai hari itu', 'Cash plan up to that day'),
      column('persen_fisik', 'percent', 'Kemajuan fisik', 'Physical progress'),
      column('opd_melapor', 'integer', 'Berapa OPD yang melapor (lingkup semua)', 'How many OPD have reported (semua)'),
      ...rest.columns,
    ],
    from: 'months.json',
    sumsBy: ['lingkup', 'akun', 'bulan'],
    rows: () =>
      edition.months().map((row) => {
        const isAll = row.unit === '*';
        return [
          ...(isAll ? ['semua', '', ''] : ['opd', row.unit, names.get(row.unit) ?? '']),
          ...[row.account, row.month, sen(row.realization), sen(row.plan), row.asOf, sen(row.planToDay)],
          ...[row.progress, row.reported?.units ?? null],
          ...rest.cells,
        ];
      }),
  };
}

/** Totals that the government itself states, against the sum of the lines. */
export function reconciliationTable(edition: Edition): Table<'reconciliation'> {
  const rest = editionColumns(edition);
  return {
    name: 'reconciliation',
    title: { id: 'Total resmi dibandingkan jumlah baris', en: 'Official totals against the sum of the lines' },
    columns: [
      column('apa', 'text', 'Total yang mana', 'Which total'),
      column('ukuran', 'text', 'anggaran atau realisasi', 'budget or realization'),
      column('kode_unit', 'text', 'Kode OPD; kosong untuk seluruh pemda', 'OPD code; empty for the whole government'),
      column('kode_rekening', 'text', 'Kode rekening', 'Account code'),
      column('resmi', 'money', 'Total yang dinyatakan', 'Total as stated'),
      column('dihitung', 'money', 'Jumlah baris yang terbit', 'Sum of the published lines'),
      column('cocok', 'text', 'ya bila sama sampai sen', 'ya where equal to the sen'),
      column('laporan', 'text', 'Laporan yang menyatakannya, lihat tabel sources', 'Statement that states it, see table sources'),
      ...rest.columns,
    ],
    from: 'reconciliation.json',
    sumsBy: ['ukuran', 'kode_unit', 'kode_rekening'],
    rows: () =>
      edition
        .reconciliation()
        .map((row) => [
          ...[row.what.id, row.measure === 'budget' ? 'anggaran' : 'realisasi', row.unit ?? '', row.account],
          ...[sen(row.official), sen(row.computed), row.equal ? 'ya' : 'tidak', row.source],
          ...rest.cells,
        ]),
  };
}
