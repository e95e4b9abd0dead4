import { causeWords } from '@sipkadin/budget';
import type { Edition, PublishedContract } from '@sipkadin/edition';
import { column, editionColumns, governmentColumns, sen } from './columns.ts';
import type { Column, Table } from './table.ts';

const placeColumns: readonly Column[] = [
  column('kode_unit', 'text', 'Kode OPD atau sub unit', 'Code of the OPD or sub-unit'),
  column('kode_kegiatan', 'text', 'Kode kegiatan', 'Activity code'),
];
const originColumns: readonly Column[] = [
  column('laporan', 'text', 'Laporan sumber, lihat works.json', 'Source, see works.json'),
  column('lembar', 'text', 'Lembar kerja', 'Sheet'),
  column('baris', 'integer', 'Baris dalam lembar', 'Row in the sheet'),
];

/** Contracts as published, all where none are given; a provider that is a person is "Perorangan". */
export function contractsTable(edition: Edition, contracts?: readonly PublishedContract[]): Table<'contracts'> {
  const rest = editionColumns(edition);
  return {
    name: 'contracts',
    title: { id: 'Kontrak', en: 'Contracts' },
    columns: [
      ...placeColumns,
      column('nomor', 'text', 'Nomor kontrak', 'Contract number'),
      column('pekerjaan', 'text', 'Pekerjaan', 'What it is for'),
      column('penyedia', 'text', 'Penyedia; perorangan tidak disebut namanya', 'Provider; people are not named'),
      column('hps', 'money', 'Harga perkiraan sendiri', "The owner's estimate"),
      column('nilai', 'money', 'Nilai kontrak', 'Contract value'),
      column('dibayar', 'money', 'Sudah dibayar', 'Paid so far'),
      column('tanggal_kontrak', 'date', 'Tanggal kontrak', 'Signed on'),
      column('mulai', 'date', 'Mulai', 'Starts on'),
      column('selesai', 'date', 'Selesai menurut kontrak', 'Ends on, by the contract'),
      column('adendum', 'text', 'Adendum', 'Amendment'),
      ...originColumns,
      ...rest.columns,
    ],
    from: 'contracts.json',
    sumsBy: [],
    rows: () =>
      (contracts ?? edition.contracts()).map((row) => [
        ...[row.unit, row.activity, row.number, row.object, row.provider],
        ...[sen(row.ownerEstimate), sen(row.value), sen(row.paid), row.signedOn, row.startsOn, row.endsOn, row.amendment],
        ...[row.source, row.sheet, row.row],
        ...rest.cells,
      ]),
  };
}

/** Physical progress planned by month. */
export function targetsTable(edition: Edition): Table<'targets'> {
  const rest = editionColumns(edition);
  return {
    name: 'targets',
    title: { id: 'Target fisik per bulan', en: 'Physical targets by month' },
    columns: [
      ...placeColumns,
      column('bulan', 'integer', 'Bulan', 'Month'),
      column('persen_target', 'percent', 'Kemajuan fisik yang direncanakan', 'Planned physical progress'),
      ...originColumns,
      ...rest.columns,
    ],
    from: 'targets.json',
    sumsBy: [],
    rows: () =>
      edition.targets().map((row) => [row.unit, row.activity, row.month, row.hundredths, row.source, row.sheet, row.row, ...rest.cells]),
  };
}

/** What OPD say of their obstacles, where they let it be public. */
export function notesTable(edition: Edition): Table<'notes'> {
  const rest = editionColumns(edition);
  return {
    name: 'notes',
    title: { id: 'Penjelasan OPD atas kendalanya', en: 'What OPD say of their obstacles' },
    columns: [
      ...placeColumns,
      column('sebab', 'text', 'Sebab', 'Cause'),
      column('kendala', 'text', 'Kendala', 'What holds it up'),
      column('tindak_lanjut', 'text', 'Tindak lanjut', 'Follow-up'),
      column('pihak', 'text', 'Siapa yang dapat menyelesaikan', 'Who can end it'),
      column('janji', 'date', 'Dijanjikan selesai', 'Promised for'),
      column('penanggung_jawab', 'text', 'Jabatan penanggung jawab', 'Owner, by position'),
      column('tanggal', 'date', 'Keadaan tanggal', 'As of'),
      ...originColumns,
      ...rest.columns,
    ],
    from: 'notes.json',
    sumsBy: [],
    rows: () =>
      edition
        .notes()
        .map((row) => [
          ...[row.unit, row.activity, causeWords[row.cause].id, row.what, row.followUp, row.unblocker],
          ...[row.promisedOn, row.owner, row.asOf, row.source ?? '', row.sheet, row.row],
          ...rest.cells,
        ]),
  };
}

/** The statements that the edition rests on. */
export function sourcesTable(edition: Edition): Table<'sources'> {
  return {
    name: 'sources',
    title: { id: 'Laporan yang menjadi dasar', en: 'The statements it rests on' },
    columns: [
      column('laporan', 'text', 'Nomor laporan', 'Id of the statement'),
      column('jenis', 'text', 'Jenis laporan', 'Kind of statement'),
      column('berkas', 'text', 'Nama berkas', 'File name'),
      column('sha256_berkas', 'text', 'SHA-256 berkas seperti diunggah', 'SHA-256 of the file as uploaded'),
      column('diterima', 'text', 'Diterima (UTC)', 'Received (UTC)'),
      column('diverifikasi', 'text', 'Diverifikasi (UTC)', 'Verified (UTC)'),
      column('versi', 'text', 'Versi anggaran', 'Budget version'),
      column('dasar', 'text', 'Dasar realisasi', 'Basis of realization'),
      column('dari', 'date', 'Dari tanggal', 'From'),
      column('data_per', 'date', 'Hari terakhir yang dicakup', 'Last day that it covers'),
      column('jumlah_baris', 'integer', 'Jumlah baris', 'Number of lines'),
      ...governmentColumns,
      column('tahun', 'integer', 'Tahun anggaran', 'Fiscal year'),
      column('terbitan', 'integer', 'Nomor terbitan', 'Number of the edition'),
      column('simulasi', 'text', 'ya bila laporannya simulasi', 'ya where the statement is simulated'),
    ],
    from: 'sources.json',
    sumsBy: [],
    rows: () => {
      const { government, year, number } = edition.manifest;
      return edition
        .sources()
        .map((row) => [
          ...[row.id, row.kind, row.fileName, row.fileHash, row.receivedAt, row.verifiedAt, row.version, row.basis],
          ...[row.from, row.asOf, row.lines, government.code, government.name, year, number, row.simulated ? 'ya' : 'tidak'],
        ]);
    },
  };
}
