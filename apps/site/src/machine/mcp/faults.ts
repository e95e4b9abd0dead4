import type { Words } from '@sipkadin/budget';

/** Why a tool gives no answer, in both languages. */
export interface Fault {
  code: FaultCode;
  /** The argument that it is about, "items.1.version"; '' for the whole question. */
  place: string;
  wrong: Words;
  expected: Words;
  remedy: Words;
}

export type FaultCode =
  | 'bad-argument'
  | 'not-found'
  | 'not-held'
  | 'no-data'
  | 'government'
  | 'year'
  | 'edition'
  | 'version'
  | 'basis'
  | 'day'
  | 'measure'
  | 'unit'
  | 'kind'
  | 'overlap'
  | 'unreadable'
  | 'failed';

/** Ends a tool's work; the caller is given the faults as a value. */
export class Refused extends Error {
  readonly faults: readonly Fault[];
  constructor(...faults: readonly Fault[]) {
    super(faults.map(({ code }) => code).join(', '));
    this.name = 'Refused';
    this.faults = faults;
  }
}

const w = (id: string, en: string): Words => ({ id, en });

export const badArgument = (place: string, expected: Words): Fault => ({
  ...{ code: 'bad-argument', place, expected },
  wrong: w(`Argumen "${place}" tidak dapat dipakai.`, `The argument "${place}" cannot be used.`),
  remedy: w('Perbaiki argumen itu, lalu tanyakan lagi.', 'Correct the argument and ask again.'),
});

export const unknownArgument = (place: string): Fault => ({
  ...{ code: 'bad-argument', place },
  wrong: w('Ada argumen yang tidak dikenal alat ini.', 'There is an argument that this tool does not know.'),
  expected: w('Hanya argumen yang disebut skema alat ini.', 'Only arguments that the schema of this tool names.'),
  remedy: w('Hilangkan argumen itu, lalu tanyakan lagi.', 'Leave it out and ask again.'),
});

export const noTool: Fault = {
  ...{ code: 'not-found', place: 'name' },
  wrong: w('Alat dengan nama ini tidak ada.', 'There is no tool of this name.'),
  expected: w('Nama dari daftar alat (tools/list).', 'A name from the list of tools (tools/list).'),
  remedy: w('Pakai salah satu alat itu.', 'Use one of those tools.'),
};

export const notPublished = (what: 'government' | 'year' | 'edition', known: readonly (string | number)[], place: string): Fault => ({
  ...{ code: 'not-found', place: `${place}${what}` },
  wrong: {
    government: w('Pemerintah daerah ini belum menerbitkan apa pun di sini.', 'This government has published nothing here.'),
    year: w('Tahun ini belum diterbitkan.', 'Nothing was published of this year.'),
    edition: w('Terbitan dengan nomor ini tidak ada.', 'There is no edition of this number.'),
  }[what],
  expected: oneOf(known),
  remedy: w('Alat "editions" menyebut semua yang sudah terbit.', 'The tool "editions" lists all that was published.'),
});

/** @param edition what it is called, and what is to be said of it, as where its figures were withdrawn */
export const notInEdition = (place: string, part: string, { called, notes }: { called: Words; notes: Words }): Fault => ({
  ...{ code: 'not-found', place },
  wrong: w(
    [`"${part}" tidak ada dalam ${called.id}.`, notes.id].join(' ').trim(),
    [`"${part}" is not in ${called.en}.`, notes.en].join(' ').trim(),
  ),
  expected: w('Id dari hasil alat "search".', 'An id that the tool "search" returned.'),
  remedy: w('Cari dengan kata sendiri memakai "search".', 'Look for it in your own words with "search".'),
});

export const noVersion = (version: string, known: readonly string[]): Fault => ({
  ...{ code: 'not-found', place: 'version' },
  wrong: w(`Terbitan ini tidak memuat versi anggaran "${version}".`, `This edition does not hold the budget version "${version}".`),
  expected: known.length === 0 ? w('Terbitan ini tanpa anggaran.', 'This edition has no budget.') : oneOf(known),
  remedy: w('Pilih versi yang dimuat, atau jangan sebutkan versi.', 'Choose a version that it holds, or name none.'),
});

const oneOf = (known: readonly (string | number)[]) => w(`Salah satu dari: ${known.join(', ')}.`, `One of: ${known.join(', ')}.`);

/** What an edition does not say, though its subject is there. */
export const notHeld = (place: string, expected: Words): Fault => ({
  ...{ code: 'not-held', place, expected },
  wrong: w('Terbitan ini tidak memuat angka itu.', 'This edition does not hold that figure.'),
  remedy: w('Tanyakan yang dimuat; angka yang tidak ada tidak dikira-kira.', 'Ask for what it holds; a missing figure is not estimated.'),
});

export const noData = (place: string, name: string): Fault => ({
  ...{ code: 'no-data', place },
  wrong: w(
    `“${name}” tidak mempunyai angka untuk ini: tidak ada data, bukan nol.`,
    `“${name}” has no figure for this: no data, which is not zero.`,
  ),
  expected: w('Angka yang ada datanya.', 'Figures with data.'),
  remedy: w('Tinggalkan yang tanpa data, dan sebutkan bahwa ia ditinggalkan.', 'Leave out what has no data, and say that it was left out.'),
});

type Mixed = Exclude<FaultCode, 'bad-argument' | 'not-found' | 'not-held' | 'no-data' | 'overlap' | 'unreadable' | 'failed'>;

const mixed: Readonly<Record<Mixed, readonly [wrong: Words, remedy: Words]>> = {
  government: [
    w('Angkanya milik pemerintah daerah yang berlainan.', 'The figures are of different governments.'),
    w(
      'Halaman /banding membandingkan daerah memakai angka resmi nasional.',
      'The page /banding compares regions by official national figures.',
    ),
  ],
  year: [
    w('Angkanya dari tahun anggaran yang berlainan.', 'The figures are of different fiscal years.'),
    w(
      'Pakai "compare" untuk dua tahun pada hari yang sama; tahun tidak dijumlahkan.',
      'Use "compare" for two years on the same day; years are not added.',
    ),
  ],
  edition: [
    w('Angkanya dari terbitan yang berlainan.', 'The figures are of different editions.'),
    w('Ambil semua angka dari satu terbitan.', 'Take all figures from one edition.'),
  ],
  version: [
    w('Anggarannya dari versi yang berlainan.', 'The budgets are of different versions.'),
    w(
      'Ambil satu versi untuk semuanya; "explain" dan halaman /perubahan menunjukkan tiap versi.',
      'Take one version for all; "explain" and the page /perubahan show each version.',
    ),
  ],
  basis: [
    w(
      'Realisasinya dicatat dengan dasar yang berlainan (SP2D, SPJ, LRA).',
      'The realization was recorded on different bases (SP2D, SPJ, LRA).',
    ),
    w('Bandingkan angka dengan dasar yang sama.', 'Compare figures of the same basis.'),
  ],
  day: [
    w('Angkanya sampai hari yang berlainan.', 'The figures count to different days.'),
    w('Sebutkan "month" yang dilaporkan keduanya.', 'Name a "month" that both reported.'),
  ],
  measure: [
    w(
      'Ukurannya berlainan (anggaran, rencana kas, realisasi, kemajuan fisik).',
      'The measures differ (budget, cash plan, realization, physical progress).',
    ),
    w(
      'Pakai satu ukuran. Anggaran dan realisasi dibandingkan untuk satu hal yang sama saja.',
      'Use one measure. Budget and realization are compared of one and the same thing only.',
    ),
  ],
  unit: [
    w(
      'Satuannya bukan rupiah: persen tidak dijumlahkan dan tidak dibandingkan dengan uang.',
      'The unit is not rupiah: percentages are not added, and not compared with money.',
    ),
    w('Pakai ukuran uang.', 'Use a measure of money.'),
  ],
  kind: [
    w(
      'Pendapatan, belanja, penerimaan dan pengeluaran pembiayaan tidak dijumlahkan.',
      'Revenue, spending, financing received and financing paid are not added up.',
    ),
    w('Jumlahkan bagian dari satu jenis saja.', 'Add parts of one kind only.'),
  ],
};

/** Figures that do not go together. @param found their values of what differs */
export function differing(code: Mixed, found: readonly string[]): Fault {
  const [wrong, remedy] = mixed[code];
  const values = [...new Set(found)].join(', ');
  return {
    ...{ code, place: '', wrong, remedy },
    expected: w(`Satu nilai untuk semua angka, bukan: ${values}.`, `One value for all figures, not: ${values}.`),
  };
}

export const overlapping = (place: string, one: string, other: string): Fault => ({
  ...{ code: 'overlap', place },
  wrong: w(`“${one}” dan “${other}” dapat memuat uang yang sama.`, `“${one}” and “${other}” may contain the same money.`),
  expected: w(
    'Bagian yang terpisah: OPD, unit, kegiatan, rekening, atau sumber dana yang berlainan.',
    'Separate parts: different OPD, units, activities, accounts or funds.',
  ),
  remedy: w('Jumlahkan hanya bagian yang tidak saling memuat.', 'Add only parts of which none contains another.'),
});

export const unreadable: Fault = {
  ...{ code: 'unreadable', place: '' },
  wrong: w('Terbitan ini sedang tidak dapat dibaca.', 'This edition cannot be read at the moment.'),
  expected: w('Berkas terbitan yang utuh.', 'An edition whose files are whole.'),
  remedy: w('Coba lagi nanti, atau pakai terbitan lain.', 'Try again later, or use another edition.'),
};

export const failed: Fault = {
  ...{ code: 'failed', place: '' },
  wrong: w('Jawaban tidak dapat dibuat.', 'The answer could not be made.'),
  expected: w('Pertanyaan yang dapat dijawab dari terbitan.', 'A question that editions can answer.'),
  remedy: w('Coba lagi nanti.', 'Try again later.'),
};
