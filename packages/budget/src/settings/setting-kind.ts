import { bandsFault, type JudgingRule, type Status, statusWords } from '../judgement/bands.ts';
import type { Words } from '../language/language.ts';
import { type ListKind, listFault } from './list-kind.ts';

/** Number of inhabitants, for amounts per person. */
export interface Population {
  people: number;
  year: number;
  source: string;
}

/** A camera of the government's own CCTV player, and the works that are shown beside its picture. */
export interface Camera {
  place: string;
  /** https address that a page may frame. */
  address: string;
  /** Words in the name of a contract by which works belong to the place; '' for none. */
  works: string;
}

/** What values a setting takes. It decides the check, the text and the form of the setting. */
export type SettingKind =
  /** A whole number. `text` has `{}` in its place; `optional`: null where nothing is set. */
  | { kind: 'number'; min: number; max: number; text: Words; optional?: boolean }
  | { kind: 'yes-no' }
  | { kind: 'choice'; choices: Readonly<Record<string, Words>> }
  /** Whole numbers by name; with `sum` they must add up to it. */
  | { kind: 'numbers'; terms: Readonly<Record<string, Words>>; min: number; max: number; sum?: number }
  | { kind: 'judging-rule' }
  | { kind: 'population' }
  | { kind: 'cameras' }
  /** Entries that all have the same fields. */
  | { kind: 'list'; list: ListKind<never> };

/** @returns what is wrong with a value that somebody entered, and what was expected; undefined where nothing is */
export function settingFault(kind: SettingKind, value: unknown): Words | undefined {
  if (kind.kind === 'yes-no') return typeof value === 'boolean' ? undefined : { id: 'Pilih ya atau tidak.', en: 'Choose yes or no.' };
  if (kind.kind === 'choice') return choiceFault(kind.choices, value);
  if (kind.kind === 'number') return value === null && kind.optional === true ? undefined : numberFault(kind, value);
  if (kind.kind === 'numbers') return numbersFault(kind, value);
  if (kind.kind === 'list') return listFault(kind.list, value);
  if (kind.kind === 'judging-rule') return judgingRuleFault(value);
  return kind.kind === 'population' ? populationFault(value) : camerasFault(value);
}

function choiceFault(choices: Readonly<Record<string, Words>>, value: unknown): Words | undefined {
  if (typeof value === 'string' && Object.hasOwn(choices, value)) return undefined;
  const list = Object.keys(choices).join(', ');
  return { id: `Pilih salah satu dari ${list}.`, en: `Choose one of ${list}.` };
}

function numberFault({ min, max }: { min: number; max: number }, value: unknown): Words | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return undefined;
  return { id: `Isi bilangan bulat dari ${min} sampai ${max}.`, en: `Enter a whole number from ${min} to ${max}.` };
}

function numbersFault({ terms, sum, ...limits }: Extract<SettingKind, { kind: 'numbers' }>, value: unknown): Words | undefined {
  const names = Object.keys(terms);
  const numbers = isRecord(value) ? names.map((name) => value[name]) : [];
  if (!isRecord(value) || Object.keys(value).length !== names.length) return { id: 'Isi semua angkanya.', en: 'Enter all numbers.' };
  const fault = numbers.map((number) => numberFault(limits, number)).find((one) => one !== undefined);
  if (fault !== undefined) return fault;
  const total = numbers.reduce<number>((all, number) => all + Number(number), 0);
  if (sum === undefined || total === sum) return undefined;
  return { id: `Jumlahnya harus ${sum}, sekarang ${total}.`, en: `They must add up to ${sum}, and add up to ${total}.` };
}

function judgingRuleFault(value: unknown): Words | undefined {
  if (!isRecord(value) || !Array.isArray(value['periods']) || !isRecord(value['statuses']))
    return { id: 'Isi batas dan sebutan status.', en: 'Enter the bands and the status words.' };
  const { periods, statuses } = value as unknown as JudgingRule;
  const isWord = (text: unknown) => typeof text === 'string' && text.trim() !== '' && text.length <= 40;
  const names: readonly unknown[] = Object.keys(statusWords).map((status) => statuses[status as Status]);
  if (!names.every((words) => hasOnly(words, ['id', 'en']) && isWord(words['id']) && isWord(words['en'])))
    return {
      id: 'Setiap status perlu sebutan dalam dua bahasa, paling panjang 40 huruf.',
      en: 'Each status needs a name in both languages, of at most 40 letters.',
    };
  if (!periods.every((period) => hasOnly(period, ['from', 'attention', 'behind']))) return bandsFaults['no-period'];
  const fault = bandsFault({ reportDay: 1, periods });
  return fault === undefined ? undefined : bandsFaults[fault];
}

const bandsFaults: Readonly<Record<NonNullable<ReturnType<typeof bandsFault>>, Words>> = {
  'report-day': { id: 'Isi tanggal dari 1 sampai 28.', en: 'Enter a day from 1 to 28.' },
  'no-period': { id: 'Isi paling sedikit satu batas.', en: 'Enter at least one band.' },
  'first-period': { id: 'Batas pertama berlaku mulai Januari.', en: 'The first band begins in January.' },
  order: { id: 'Setiap batas mulai pada bulan setelah batas sebelumnya.', en: 'Each band begins in a later month than the one before.' },
  thresholds: {
    id: 'Batas diisi dari 0 sampai 100 poin, dan batas tertinggal lebih besar daripada batas perlu perhatian.',
    en: 'Thresholds are from 0 to 100 points, and "behind" is larger than "needs attention".',
  },
};

function populationFault(value: unknown): Words | undefined {
  if (value === null) return undefined;
  const { people, year, source } = hasOnly(value, ['people', 'year', 'source']) ? value : {};
  const fault = numberFault({ min: 1, max: 20_000_000 }, people);
  if (fault !== undefined) return fault;
  if (numberFault({ min: 2000, max: 2099 }, year) !== undefined)
    return { id: 'Isi tahun data penduduk.', en: 'Enter the year of the figure.' };
  if (typeof source === 'string' && source.trim() !== '' && source.length <= 200) return undefined;
  return { id: 'Sebut sumber jumlah penduduk.', en: 'Name the source of the figure.' };
}

const mostCameras = 4;

function camerasFault(value: unknown): Words | undefined {
  if (!Array.isArray(value) || value.length > mostCameras)
    return { id: `Paling banyak ${mostCameras} kamera.`, en: `At most ${mostCameras} cameras.` };
  for (const camera of value as unknown[]) {
    const { place, address, works } = hasOnly(camera, ['place', 'address', 'works']) ? camera : {};
    if (typeof place !== 'string' || place.trim() === '' || place.length > 60)
      return { id: 'Setiap kamera perlu nama tempat.', en: 'Each camera needs the name of its place.' };
    if (typeof works !== 'string' || works.length > 60)
      return { id: 'Kata nama pekerjaan paling panjang 60 huruf.', en: 'The words of the works have at most 60 letters.' };
    if (!isFrameAddress(address))
      return {
        id: 'Alamat kamera harus https, tanpa nama pengguna dan kata sandi.',
        en: 'The address of a camera is an https one without user name and password.',
      };
  }
  return undefined;
}

/** Only https: the page is https itself, and a browser frames nothing else in it. */
function isFrameAddress(address: unknown): boolean {
  if (typeof address !== 'string' || address.length > 500 || !URL.canParse(address)) return false;
  const { protocol, username, password, hostname } = new URL(address);
  // The origin becomes a source in a Content-Security-Policy, where these characters have a meaning.
  return protocol === 'https:' && username === '' && password === '' && /^[a-z0-9.-]+$/.test(hostname);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly<Key extends string>(value: unknown, keys: readonly Key[]): value is Record<Key, unknown> {
  return isRecord(value) && Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}
