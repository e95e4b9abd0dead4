import type { Code, CodeKind } from '@sipkadin/budget';
import type { Measure, Source } from '../../../edition.ts';
import type { Numbered } from '../../frozen/lines-json.ts';
import type { NameBook } from '../../frozen/names.ts';
import { type CsvCell, csvTable } from './csv.ts';

/** Columns of `lines.csv`, in order, and what they hold. */
export const lineFields = [
  { name: 'id', type: 'integer', description: 'Nomor baris dalam terbitan ini / position in this edition' },
  {
    name: 'ukuran',
    type: 'string',
    description: 'anggaran, rencana, realisasi, fisik / budget, cash plan, realization, physical progress',
  },
  { name: 'versi', type: 'string', description: 'Versi anggaran: murni, pergeseran-n, perubahan / budget version' },
  { name: 'bulan', type: 'integer', description: 'Bulan (rencana kas saja) / month (cash plan only)' },
  { name: 'kode_unit', type: 'string', description: 'Kode OPD atau sub unit / unit code' },
  { name: 'nama_unit', type: 'string', description: 'Nama OPD atau sub unit / unit name' },
  { name: 'kode_kegiatan', type: 'string', description: 'Kode sub kegiatan / sub-activity code' },
  { name: 'nama_kegiatan', type: 'string', description: 'Nama sub kegiatan / sub-activity name' },
  { name: 'kode_rekening', type: 'string', description: 'Kode rekening / account code' },
  { name: 'nama_rekening', type: 'string', description: 'Nama rekening / account name' },
  { name: 'kode_sumber_dana', type: 'string', description: 'Kode sumber dana / fund source code' },
  { name: 'nama_sumber_dana', type: 'string', description: 'Nama sumber dana / fund source name' },
  { name: 'dokumen', type: 'string', description: 'Nomor dokumen (register saja) / document number (register only)' },
  { name: 'tanggal', type: 'date', description: 'Tanggal dokumen (register saja) / document date (register only)' },
  { name: 'jumlah', type: 'number', description: 'Jumlah, dua desimal / amount, two decimals' },
  { name: 'satuan', type: 'string', description: 'Rp atau % / rupiah or percent' },
  { name: 'laporan', type: 'string', description: 'Laporan sumber, lihat sources.json / source statement, see sources.json' },
  { name: 'berkas', type: 'string', description: 'Berkas asal / file it comes from' },
  { name: 'lembar', type: 'string', description: 'Lembar kerja / sheet' },
  { name: 'baris', type: 'integer', description: 'Baris dalam lembar / row in the sheet' },
  { name: 'kolom', type: 'string', description: 'Kolom dalam lembar / column in the sheet' },
  { name: 'simulasi', type: 'string', description: 'ya bila laporannya simulasi / ya where its statement is simulated' },
] as const;

const measureNames: Readonly<Record<Measure, string>> = {
  budget: 'anggaran',
  plan: 'rencana',
  realization: 'realisasi',
  progress: 'fisik',
};

/** `lines.csv`: every published line with its codes, their names and its place in the file it came from. */
export function linesCsv(lines: readonly Numbered[], names: NameBook, sources: readonly Source[]): Buffer {
  return csvTable(lineRows(lines, names, sources));
}

function* lineRows(lines: readonly Numbered[], names: NameBook, sources: readonly Source[]): Generator<CsvCell[]> {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const nameOf = (kind: CodeKind, code: Code) => (code === '' ? '' : names.name(kind, code));
  yield lineFields.map(({ name }) => name);
  for (const { id, line } of lines) {
    yield [
      id,
      measureNames[line.measure],
      line.version,
      line.month,
      line.unit,
      nameOf('unit', line.unit),
      line.activity,
      nameOf('activity', line.activity),
      line.account,
      nameOf('account', line.account),
      line.fund,
      nameOf('fund', line.fund),
      line.document,
      line.date,
      line.amount,
      line.measure === 'progress' ? '%' : 'Rp',
      line.source,
      byId.get(line.source)?.fileName ?? '',
      line.sheet,
      line.row,
      line.column,
      byId.get(line.source)?.simulated === true ? 'ya' : 'tidak',
    ];
  }
}
