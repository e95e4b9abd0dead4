/** OPD of a small city: code, name, weight in spending. Real names of Kota Pangkalpinang, simulated figures. */
export const units: readonly (readonly [code: string, name: string, weight: number])[] = [
  ['1.01.2.22.0.00.01.0000', 'Dinas Pendidikan dan Kebudayaan', 250],
  ['1.02.0.00.0.00.01.0000', 'Dinas Kesehatan', 120],
  ['1.03.0.00.0.00.01.0000', 'Dinas Pekerjaan Umum dan Penataan Ruang', 95],
  ['5.02.0.00.0.00.01.0000', 'Badan Keuangan Daerah', 48],
  ['4.01.0.00.0.00.01.0000', 'Sekretariat Daerah', 45],
  ['7.01.0.00.0.00.01.0000', 'Kecamatan Bukit Intan', 11],
  ['4.02.0.00.0.00.01.0000', 'Sekretariat DPRD', 38],
  ['2.11.0.00.0.00.01.0000', 'Dinas Lingkungan Hidup', 30],
  ['2.16.2.20.2.21.01.0000', 'Dinas Komunikasi dan Informatika', 14],
  ['2.15.0.00.0.00.01.0000', 'Dinas Perhubungan', 22],
  ['8.01.0.00.0.00.01.0000', 'Badan Kesatuan Bangsa dan Politik', 9],
  ['2.09.3.27.0.00.01.0000', 'Dinas Pangan dan Pertanian', 13],
  ['1.04.2.10.0.00.01.0000', 'Dinas Perumahan dan Kawasan Permukiman', 21],
  ['1.05.0.00.0.00.01.0000', 'Satuan Polisi Pamong Praja', 17],
  ['1.05.0.00.0.00.02.0000', 'Badan Penanggulangan Bencana Daerah', 8],
  ['1.06.0.00.0.00.01.0000', 'Dinas Sosial', 10],
  ['2.08.2.14.0.00.01.0000', 'Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana', 12],
  ['2.12.0.00.0.00.01.0000', 'Dinas Kependudukan dan Pencatatan Sipil', 9],
  ['2.17.3.30.3.31.01.0000', 'Dinas Koperasi, Usaha Mikro, Perdagangan dan Perindustrian', 13],
  ['2.18.2.07.0.00.01.0000', 'Dinas Penanaman Modal, Pelayanan Terpadu Satu Pintu dan Tenaga Kerja', 12],
  ['2.19.0.00.0.00.01.0000', 'Dinas Pemuda dan Olahraga', 10],
  ['2.23.2.24.0.00.01.0000', 'Dinas Perpustakaan dan Kearsipan', 8],
  ['3.25.0.00.0.00.01.0000', 'Dinas Kelautan dan Perikanan', 7],
  ['3.26.0.00.0.00.01.0000', 'Dinas Pariwisata', 9],
  ['5.01.5.05.0.00.01.0000', 'Badan Perencanaan Pembangunan dan Penelitian Pengembangan Daerah', 12],
  ['5.03.5.04.0.00.01.0000', 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah', 11],
  ['6.01.0.00.0.00.01.0000', 'Inspektorat', 12],
  ['7.01.0.00.0.00.02.0000', 'Kecamatan Taman Sari', 9],
  ['7.01.0.00.0.00.03.0000', 'Kecamatan Pangkal Balam', 9],
  ['7.01.0.00.0.00.04.0000', 'Kecamatan Rangkui', 12],
  ['7.01.0.00.0.00.05.0000', 'Kecamatan Gerunggang', 11],
  ['7.01.0.00.0.00.06.0000', 'Kecamatan Gabek', 9],
  ['7.01.0.00.0.00.07.0000', 'Kecamatan Girimaya', 9],
  ['1.05.0.00.0.00.03.0000', 'Dinas Pemadam Kebakaran dan Penyelamatan', 14],
];

/** The sub-unit that is folded into Dinas Kesehatan. */
export const hospital = ['1.02.0.00.0.00.01.0001', 'UPTD RSUD Depati Hamzah'] as const;

/** Program, kegiatan and sub kegiatan below an OPD's first bidang, and the accounts of each sub kegiatan with weights. */
export const activities: readonly {
  program: readonly [string, string];
  kegiatan: readonly [string, string];
  sub: readonly [string, string];
  accounts: readonly (readonly [account: string, weight: number])[];
}[] = [
  {
    program: ['01', 'Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota'],
    kegiatan: ['2.02', 'Administrasi Keuangan Perangkat Daerah'],
    sub: ['0001', 'Penyediaan Gaji dan Tunjangan ASN'],
    accounts: [
      ['5.1.01.01.001.00001', 38],
      ['5.1.01.01.002.00001', 9],
      ['5.1.01.02.001.00001', 16],
    ],
  },
  {
    program: ['01', 'Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota'],
    kegiatan: ['2.06', 'Administrasi Umum Perangkat Daerah'],
    sub: ['0009', 'Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD'],
    accounts: [
      ['5.1.02.01.001.00052', 2],
      ['5.1.02.04.001.00001', 4],
    ],
  },
  {
    program: ['01', 'Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota'],
    kegiatan: ['2.08', 'Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah'],
    sub: ['0002', 'Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik'],
    accounts: [
      ['5.1.02.02.001.00059', 2],
      ['5.1.02.02.001.00060', 3],
    ],
  },
  {
    program: ['02', 'Program Pelayanan Utama'],
    kegiatan: ['2.01', 'Penyelenggaraan Pelayanan kepada Masyarakat'],
    sub: ['0003', 'Pelaksanaan Pelayanan dan Pendampingan Masyarakat'],
    accounts: [
      ['5.1.02.01.001.00024', 3],
      ['5.1.02.02.001.00026', 7],
      ['5.1.06.01.001.00001', 1],
    ],
  },
  {
    program: ['02', 'Program Pelayanan Utama'],
    kegiatan: ['2.03', 'Penyediaan Sarana dan Prasarana'],
    sub: ['0011', 'Pembangunan dan Rehabilitasi Prasarana'],
    accounts: [
      ['5.2.02.05.001.00005', 3],
      ['5.2.03.01.001.00001', 7],
      ['5.2.04.01.001.00003', 5],
    ],
  },
];

export const accountNames: readonly (readonly [string, string])[] = [
  ['4.1.01.15.001.00001', 'PBBP2'],
  ['4.1.01.19.002.00001', 'PBJT-Konsumsi Tenaga Listrik dari Sumber Lain'],
  ['4.1.02.01.001.00005', 'Retribusi Pelayanan Kesehatan di Rumah Sakit Umum Daerah'],
  ['4.1.04.05.001.00001', 'Jasa Giro pada Kas Daerah'],
  ['4.2.01.01.002.00001', 'Dana Alokasi Umum (DAU)'],
  ['4.2.02.01.001.00001', 'Pendapatan Bagi Hasil Pajak Kendaraan Bermotor'],
  ['5.1.01.01.001.00001', 'Belanja Gaji Pokok PNS'],
  ['5.1.01.01.002.00001', 'Belanja Tunjangan Keluarga PNS'],
  ['5.1.01.02.001.00001', 'Tambahan Penghasilan berdasarkan Beban Kerja PNS'],
  ['5.1.02.01.001.00024', 'Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor'],
  ['5.1.02.01.001.00052', 'Belanja Makanan dan Minuman Rapat'],
  ['5.1.02.02.001.00026', 'Belanja Jasa Tenaga Administrasi'],
  ['5.1.02.02.001.00059', 'Belanja Tagihan Telepon'],
  ['5.1.02.02.001.00060', 'Belanja Tagihan Listrik'],
  ['5.1.02.04.001.00001', 'Belanja Perjalanan Dinas Biasa'],
  ['5.1.03.01.001.00001', 'Belanja Bunga Utang Pinjaman kepada Pemerintah Pusat'],
  ['5.1.05.05.001.00001', 'Belanja Hibah Uang kepada Badan dan Lembaga Nirlaba'],
  ['5.1.06.01.001.00001', 'Belanja Bantuan Sosial Uang yang Direncanakan kepada Individu'],
  ['5.2.02.05.001.00005', 'Belanja Modal Alat Kantor Lainnya'],
  ['5.2.03.01.001.00001', 'Belanja Modal Bangunan Gedung Kantor'],
  ['5.2.04.01.001.00003', 'Belanja Modal Jalan Kota'],
  ['5.3.01.01.001.00001', 'Belanja Tidak Terduga'],
  ['6.1.01.01.001.00001', 'Pelampauan Penerimaan PAD Tahun Sebelumnya'],
  ['6.2.02.02.001.00001', 'Penyertaan Modal Daerah pada Badan Usaha Milik Daerah (BUMD)'],
];

export const fundNames: readonly (readonly [string, string])[] = [
  ['1.1', 'PENDAPATAN ASLI DAERAH (PAD)'],
  ['1.2.01.08', 'Dana Alokasi Umum (DAU)'],
  ['2.2.01.08.002.00004', 'DAU yang Ditentukan Penggunaannya Bidang Pendidikan'],
];

/** Revenue, financing and treasury items of the finance agency: account, budget in million rupiah, received or paid so far in percent. */
export const treasury: readonly (readonly [account: string, millions: number, percent: number | null])[] = [
  ['4.1.01.15.001.00001', 34_500, 91],
  ['4.1.01.19.002.00001', 61_250, 84],
  ['4.1.02.01.001.00005', 72_400, 79],
  ['4.1.04.05.001.00001', 4_100, 103],
  ['4.2.01.01.002.00001', 561_900, 83],
  ['4.2.02.01.001.00001', 34_390, 66],
  ['5.1.03.01.001.00001', 1_250, 80],
  ['5.1.05.05.001.00001', 9_600, 55],
  ['5.3.01.01.001.00001', 5_000, 0],
  ['6.1.01.01.001.00001', 31_090, 100],
  ['6.2.02.02.001.00001', 4_000, null],
];
