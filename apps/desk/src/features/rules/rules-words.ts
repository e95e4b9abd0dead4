import type { Language } from '@sipkadin/budget';

const id = {
  title: 'Aturan temuan',
  lead: 'Yang diperiksa pada setiap berkas. Pengelola dapat mengubah bobot aturan untuk pemerintah daerah ini; perubahannya berlaku untuk berkas yang belum dikirim dan tercatat di jejak audit.',
  count: (all: string, set: string) => `${all} aturan, ${set} dengan bobot yang diubah.`,
  areas: 'Bagian',
  severity: 'Bobot',
  own: 'bawaan',
  fixed: 'tidak dapat diubah',
  instead: (own: string) => `Bawaan: ${own}`,
  changed: (who: string, when: string) => `Terakhir diubah ${who}, ${when}`,
};

const en: typeof id = {
  title: 'Rules of findings',
  lead: 'What is looked for in every file. An admin can change what a rule weighs in this government; a change holds for files that were not submitted yet, and stands in the audit trail.',
  count: (all, set) => `${all} rules, ${set} with a changed severity.`,
  areas: 'Areas',
  severity: 'Severity',
  own: 'own',
  fixed: 'cannot be changed',
  instead: (own) => `Own: ${own}`,
  changed: (who, when) => `Last changed by ${who}, ${when}`,
};

export const ruleWords: Readonly<Record<Language, typeof id>> = { id, en };
