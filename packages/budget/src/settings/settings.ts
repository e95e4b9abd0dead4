import { defaultBands, type JudgingRule } from '../judgement/bands.ts';
import type { Words } from '../language/language.ts';
import type { Basis } from '../statements/statement.ts';
import { type Contact, contactList } from './contacts.ts';
import { type DutyRule, dutyList, initialDuties } from './duty-rules.ts';
import { type Camera, type Population, type SettingKind, settingFault } from './setting-kind.ts';
import { initialShares, type ShareRule, shareList } from './share-rules.ts';
import { type Succession, successionList } from './succession.ts';

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
  /** What is owed to whom for each budget year. */
  duties: readonly DutyRule[];
  /** Shares of spending that laws demand. */
  mandatoryShares: readonly ShareRule[];
  /** The uploader may verify: for governments with one person; editions of it say so. */
  onePerson: boolean;
  /** The publisher may have uploaded or verified what is new in an edition; editions of it say so. */
  publishOwn: boolean;
  /** Percent by which a total may change before a verifier must confirm it. */
  changeLimit: number;
  /** null: not set, and no amount is given per person. */
  population: Population | null;
  /** OPD that were renamed or became part of others. */
  successions: readonly Succession[];
  cameras: readonly Camera[];
  /** Whom readers of public pages may turn to. */
  contacts: readonly Contact[];
  /** Whether readers of public pages may ask about a figure here. */
  publicQuestions: boolean;
  /** Days before the report day on which OPD without a report are reminded; 0: no reminder. */
  reminderDays: number;
  /** Hours of the day, in Jakarta, in which mail that nobody waits for is not sent; none where both are the same. */
  quietFrom: number;
  quietUntil: number;
  /** Weeks between two reports with the same realization from which an OPD does not move. */
  alertIdleWeeks: number;
  /** Days past its day from which a missing report is an alert. */
  alertLateDays: number;
  /** The month from which a contract that is not signed is an alert. */
  alertUnsignedFrom: number;
  /** Days past a promised date from which it is an alert. */
  alertPromiseDays: number;
  /** Million rupiah: contract values that crowd just under it are worth a look. */
  procurementLimit: number;
  /** Percent by term; they add up to 100. */
  indexWeights: Readonly<Record<'revision' | 'deviation' | 'absorption' | 'output' | 'contracts', number>>;
  /** Budget versions after the first that cost no points of the index. */
  indexFreeRevisions: number;
  /** Percent by which a month may differ from its plan without costing points of the index. */
  indexFreeDeviation: number;
}
export type SettingKey = keyof SettingValues;

/** The parts of the settings screen, in its order. */
export const settingGroups = {
  judging: { id: 'Penilaian belanja', en: 'How spending is judged' },
  calendar: { id: 'Jadwal', en: 'Dates' },
  duties: { id: 'Kewajiban', en: 'Duties' },
  control: { id: 'Pemeriksaan', en: 'Checks' },
  city: { id: 'Data daerah', en: 'About the government' },
  openness: { id: 'Layanan kepada pembaca', en: 'Service to readers' },
  alerts: { id: 'Peringatan dan surel', en: 'Alerts and mail' },
  index: { id: 'Indeks kinerja anggaran', en: 'Budget performance index' },
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
  duties: {
    group: 'duties',
    name: { id: 'Kewajiban pelaporan', en: 'Reporting duties' },
    help: {
      id: 'Laporan yang harus dikirim untuk setiap tahun anggaran: kepada siapa, paling lambat kapan, dan dasar hukumnya.',
      en: 'Reports that are owed for each budget year: to whom, by which day, and on which legal basis.',
    },
    kind: { kind: 'list', list: dutyList },
    initial: initialDuties,
  },
  mandatoryShares: {
    group: 'duties',
    name: { id: 'Belanja wajib', en: 'Mandatory shares' },
    help: {
      id: 'Bagian belanja yang ditetapkan undang-undang, dan rekening atau bidang yang dihitung dari berkas.',
      en: 'Shares of spending that laws demand, and the accounts or fields of duty that are counted from the files.',
    },
    kind: { kind: 'list', list: shareList },
    initial: initialShares,
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
  successions: {
    group: 'city',
    name: { id: 'OPD yang berganti nama atau digabung', en: 'OPD renamed or merged' },
    help: {
      id: 'Sejak tanggalnya, angka, kendala, dan janji OPD lama dihitung pada penerusnya, juga di tahun-tahun sebelumnya. Jumlah seluruh OPD tetap sama. Terbitan publik tidak berubah.',
      en: 'From its day on, the figures, obstacles and promises of the former OPD count with its successor, those of earlier years too. The sum of all OPD stays the same. Public editions do not change.',
    },
    kind: { kind: 'list', list: successionList },
    initial: [],
    judges: true,
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
  contacts: {
    group: 'openness',
    name: { id: 'Saluran laporan dan informasi', en: 'Channels for reports and information' },
    help: {
      id: 'Ditampilkan di halaman publik “Laporkan atau minta penjelasan”. Nama kantor, bukan nama orang.',
      en: 'Shown on the public page “Report or ask for an explanation”. Offices, not persons.',
    },
    kind: { kind: 'list', list: contactList },
    initial: [],
  },
  publicQuestions: {
    group: 'openness',
    name: { id: 'Pertanyaan pembaca', en: 'Questions of readers' },
    help: {
      id: 'Pembaca dapat menanyakan sebuah angka tanpa nama. Pertanyaan baru terbuka bersama jawabannya, setelah orang kedua menerbitkannya.',
      en: 'Readers may ask about a figure without a name. A question becomes public with its answer, after a second person published both.',
    },
    kind: { kind: 'yes-no' },
    initial: false,
  },
  reminderDays: {
    group: 'alerts',
    name: { id: 'Pengingat laporan', en: 'Reminder of reports' },
    help: {
      id: 'Berapa hari sebelum batas laporan OPD yang belum mengirim diingatkan lewat surel. 0: tidak ada pengingat.',
      en: 'How many days before the report day OPD that have not submitted are reminded by e-mail. 0: no reminder.',
    },
    kind: { kind: 'number', min: 0, max: 14, text: { id: '{} hari', en: '{} days' } },
    initial: 3,
  },
  quietFrom: {
    group: 'alerts',
    name: { id: 'Jam tenang mulai', en: 'Quiet hours begin' },
    help: {
      id: 'Pengingat dan ringkasan menunggu sampai jam tenang selesai. Sama dengan jam selesai: tidak ada jam tenang. WIB.',
      en: 'Reminders and digests wait until quiet hours end. The same as their end: no quiet hours. Western Indonesian time.',
    },
    kind: { kind: 'number', min: 0, max: 23, text: { id: 'pukul {}.00', en: '{}:00' } },
    initial: 20,
  },
  quietUntil: {
    group: 'alerts',
    name: { id: 'Jam tenang selesai', en: 'Quiet hours end' },
    help: { id: 'Jam pertama surel boleh dikirim lagi. WIB.', en: 'The first hour at which mail is sent again. Western Indonesian time.' },
    kind: { kind: 'number', min: 0, max: 23, text: { id: 'pukul {}.00', en: '{}:00' } },
    initial: 6,
  },
  alertIdleWeeks: {
    group: 'alerts',
    name: { id: 'Realisasi tidak bergerak', en: 'Realization does not move' },
    help: {
      id: 'Realisasi yang sama persis selama ini menjadi peringatan.',
      en: 'Exactly the same realization for so long is an alert.',
    },
    kind: { kind: 'number', min: 1, max: 52, text: { id: '{} minggu', en: '{} weeks' } },
    initial: 8,
  },
  alertLateDays: {
    group: 'alerts',
    name: { id: 'Laporan terlambat', en: 'Late report' },
    help: {
      id: 'Hari laporan berada di OPD setelah batasnya, mulai kapan menjadi peringatan.',
      en: 'Days that a report is with the OPD after its day, from which it is an alert.',
    },
    kind: { kind: 'number', min: 1, max: 90, text: { id: '{} hari', en: '{} days' } },
    initial: 5,
  },
  alertUnsignedFrom: {
    group: 'alerts',
    name: { id: 'Kontrak harus sudah ditandatangani', en: 'Contracts should be signed' },
    help: {
      id: 'Mulai bulan ini kontrak tanpa nomor dan tanggal tanda tangan menjadi peringatan.',
      en: 'From this month on a contract without number and date of signing is an alert.',
    },
    kind: { kind: 'number', min: 1, max: 12, text: { id: 'bulan ke-{}', en: 'month {}' } },
    initial: 7,
  },
  alertPromiseDays: {
    group: 'alerts',
    name: { id: 'Janji lewat waktu', en: 'Promise overdue' },
    help: {
      id: 'Hari setelah tanggal yang dijanjikan, mulai kapan kendala yang belum selesai menjadi peringatan.',
      en: 'Days past a promised date from which an open obstacle is an alert.',
    },
    kind: { kind: 'number', min: 1, max: 90, text: { id: '{} hari', en: '{} days' } },
    initial: 1,
  },
  procurementLimit: {
    group: 'alerts',
    name: { id: 'Batas nilai kontrak yang diperhatikan', en: 'Contract value that is watched' },
    help: {
      id: 'Kontrak yang menumpuk tepat di bawah nilai ini masuk “perlu dilihat”.',
      en: 'Contracts that crowd just under this value are “worth a look”.',
    },
    kind: { kind: 'number', min: 1, max: 100_000, text: { id: 'Rp{} juta', en: 'Rp{} million' } },
    initial: 200,
  },
  indexWeights: {
    group: 'index',
    name: { id: 'Bobot indeks', en: 'Weights of the index' },
    help: {
      id: 'Jumlahnya 100. Unsur yang datanya tidak ada disebut, dan bobot lainnya disesuaikan.',
      en: 'They add up to 100. A term without data is named, and the other weights are scaled.',
    },
    kind: {
      kind: 'numbers',
      terms: {
        revision: { id: 'Revisi anggaran', en: 'Budget revisions' },
        deviation: { id: 'Deviasi dari rencana', en: 'Deviation from plan' },
        absorption: { id: 'Penyerapan', en: 'Absorption' },
        output: { id: 'Capaian fisik', en: 'Output' },
        contracts: { id: 'Kontrak', en: 'Contracts' },
      },
      min: 0,
      max: 100,
      sum: 100,
    },
    initial: { revision: 10, deviation: 20, absorption: 30, output: 25, contracts: 15 },
  },
  indexFreeRevisions: {
    group: 'index',
    name: { id: 'Revisi tanpa pengurangan', en: 'Revisions without loss' },
    help: {
      id: 'Banyaknya versi anggaran setelah yang pertama yang tidak mengurangi nilai; setiap versi berikutnya 10 poin.',
      en: 'Budget versions after the first that cost nothing; each further one costs 10 points.',
    },
    kind: { kind: 'number', min: 0, max: 12, text: { id: '{} versi', en: '{} versions' } },
    initial: 1,
  },
  indexFreeDeviation: {
    group: 'index',
    name: { id: 'Deviasi tanpa pengurangan', en: 'Deviation without loss' },
    help: {
      id: 'Rata-rata deviasi bulanan dari rencana kas yang belum mengurangi nilai.',
      en: 'Mean monthly deviation from the cash plan that costs nothing.',
    },
    kind: { kind: 'number', min: 0, max: 50, text: { id: '{} persen', en: '{} percent' } },
    initial: 5,
  },
};

export const settingKeys = Object.keys(settings) as readonly SettingKey[];

/** A value that somebody entered for a setting, or what is wrong with it. */
export function parseSetting<Key extends SettingKey>(key: Key, value: unknown): { value: SettingValues[Key] } | { fault: Words } {
  const fault = settingFault(settings[key].kind, value);
  return fault === undefined ? { value: value as SettingValues[Key] } : { fault };
}
