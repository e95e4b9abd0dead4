import type { Words } from '../../language/language.ts';

/** Where rules come from, in plain words: a rule of the field, a duty, or a choice of this project. */
export const ruleSources = {
  safeFiles: {
    id: 'Pilihan kami: berkas yang tidak dapat dibuka dengan aman dan utuh tidak dibaca.',
    en: 'Our choice: a file that cannot be opened safely and whole is not read.',
  },
  noGuess: {
    id: 'Pilihan kami: yang tidak tertulis jelas di berkas ditanyakan, tidak pernah ditebak.',
    en: 'Our choice: what a file does not clearly say is asked, never guessed.',
  },
  countedOnce: {
    id: 'Kaidah kami: setiap rupiah dihitung sekali, dari rincian yang paling dalam.',
    en: 'Our rule: every rupiah is counted once, from the deepest detail.',
  },
  disclosed: {
    id: 'Pilihan kami: yang tidak dibaca atau dibaca secara khusus selalu disebut.',
    en: 'Our choice: what is not read, or read in a special way, is always reported.',
  },
  knownForms: {
    id: 'Bentuk laporan yang dikenali; bentuk lain punya jalan yang disebut.',
    en: 'The known forms of report; for other forms the message names what to do.',
  },
  oneScope: {
    id: 'Satu laporan milik satu pemerintah daerah, satu tahun anggaran, satu dasar dan satu tanggal posisi.',
    en: 'A report belongs to one government, one fiscal year, one basis and one as-of date.',
  },
  codes: {
    id: 'Kodefikasi nasional: rekening, program dan kegiatan, perangkat daerah, sumber dana.',
    en: 'The national codes of accounts, programs and activities, units and fund sources.',
  },
  exact: {
    id: 'Kaidah kami: jumlah dicatat tepat sampai sen; yang tidak terbaca tidak dikira-kira.',
    en: 'Our rule: amounts are kept to the sen; what cannot be read is not estimated.',
  },
  sums: {
    id: 'Kaidah jumlah: setiap tingkat sama dengan jumlah tingkat di bawahnya.',
    en: 'Sums: every level equals the sum of the level below it.',
  },
  identities: {
    id: 'Susunan LRA: surplus = pendapatan − belanja; SiLPA = surplus + pembiayaan neto.',
    en: 'How an LRA is built: surplus = revenue − spending; SiLPA = surplus + net financing.',
  },
  ceiling: {
    id: 'Kaidah anggaran: belanja tidak melebihi anggaran yang tersedia.',
    en: 'Budget control: spending does not exceed the budget there is.',
  },
  cumulative: {
    id: 'Laporan realisasi bersifat kumulatif sampai tanggalnya, dan dibuat setiap bulan.',
    en: 'Reports of realization are cumulative up to their date, and made every month.',
  },
  versions: {
    id: 'Urutan anggaran dalam setahun: murni, pergeseran, perubahan; yang terakhir berlaku.',
    en: 'The order of budgets within a year: murni, pergeseran, perubahan; the last one counts.',
  },
  cashPlan: {
    id: 'Anggaran kas: dua belas bulannya berjumlah sama dengan anggarannya.',
    en: 'Cash plan: its twelve months add up to the budget.',
  },
  progress: {
    id: 'Realisasi fisik: dari 0 sampai 100 persen, dan tidak berkurang.',
    en: 'Physical progress: from 0 to 100 percent, and it does not become less.',
  },
  calendar: {
    id: 'Tahun anggaran adalah tahun kalender; pembukuannya ditutup setelah laporan keuangan diperiksa.',
    en: 'The fiscal year is the calendar year; its books close once its report was audited.',
  },
  privacy: {
    id: 'Pelindungan data pribadi: yang tidak diperlukan untuk angka anggaran tidak disimpan.',
    en: 'Protection of personal data: what the figures do not need is not kept.',
  },
} as const satisfies Record<string, Words>;

export type RuleSource = keyof typeof ruleSources;
