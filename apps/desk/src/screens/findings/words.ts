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
};

export const findingWords: Readonly<Record<Language, typeof id>> = { id, en };
