import type { Words } from '../language/language.ts';
import type { Code } from './code.ts';

/**
 * Names of akun, kelompok and jenis, the same in every region. Deeper accounts are called what the files call them.
 * Keys are canonical codes.
 */
const official: Readonly<Record<Code, Words>> = {
  '4': { id: 'Pendapatan Daerah', en: 'Revenue' },
  '4.1': { id: 'Pendapatan Asli Daerah (PAD)', en: 'Own-source revenue' },
  '4.1.01': { id: 'Pajak Daerah', en: 'Local taxes' },
  '4.1.02': { id: 'Retribusi Daerah', en: 'Local levies and charges' },
  '4.1.03': { id: 'Hasil Pengelolaan Kekayaan Daerah yang Dipisahkan', en: 'Returns on regional companies' },
  '4.1.04': { id: 'Lain-lain PAD yang Sah', en: 'Other own-source revenue' },
  '4.2': { id: 'Pendapatan Transfer', en: 'Transfer revenue' },
  '4.2.01': { id: 'Pendapatan Transfer Pemerintah Pusat', en: 'Transfers from the central government' },
  '4.2.02': { id: 'Pendapatan Transfer Antar Daerah', en: 'Transfers from other regions' },
  '4.3': { id: 'Lain-lain Pendapatan Daerah yang Sah', en: 'Other lawful revenue' },
  '4.3.01': { id: 'Pendapatan Hibah', en: 'Grants received' },
  '4.3.02': { id: 'Dana Darurat', en: 'Emergency funds' },
  '4.3.03': {
    id: 'Lain-lain Pendapatan Sesuai dengan Ketentuan Peraturan Perundang-Undangan',
    en: 'Other revenue under laws and regulations',
  },
  '5': { id: 'Belanja Daerah', en: 'Spending' },
  '5.1': { id: 'Belanja Operasi', en: 'Operating spending' },
  '5.1.01': { id: 'Belanja Pegawai', en: 'Personnel' },
  '5.1.02': { id: 'Belanja Barang dan Jasa', en: 'Goods and services' },
  '5.1.03': { id: 'Belanja Bunga', en: 'Interest' },
  '5.1.04': { id: 'Belanja Subsidi', en: 'Subsidies' },
  '5.1.05': { id: 'Belanja Hibah', en: 'Grants' },
  '5.1.06': { id: 'Belanja Bantuan Sosial', en: 'Social assistance' },
  '5.2': { id: 'Belanja Modal', en: 'Capital spending' },
  '5.2.01': { id: 'Belanja Modal Tanah', en: 'Land' },
  '5.2.02': { id: 'Belanja Modal Peralatan dan Mesin', en: 'Equipment and machinery' },
  '5.2.03': { id: 'Belanja Modal Gedung dan Bangunan', en: 'Buildings' },
  '5.2.04': { id: 'Belanja Modal Jalan, Jaringan, dan Irigasi', en: 'Roads, networks and irrigation' },
  '5.2.05': { id: 'Belanja Modal Aset Tetap Lainnya', en: 'Other fixed assets' },
  '5.2.06': { id: 'Belanja Modal Aset Lainnya', en: 'Other assets' },
  '5.3': { id: 'Belanja Tidak Terduga', en: 'Unforeseen spending' },
  '5.3.01': { id: 'Belanja Tidak Terduga', en: 'Unforeseen spending' },
  '5.4': { id: 'Belanja Transfer', en: 'Transfers paid' },
  '5.4.01': { id: 'Belanja Bagi Hasil', en: 'Revenue sharing' },
  '5.4.02': { id: 'Belanja Bantuan Keuangan', en: 'Financial assistance' },
  '6': { id: 'Pembiayaan Daerah', en: 'Financing' },
  '6.1': { id: 'Penerimaan Pembiayaan', en: 'Financing receipts' },
  '6.1.01': { id: 'Sisa Lebih Perhitungan Anggaran Tahun Sebelumnya', en: "Last year's surplus (SiLPA)" },
  '6.1.02': { id: 'Pencairan Dana Cadangan', en: 'Drawn from reserve funds' },
  '6.1.03': { id: 'Hasil Penjualan Kekayaan Daerah yang Dipisahkan', en: 'Sale of regional companies' },
  '6.1.04': { id: 'Penerimaan Pinjaman Daerah', en: 'Loans taken up' },
  '6.1.05': { id: 'Penerimaan Kembali Pemberian Pinjaman Daerah', en: 'Repayments of loans given' },
  '6.1.06': {
    id: 'Penerimaan Pembiayaan Lainnya Sesuai dengan Ketentuan Peraturan Perundang-Undangan',
    en: 'Other financing received under laws and regulations',
  },
  '6.2': { id: 'Pengeluaran Pembiayaan', en: 'Financing disbursements' },
  '6.2.01': { id: 'Pembentukan Dana Cadangan', en: 'Set aside as reserve funds' },
  '6.2.02': { id: 'Penyertaan Modal Daerah', en: 'Capital put into regional companies' },
  '6.2.03': { id: 'Pembayaran Cicilan Pokok Utang yang Jatuh Tempo', en: 'Repayment of debt due' },
  '6.2.04': { id: 'Pemberian Pinjaman Daerah', en: 'Loans given' },
  '6.2.05': {
    id: 'Pengeluaran Pembiayaan Lainnya Sesuai dengan Ketentuan Peraturan Perundang-Undangan',
    en: 'Other financing paid under laws and regulations',
  },
};

/** The akun, kelompok and jenis that have an official name, in order. */
export const accountCodes: readonly Code[] = Object.keys(official).sort();

/** What a citizen would call it; where there is no entry the official name is plain enough. */
const everyday: Readonly<Record<Code, Words>> = {
  '4': { id: 'Uang masuk', en: 'Money coming in' },
  '4.1': { id: 'Pajak dan pungutan daerah', en: 'Local taxes and charges' },
  '4.1.02': { id: 'Pungutan layanan daerah', en: 'Fees for local services' },
  '4.1.03': { id: 'Bagi hasil dari perusahaan daerah', en: 'Profits of regional companies' },
  '4.1.04': { id: 'Pendapatan daerah lainnya', en: 'Other local income' },
  '4.2': { id: 'Uang dari pusat dan provinsi', en: 'Money from the central government and the province' },
  '4.2.01': { id: 'Uang dari pusat', en: 'Money from the central government' },
  '4.2.02': { id: 'Uang dari daerah lain', en: 'Money from other regions' },
  '4.3': { id: 'Uang masuk lainnya', en: 'Other money coming in' },
  '5': { id: 'Uang keluar', en: 'Money going out' },
  '5.1': { id: 'Belanja sehari-hari', en: 'Day-to-day spending' },
  '5.1.01': { id: 'Gaji dan tunjangan pegawai', en: 'Pay and allowances of staff' },
  '5.1.02': { id: 'Barang, jasa, pemeliharaan', en: 'Goods, services, upkeep' },
  '5.1.03': { id: 'Bunga utang', en: 'Interest on debt' },
  '5.1.05': { id: 'Bantuan untuk lembaga', en: 'Support for organisations' },
  '5.1.06': { id: 'Bantuan untuk warga rentan', en: 'Help for vulnerable residents' },
  '5.2': { id: 'Membangun dan membeli alat', en: 'Building and buying equipment' },
  '5.2.01': { id: 'Membeli tanah', en: 'Buying land' },
  '5.2.02': { id: 'Membeli alat dan mesin', en: 'Buying equipment and machinery' },
  '5.2.03': { id: 'Membangun gedung', en: 'Putting up buildings' },
  '5.2.04': { id: 'Membangun jalan, jaringan, irigasi', en: 'Building roads, networks, irrigation' },
  '5.3': { id: 'Cadangan darurat', en: 'Emergency reserve' },
  '5.3.01': { id: 'Cadangan darurat', en: 'Emergency reserve' },
  '5.4': { id: 'Uang untuk desa dan daerah lain', en: 'Money for villages and other regions' },
  '6': { id: 'Sisa uang, tabungan, dan pinjaman', en: 'Money left over, savings and loans' },
  '6.1.01': { id: 'Sisa uang tahun lalu', en: 'Money left over from last year' },
};

/** Official name of an akun, kelompok or jenis; undefined for anything deeper or unknown. */
export function accountWords(account: Code): Words | undefined {
  return official[account];
}

/** The public's word for an akun, kelompok or jenis, its official name where that is plain enough. */
export function plainAccountWords(account: Code): Words | undefined {
  return everyday[account] ?? official[account];
}
