import { changeOf } from '@sipkadin/budget';
import type { ActivityMove, ChangedAmount } from '@sipkadin/edition';
import type { Cell, Column, ColumnKind, Table } from '@sipkadin/opendata';

/** Lists of which a page shows some rows at a time, whole. */
function table(
  name: string,
  title: string,
  columns: readonly [name: string, kind: ColumnKind, id: string, en: string][],
  rows: () => Cell[][],
) {
  const described = columns.map(([column, kind, id, en]): Column => ({ name: column, kind, about: { id, en } }));
  return { name, title: { id: title, en: title }, columns: described, from: '', sumsBy: [], rows } satisfies Table;
}

/** Every amount that differs between two editions; physical progress is in columns of its own. */
export function changesTable(title: string, changes: readonly ChangedAmount[]): Table {
  return table(
    'perubahan',
    title,
    [
      ['opd', 'text', 'OPD', 'Agency (OPD)'],
      ['kode_unit', 'text', 'Kode OPD atau sub unit', 'Code of the OPD or sub-unit'],
      ['ukuran', 'text', 'budget, plan, realization, atau progress', 'budget, plan, realization or progress'],
      ['versi_anggaran', 'text', 'Versi anggaran', 'Budget version'],
      ['kode_kegiatan', 'text', 'Kode sub kegiatan', 'Sub-activity code'],
      ['kode_rekening', 'text', 'Kode rekening', 'Account code'],
      ['bulan', 'integer', 'Bulan (rencana kas saja)', 'Month (cash plan only)'],
      ['sebelumnya', 'money', 'Di terbitan sebelumnya', 'In the edition before'],
      ['sekarang', 'money', 'Di terbitan ini', 'In this edition'],
      ['selisih', 'money', 'Selisih', 'Difference'],
      ['persen_sebelumnya', 'percent', 'Kemajuan fisik di terbitan sebelumnya', 'Physical progress in the edition before'],
      ['persen_sekarang', 'percent', 'Kemajuan fisik di terbitan ini', 'Physical progress in this edition'],
      ['sebab', 'text', 'Sebab', 'Reason'],
      ['berkas', 'text', 'Berkas yang memuat angka sekarang', 'File that the present amount is from'],
    ],
    () =>
      changes.map(({ opd, unit, measure, version, activity, account, month, before, after, why, file }) => {
        const amounts = [before, after, (after ?? 0n) - (before ?? 0n)];
        const isProgress = measure === 'progress';
        return [
          ...[opd.name, unit, measure, version, activity, account, month],
          ...(isProgress ? [null, null, null] : amounts),
          ...(isProgress ? [before, after].map((value) => (value === null ? null : Number(value))) : [null, null]),
          ...[why, file],
        ];
      }),
  );
}

/** Every sub kegiatan whose budget differs between two versions. */
export function movesTable(title: string, moves: readonly ActivityMove[]): Table {
  return table(
    'sub_kegiatan',
    title,
    [
      ['kode_opd', 'text', 'Kode OPD', 'Agency (OPD) code'],
      ['opd', 'text', 'OPD', 'Agency (OPD)'],
      ['kode_sub_kegiatan', 'text', 'Kode sub kegiatan; kosong bila tidak disebut', 'Sub-activity code; empty where none is named'],
      ['sub_kegiatan', 'text', 'Sub kegiatan', 'Sub-activity'],
      ['dari', 'money', 'Anggaran versi pertama', 'Budget in the first version'],
      ['ke', 'money', 'Anggaran versi kedua', 'Budget in the second version'],
      ['selisih', 'money', 'Selisih', 'Difference'],
      ['jenis', 'text', 'more, less, new, dropped, atau moved', 'more, less, new, dropped or moved'],
      ['opd_asal', 'text', 'OPD sebelumnya, bila pindah', 'The OPD that had it before, where it moved'],
    ],
    () =>
      moves.map((move) => {
        const { unit, code, name, before, after, kind, from } = move;
        return [unit.code, unit.name, code, name, before, after, changeOf(move), kind, from ?? null];
      }),
  );
}
