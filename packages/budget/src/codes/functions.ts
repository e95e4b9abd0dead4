import type { Words } from '../language/language.ts';
import { ancestor, type Code } from './code.ts';

/** Urusan and bidang urusan: the fields of government duty, the same in every region. Keys are canonical codes. */
const names: Readonly<Record<Code, Words>> = {
  '1': { id: 'Urusan Pemerintahan Wajib yang Berkaitan dengan Pelayanan Dasar', en: 'Obligatory functions: basic services' },
  '1.01': { id: 'Pendidikan', en: 'Education' },
  '1.02': { id: 'Kesehatan', en: 'Health' },
  '1.03': { id: 'Pekerjaan Umum dan Penataan Ruang', en: 'Public works and spatial planning' },
  '1.04': { id: 'Perumahan dan Kawasan Permukiman', en: 'Housing and settlements' },
  '1.05': { id: 'Ketenteraman dan Ketertiban Umum serta Perlindungan Masyarakat', en: 'Public order and civil protection' },
  '1.06': { id: 'Sosial', en: 'Social affairs' },
  '2': { id: 'Urusan Pemerintahan Wajib yang Tidak Berkaitan dengan Pelayanan Dasar', en: 'Obligatory functions: other services' },
  '2.07': { id: 'Tenaga Kerja', en: 'Labour' },
  '2.08': { id: 'Pemberdayaan Perempuan dan Perlindungan Anak', en: "Women's empowerment and child protection" },
  '2.09': { id: 'Pangan', en: 'Food' },
  '2.10': { id: 'Pertanahan', en: 'Land affairs' },
  '2.11': { id: 'Lingkungan Hidup', en: 'Environment' },
  '2.12': { id: 'Administrasi Kependudukan dan Pencatatan Sipil', en: 'Population and civil registration' },
  '2.13': { id: 'Pemberdayaan Masyarakat dan Desa', en: 'Community and village development' },
  '2.14': { id: 'Pengendalian Penduduk dan Keluarga Berencana', en: 'Population and family planning' },
  '2.15': { id: 'Perhubungan', en: 'Transport' },
  '2.16': { id: 'Komunikasi dan Informatika', en: 'Communications and informatics' },
  '2.17': { id: 'Koperasi, Usaha Kecil, dan Menengah', en: 'Cooperatives and small business' },
  '2.18': { id: 'Penanaman Modal', en: 'Investment' },
  '2.19': { id: 'Kepemudaan dan Olahraga', en: 'Youth and sport' },
  '2.20': { id: 'Statistik', en: 'Statistics' },
  '2.21': { id: 'Persandian', en: 'Cryptography' },
  '2.22': { id: 'Kebudayaan', en: 'Culture' },
  '2.23': { id: 'Perpustakaan', en: 'Libraries' },
  '2.24': { id: 'Kearsipan', en: 'Archives' },
  '3': { id: 'Urusan Pemerintahan Pilihan', en: 'Optional functions' },
  '3.25': { id: 'Kelautan dan Perikanan', en: 'Marine affairs and fisheries' },
  '3.26': { id: 'Pariwisata', en: 'Tourism' },
  '3.27': { id: 'Pertanian', en: 'Agriculture' },
  '3.28': { id: 'Kehutanan', en: 'Forestry' },
  '3.29': { id: 'Energi dan Sumber Daya Mineral', en: 'Energy and mineral resources' },
  '3.30': { id: 'Perdagangan', en: 'Trade' },
  '3.31': { id: 'Perindustrian', en: 'Industry' },
  '3.32': { id: 'Transmigrasi', en: 'Transmigration' },
  '4': { id: 'Unsur Pendukung Urusan Pemerintahan', en: 'Supporting bodies' },
  '4.01': { id: 'Sekretariat Daerah', en: 'Regional secretariat' },
  '4.02': { id: 'Sekretariat DPRD', en: 'Council secretariat' },
  '5': { id: 'Unsur Penunjang Urusan Pemerintahan', en: 'Staff functions' },
  '5.01': { id: 'Perencanaan', en: 'Planning' },
  '5.02': { id: 'Keuangan', en: 'Finance' },
  '5.03': { id: 'Kepegawaian', en: 'Civil service' },
  '5.04': { id: 'Pendidikan dan Pelatihan', en: 'Training' },
  '5.05': { id: 'Penelitian dan Pengembangan', en: 'Research and development' },
  '5.06': { id: 'Pengelolaan Perbatasan', en: 'Border management' },
  '5.07': { id: 'Pengelolaan Penghubung', en: 'Liaison' },
  '6': { id: 'Unsur Pengawasan Urusan Pemerintahan', en: 'Oversight' },
  '6.01': { id: 'Inspektorat Daerah', en: 'Inspectorate' },
  '7': { id: 'Unsur Kewilayahan', en: 'Territorial administration' },
  '7.01': { id: 'Kecamatan', en: 'Districts' },
  '8': { id: 'Unsur Pemerintahan Umum', en: 'General government' },
  '8.01': { id: 'Kesatuan Bangsa dan Politik', en: 'National unity and politics' },
  '9': { id: 'Unsur Kekhususan dan Keistimewaan', en: 'Special autonomy' },
};

/** Bidang urusan of an activity code (its first two parts), '' for ''. */
export function bidangOf(activity: Code): Code {
  return ancestor(activity, 2);
}

/** Name of an urusan (`1`) or bidang urusan (`1.02`); undefined where there is no such one. */
export function functionWords(code: Code): Words | undefined {
  return names[code];
}
