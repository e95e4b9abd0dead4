export const words = {
  templates: {
    title: 'Formulir kosong untuk diisi',
    lead: 'Dipakai bila laporan dari aplikasi Anda tidak terbaca: isi satu baris per rincian, lalu unggah seperti berkas lain. Kode pemda dan tahun berjalan sudah terisi.',
    download: (kind: string, format: string) => `Unduh formulir ${kind} (.${format})`,
    kinds: {
      budget: 'anggaran per rekening',
      'cash-plan': 'anggaran kas (RAK) per bulan',
      realization: 'realisasi s.d. suatu tanggal',
      register: 'daftar pembayaran (register)',
      progress: 'realisasi fisik',
      contract: 'kontrak',
      obstacle: 'kendala dan tindak lanjut',
      target: 'target fisik per bulan',
    },
  },
};
