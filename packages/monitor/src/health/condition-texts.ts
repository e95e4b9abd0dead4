import type { Words } from '@sipkadin/budget';
import type { Condition, ConditionCode, DamagedEdition } from './conditions.ts';

/** `what`: what is wrong, with its number where it has one. `act`: what somebody who runs the server does about it. */
interface ConditionText {
  what: (count: number | null, editions: readonly DamagedEdition[]) => Words;
  act: Words | ((editions: readonly DamagedEdition[]) => Words);
}

const texts: Readonly<Record<ConditionCode, ConditionText>> = {
  'ledger-failing': {
    what: () => ({ id: 'Basis data tidak menjawab.', en: 'The database does not answer.' }),
    act: {
      id: 'Periksa apakah basis data berjalan dan diskonya tidak penuh. Halaman publik tetap dilayani; meja kerja pulih sendiri begitu basis data menjawab.',
      en: 'Check that the database runs and that its disk is not full. Public pages are still served; the desk recovers by itself once the database answers.',
    },
  },
  'disk-full': {
    what: () => ({ id: 'Disk penuh: tidak ada yang dapat disimpan.', en: 'The disk is full: nothing can be stored.' }),
    act: {
      id: 'Kosongkan ruang di disk folder data, atau perbesar disknya. Jangan menghapus isi folder data.',
      en: 'Free some space on the disk of the data folder, or enlarge it. Delete nothing inside the data folder.',
    },
  },
  'folder-failing': {
    what: () => ({ id: 'Folder data tidak dapat dibuka atau ditulisi.', en: 'The data folder cannot be opened or written to.' }),
    act: {
      id: 'Periksa apakah disknya terpasang, dapat ditulisi (kernel menjadikannya hanya-baca bila disk rusak), dan milik pengguna layanan ini; jalankan sipkadin doctor.',
      en: 'Check that its disk is mounted, can be written to (the kernel sets a faulty disk read-only), and belongs to the user of the service; run sipkadin doctor.',
    },
  },
  'editions-missing': {
    what: (n, editions) => ({
      id: `Terbitan ${n ?? 1} tahun anggaran tidak ada di disk ini${named(editions, 'id')}.`,
      en: `The editions of ${n ?? 1} fiscal ${n === 1 ? 'year' : 'years'} are not on this disk${named(editions, 'en')}.`,
    }),
    act: (editions) => ({
      id: `Periksa apakah disk terbitan terpasang. Bila berkasnya hilang, ${restoring(editions, 'id')}`,
      en: `Check that the disk of the editions is mounted. If the files are gone, ${restoring(editions, 'en')}`,
    }),
  },
  'edition-unreadable': {
    what: (n, editions) => ({
      id: `Terbitan terbaru ${n ?? 1} tahun anggaran rusak${named(editions, 'id')}; halaman publik memakai terbitan sebelumnya.`,
      en: `The newest edition of ${n ?? 1} fiscal ${n === 1 ? 'year' : 'years'} is damaged${named(editions, 'en')}; public pages use the one before.`,
    }),
    act: (editions) => ({
      id: `Jalankan sipkadin verify untuk melihat semua yang rusak, lalu ${restoring(editions, 'id')}`,
      en: `Run sipkadin verify to see all that is damaged, then ${restoring(editions, 'en')}`,
    }),
  },
  'objects-failing': {
    what: () => ({ id: 'Penyimpanan bersama tidak menjawab.', en: 'The shared object store does not answer.' }),
    act: {
      id: 'Periksa layanan penyimpanan, jaringannya, dan kuncinya. Sampai pulih, berkas baru dan penerbitan ditolak; halaman publik tetap dilayani.',
      en: 'Check the storage service, the network to it and its credentials. Until it is back, new files and publications are refused; public pages are still served.',
    },
  },
  'clock-wrong': {
    what: (n) => ({
      id: `Jam mesin ini ${(n ?? 0) > 0 ? 'terlambat' : 'terlalu cepat'} ${span(n, 'id')} dari basis data.`,
      en: `The clock of this machine is ${span(n, 'en')} ${(n ?? 0) > 0 ? 'behind' : 'ahead of'} the database.`,
    }),
    act: {
      id: 'Nyalakan sinkronisasi waktu (NTP) di setiap mesin. Jangan menerbitkan sebelum jamnya benar: tanggalnya ikut ditandatangani.',
      en: 'Turn on time synchronisation (NTP) on every machine. Do not publish before the clock is right: its date is signed.',
    },
  },
  'backup-missing': {
    what: (n) => ({
      id: `Belum ada cadangan; sudah ${n ?? 0} hari ada terbitan.`,
      en: `There is no backup, ${n ?? 0} days after the first edition.`,
    }),
    act: {
      id: 'Jalankan sipkadin backup FOLDER, sebaiknya ke disk lain, dan jadwalkan setiap malam.',
      en: 'Run sipkadin backup DIR, on another disk if you can, and schedule it for every night.',
    },
  },
  'backup-old': {
    what: (n) => ({ id: `Cadangan terakhir berumur ${n ?? 0} hari.`, en: `The last backup is ${n ?? 0} days old.` }),
    act: {
      id: 'Periksa jadwal cadangan dan disk tujuannya, lalu jalankan sipkadin backup FOLDER sekarang.',
      en: 'Check the schedule of the backups and the disk that they go to, then run sipkadin backup DIR now.',
    },
  },
  'disk-filling': {
    what: (n) =>
      n === null
        ? { id: 'Ruang disk hampir habis.', en: 'The disk is nearly full.' }
        : {
            id: `Disk penuh dalam ${n} hari bila terus terisi seperti sekarang.`,
            en: `The disk is full in ${n} days if it goes on filling like this.`,
          },
    act: {
      id: 'Perbesar disk folder data, atau pindahkan cadangan yang ada di sana ke disk lain.',
      en: 'Enlarge the disk of the data folder, or move backups that are there to another disk.',
    },
  },
  'queue-stuck': {
    what: (n) => ({
      id: `${n ?? 1} unggahan menunggu dibaca dan tidak ada yang membacanya.`,
      en: `${n ?? 1} ${n === 1 ? 'upload waits' : 'uploads wait'} to be read and nothing reads ${n === 1 ? 'it' : 'them'}.`,
    }),
    act: {
      id: 'Mulai ulang layanan; unggahan dilanjutkan dari antrean. Bila terulang, lihat log.',
      en: 'Restart the service; it goes on with the queue. If it happens again, look at the log.',
    },
  },
  'reading-failed': {
    what: (n) => ({
      id: `${n ?? 1} berkas gagal dibaca karena kesalahan program.`,
      en: `${n ?? 1} ${n === 1 ? 'file' : 'files'} could not be read because of a fault of the program.`,
    }),
    act: {
      id: 'Pengunggah dapat menekan “Baca lagi”. Bila gagal lagi, kirim nomor rujukan dan log kepada pengembang.',
      en: 'The uploader can press “Read again”. If it fails again, send the reference and the log to the developers.',
    },
  },
  'sign-in-failing': {
    what: () => ({ id: 'Layanan masuk pemerintah tidak menjawab.', en: "The government's sign-in service does not answer." }),
    act: {
      id: 'Hubungi pengelola layanan masuk. Sementara itu orang masuk dengan sandi atau tautan dari pengelola.',
      en: 'Contact those who run the sign-in service. Until then people sign in with a password or a link from an admin.',
    },
  },
  'mail-failing': {
    what: (n) => ({
      id: `${n ?? 1} surel belum terkirim: server surel menolak atau tidak menjawab.`,
      en: `${n ?? 1} ${n === 1 ? 'mail is' : 'mails are'} not sent: the mail server refuses or does not answer.`,
    }),
    act: {
      id: 'Periksa server surel dan SIPKADIN_SMTP_URL. Surel dicoba lagi selama seminggu, lalu ditinggalkan.',
      en: 'Check the mail server and SIPKADIN_SMTP_URL. Mails are tried again for a week, then given up.',
    },
  },
  'data-missing': {
    what: () => ({ id: 'Berkas data terbuka dari terbitan terbaru belum ada.', en: 'The newest edition has no open data files yet.' }),
    act: {
      id: 'Terbitannya sendiri lengkap. Periksa log dan ruang disk, lalu mulai ulang layanan: berkas itu dibuat lagi.',
      en: 'The edition itself is complete. Check the log and the disk, then restart the service: the files are made again.',
    },
  },
  'copy-failing': {
    what: () => ({ id: 'Salinan statis situs publik tidak dapat dibuat.', en: 'The static copy of the public site cannot be made.' }),
    act: {
      id: 'Salinan lama tetap ada dan dicoba lagi tiap sepuluh menit. Periksa folder SIPKADIN_STATIC dan log.',
      en: 'The earlier copy stays, and it is tried again every ten minutes. Check the folder of SIPKADIN_STATIC and the log.',
    },
  },
  'store-stale': {
    what: () => ({
      id: 'Terbitan baru tidak dapat diambil dari penyimpanan bersama.',
      en: 'New editions cannot be fetched from the shared store.',
    }),
    act: {
      id: 'Periksa layanan penyimpanan dan jaringannya. Halaman menampilkan yang sudah tersalin, dan pengambilan dicoba terus.',
      en: 'Check the storage service and the network to it. Pages show what was copied before, and fetching goes on being tried.',
    },
  },
  'mirror-behind': {
    what: () => ({
      id: 'Salinan situs lain ini mungkin tidak lengkap: situs asalnya dua hari tidak terbaca, atau menampilkan lebih sedikit terbitan.',
      en: 'This mirror may lack editions: its source was not read for two days, or shows fewer editions.',
    }),
    act: {
      id: 'Jalankan sipkadin mirror lagi dan baca jawabannya. Bila situs asalnya menampilkan lebih sedikit terbitan, tanyakan kepada penerbitnya.',
      en: 'Run sipkadin mirror again and read its answer. Where the source shows fewer editions, ask its publisher.',
    },
  },
  'errors-logged': {
    what: (n) => ({
      id: `${n ?? 1} kesalahan tercatat di log dalam satu jam terakhir.`,
      en: `${n ?? 1} ${n === 1 ? 'error was' : 'errors were'} logged in the last hour.`,
    }),
    act: {
      id: 'Lihat log layanan (misalnya journalctl -u sipkadin). Nomor rujukan yang dilihat orang tertulis di sana.',
      en: 'Look at the log of the service (such as journalctl -u sipkadin). References that people were shown are in it.',
    },
  },
};

/** More are counted: a disk that is not mounted lacks all of them. */
const mostNamed = 5;

/** `: 19.71 tahun 2026 nomor 3 (summary.json), … dan 4 lainnya`; nothing where none is known. */
function named(editions: readonly DamagedEdition[], language: 'id' | 'en'): string {
  if (editions.length === 0) return '';
  const texts = editions.slice(0, mostNamed).map(({ government, year, number, file }) => {
    const edition = { id: `${government} tahun ${year} nomor ${number}`, en: `${government} year ${year} number ${number}` }[language];
    return file === null ? edition : `${edition} (${file})`;
  });
  const more = editions.length - texts.length;
  return `: ${texts.join(', ')}${more === 0 ? '' : { id: ` dan ${more} lainnya`, en: ` and ${more} more` }[language]}`;
}

/** The command for the first of them; the others are restored in the same way. */
function restoring([first]: readonly DamagedEdition[], language: 'id' | 'en'): string {
  const edition = first === undefined ? 'KODE/TAHUN/NOMOR' : `${first.government}/${first.year}/${first.number}`;
  return {
    id: `pulihkan tiap terbitan dari salinannya: sipkadin editions --restore ${edition} --from FOLDER_CADANGAN.`,
    en: `restore each edition from a copy of it: sipkadin editions --restore ${edition} --from FOLDER_OF_BACKUPS.`,
  }[language];
}

/** Seconds without a sign, in the largest unit of which there are at least two. */
function span(seconds: number | null, language: 'id' | 'en'): string {
  const all = Math.abs(seconds ?? 0);
  const units = [
    [86_400, 'hari', 'days'],
    [3600, 'jam', 'hours'],
    [60, 'menit', 'minutes'],
    [1, 'detik', 'seconds'],
  ] as const;
  const [size, id, en] = units.find(([length]) => all >= 2 * length) ?? [1, 'detik', 'seconds'];
  return `${Math.round(all / size)} ${language === 'id' ? id : en}`;
}

/** What a condition is and what to do about it, in both languages. */
export function conditionText({ code, count, editions }: Pick<Condition, 'code' | 'count' | 'editions'>): { what: Words; act: Words } {
  const { what, act } = texts[code];
  return { what: what(count, editions), act: typeof act === 'function' ? act(editions) : act };
}
