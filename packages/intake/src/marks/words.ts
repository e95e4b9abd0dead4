import type { Language, Severity, Words } from '@sipkadin/budget';

interface ListWords {
  sheet: string;
  title: (file: string) => string;
  marked: (cells: number, findings: number) => string;
  most: (cells: number) => string;
  howTo: string;
  colours: string;
  rowsOnly: string;
  keptComments: string;
  noComments: (sheets: string) => string;
  leftAlone: (sheets: string) => string;
  columns: readonly string[];
  severities: Readonly<Record<Severity, string>>;
  wholeFile: string;
  more: (places: number) => string;
  found: string;
  expected: string;
  whatToDo: string;
}

const id: ListWords = {
  sheet: 'Temuan SIP KADIN',
  title: (file) => `Temuan pada berkas ${file}`,
  marked: (cells, findings) => `${findings} temuan di daftar ini; ${cells} sel ditandai di lembarnya dengan warna dan komentar.`,
  most: (cells) => `Paling banyak ${cells} sel ditandai; temuan selebihnya hanya ada di daftar ini.`,
  howTo:
    'Perbaiki di lembar Anda, lalu unggah berkas ini lagi. Lembar ini, warna, dan komentar dari SIP KADIN tidak dibaca sebagai data dan boleh dibiarkan.',
  colours: 'Merah: harus diperbaiki. Kuning: perlu dicek. Biru: pertanyaan yang dijawab di SIP KADIN. Catatan tidak diwarnai.',
  rowsOnly: 'Berkas Anda bukan .xlsx: ini salinan baris-barisnya sebagaimana dibaca, tanpa rumus, gambar, dan tata letak aslinya.',
  keptComments: 'Sel yang sudah berkomentar hanya diwarnai; komentar Anda tidak diubah.',
  noComments: (sheets) => `Lembar berikut hanya diwarnai, tanpa komentar: ${sheets}.`,
  leftAlone: (sheets) => `Lembar berikut tidak dapat diberi tanda dan dibiarkan apa adanya: ${sheets}.`,
  columns: ['Tingkat', 'Lembar', 'Sel', 'Temuan', 'Tertulis', 'Seharusnya', 'Yang perlu dilakukan', 'Tempat lain', 'Aturan'],
  severities: { blocking: 'Harus diperbaiki', warning: 'Perlu dicek', info: 'Catatan', question: 'Pertanyaan' },
  wholeFile: 'seluruh berkas',
  more: (places) => `dan ${places} tempat lain`,
  found: 'Tertulis',
  expected: 'Seharusnya',
  whatToDo: 'Yang perlu dilakukan',
};

const en: ListWords = {
  sheet: 'SIP KADIN findings',
  title: (file) => `Findings in the file ${file}`,
  marked: (cells, findings) => `${findings} findings in this list; ${cells} cells are marked on their sheets with a colour and a comment.`,
  most: (cells) => `At most ${cells} cells are marked; further findings are in this list alone.`,
  howTo:
    'Correct your own sheets and upload this file again. This sheet, the colours and the comments by SIP KADIN are not read as data and may stay.',
  colours: 'Red: must be fixed. Yellow: needs a check. Blue: a question, answered in SIP KADIN. Notes are not coloured.',
  rowsOnly: 'Your file is no .xlsx: this is a copy of its rows as they were read, without formulas, pictures and its own layout.',
  keptComments: 'Cells that had a comment are coloured only; your comments are as they were.',
  noComments: (sheets) => `These sheets are coloured only, without comments: ${sheets}.`,
  leftAlone: (sheets) => `These sheets could not be marked and are left as they are: ${sheets}.`,
  columns: ['Severity', 'Sheet', 'Cell', 'Finding', 'Found', 'Expected', 'What to do', 'Further places', 'Rule'],
  severities: { blocking: 'Must be fixed', warning: 'Needs a check', info: 'Note', question: 'Question' },
  wholeFile: 'the whole file',
  more: (places) => `and ${places} more places`,
  found: 'Found',
  expected: 'Expected',
  whatToDo: 'What to do',
};

export const listWords: Readonly<Record<Language, ListWords>> = { id, en };

/** Why a list of ours is not read. */
export const listLeftOut: Words = { id: 'daftar temuan dari SIP KADIN, bukan data', en: 'the list of findings by SIP KADIN, no data' };

/** Why a workbook that can be read cannot be marked. */
export const notMarked = {
  message: (part: string): Words => ({
    id: `Buku kerja ini disusun dengan cara yang tidak dapat kami beri tanda tanpa merusaknya (${part}).`,
    en: `This workbook is made in a way that we cannot mark without damaging it (${part}).`,
  }),
  remedy: {
    id: 'Perbaiki menurut daftar temuan di layar; atau buka di Excel atau LibreOffice, Simpan Sebagai .xlsx, lalu unggah hasilnya.',
    en: 'Correct it by the findings on the screen; or open it in Excel or LibreOffice, save it as .xlsx and upload the result.',
  } satisfies Words,
};
