import { type Code, type CodeKind, parseDecimal } from '@sipkadin/budget';
import type { Edition, Measure, PublishedLine, Source } from '@sipkadin/edition';
import { column, governmentColumns } from './columns.ts';
import type { Cell, Table } from './table.ts';

const measureNames: Readonly<Record<Measure, string>> = {
  budget: 'anggaran',
  plan: 'rencana',
  realization: 'realisasi',
  progress: 'fisik',
};

const columns = [
  column('id', 'integer', 'Nomor baris dalam terbitan', 'Position in the edition'),
  column('ukuran', 'text', 'anggaran, rencana, realisasi, fisik', 'budget, cash plan, realization, physical progress'),
  column('versi', 'text', 'Versi anggaran: murni, pergeseran-n, perubahan', 'Budget version'),
  column('dasar', 'text', 'Dasar realisasi: sp2d, spj, atau lra', 'Basis of realization: sp2d, spj or lra'),
  column('data_per', 'date', 'Hari terakhir yang dicakup laporannya', 'Last day that its statement covers'),
  column('bulan', 'integer', 'Bulan (rencana kas saja)', 'Month (cash plan only)'),
  column('kode_opd', 'text', 'Kode OPD', 'Agency (OPD) code'),
  column('nama_opd', 'text', 'Nama OPD', 'Agency (OPD) name'),
  column('kode_unit', 'text', 'Kode OPD atau sub unit', 'Code of the OPD or sub-unit'),
  column('nama_unit', 'text', 'Nama OPD atau sub unit', 'Name of the OPD or sub-unit'),
  column('kode_kegiatan', 'text', 'Kode sub kegiatan', 'Sub-activity code'),
  column('nama_kegiatan', 'text', 'Nama sub kegiatan', 'Sub-activity name'),
  column('kode_rekening', 'text', 'Kode rekening', 'Account code'),
  column('nama_rekening', 'text', 'Nama rekening', 'Account name'),
  column('kode_sumber_dana', 'text', 'Kode sumber dana', 'Fund source code'),
  column('nama_sumber_dana', 'text', 'Nama sumber dana', 'Fund source name'),
  column('dokumen', 'text', 'Nomor dokumen (register saja)', 'Document number (register only)'),
  column('tanggal', 'date', 'Tanggal dokumen (register saja)', 'Document date (register only)'),
  column('jumlah', 'money', 'Jumlah dalam rupiah; kosong untuk fisik', 'Amount in rupiah; empty for physical progress'),
  column('persen', 'percent', 'Kemajuan fisik dalam persen', 'Physical progress in percent'),
  column('laporan', 'text', 'Laporan sumber, lihat tabel sources', 'Source statement, see table sources'),
  column('berkas', 'text', 'Berkas asal', 'File it comes from'),
  column('lembar', 'text', 'Lembar kerja', 'Sheet'),
  column('baris', 'integer', 'Baris dalam lembar', 'Row in the sheet'),
  column('kolom', 'text', 'Kolom dalam lembar', 'Column in the sheet'),
  ...governmentColumns,
  column('tahun', 'integer', 'Tahun anggaran', 'Fiscal year'),
  column('terbitan', 'integer', 'Nomor terbitan', 'Number of the edition'),
  column('simulasi', 'text', 'ya bila laporannya simulasi', 'ya where its statement is simulated'),
];

interface LinesOf {
  /** Of the OPD; '' for what only a summary of the whole government states. */
  code: Code;
  name: string;
  lines: readonly PublishedLine[];
}

/**
 * Lines with their origin, without a cut.
 * @param parts by OPD; every line of the edition where it is left out, one OPD after the other, so that only one is in memory at a time
 */
export function linesTable(edition: Edition, parts?: Iterable<LinesOf>): Table<'lines'> {
  return {
    name: 'lines',
    title: { id: 'Semua baris dengan asalnya', en: 'Every line with its origin' },
    columns,
    from: isInOneFile(edition) ? 'lines.csv, lines/*.json' : 'lines/*/*.json',
    sumsBy: ['ukuran', 'versi'],
    rows: () => rows(edition, parts ?? allLines(edition)),
  };
}

/** Whether the edition itself has all lines as CSV: until format 3. */
export function isInOneFile({ manifest }: Pick<Edition, 'manifest'>): boolean {
  return manifest.files.some(({ path }) => path === 'lines.csv');
}

function* allLines(edition: Edition): Generator<LinesOf> {
  for (const { code, name, slug } of edition.units()) yield { code, name, lines: edition.lines(slug) ?? [] };
}

function* rows(edition: Edition, parts: Iterable<LinesOf>): Generator<readonly Cell[]> {
  const { government, year, number } = edition.manifest;
  const names = new Map<string, string>(edition.names().map(({ kind, code, name }) => [`${kind} ${code}`, name]));
  const sources = new Map(edition.sources().map((source) => [source.id, source]));
  const nameOf = (kind: CodeKind, code: string) => (code === '' ? '' : (names.get(`${kind} ${code}`) ?? ''));
  for (const { code, name, lines } of parts) {
    for (const line of lines) {
      const { unit, activity, account, fund } = line;
      yield [
        ...headOf(line, sources.get(line.source)),
        ...[code, code === '' ? '' : name, unit, nameOf('unit', unit)],
        ...[activity, nameOf('activity', activity), account, nameOf('account', account), fund, nameOf('fund', fund)],
        ...[line.document, line.date],
        ...amountOf(line),
        ...[line.source, sources.get(line.source)?.fileName ?? '', line.sheet, line.row, line.column],
        ...[government.code, government.name, year, number, sources.get(line.source)?.simulated === true ? 'ya' : 'tidak'],
      ];
    }
  }
}

function headOf({ id, measure, version, month }: PublishedLine, source: Source | undefined): Cell[] {
  const isPaid = measure === 'realization';
  return [id, measureNames[measure], version, isPaid ? (source?.basis ?? null) : null, source?.asOf ?? null, month];
}

function amountOf({ measure, amount }: PublishedLine): [jumlah: Cell, persen: Cell] {
  const value = parseDecimal(amount) ?? null;
  return measure === 'progress' ? [null, value === null ? null : Number(value)] : [value, null];
}
