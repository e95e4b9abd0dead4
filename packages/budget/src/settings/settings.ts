import { defaultBands, type JudgingRule } from '../judgement/bands.ts';
import type { Words } from '../language/language.ts';
import type { Basis } from '../statements/statement.ts';
import { type Camera, type Population, type SettingKind, settingFault } from './setting-kind.ts';

/** What an admin sets for a government, by key. */
export interface SettingValues {
  /** The basis of realization that counts and is published. */
  basis: Basis;
  /** The rule by which spending is judged, by period; with `reportDay` it is `Bands`. */
  bands: JudgingRule;
  /** Percent of its OPD that must have reported a month before the month is judged. */
  completeShare: number;
  /** Day of the following month on which a month's report is due. */
  reportDay: number;
  /** Day of the month of leadership's review; null: none is set. */
  meetingDay: number | null;
  /** The uploader may verify: for governments with one person; editions of it say so. */
  onePerson: boolean;
  /** The publisher may have uploaded or verified what is new in an edition; editions of it say so. */
  publishOwn: boolean;
  /** Percent by which a total may change before a verifier must confirm it. */
  changeLimit: number;
  /** null: not set, and no amount is given per person. */
  population: Population | null;
  cameras: readonly Camera[];
}
export type SettingKey = keyof SettingValues;

/** The parts of the settings screen, in its order. */
export const settingGroups = {
  judging: { id: 'Penilaian belanja', en: 'How spending is judged' },
  calendar: { id: 'Jadwal', en: 'Dates' },
  control: { id: 'Pemeriksaan', en: 'Checks' },
  city: { id: 'Data daerah', en: 'About the government' },
  wall: { id: 'Layar ruang rapat', en: 'Wallboard' },
} as const satisfies Record<string, Words>;

/** A setting of a government. A new one is a line in `SettingValues` and one here; screen, command line, storage and trail follow. */
export interface Setting<Key extends SettingKey = SettingKey> {
  group: keyof typeof settingGroups;
  name: Words;
  /** What the setting decides. */
  help: Words;
  kind: SettingKind;
  /** Where a government has set nothing. */
  initial: SettingValues[Key];
  /** Whether it decides what leadership sees of figures that are there already: its effect is shown before it is saved. */
  judges?: boolean;
}

const dayOfMonth = { id: 'tanggal {}', en: 'day {}' };

export const settings: { readonly [Key in SettingKey]: Setting<Key> } = {
  basis: {
    group: 'judging',
    name: { id: 'Dasar realisasi', en: 'Basis of realization' },
    help: { id: 'Laporan dengan dasar ini yang dihitung dan diterbitkan.', en: 'Reports on this basis are counted and published.' },
    kind: {
      kind: 'choice',
      choices: { sp2d: { id: 'SP2D', en: 'SP2D' }, spj: { id: 'SPJ', en: 'SPJ' }, lra: { id: 'LRA', en: 'LRA' } },
    },
    initial: 'sp2d',
    judges: true,
  },
  bands: {
    group: 'judging',
    name: { id: 'Batas terhadap rencana', en: 'Bands against the plan' },
    help: {
      id: 'Mulai selisih berapa poin di bawah rencana kas belanja sebuah OPD perlu perhatian, dan mulai berapa tertinggal.',
      en: 'From which gap below the cash plan, in points, the spending of an OPD needs attention and from which it is behind.',
    },
    kind: { kind: 'judging-rule' },
    initial: { periods: defaultBands.periods, statuses: defaultBands.statuses },
    judges: true,
  },
  completeShare: {
    group: 'judging',
    name: { id: 'Bulan dinilai bila sudah melapor', en: 'A month is judged once reported by' },
    help: {
      id: 'Bagian OPD yang harus sudah melapor. Bulan yang belum mencapainya disebut terpisah sebagai bulan yang baru mulai.',
      en: 'The share of OPD that must have reported. A month below it is named apart, as one that has only begun.',
    },
    kind: { kind: 'number', min: 1, max: 100, text: { id: '{}% OPD', en: '{}% of OPD' } },
    initial: 90,
    judges: true,
  },
  reportDay: {
    group: 'calendar',
    name: { id: 'Batas laporan bulanan', en: 'Monthly reports are due' },
    help: {
      id: 'Tanggal di bulan berikutnya; sesudahnya sebuah laporan terlambat.',
      en: 'Day of the next month; after it a report is late.',
    },
    kind: { kind: 'number', min: 1, max: 28, text: dayOfMonth },
    initial: 10,
    judges: true,
  },
  meetingDay: {
    group: 'calendar',
    name: { id: 'Rapat pimpinan', en: 'Leadership meeting' },
    help: {
      id: 'Tanggal rapat evaluasi bulanan. Kosongkan bila tidak tetap.',
      en: 'Day of the monthly review. Leave it empty where it is not fixed.',
    },
    kind: { kind: 'number', min: 1, max: 28, text: dayOfMonth, optional: true },
    initial: null,
  },
  onePerson: {
    group: 'control',
    name: { id: 'Pengunggah boleh memverifikasi', en: 'The uploader may verify' },
    help: {
      id: 'Untuk pemerintah dengan satu petugas. Setiap terbitan menyebut berapa berkas yang diperiksa pengunggahnya sendiri.',
      en: 'For governments with one person. Every edition says how many files were checked by their own uploader.',
    },
    kind: { kind: 'yes-no' },
    initial: false,
  },
  publishOwn: {
    group: 'control',
    name: { id: 'Pengunggah atau verifikator boleh menerbitkan', en: 'Uploader or verifier may publish' },
    help: {
      id: 'Setiap terbitan menyebut berapa berkas yang diterbitkan orang yang mengunggah atau memeriksanya.',
      en: 'Every edition says how many files were published by a person who uploaded or verified them.',
    },
    kind: { kind: 'yes-no' },
    initial: false,
  },
  changeLimit: {
    group: 'control',
    name: { id: 'Perubahan yang harus dipastikan', en: 'Changes that must be confirmed' },
    help: {
      id: 'Bila sebuah jumlah berubah lebih dari ini, verifikator mengetikkan alasannya.',
      en: 'Where a total changes by more than this, a verifier types the reason.',
    },
    kind: { kind: 'number', min: 1, max: 1000, text: { id: 'lebih dari {}%', en: 'more than {}%' } },
    initial: 30,
  },
  population: {
    group: 'city',
    name: { id: 'Jumlah penduduk', en: 'Population' },
    help: { id: 'Dengan tahun dan sumbernya.', en: 'With its year and source.' },
    kind: { kind: 'population' },
    initial: null,
  },
  cameras: {
    group: 'wall',
    name: { id: 'Kamera CCTV', en: 'CCTV cameras' },
    help: {
      id: 'Alamat pemutar CCTV milik pemerintah, dibingkai hanya di layar ruang rapat, di samping pekerjaan yang namanya memuat kata itu.',
      en: 'Addresses of the government’s own CCTV player, framed on wallboards alone, beside works whose name contains the words.',
    },
    kind: { kind: 'cameras' },
    initial: [],
  },
};

export const settingKeys = Object.keys(settings) as readonly SettingKey[];

/** A value that somebody entered for a setting, or what is wrong with it. */
export function parseSetting<Key extends SettingKey>(key: Key, value: unknown): { value: SettingValues[Key] } | { fault: Words } {
  const fault = settingFault(settings[key].kind, value);
  return fault === undefined ? { value: value as SettingValues[Key] } : { fault };
}
