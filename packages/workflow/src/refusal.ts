import { randomUUID } from 'node:crypto';
import type { Words } from '@sipkadin/budget';
import type { LedgerErrorCode } from '@sipkadin/ledger';

/** The texts of every refusal. Nothing else of an error leaves the server. */
export const errorTexts = {
  'not-found': { id: 'Tidak ditemukan, atau bukan untuk Anda.', en: 'Not found, or not for you.' },
  'wrong-state': {
    id: 'Langkah ini sudah lewat atau belum waktunya. Muat ulang halaman untuk melihat keadaan terakhir.',
    en: 'This step is already over or not due yet. Reload the page to see the latest state.',
  },
  'own-upload': {
    id: 'Unggahan atau perbaikan sendiri tidak boleh diverifikasi sendiri. Minta orang lain memeriksanya.',
    en: 'Nobody verifies their own upload or correction. Ask another person to check it.',
  },
  'own-note': {
    id: 'Tulisan sendiri tidak boleh disetujui sendiri untuk publik. Minta verifikator lain memeriksanya.',
    en: 'Nobody approves their own text for the public. Ask another verifier to check it.',
  },
  'large-change': {
    id: 'Berkas ini banyak mengubah angka. Ketik angka pertama dari jumlah yang ditunjukkan, atau alasannya, lalu verifikasi lagi.',
    en: 'This file changes figures a lot. Type the first digits of the amount shown, or the reason, and verify again.',
  },
  'corrections-unseen': {
    id: 'Ada sel yang diperbaiki di SIP KADIN. Lihat daftar perbaikannya dan nyatakan sudah diperiksa, lalu verifikasi lagi.',
    en: 'Cells of this file were corrected in SIP KADIN. Look at the list of corrections, confirm that you checked it, and verify again.',
  },
  'cell-changed': {
    id: 'Isi sel itu sudah bukan yang Anda lihat, atau tidak dapat diperbaiki. Muat ulang halaman, lalu perbaiki dari isi yang terlihat.',
    en: 'The cell no longer holds what you saw, or cannot be corrected. Reload the page and correct it from what is shown.',
  },
  'own-publication': {
    id: 'Yang mengunggah atau memverifikasi berkas baru di terbitan ini tidak boleh menerbitkannya sendiri. Minta penerbit lain.',
    en: 'A person who uploaded or verified a file that is new in this edition may not publish it. Ask another publisher.',
  },
  'rule-fixed': {
    id: 'Aturan ini tidak dapat diubah: tanpa dia berkas tidak dapat dibaca atau disimpan.',
    en: 'This rule cannot be changed: without it the file cannot be read or stored.',
  },
  'other-government': {
    id: 'Berkas ini milik pemerintah daerah lain.',
    en: 'This file belongs to another government.',
  },
  'other-unit': {
    id: 'Berkas memuat OPD lain. Akun Anda hanya untuk satu OPD.',
    en: 'The file holds another department. Your account is for one department only.',
  },
  'personal-data': {
    id: 'Berkas asli ini memuat data pribadi. Hanya pengunggahnya, verifikator dan pemeriksa yang dapat membukanya.',
    en: 'This original file holds personal data. Only its uploader, verifiers and auditors can open it.',
  },
  'personal-note': {
    id: 'Catatan ini akan terbuka untuk umum, padahal memuat data pribadi: nomor (NIK, NPWP, NIP, telepon, rekening), surel, alamat, atau nama orang. Tulis tanpa itu.',
    en: 'This note will be public, but it holds personal data: a number (NIK, NPWP, NIP, phone, bank account), an e-mail address, an address or a name. Write it without.',
  },
  'personal-text': {
    id: 'Tulisan ini memuat data pribadi: nomor (NIK, NPWP, NIP, telepon, rekening), surel, alamat, atau nama orang. Tulis jabatan sebagai ganti nama.',
    en: 'This text holds personal data: a number (NIK, NPWP, NIP, phone, bank account), an e-mail address, an address or a name. Write a position in place of a name.',
  },
  'editions-differ': {
    id: 'Terbitan yang terbuka untuk umum bukan yang tercatat di buku besar, misalnya setelah cadangan dipulihkan. Pengelola server menjalankan: sipkadin editions --settle.',
    en: 'The editions that are public are not those that the ledger recorded, as after a backup was restored. The server’s administrator runs: sipkadin editions --settle.',
  },
  'log-differs': {
    id: 'Catatan terbitan di disk bukan yang tercatat di buku besar. Tidak ada yang diterbitkan sebelum itu jelas. Pengelola server memulihkan folder log dari cadangan; lihat sipkadin verify.',
    en: 'The log of editions on the disk is not what the ledger recorded. Nothing is published before that is settled. The server’s administrator restores the folder log from a backup; see sipkadin verify.',
  },
  'nothing-new': {
    id: 'Tidak ada yang berubah sejak terbitan terakhir, jadi tidak ada yang perlu diterbitkan.',
    en: 'Nothing has changed since the last edition, so there is nothing to publish.',
  },
  'nothing-verified': {
    id: 'Untuk tahun ini belum ada data terverifikasi yang dihitung. Bila ada berkas yang menunggu, catatan di sampingnya menyebut sebabnya: misalnya dasar realisasi yang bukan dasar pemerintah daerah ini.',
    en: 'There is no verified data that counts for this year yet. Where files wait, the note beside each says why: for example a basis of realization that is not this government’s.',
  },
  'schema-newer': {
    id: 'Basis data dibuat oleh versi yang lebih baru. Hubungi pengelola sistem.',
    en: 'The database was made by a newer version. Contact the system administrator.',
  },
  'schema-older': {
    id: 'Basis data dibuat oleh versi yang lebih lama dan belum diperbarui. Hubungi pengelola sistem.',
    en: 'The database was made by an older version and was not updated yet. Contact the system administrator.',
  },
  exists: { id: 'Sudah ada.', en: 'It is there already.' },
  'not-durable': {
    id: 'Penyimpanan tidak menjamin data bertahan, jadi tidak ada yang ditulis. Hubungi pengelola sistem.',
    en: 'The storage does not promise to keep data, so nothing was written. Contact the system administrator.',
  },
  'amount-too-large': {
    id: 'Ada jumlah yang terlalu besar untuk disimpan. Periksa angka di berkas.',
    en: 'An amount is too large to be stored. Check the figures in the file.',
  },
  'disk-full': {
    id: 'Ruang penyimpanan server penuh. Tidak ada yang disimpan; hubungi pengelola sistem.',
    en: 'The server has no space left. Nothing was stored; contact the system administrator.',
  },
  'read-only': {
    id: 'Penyimpanan server tidak dapat ditulisi. Hubungi pengelola sistem.',
    en: 'The server’s storage cannot be written to. Contact the system administrator.',
  },
  'store-away': {
    id: 'Tempat penyimpanan berkas bersama sedang tidak menjawab. Tidak ada yang disimpan; coba lagi sebentar lagi.',
    en: 'The shared store of files does not answer at the moment. Nothing was stored; try again in a moment.',
  },
  busy: { id: 'Server sedang sibuk menulis. Coba lagi sebentar lagi.', en: 'The server is busy writing. Try again in a moment.' },
  'signed-out': { id: 'Anda belum masuk, atau sesi Anda berakhir.', en: 'You are not signed in, or your session has ended.' },
  'password-wrong': { id: 'Sandi lama tidak cocok.', en: 'The old password does not match.' },
  'password-short': { id: 'Sandi baru terlalu pendek.', en: 'The new password is too short.' },
  'password-common': {
    id: 'Sandi ini terlalu umum dan mudah ditebak. Pakai beberapa kata yang tidak berhubungan.',
    en: 'This password is too common and easily guessed. Use several unrelated words.',
  },
  'password-own': {
    id: 'Sandi ini berisi nama atau alamat surel Anda. Pakai kata lain.',
    en: 'This password contains your own name or address. Use other words.',
  },
  'code-wrong': {
    id: 'Kode tidak cocok atau sudah lewat. Tunggu kode berikutnya, dan periksa jam ponsel Anda.',
    en: 'The code does not match or has expired. Wait for the next one, and check the clock of your phone.',
  },
  'second-factor': {
    id: 'Peran Anda memerlukan verifikasi dua langkah. Pasang dulu di halaman Akun saya.',
    en: 'Your role needs two-step verification. Set it up on the My account page first.',
  },
  'last-admin': {
    id: 'Ini pengelola terakhir. Beri dulu peran pengelola kepada orang lain.',
    en: 'This is the last administrator. Give the role to another person first.',
  },
  'own-request': {
    id: 'Permintaan ini harus disetujui pengelola lain: bukan yang memintanya, dan bukan orang yang dimaksud.',
    en: 'Another administrator has to approve this request: neither the one who made it nor the person it is about.',
  },
  'other-admin': {
    id: 'Orang ini juga berperan di pemerintah daerah lain yang tidak Anda kelola. Pengelola di sana, atau pengelola server, yang dapat melakukannya.',
    en: 'This person also has a role in another government that you do not administer. Its administrator, or the server’s, can do this.',
  },
  'no-role': { id: 'Peran Anda tidak mencakup ini.', en: 'Your role does not cover this.' },
  'bad-input': { id: 'Isian tidak dikenali. Muat ulang halaman dan coba lagi.', en: 'The input was not understood. Reload and try again.' },
  'too-large': {
    id: 'Berkas terlalu besar: paling besar 200 MB. Pisahkan per OPD atau per bulan.',
    en: 'The file is too large: 200 MB at most. Split it by department or by month.',
  },
  empty: { id: 'Berkas kosong: 0 bita diterima.', en: 'The file is empty: 0 bytes received.' },
  interrupted: {
    id: 'Pengiriman terputus sebelum selesai. Tidak ada yang disimpan; kirim lagi.',
    en: 'The transfer broke off before its end. Nothing was kept; send it again.',
  },
  'not-from-here': {
    id: 'Permintaan tidak berasal dari halaman ini, jadi ditolak.',
    en: 'The request did not come from these pages, so it was refused.',
  },
  'too-many': { id: 'Terlalu banyak percobaan. Tunggu satu menit.', en: 'Too many attempts. Wait a minute.' },
  fault: {
    id: 'Ada kesalahan di sistem kami. Catat nomor rujukan dan sampaikan kepada pengelola.',
    en: 'Something went wrong on our side. Note the reference and tell the administrator.',
  },
} as const satisfies Record<LedgerErrorCode, Words> & Record<string, Words>;

export type ErrorCode = keyof typeof errorTexts;

/** A refusal that the person may know of. Anything else that throws is a fault of ours. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'Refusal';
    this.code = code;
  }
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTexts, code);
}

/** Whether an error belongs in the log: our own faults, and a disk or store that takes nothing more. */
export function isForTheLog(code: ErrorCode): boolean {
  return code === 'fault' || code === 'disk-full' || code === 'read-only' || code === 'store-away';
}

const references = new WeakMap<Error, string>();

/** The reference of a fault in the log. */
export function faultReference(error: Error): string {
  const known = references.get(error) ?? randomUUID().slice(0, 8);
  references.set(error, known);
  return known;
}
