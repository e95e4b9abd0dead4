import type { StatementKind } from '@sipkadin/budget';

/*
 * The template's labels and columns, as they were when format 1 froze; `template.ts` of the vocabulary may go on. Intake goes on
 * reading this form, so that an edition's statements can be imported for ever.
 */
export const templateMark = 'SIP KADIN 1';

/** Head rows in order: the label in column A, the value in column B. */
export const templateHead = {
  mark: 'Format',
  kind: 'Jenis data',
  government: 'Kode pemda',
  year: 'Tahun anggaran',
  version: 'Versi anggaran',
  basis: 'Basis realisasi',
  from: 'Dari tanggal',
  asOf: 'Per tanggal',
  simulated: 'Simulasi',
} as const;

/** "Jenis data" values, as people write them. */
export const templateKinds: Readonly<Record<StatementKind, string>> = {
  budget: 'anggaran',
  'cash-plan': 'anggaran kas',
  realization: 'realisasi',
  register: 'register',
  progress: 'fisik',
};

/** Columns that every kind has, by what they hold. */
export const templateColumns = {
  unit: 'Kode unit',
  unitName: 'Nama unit',
  activity: 'Kode sub kegiatan',
  activityName: 'Nama sub kegiatan',
  account: 'Kode rekening',
  accountName: 'Nama rekening',
  fund: 'Kode sumber dana',
  fundName: 'Nama sumber dana',
} as const;

/** Amount columns by kind; a cash plan has one for each month. Progress is in percent with up to two decimals. */
export const templateAmounts: Readonly<Record<StatementKind, readonly string[]>> = {
  budget: ['Anggaran'],
  'cash-plan': ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  realization: ['Realisasi'],
  register: ['Nomor dokumen', 'Tanggal dokumen', 'Realisasi'],
  progress: ['Fisik (%)'],
};
