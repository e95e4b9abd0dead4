import type { FindingRule } from './rule.ts';

/** Personal data: intake drops it before anything is stored. */
export const privacyRules = {
  'private-columns-dropped': {
    severity: 'info',
    message: {
      id: 'Kolom data pribadi atau teks bebas dibuang, dengan banyaknya isi: {value}.',
      en: 'Columns with personal data or free text were dropped, with how many values they held: {value}.',
    },
    many: { id: 'Kolom data pribadi atau teks bebas dibuang.', en: 'Columns with personal data or free text were dropped.' },
    remedy: { id: 'Tidak perlu tindakan; data itu tidak disimpan.', en: 'Nothing to do; these data are not kept.' },
  },
  'personal-data-held-back': {
    severity: 'warning',
    message: {
      id: 'Teks berisi data pribadi ({value}); teksnya tidak disimpan, jumlahnya tetap dihitung.',
      en: 'The text holds personal data ({value}); it is not kept, the amount still counts.',
    },
    many: {
      id: 'Teks berisi data pribadi; teksnya tidak disimpan, jumlahnya tetap dihitung.',
      en: 'Texts hold personal data; they are not kept, the amounts still count.',
    },
    remedy: {
      id: 'Hapus data pribadi dari nama paket atau uraian di sumbernya.',
      en: 'Remove the personal data from the name at the source.',
    },
  },
  'personal-data-elsewhere': {
    severity: 'info',
    message: {
      id: 'Data pribadi ({value}) di luar kolom yang dibaca; tidak disimpan.',
      en: 'Personal data ({value}) outside of the columns that are read; it is not kept.',
    },
    many: {
      id: 'Data pribadi di luar kolom yang dibaca; tidak disimpan.',
      en: 'Personal data outside of the columns that are read; it is not kept.',
    },
    remedy: {
      id: 'Tidak perlu tindakan. Berkas aslinya hanya dapat dibuka pengunggah, verifikator dan pemeriksa.',
      en: 'Nothing to do. The file itself can be opened by its uploader, verifiers and auditors only.',
    },
  },
  'recipient-names-dropped': {
    severity: 'info',
    message: {
      id: '{value} nama paket pada rekening bantuan sosial tidak disimpan, karena dapat menyebut penerimanya.',
      en: '{value} package names on accounts of social aid were not kept, because they may name who receives it.',
    },
    many: {
      id: 'Nama paket pada rekening bantuan sosial tidak disimpan, karena dapat menyebut penerimanya.',
      en: 'Package names on accounts of social aid were not kept, because they may name who receives it.',
    },
    remedy: { id: 'Tidak perlu tindakan; jumlahnya tetap dihitung.', en: 'Nothing to do; the amounts still count.' },
  },
  'sheet-name-held-back': {
    severity: 'warning',
    message: {
      id: 'Nama lembar berisi data pribadi ({value}); lembar itu disebut "{expected}".',
      en: 'The name of a sheet holds personal data ({value}); the sheet is called "{expected}".',
    },
    many: {
      id: 'Nama lembar berisi data pribadi; lembarnya disebut dengan nama lain.',
      en: 'Names of sheets hold personal data; the sheets are called otherwise.',
    },
    remedy: { id: 'Ganti nama lembar di berkas sumber.', en: 'Rename the sheet in the source file.' },
  },
  'providers-as-persons': {
    severity: 'info',
    message: {
      id: '{value} penyedia bukan badan usaha; namanya tidak disimpan, dicatat "Perorangan".',
      en: '{value} providers are no companies; their names are not kept, they are recorded as "Perorangan" (individuals).',
    },
    remedy: {
      id: 'Bila sebenarnya badan usaha, tulis dengan bentuknya: PT, CV, UD, Koperasi, Yayasan, BUMDes.',
      en: 'If one is a company, write its legal form: PT, CV, UD, Koperasi, Yayasan, BUMDes.',
    },
  },
} as const satisfies Record<string, FindingRule>;
