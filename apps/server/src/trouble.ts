import type { Words } from '@sipkadin/budget';
import type { Config } from './settings/config.ts';

type Place = Pick<Config, 'host' | 'port' | 'data'>;

/**
 * What an operator is shown of an error that no command raised for a person: one line.
 * @returns isRule: a rule of the ledger or of publishing was not met; not a fault, and nothing was changed
 */
export async function explain(error: unknown, place: Place): Promise<{ words: Words; isRule: boolean }> {
  const rule = isOfLedger(error) ? rules[error.code] : undefined;
  if (rule !== undefined) return { words: rule, isRule: true };
  const isRefusal = isOfLedger(error) && error.name === 'Refusal';
  const trouble = isRefusal ? undefined : (explainTrouble(error, place) ?? explainRecord(error));
  if (trouble !== undefined) return { words: trouble, isRule: false };
  return { words: (isOfLedger(error) ? await deskText(error.code) : undefined) ?? unexpected(error), isRule: isRefusal };
}

/** Explains a failed system call; undefined for any other error. */
function explainTrouble(error: unknown, { host, port, data }: Place): Words | undefined {
  if (error instanceof Error && error.name === 'TimeoutError')
    return { id: 'yang dihubungi tidak menjawab pada waktunya', en: 'there was no answer in time' };
  if (!isCoded(error)) return undefined;
  // The file we probe with means its folder.
  const path = ('path' in error && typeof error.path === 'string' ? error.path : data).replace(/\/\.probe-\d+$/, '');
  const syscall = 'syscall' in error ? error.syscall : undefined;
  const notOwned = {
    id: `tidak berhak memakai ${path}; pemiliknya harus pengguna yang menjalankan program ini`,
    en: `no right to use ${path}; its owner must be the user who runs this`,
  };
  switch (error.code) {
    case 'EADDRINUSE':
      return {
        id: `porta ${port} di ${host} dipakai program lain; hentikan program itu, atau pilih porta lain dengan --port`,
        en: `port ${port} on ${host} is in use by another program; stop it, or choose another with --port`,
      };
    case 'EADDRNOTAVAIL':
      return {
        id: `${host} bukan alamat mesin ini; SIPKADIN_HOST harus salah satu alamatnya`,
        en: `${host} is no address of this machine; SIPKADIN_HOST must be one`,
      };
    case 'EACCES':
      return syscall === 'listen'
        ? {
            id: `tidak berhak mendengarkan di porta ${port}; pilih porta di atas 1023 dengan --port`,
            en: `no right to listen on port ${port}; choose one above 1023 with --port`,
          }
        : notOwned;
    case 'ENOENT':
      return syscall === 'mkdir'
        ? {
            id: `${path} tidak dapat dibuat: folder di atasnya tidak ada atau hanya-baca`,
            en: `${path} cannot be made: what is above it is missing or read-only`,
          }
        : undefined;
    case 'EEXIST':
    case 'ENOTDIR':
      return {
        id: `${path} adalah berkas; folder data harus berupa folder`,
        en: `${path} is a file; the data folder must be a folder`,
      };
    case 'EPERM':
      return notOwned;
    case 'schema-newer':
      return {
        id: `basis data di ${data} dibuat oleh versi yang lebih baru; perbarui program ini, atau pulihkan cadangan`,
        en: `the database in ${data} was made by a newer version; update this program, or restore a backup`,
      };
    case 'not-durable':
      return {
        id: `basis data di ${data} tidak menjamin bahwa yang dikonfirmasi tersimpan: ${error.message}`,
        en: `the database in ${data} cannot promise that what it confirms is kept: ${error.message}`,
      };
    case 'busy':
      return {
        id: 'basis data dipakai proses lain yang tidak melepasnya; coba lagi',
        en: 'the database is in use by another process that does not let go; try again',
      };
    case 'read-only':
    case 'EROFS':
    case 'SQLITE_READONLY':
    case 'SQLITE_READONLY_DIRECTORY':
      return { id: `${path} tidak dapat ditulisi: hanya-baca`, en: `${path} cannot be written to: it is read-only` };
    case 'SQLITE_CANTOPEN':
      return {
        id: `basis data di ${data} tidak dapat dibuka; foldernya harus dapat ditulisi`,
        en: `the database in ${data} cannot be opened; the folder must be writable`,
      };
    case 'disk-full':
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return {
        id: `disk ${data} penuh; kosongkan ruang lalu mulai lagi`,
        en: `the disk of ${data} is full; free some space and start again`,
      };
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return {
        id: `basis data di ${data} rusak; pulihkan dari cadangan`,
        en: `the database in ${data} is damaged; restore it from a backup`,
      };
    case 'ECONNREFUSED':
      return {
        id: 'server PostgreSQL dari SIPKADIN_DATABASE_URL tidak menjawab',
        en: 'the PostgreSQL server of SIPKADIN_DATABASE_URL does not answer',
      };
    case '28P01':
    case '28000':
      return {
        id: 'server PostgreSQL tidak menerima pengguna atau sandi dalam SIPKADIN_DATABASE_URL',
        en: 'the PostgreSQL server does not accept the user or password of SIPKADIN_DATABASE_URL',
      };
    case '3D000':
      return {
        id: 'server PostgreSQL tidak punya basis data dengan nama dalam SIPKADIN_DATABASE_URL',
        en: 'the PostgreSQL server has no database of the name in SIPKADIN_DATABASE_URL',
      };
    case 'ERR_MODULE_NOT_FOUND':
      return /dist\/site/.test(error.message)
        ? {
            id: 'halaman belum dibangun; jalankan lewat npm (npm start)',
            en: 'the pages are not built yet; run it through npm (npm start)',
          }
        : undefined;
    default:
      return undefined;
  }
}

const ofRecords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  EditionError: {
    exists: 'terbitan itu sudah ditulis, dan terbitan tidak pernah diubah',
    damaged: 'berkas terbitan rusak, hilang, atau bukan yang ditandatangani; pulihkan dari cadangan',
    'out-of-order': 'terbitan tidak dapat diumumkan di luar urutan',
    'not-found': 'terbitan itu tidak ada',
    public: 'terbitan itu sudah terbuka untuk umum dan tidak dapat dihapus',
    'bad-key': 'kunci penandatangan tidak dapat dipakai',
  },
  ObjectsError: {
    away: 'penyimpanan bersama tidak menjawab; coba lagi sebentar lagi',
    denied: 'penyimpanan bersama menolak kredensial, atau bucket itu tidak ada; periksa SIPKADIN_OBJECTS',
    damaged: 'yang diberikan penyimpanan bersama bukan yang disimpan',
  },
};

/** Errors of editions and of the store name the file in English; the Indonesian sentence is of their code. */
function explainRecord(error: unknown): Words | undefined {
  if (!isCoded(error)) return undefined;
  const sentence = ofRecords[error.name]?.[error.code];
  return sentence === undefined ? undefined : { id: `${sentence} (${error.message})`, en: error.message };
}

function unexpected(error: unknown): Words {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return {
    id: `kesalahan yang tidak terduga: ${line} (SIPKADIN_LOG=debug menunjukkan rinciannya)`,
    en: `unexpected error: ${line} (SIPKADIN_LOG=debug shows its details)`,
  };
}

function isCoded(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** Rules whose sentence names an option of the command line; others have the sentence that the desk shows. */
const rules: Readonly<Record<string, Words>> = {
  'own-upload': {
    id: 'unggahan sendiri tidak boleh diverifikasi sendiri: --verify-as harus orang lain',
    en: 'nobody verifies their own upload: --verify-as must be another person',
  },
  'own-publication': {
    id: 'yang mengunggah atau memverifikasi tidak boleh menerbitkan: --as harus orang ketiga, atau setelan pemerintah daerah mengizinkannya (government set --publish-own yes)',
    en: 'nobody publishes what they uploaded or verified: --as must be a third person, or the government set to it (government set --publish-own yes)',
  },
  'large-change': {
    id: 'berkas ini banyak mengubah angka: beri alasannya dengan --reason TEKS, paling sedikit 10 huruf',
    en: 'this file changes figures a lot: --reason TEXT says why, in 10 letters or more',
  },
  'wrong-state': { id: 'langkah ini sudah lewat, atau belum waktunya', en: 'this step is over already, or not due yet' },
  'last-admin': {
    id: 'tidak akan ada lagi yang dapat memberi peran; tambahkan dahulu admin lain: sipkadin person add … --role admin',
    en: 'nobody would be left who may give roles; add another admin first: sipkadin person add … --role admin',
  },
  'nothing-new': {
    id: 'tidak ada yang berubah sejak terbitan terakhir; dengan catatan (--note) tetap diterbitkan',
    en: 'nothing has changed since the last edition; a note (--note) publishes it all the same',
  },
  'nothing-verified': { id: 'tidak ada data terverifikasi untuk tahun itu', en: 'there is no verified data of that year' },
  'not-found': { id: 'tidak ada di sini', en: 'there is no such thing here' },
};

function isOfLedger(error: unknown): error is Error & { code: string } {
  return isCoded(error) && ['LedgerError', 'Refusal'].includes(error.name);
}

async function deskText(code: string): Promise<Words | undefined> {
  // Imported late: a process of the public side alone loads none of it, and what refused has loaded it.
  const { errorTexts } = await import('@sipkadin/workflow');
  return Object.entries(errorTexts).find(([known]) => known === code)?.[1];
}
