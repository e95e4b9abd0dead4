import type { PersonalKind } from '@sipkadin/budget';
import { versionIn } from './budget-version.ts';
import { withCodesOf } from './codes-by-content.ts';
import { periodIn, yearsIn } from './dates.ts';
import { type Column, type Header, headersIn, type SheetHead, textAt } from './header.ts';
import { columnLetters } from './sheet.ts';

/** Attributes of a row in a table of budget rows. Each has a code, a name, or both in one cell. */
export type Entity = 'function' | 'urusan' | 'bidang' | 'opd' | 'unit' | 'program' | 'kegiatan' | 'sub' | 'fund' | 'account' | 'standard';

const nouns: Record<string, Entity> = {
  FUNGSI: 'function',
  'SUB FUNGSI': 'function',
  URUSAN: 'urusan',
  'BIDANG URUSAN': 'bidang',
  BIDANG: 'bidang',
  SKPD: 'opd',
  OPD: 'opd',
  'PERANGKAT DAERAH': 'opd',
  ORGANISASI: 'opd',
  'UNIT ORGANISASI': 'opd',
  'SUB UNIT': 'unit',
  'SUB UNIT SKPD': 'unit',
  'SUB UNIT ORGANISASI': 'unit',
  'SUB SKPD': 'unit',
  'SUB OPD': 'unit',
  'UNIT SKPD': 'unit',
  'UNIT KERJA': 'unit',
  UNIT: 'unit',
  PROGRAM: 'program',
  KEGIATAN: 'kegiatan',
  GIAT: 'kegiatan',
  'SUB KEGIATAN': 'sub',
  SUBKEGIATAN: 'sub',
  'SUB GIAT': 'sub',
  'SUMBER DANA': 'fund',
  'SUMBER PENDANAAN': 'fund',
  DANA: 'fund',
  REKENING: 'account',
  'REKENING BELANJA': 'account',
  'REKENING ANGGARAN': 'account',
  REK: 'account',
  AKUN: 'account',
  'SUB RINCIAN OBJEK': 'account',
  'SUB RINCIAN OBYEK': 'account',
  'REKENING SUB RINCIAN OBJEK': 'account',
  'REKENING SUB RINCIAN OBYEK': 'account',
  'STANDAR HARGA': 'standard',
  'STANDAR HARGA SATUAN': 'standard',
  SSH: 'standard',
  KOMPONEN: 'standard',
  ACCOUNT: 'account',
  DEPARTMENT: 'opd',
  AGENCY: 'opd',
  'SUB ACTIVITY': 'sub',
  SUBACTIVITY: 'sub',
  ACTIVITY: 'kegiatan',
  FUND: 'fund',
  'FUND SOURCE': 'fund',
  'FUNDING SOURCE': 'fund',
  'SOURCE OF FUNDS': 'fund',
};

/** What a label without "Kode" or "Nama" names: "SUB GIAT". */
export function entityNamed(label: string): Entity | undefined {
  return nouns[label];
}

export type Measure = 'budget' | 'realization' | 'unknown';

/** The column of each thing in a table. Columns that mean nothing here are in `rest`. */
export interface Fields {
  code: Partial<Record<Entity, Column>>;
  name: Partial<Record<Entity, Column>>;
  measures: { measure: Measure; column: Column }[];
  year: Column | undefined;
  package: Column | undefined;
  deposit: Column | undefined;
  /** "Kode", "Kode rekening" and what is merged with them: reports that mix levels spread codes over several. */
  codeColumns: Column[];
  description: Column | undefined;
  rest: Column[];
  /** What is called budget or realization in words that no position is known by, where the table has none that is known. */
  unclear: Column[];
}

const realization =
  /^(?:NILAI |JUMLAH |TOTAL |AKUMULASI )?REALISASI(?: KUMULATIF)?(?: KEUANGAN| ANGGARAN| BELANJA| PENDAPATAN| APBD| SP2D| SPJ| LRA)?(?: JUMLAH| TOTAL)?(?: RP| RUPIAH)?(?: (?:(?:(?:JAN |JANUARI )?(?:SD|S D|SAMPAI|HINGGA)|PER (?:TANGGAL|TGL|AKHIR|\d+)|TAHUN|TA|20\d\d)\b.*|(?:SEMESTER|SMT) (?:I|1|PERTAMA)))?$/;
const budget =
  /^(?:NILAI |JUMLAH |TOTAL |ALOKASI )?(?:PAGU|ANGGARAN|APBD(?: ?P)?|P ?APBD|DPP?A)(?: ANGGARAN| APBD(?: ?P)?| PAGU| BELANJA| DPP?A| MURNI| INDUK| PERGESERAN(?: \w+)?| (?:SETELAH |SESUDAH )?PERUBAHAN| SETELAH PERGESERAN)?(?: RP| RUPIAH)?(?: (?:TAHUN|TA|20\d\d)\b.*)?$/;
/** "Jumlah (Rp) / Setelah perubahan" */
const changedBudget = /^(?:(?:NILAI|JUMLAH|TOTAL) )?(?:RP )?(?:(?:SETELAH|SESUDAH) (?:PERUBAHAN|PERGESERAN)|MENJADI)(?: RP)?$/;
/** In the headers of English exports. */
const english: readonly (readonly [Measure, RegExp])[] = [
  ['budget', /^(?:(?:TOTAL|APPROVED|REVISED|ANNUAL) )?(?:BUDGET|APPROPRIATION)(?: AMOUNT)?(?: IDR| RP)?$/],
  ['realization', /^(?:TOTAL )?(?:REALI[SZ]ATION|REALI[SZ]ED|ACTUAL)(?: AMOUNT| TO DATE)?(?: IDR| RP)?$/],
];
/** "S.d. bulan ini" without a word above it; below "Rencana" it is a plan. */
const toDate = /^(?:JUMLAH |TOTAL )?(?:S D|SD|SAMPAI DENGAN) BULAN INI(?: RP)?$/;
const unknown = /^(?:JUMLAH|NILAI|TOTAL)(?: RP| RUPIAH)?$/;

/** Shares, remainders, and what is not the position up to the reported day. */
const noPosition = /%|PERSEN|SISA|SELISIH|LEBIH|FISIK|SEBELUM|SEMULA|LALU|POTONG|PENGURANGAN|PENGHEMATAN|EFISIENSI/;
const notToDate = /(?<!\b(?:S D|SD|SAMPAI|DENGAN|HINGGA|AKHIR) )(?:BULAN INI|TRIWULAN|TW [\dIV])/;
const otherThan = new RegExp(`${noPosition.source}|TARGET|${notToDate.source}`);
const calledRealization = /^(?:NILAI |JUMLAH |TOTAL |AKUMULASI )?(?:REALISASI|PENYERAPAN|SERAPAN|PENCAIRAN)\b|^(?:SD|S D) BULAN INI$/;
const calledBudget = /^(?:NILAI |JUMLAH |TOTAL )?(?:PAGU|ANGGARAN|ALOKASI|PLAFON|APBD|TARGET)\b/;

/** What amounts a column holds: by its whole label, or by its last line where a group's label is above it. */
export function measureOfColumn({ label, lines }: Pick<Column, 'label' | 'lines'>): Measure | undefined {
  if (changedBudget.test(label)) return 'budget';
  if (toDate.test(label)) return 'realization';
  if (/^(?:RP|RUPIAH|NOMINAL(?: RP)?)$/.test(label)) return 'unknown';
  return measureOf(label) ?? (otherThan.test(label) ? undefined : measureOf(lines.at(-1) ?? ''));
}

function measureOf(label: string): Measure | undefined {
  if (otherThan.test(label)) return undefined;
  if (realization.test(label)) return 'realization';
  if (budget.test(label)) return 'budget';
  return english.find(([, words]) => words.test(label))?.[0] ?? (unknown.test(label) ? 'unknown' : undefined);
}

/** Sorts the columns of a header by what they hold. The first column of a kind wins; "Kode X" wins over "X" alone. */
export function classifyColumns(columns: readonly Column[]): Fields {
  let known = sorted.get(columns);
  if (!known) {
    known = sortFields(columns);
    sorted.set(columns, known);
  }
  return known;
}

/** Each form of table asks for the same headers, some hundreds of columns wide. */
const sorted = new WeakMap<readonly Column[], Fields>();

function sortFields(columns: readonly Column[]): Fields {
  const fields: Fields = {
    code: {},
    name: {},
    measures: [],
    year: undefined,
    package: undefined,
    deposit: undefined,
    codeColumns: [],
    description: undefined,
    rest: [],
    unclear: [],
  };
  const whole: [Entity, Column][] = [];
  for (const column of columns) if (!place(fields, column, whole)) fields.rest.push(column);
  // A bare "Jumlah" beside a labelled column is a remainder or a sum of the row.
  // It may be the budget only where no column is labelled as one.
  if (fields.measures.some(({ measure }) => measure !== 'unknown')) {
    const bare = fields.measures.filter(({ measure }) => measure === 'unknown').map(({ column }) => column);
    fields.rest.push(...bare);
    fields.measures = fields.measures.filter(({ measure }) => measure !== 'unknown');
    if (!fields.measures.some(({ measure }) => measure === 'budget')) fields.unclear.push(...bare);
  }
  const inForce = toTheLatestDay(ofTheVersionInForce(ofTheNewestYear(fields.measures, ({ column }) => column)));
  for (const [measure, called] of [['realization', calledRealization] as const, ['budget', calledBudget] as const])
    if (inForce.length > 0 && !inForce.some((item) => item.measure === measure))
      fields.unclear.push(...fields.rest.filter(({ label, spill }) => !spill && called.test(label) && !noPosition.test(label)));
  fields.rest.push(...fields.measures.filter((item) => !inForce.includes(item)).map(({ column }) => column));
  fields.measures = inForce;
  for (const [entity, column] of whole) {
    if (fields.code[entity] === undefined) fields.code[entity] = column;
    else fields.rest.push(column);
  }
  return fields;
}

type Measured = Fields['measures'][number];

/** Tables repeat last year's figures beside their own: of columns that name their year those of the newest count. */
export function ofTheNewestYear<Item>(items: readonly Item[], columnOf: (item: Item) => Column): Item[] {
  const years = items.map((item) => yearsIn(columnOf(item).label, false).at(-1));
  const newest = Math.max(...years.map((year) => year ?? 0));
  return items.filter((_, at) => (years[at] ?? newest) === newest);
}

const versions = ['murni', 'pergeseran', 'perubahan', 'perubahan-pergeseran'];

/** Of budgets beside each other the last counts, if it names a version and every other an earlier one or none. */
/** Of realizations beside each other that each name the day up to which they count, the last: "s.d. Mei", "s.d. Juni". */
function toTheLatestDay(measures: readonly Measured[]): Measured[] {
  const realizations = measures.filter(({ measure }) => measure === 'realization');
  const days = realizations.map(({ column }) => periodIn(column.printed.replaceAll('_', ' '), anyYear)?.asOf ?? '');
  const latest = days.toSorted().at(-1);
  if (realizations.length < 2 || days.includes('') || new Set(days).size < days.length) return [...measures];
  const last = realizations[days.indexOf(latest ?? '')];
  return measures.filter((item) => item.measure !== 'realization' || item === last);
}

/** Months of one header are of one year, whichever. */
const anyYear = 2000;

function ofTheVersionInForce(measures: readonly Measured[]): Measured[] {
  const budgets = measures.filter(({ measure }) => measure === 'budget');
  const ranks = budgets.map(({ column }) => {
    const [name = '', number = '0'] = (versionIn(column.label) ?? '').split(/-(?=\d)/);
    return versions.indexOf(name) * 10 + Number(number);
  });
  const last = budgets.at(-1);
  const rank = ranks.at(-1) ?? 0;
  if (rank <= 0 || ranks.slice(0, -1).some((other) => other >= rank)) return [...measures];
  return measures.filter((item) => item.measure !== 'budget' || item === last);
}

/**
 * The header that says most among those that a form of table can use: columns that mean something, less those that
 * only repeat another's label ("Anggaran" three times needs the line above it). Of two with the same columns the shorter,
 * so that a line of titles is not taken for a part of it; one that ends above further labels only for want of another.
 */
export function bestHeader(
  head: SheetHead,
  fits: (fields: Fields, header: Header) => boolean,
): { header: Header; fields: Fields; whole: boolean } | undefined {
  let best: { header: Header; fields: Fields; whole: boolean; says: number } | undefined;
  for (const header of headersIn(head)) {
    const fields = withCodesOf(head, header, classifyColumns(header.columns));
    const own = header.columns.filter(({ spill }) => !spill);
    const repeats = own.length - new Set(own.map(({ label }) => label)).size;
    const says = header.columns.length - fields.rest.length - repeats;
    const amounts = fields.measures.map(({ column }) => column);
    const whole = !standOverLabels(head, header, amounts);
    const better = best === undefined || (whole === best.whole ? says > best.says : whole);
    if (better && fits(fields, header)) best = { header, fields, whole, says };
  }
  if (!best) return undefined;
  const { header, fields } = best;
  const measures = fields.measures.map((item) => ({ ...item, column: holding(head, header, item.column) }));
  return { ...best, fields: { ...fields, measures } };
}

/** Of the columns that a label is merged over, or whose first holds but the "Rp", the one with the figures. */
function holding(head: SheetHead, header: Header, column: Column): Column {
  const below = head.rows.filter(({ number }) => number > header.last);
  const holds = (index: number, what: RegExp) => below.some((row) => what.test(textAt(row, index)));
  if (holds(column.index, /\d/)) return column;
  const width = Math.max(0, ...below.map(({ cells }) => cells.length));
  const next = header.columns.find(({ index, spill }) => index > column.index && !spill)?.index ?? width;
  const merged = header.columns.some(({ index, spill }) => index === column.index + 1 && spill);
  if (!merged && !holds(column.index, /^Rp\.?$/i)) return column;
  const filled = Array.from({ length: Math.max(0, next - column.index - 1) }, (_, at) => column.index + 1 + at).filter((index) =>
    holds(index, /\d/),
  );
  const [only, other] = filled;
  return only === undefined || other !== undefined ? column : { ...column, index: only, letters: columnLetters(only) };
}

/** Whether further labels are right beneath columns of amounts: a header that ends there is not whole. */
export function standOverLabels(head: SheetHead, header: Header, columns: readonly Column[]): boolean {
  const next = head.rows.find(({ number }) => number > header.last);
  if (!next || next.cells.some((cell) => cell !== undefined && /\d/.test(cell.text))) return false;
  // "a | b | c" numbers the columns.
  return columns.some(({ index }) => /[A-Za-z]{2}|%/.test(textAt(next, index)));
}

/** The columns with the codes and names of a row. */
export function codedColumns({ code, name }: Fields): Column[] {
  return [...Object.values(code), ...Object.values(name)];
}

/** What a list of payments calls the document that each of its rows belongs to, the most telling first. */
const documents = ['DOKUMEN', 'DOK', 'BUKTI', 'SPJ', 'TBP', 'SP2D'] as const;

/** The columns of a payment's document and its day; undefined for a table that lists none. */
export function paymentColumns(
  columns: readonly Column[],
): { number: Column; date: Column; document: (typeof documents)[number] } | undefined {
  const labelled = (pattern: RegExp) => columns.find(({ label, spill }) => !spill && pattern.test(label));
  for (const document of documents) {
    const number = labelled(new RegExp(`^(?:NOMOR|NO) ${document}$`));
    const date = number && (labelled(new RegExp(`^(?:TANGGAL|TGL) ${document}$`)) ?? labelled(/^(?:TANGGAL|TGL)$/));
    if (number && date) return { number, date, document };
  }
  return undefined;
}

const codeLike = /^\d{1,6}(?:\.\d{1,6})*$/;

/**
 * The columns that codes are spread over. Where a "Kode" was merged over several and the merge is lost (a .csv has none),
 * they follow it without a label and hold nothing but codes.
 */
export function codeColumnsOf(head: SheetHead, header: Header, { codeColumns }: Fields): Column[] {
  const last = codeColumns.at(-1);
  const next = Math.min(...header.columns.map(({ index }) => index).filter((index) => last !== undefined && index > last.index));
  if (!last || !Number.isFinite(next)) return codeColumns;
  const below = head.rows.filter((row) => row.number > header.last);
  const found = [...codeColumns];
  for (let index = last.index + 1; index < next; index++) {
    const texts = below.map((row) => textAt(row, index)).filter((text) => text !== '');
    if (texts.length > 0 && texts.every((text) => codeLike.test(text)))
      found.push({ ...last, index, letters: columnLetters(index), spill: true });
  }
  return found;
}

function place(fields: Fields, column: Column, whole: [Entity, Column][]): boolean {
  const isCode = /^(?:KODE|KD)(?: REKENING| REK| AKUN)?$|^(?:NO|NOMOR) REK(?:ENING)?$|^ACCOUNT (?:CODE|NO|NUMBER)$/.test(column.label);
  if (isCode) fields.codeColumns.push(column);
  const measure = measureOfColumn(column);
  // What a merged header covers further right continues the column before it.
  if (column.spill) return isCode || measure !== undefined || /^(?:URAIAN|NAMA)/.test(column.label);
  // A group's label may be above ("Rekening / Kode rekening"): then only the last line counts.
  const last = column.lines.at(-1) ?? '';
  const labels = last === column.label ? [last] : [column.label, last];
  if (labels.some((label) => placeEntity(fields, column, label, whole))) return true;
  if (isCode) return true;
  if (measure) return fields.measures.push({ measure, column }) > 0;
  return labels.some((label) => placeOther(fields, column, label));
}

function placeEntity(fields: Fields, column: Column, typed: string, whole: [Entity, Column][]): boolean {
  const label = englishLabel(typed);
  const named = /^(?:KODE|KD)(?: DAN)?(?: NAMA| URAIAN)? (.+)$|^(?:NAMA|NM|URAIAN) (.+)$/.exec(label);
  const [, ofCode, ofName] = named ?? [];
  const entity = nouns[ofCode ?? ofName ?? label];
  if (!entity) return false;
  if (!named) {
    // Without "Kode" these are derived columns of dumps, and cut by position at that.
    return !/^SUB RINCIAN OB[JY]EK$|^AKUN$/.test(label) && whole.push([entity, column]) > 0;
  }
  const columns = ofCode === undefined ? fields.name : fields.code;
  if (columns[entity]) return false;
  columns[entity] = column;
  return true;
}

/** "Account code" as "KODE ACCOUNT". */
function englishLabel(label: string): string {
  const [, entity = '', word = ''] = /^(.+) (CODE|NAME)$/.exec(label) ?? [];
  return nouns[entity] === undefined ? label : `${word === 'CODE' ? 'KODE' : 'NAMA'} ${entity}`;
}

function placeOther(fields: Fields, column: Column, label: string): boolean {
  if (/^(?:TAHUN|TAHUN ANGGARAN|TA|T A|(?:FISCAL |BUDGET )?YEAR)$/.test(label)) return assign(fields, 'year', column);
  if (/^NAMA PAKET(?: KELOMPOK)?$/.test(label)) return assign(fields, 'package', column);
  if (/^NILAI SETORAN$/.test(label)) return assign(fields, 'deposit', column);
  if (/^(?:URAIAN|DESCRIPTION)\b/.test(label) || /^(?:NAMA|KETERANGAN)$/.test(label)) return assign(fields, 'description', column);
  return false;
}

function assign(fields: Fields, key: 'year' | 'package' | 'deposit' | 'description', column: Column): boolean {
  if (fields[key]) return false;
  fields[key] = column;
  return true;
}

/** Content of a column that is not read for privacy: a kind of personal data, or free text. */
export type DroppedKind = PersonalKind | 'teks bebas';

const personalLabels: readonly (readonly [label: RegExp, kind: DroppedKind])[] = [
  [/\bNIP\b/, 'NIP'],
  [/\b(?:NIK|NO KTP|NOMOR KTP)\b/, 'NIK/NPWP'],
  [/\bNPWP\b/, 'NPWP'],
  [/\b(?:TELEPON|TELP|TLP|HP|WHATSAPP|WA|KONTAK)\b/, 'no. HP'],
  [/\b(?:EMAIL|E MAIL|SUREL)\b/, 'e-mail'],
  [/\b(?:REKENING BANK|NO REKENING|NOMOR REKENING|REKENING PENERIMA)\b/, 'rekening bank'],
  [/\bALAMAT\b/, 'alamat'],
  [/\b(?:PEGAWAI|PENERIMA|PEJABAT|BENDAHARA|PPTK|PETUGAS)\b/, 'nama orang'],
  [/\bKETERANGAN\b/, 'teks bebas'],
];

/** What of people or free text a column holds, by its label; undefined for a merely unknown one. */
export function personalKindOf({ label }: Pick<Column, 'label'>): DroppedKind | undefined {
  return personalLabels.find(([pattern]) => pattern.test(label))?.[1];
}
