import type { Language } from '@sipkadin/budget';

const id = {
  keys: 'Tombol J dan K berpindah antartemuan; Enter membuka barisnya, Esc menutup.',
  look: 'Lihat baris',
  hide: 'Tutup',
  row: 'Baris',
  thisCell: 'sel ini',
  around: (row: number, sheet: string) => `Baris ${row} dan sekitarnya di lembar ${sheet}`,
  noRow: 'Baris ini tidak ada di berkas, atau berkasnya tidak dapat dibuka.',
  personal: 'tidak ditampilkan',
  hidden: '••• berarti kolom data pribadi atau teks bebas: isinya tidak ditampilkan.',
  setHere: (own: string) => `Bobot ini ditetapkan pemerintah daerah; bobot umumnya: ${own}.`,
  marked: {
    download: 'Unduh berkas bertanda',
    working: 'Sedang menandai…',
    what: 'Berkas Anda sendiri: sel yang bermasalah diberi warna dan komentar, dan semua temuan didaftar di satu lembar tambahan. Isi lainnya tidak berubah. Perbaiki, lalu unggah lagi.',
    whatRows:
      'Baris-baris berkas Anda sebagai .xlsx: sel yang bermasalah diberi warna dan komentar, dan semua temuan didaftar di satu lembar tambahan. Perbaiki, lalu unggah lagi.',
    done: 'Berkas bertanda sudah diunduh.',
    unopened: 'Berkas ini tidak dapat dibuka, jadi tidak ada salinan bertandanya.',
    from: 'Ini salinan bertanda dari',
  },
};

const en: typeof id = {
  keys: 'Keys J and K go from finding to finding; Enter opens the row, Esc closes it.',
  look: 'Show the row',
  hide: 'Close',
  row: 'Row',
  thisCell: 'this cell',
  around: (row, sheet) => `Row ${row} and those around it on sheet ${sheet}`,
  noRow: 'There is no such row in the file, or the file cannot be opened.',
  personal: 'not shown',
  hidden: '••• stands for a column of personal data or free text: its content is not shown.',
  setHere: (own) => `The government set this severity; the rule’s own is: ${own}.`,
  marked: {
    download: 'Download the marked file',
    working: 'Marking…',
    what: 'Your own file: cells with a problem have a colour and a comment, and all findings are listed on one more sheet. Everything else is as it was. Correct it and upload it again.',
    whatRows:
      'The rows of your file as .xlsx: cells with a problem have a colour and a comment, and all findings are listed on one more sheet. Correct it and upload it again.',
    done: 'The marked file was downloaded.',
    unopened: 'This file cannot be opened, so there is no marked copy of it.',
    from: 'This is the marked copy of',
  },
};

export const findingWords: Readonly<Record<Language, typeof id>> = { id, en };
