import type { FindingRule } from './rule.ts';

/** Personal data, which is dropped at the door. */
export const privacyRules = {
  'private-columns-dropped': {
    severity: 'info',
    message: {
      id: 'Kolom data pribadi atau teks bebas dibuang: {value}.',
      en: 'Columns with personal data or free text were dropped: {value}.',
    },
    remedy: { id: 'Tidak perlu tindakan; data itu tidak disimpan.', en: 'Nothing to do; these data are not kept.' },
  },
  'personal-data-held-back': {
    severity: 'warning',
    message: {
      id: 'Teks berisi data pribadi ({value}); teksnya tidak disimpan, jumlahnya tetap dihitung.',
      en: 'The text holds personal data ({value}); it is not kept, the amount still counts.',
    },
    remedy: {
      id: 'Hapus data pribadi dari nama paket atau uraian di sumbernya.',
      en: 'Remove the personal data from the name at the source.',
    },
  },
} as const satisfies Record<string, FindingRule>;
