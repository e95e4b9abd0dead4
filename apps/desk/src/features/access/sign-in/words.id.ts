import type { NoEntryReason } from './oidc-account.ts';

export const words = {
  signIn: {
    title: 'Masuk ke meja kerja',
    lead: 'Untuk staf keuangan, verifikator, penerbit, pimpinan, dan Inspektorat. Warga tidak perlu masuk: semua angka yang terbit ada di halaman publik.',
    email: 'Alamat surel',
    password: 'Sandi',
    submit: 'Masuk',
    busy: 'Memeriksa…',
    noPassword: 'Belum punya sandi? Minta tautan masuk sekali pakai kepada pengelola sistem.',
    mailed: 'Anda datang lewat tautan di surel. Tautan itu berlaku sekali: tekan tombol ini hanya di perangkat yang akan Anda pakai.',
    wrong: 'Surel atau sandi tidak cocok.',
    tooMany: 'Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi.',
    linkUsed: 'Tautan ini sudah dipakai, sudah lewat waktunya, atau digantikan yang lebih baru. Minta tautan baru kepada pengelola.',
    byLink: 'Tautan diperiksa…',
    or: 'atau',
    service: 'Masuk dengan akun pemerintah',
    refused: {
      'begin-again': 'Proses masuk ini sudah lewat waktunya, sudah dipakai, atau dimulai di peramban lain. Mulai lagi dari sini.',
      service: 'Layanan masuk pemerintah tidak menjawab atau menolak. Coba lagi, atau masuk dengan sandi atau tautan.',
      unverified:
        'Layanan masuk pemerintah belum memastikan alamat surel Anda, jadi akun Anda di sini tidak dapat dikenali. Pastikan alamat itu di sana dulu, atau hubungi pengelola.',
      'other-account':
        'Alamat surel Anda di sini milik akun pemerintah yang lain. Hubungi pengelola di pemerintah daerah Anda untuk mendapat akun sendiri.',
      'no-role': 'Akun pemerintah Anda belum diberi peran di sini. Minta peran kepada pengelola di pemerintah daerah Anda.',
      disabled: 'Akun ini dinonaktifkan. Hubungi pengelola di pemerintah daerah Anda.',
    } satisfies Record<NoEntryReason, string> as Record<NoEntryReason, string>,
    left: 'Anda sudah keluar dari SIP KADIN.',
    leftService: 'Komputer ini dipakai bersama?',
    leaveService: 'Keluar juga dari layanan masuk pemerintah',
    ended: 'Sesi Anda berakhir. Masuk lagi untuk melanjutkan; pekerjaan Anda tersimpan.',
  },
  signInCode: {
    title: 'Kode verifikasi',
    lead: 'Buka aplikasi autentikator di ponsel Anda, lalu ketik enam angka yang tampak untuk SIP KADIN.',
    code: 'Kode enam angka',
    submit: 'Lanjut',
    useRecovery: 'Ponsel tidak ada? Pakai kode pemulihan',
    recoveryLead: 'Ketik salah satu kode pemulihan yang Anda simpan saat memasang verifikasi. Tiap kode berlaku sekali.',
    recovery: 'Kode pemulihan',
    useApp: 'Pakai kode dari aplikasi',
    wrong: 'Kode tidak cocok atau sudah lewat. Tunggu kode berikutnya, dan periksa jam ponsel Anda.',
    wrongRecovery: 'Kode pemulihan ini tidak cocok, atau sudah pernah dipakai.',
    expired: 'Waktu memasukkan kode sudah lewat, atau terlalu sering salah. Masuk lagi dari awal.',
    back: 'Kembali ke awal',
  },
};
