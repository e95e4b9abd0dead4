import type { Edition, UnitNode, UnitRow } from '@sipkadin/edition';
import { column, editionColumns, figureColumns, sen, unitColumns } from './columns.ts';
import type { Table } from './table.ts';

/** Realization and plan of a row are of this day, which may be earlier than the edition's. */
const lastReport = column(
  'laporan_terakhir',
  'date',
  'Hari terakhir yang dilaporkan OPD; realisasi dan rencananya sampai hari itu',
  'Last day that the OPD has reported; its realization and plan are up to that day',
);

/** One row for each OPD: its spending (account 5), with treasury items and revenue in addition. */
export function unitsTable(edition: Edition): Table<'units'> {
  const [figures, rest] = [figureColumns(edition), editionColumns(edition)];
  return {
    name: 'units',
    title: { id: 'Satu baris per OPD', en: 'One row for each OPD' },
    columns: [
      ...unitColumns,
      ...figures.columns,
      ...(['ppkd', 'pendapatan'] as const).flatMap((part) => {
        const of =
          part === 'ppkd' ? { id: 'pos PPKD di dalam belanja', en: 'treasury items within the spending' } : { id: part, en: 'revenue' };
        return [
          column(`${part}_anggaran`, 'money', `Anggaran ${of.id}`, `Budget of ${of.en}`),
          column(`${part}_realisasi`, 'money', `Realisasi ${of.id}`, `Realization of ${of.en}`),
        ];
      }),
      column('persen_fisik', 'percent', 'Kemajuan fisik rata-rata', 'Mean physical progress'),
      column('status', 'text', 'reported, late, atau silent (melapor, terlambat, belum melapor)', 'reported, late or silent'),
      lastReport,
      ...rest.columns,
    ],
    from: 'units.json',
    sumsBy: [],
    rows: () =>
      edition
        .units()
        .map((unit) => [
          ...[unit.code, unit.name],
          ...figures.cells(unit),
          ...[unit.treasury, unit.revenue].flatMap(({ budget, realization }) => [sen(budget), sen(realization)]),
          ...[unit.progress, unit.status, unit.lastAsOf],
          ...rest.cells,
        ]),
  };
}

/** One row for each unit of an OPD whose lines name several units, the OPD's own part among them. */
export function subUnitsTable(edition: Edition): Table<'subunits'> {
  const [figures, rest] = [figureColumns(edition), editionColumns(edition)];
  const names = new Map(edition.units().map(({ code, name }) => [code, name]));
  return {
    name: 'subunits',
    title: { id: 'Satu baris per sub unit', en: 'One row for each sub-unit' },
    columns: [
      ...unitColumns,
      column(
        'kode_unit',
        'text',
        'Kode sub unit; sama dengan OPD untuk bagian OPD sendiri',
        "Code of the sub-unit; the OPD's for its own part",
      ),
      column('nama_unit', 'text', 'Nama sub unit', 'Name of the sub-unit'),
      ...figures.columns,
      lastReport,
      ...rest.columns,
    ],
    from: 'subunits.json',
    sumsBy: [],
    rows: () =>
      edition
        .subUnits()
        .map((row) => [row.opd, names.get(row.opd) ?? '', row.code, row.name, ...figures.cells(row), row.lastAsOf, ...rest.cells]),
  };
}

const levelNames: Readonly<Record<UnitNode['kind'], string>> = {
  program: 'program',
  kegiatan: 'kegiatan',
  sub: 'sub-kegiatan',
  account: 'rekening',
};

/** Spending of OPD, of all where none are given, down to program, kegiatan, sub kegiatan and account. A level holds all that is below it. */
export function activitiesTable(
  edition: Edition,
  units?: readonly Pick<UnitRow, 'slug' | 'code' | 'name' | 'lastAsOf'>[],
): Table<'activities'> {
  const [figures, rest] = [figureColumns(edition), editionColumns(edition)];
  return {
    name: 'activities',
    title: { id: 'Belanja OPD per program, kegiatan, sub kegiatan, rekening', en: 'Spending of OPD by program, activity and account' },
    columns: [
      ...unitColumns,
      column(
        'tingkat',
        'text',
        'program, kegiatan, sub-kegiatan, rekening; jumlahkan satu tingkat saja',
        'program, kegiatan, sub-kegiatan, rekening (account); add up one level alone',
      ),
      column('kode_induk', 'text', 'Kode kegiatan yang memuat rekening ini', 'Activity that the account belongs to'),
      column('kode', 'text', 'Kode', 'Code'),
      column('nama', 'text', 'Nama', 'Name'),
      ...figures.columns,
      column('persen_fisik', 'percent', 'Kemajuan fisik', 'Physical progress'),
      lastReport,
      ...rest.columns,
    ],
    from: 'units/*.json',
    sumsBy: ['tingkat'],
    rows: function* () {
      for (const { slug, code: opd, name: opdName, lastAsOf } of units ?? edition.units()) {
        let parent = '';
        for (const node of edition.unit(slug)?.nodes ?? []) {
          if (node.kind !== 'account') parent = node.code;
          const place = [levelNames[node.kind], node.kind === 'account' ? parent : '', node.code, node.name];
          yield [opd, opdName, ...place, ...figures.cells(node), node.progress, lastAsOf, ...rest.cells];
        }
      }
    },
  };
}
