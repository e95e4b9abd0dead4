import type { MappingDraft } from '@sipkadin/intake';
import { expect, test } from 'vitest';
import { mappingInWords } from './mapping-words.ts';
import { mappingWords } from './words.ts';

const plan: MappingDraft = {
  ...{ kind: 'cash-plan', sheet: 'Kas 2026', header: { top: 3, bottom: 4 }, firstRow: 5, unit: 'whole', carry: true },
  columns: { account: ['C', 'D', 'E'], month1: ['H'], month12: ['S'] },
  numbers: { H: 'id' },
  dates: 'dmy',
};

test('a remembered format says which column means what, in both languages', () => {
  expect(mappingInWords(plan, mappingWords.id.mapping, 'id').split('; ')).toEqual([
    'Rencana kas per bulan (Januari–Desember)',
    'Kepala: baris 3–4',
    'Kode rekening = C, D, E',
    'Januari = H',
    'Desember = S',
    'Kode OPD atau sub unit = angka seluruh pemerintah daerah',
    'Sel OPD dan sub kegiatan yang kosong mengikuti baris di atasnya',
    'Cara menulis angka di kolom H: 1.234,56 (titik ribuan)',
  ]);
  expect(mappingInWords(plan, mappingWords.en.mapping, 'en')).toContain('; Account code = C, D, E; January = H; December = S; ');
});

test('a register of one unit without a header says its unit and in which order its days are written', () => {
  const unit = '1.02.0.00.0.00.01.0000';
  const shape = { kind: 'register', header: null, unit, carry: false, numbers: {} } as const;
  expect(mappingInWords({ ...plan, ...shape, columns: { date: ['B'] } }, mappingWords.id.mapping, 'id').split('; ')).toEqual([
    'Daftar pembayaran per dokumen dan tanggal',
    'Tabel ini tidak punya baris kepala',
    'Tanggal dokumen = B',
    `Kode OPD atau sub unit = ${unit}`,
    'Urutan tanggal: hari/bulan/tahun',
  ]);
});
