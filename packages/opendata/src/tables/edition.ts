import type { Edition } from '@sipkadin/edition';
import { column, editionColumns } from './columns.ts';
import type { Table } from './table.ts';

/**
 * One row for the edition itself, also for one that states nothing any more: queries over many folders choose the newest edition of each
 * government's year by it, and divide by its residents.
 */
export function editionTable(edition: Edition): Table<'edition'> {
  const rest = editionColumns(edition);
  return {
    name: 'edition',
    title: { id: 'Terbitan ini, dalam satu baris', en: 'This edition, in one row' },
    columns: [
      column('hash', 'text', 'SHA-256 manifes terbitan', "SHA-256 of the edition's manifest"),
      column('terbit', 'text', 'Waktu terbit (UTC)', 'Published at (UTC)'),
      column('koreksi', 'text', 'withdrawal atau return (pencabutan, pengembalian); kosong bila bukan', 'withdrawal or return; else empty'),
      column('diaudit', 'text', 'ya bila sudah diaudit', 'ya where audited'),
      column('jumlah_baris', 'integer', 'Jumlah baris dalam tabel lines', 'Number of rows in the table lines'),
      column('penduduk', 'integer', 'Jumlah penduduk; kosong bila tidak diisi', 'Number of residents; empty where it is not set'),
      column('penduduk_tahun', 'integer', 'Tahun jumlah penduduk', 'Year of the number of residents'),
      column('penduduk_sumber', 'text', 'Siapa yang menghitung penduduk', 'Who counted the residents'),
      ...rest.columns,
    ],
    from: 'manifest.json',
    sumsBy: [],
    rows: () => {
      const { publishedAt, correction, audited, lines, population } = edition.manifest;
      const people = [population?.people ?? null, population?.year ?? null, population?.source ?? null];
      return [[edition.hash, publishedAt, correction?.kind ?? null, audited ? 'ya' : 'tidak', lines, ...people, ...rest.cells]];
    },
  };
}
