import { canonicalCode } from '@sipkadin/budget';
import { unitInTitles } from '../scope/unit-in-titles.ts';
import { classifyColumns, paymentColumns } from '../table/classify-columns.ts';
import { monthNamed } from '../table/dates.ts';
import { type Column, type Header, headersIn, type SheetHead, textAt, titlesAbove } from '../table/header.ts';
import { columnLetters, type Row } from '../table/sheet.ts';
import { plain } from '../table/text.ts';
import { type Contents, codeKind, contentsOf, holdsPeople } from './contents.ts';
import { type MappingDraft, monthTargets, type Target } from './mapping.ts';

/** How sure a guess is: `sure` where label and contents agree, `guess` where one of them says so, `empty` where none does. */
export type Confidence = 'sure' | 'guess' | 'empty';

export interface Proposal {
  draft: MappingDraft;
  header: Header;
  contents: readonly Contents[];
  confidence: Partial<Record<Target | 'kind' | 'header' | 'unitSource', Confidence>>;
}

/**
 * What the columns of an unknown table may hold, by their labels and their first rows; undefined where the sheet has no
 * codes of accounts beside amounts, without which no mapping could make a budget table of it.
 */
export function propose(head: SheetHead): Proposal | undefined {
  const first = firstDataRow(head);
  if (first === undefined) return undefined;
  const header = headerAbove(head, first);
  return header && proposeFrom(head, header);
}

/** As `propose`, under a header that someone pointed out. */
export function proposeFrom(head: SheetHead, header: Header): Proposal | undefined {
  const contents = contentsOf(head, header.last + 1);
  const guess = new Guess(head, header, contents);
  if (!guess.draft.columns.account || !guess.mayBeMoney()) return undefined;
  return { draft: guess.draft, header, contents, confidence: guess.confidence };
}

/** The first row that has a code and, beside it, a number. */
function firstDataRow(head: SheetHead): number | undefined {
  const at = head.rows.findIndex((item) => {
    const cells = contentsOf({ ...head, rows: [item] }, item.number);
    const coded = cells.some(({ unit, activity, account }) => unit + activity + account > 0);
    const parts = beginsWithParts(item);
    return (
      (coded || parts) && cells.some(({ amount, index }) => amount > 0 && cells.some((other) => other.index < index && other.filled > 0))
    );
  });
  const first = head.rows[at];
  if (!first) return undefined;
  // "5 | BELANJA DAERAH | 1000" above it holds amounts in the same columns: rows of data, whatever their codes are.
  const amounts = contentsOf({ ...head, rows: [first] }, first.number).filter(isMoney);
  const holds = (row: Row) => amounts.some(({ index }) => isMoneyCell(row, index));
  const top = head.rows.slice(0, at).findLastIndex((row) => !holds(row)) + 1;
  return head.rows[top]?.number;
}

function isMoneyCell(row: Row, index: number): boolean {
  const [cell] = contentsOf({ info: emptyInfo, rows: [row] }, row.number).filter((item) => item.index === index);
  return cell !== undefined && cell.amount > 0 && !/^(?:19|20)\d\d$|^\d{1,2}$/.test(textAt(row, index));
}

const emptyInfo: SheetHead['info'] = { name: '', hidden: false, index: 0, merges: [] };

/** "5 | | | BELANJA | 6000": an akun alone in its cell, parts or blanks behind it, then words. */
function beginsWithParts(row: Row): boolean {
  const texts = row.cells.map((_, index) => textAt(row, index));
  const first = texts.findIndex((text) => text !== '');
  if (!/^[4-6]$/.test(texts[first] ?? '')) return false;
  const words = texts.findIndex((text) => /[A-Za-z]{3}/.test(text));
  return words - first >= 3 && texts.slice(first, words).every((text) => text === '' || /^\d{1,5}$/.test(text));
}

/** The header that ends right above the data, of its possible heights the one with the most known labels; none is a header too. */
function headerAbove(head: SheetHead, first: number): Header | undefined {
  const above = headersIn(head).filter(({ last }) => last < first);
  // Numbers beneath the labels ("1 | 2 | 3") are the last line of a header that ends above them.
  const lowest = Math.max(...above.map(({ last }) => last));
  const known = above
    .filter(({ last }) => last === lowest)
    .map((header) => ({ header, says: says(header) }))
    .toSorted((a, b) => b.says - a.says)[0];
  if (known && known.says > 0) return known.header;
  // Two texts in a row far above the data are titles beside each other.
  const adjacent = known && !head.rows.some(({ number }) => number > known.header.last && number < first);
  if (known && adjacent && known.header.columns.filter(({ spill }) => !spill).length >= 3) return known.header;
  return { top: first, bottom: first - 1, last: first - 1, columns: [] };
}

function says(header: Header): number {
  const own = header.columns.filter(({ spill }) => !spill);
  const labels = own.filter((column) => moneyWord(column) !== undefined || /KODE|URAIAN|NAMA|REKENING|UNIT|KEGIATAN/.test(column.label));
  const months = own.filter((column) => monthOfLabel(column) !== undefined);
  const repeats = own.length - new Set(own.map(({ label }) => label)).size;
  const numbers = own.filter(({ lines }) => lines.some((line) => /^\d{1,2}$/.test(line)));
  return labels.length + months.length - 2 * repeats - numbers.length;
}

function isMoney({ amount, filled, date }: Contents): boolean {
  return amount > 0 && amount * 2 > filled && date === 0;
}

const budgetWord = /\b(?:PAGU|ANGGARAN|ALOKASI|PLAFON|APBD|DPA|BUDGET|ALLOCATION|RENCANA)\b/;
const realizationWord =
  /\b(?:REALISASI|SERAPAN|TERSERAP|PENYERAPAN|PENCAIRAN|PENGELUARAN|DIBAYAR|DIBAYARKAN|SP2D|SPJ|SPENT|ACTUAL|REALIZATION)\b/;
const otherWord = /%|PERSEN|SISA|SELISIH|LEBIH|KURANG|FISIK|TARGET|LALU|VOLUME|HARGA|SATUAN|\bNO\b/;

/** What amounts are called without a word for what they are: "2025", "Nilai". */
const moneyLabel = /^(?:(?:TA|TAHUN) )?20\d\d$|\b(?:RP|RUPIAH|NILAI|JUMLAH|NOMINAL|BIAYA|UANG|DANA)\b/;

function moneyWord({ label }: Column): 'budget' | 'realization' | undefined {
  if (otherWord.test(label)) return undefined;
  if (realizationWord.test(label)) return 'realization';
  return budgetWord.test(label) ? 'budget' : undefined;
}

/** "Realisasi bulan Juni" may be that month's alone, where a position is up to its end. */
function mayBeOfAPart({ label }: Column): boolean {
  if (/\b(?:S ?D|SAMPAI|HINGGA|PER)\b/.test(label)) return false;
  return /\b(?:BULAN|BLN|TRIWULAN|TW|SEMESTER|SMT)\b/.test(label) || label.split(' ').some((word) => monthNamed(word) !== undefined);
}

function monthOfLabel({ lines }: Column): number | undefined {
  const last = lines.at(-1) ?? '';
  const numbered = /^(?:BULAN|BLN|MONTH) ?(\d{1,2})$/.exec(last)?.[1];
  const month = numbered === undefined ? monthNamed(last) : Number(numbered);
  return month !== undefined && month >= 1 && month <= 12 ? month : undefined;
}

/** Whether the cells are the parts of one account, at least of a jenis. */
function isSpread(row: Row, indexes: readonly number[]): boolean {
  const code = partsOf(row, indexes).join('.');
  return /^[4-6](?:\.\d+){2}/.test(code) && canonicalCode('account', code) !== undefined;
}

function isOther(row: Row, indexes: readonly number[]): boolean {
  const code = partsOf(row, indexes).join('.');
  return code !== '' && !(/^[4-6](?:\.|$)/.test(code) && canonicalCode('account', code) !== undefined);
}

function partsOf(row: Row, indexes: readonly number[]): string[] {
  return indexes.map((index) => textAt(row, index)).filter((text) => /^\d{1,5}$/.test(text));
}

class Guess {
  readonly draft: MappingDraft;
  readonly confidence: Proposal['confidence'] = {};
  readonly #header: Header;
  readonly #contents: readonly Contents[];
  readonly #taken = new Set<number>();

  constructor(head: SheetHead, header: Header, contents: readonly Contents[]) {
    this.#header = header;
    this.#contents = contents;
    const titled = header.columns.length > 0;
    this.draft = {
      kind: null,
      sheet: head.info.name,
      header: titled ? { top: header.top, bottom: header.bottom } : null,
      firstRow: header.last + 1,
      columns: {},
      unit: null,
      carry: false,
      numbers: {},
      dates: 'dmy',
    };
    this.confidence.header = titled ? 'guess' : 'empty';
    for (const item of contents) if (holdsPeople(header, item)) this.#taken.add(item.index);
    this.#codes();
    this.#spread(head);
    this.#names();
    this.#months();
    this.#money();
    this.#register();
    this.#unit(head);
    this.#styles();
    this.#kind(head);
  }

  #put(target: Target, indexes: readonly number[], confidence: Confidence): void {
    if (this.draft.columns[target] !== undefined || indexes.length === 0) return;
    this.draft.columns[target] = indexes.map(columnLetters);
    this.confidence[target] = confidence;
    for (const index of indexes) this.#taken.add(index);
  }

  /** Codes are recognised by their form; a label that says the same makes it sure. */
  #codes(): void {
    const fields = classifyColumns(this.#header.columns);
    const labels = {
      unit: [fields.code.unit, fields.code.opd],
      activity: [fields.code.sub, fields.code.kegiatan, fields.code.program],
      account: [fields.code.account, ...fields.codeColumns],
    };
    const mixed = this.#contents.find(
      (item) =>
        !this.#taken.has(item.index) &&
        item.account > 0 &&
        item.unit + item.activity > 0 &&
        item.unit + item.activity + item.account > item.filled / 2,
    );
    for (const kind of ['unit', 'activity', 'account'] as const) {
      const free = this.#contents.filter(
        (item) => !this.#taken.has(item.index) && item[kind] > 0 && item[kind] * 2 > item.unit + item.activity + item.account,
      );
      // The deepest level of several, and the sub-unit rather than its OPD, comes last.
      const labelled = labels[kind].flatMap((column) => free.find(({ index }) => column?.index === index) ?? [])[0];
      const best = labelled ?? free.toSorted((a, b) => b[kind] - a[kind] || b.index - a.index)[0];
      if (mixed && (best === undefined || best === mixed)) continue;
      if (best) this.#put(kind, [best.index], labelled ? 'sure' : 'guess');
    }
    if (mixed && !this.draft.columns.account) {
      const letters = [columnLetters(mixed.index)];
      for (const kind of ['unit', 'activity', 'account'] as const)
        if (mixed[kind] > 0 && !this.draft.columns[kind]) {
          this.draft.columns[kind] = letters;
          this.confidence[kind] = 'guess';
        }
      this.#taken.add(mixed.index);
    }
    const fund = fields.code.fund;
    if (fund && !this.#taken.has(fund.index)) this.#put('fund', [fund.index], 'guess');
  }

  /** "5 | 1 | 02 | 01": neighbours that hold nothing but the parts of accounts. */
  #spread(head: SheetHead): void {
    if (this.draft.columns.account) return;
    const isPart = (item: Contents | undefined) =>
      item !== undefined && !this.#taken.has(item.index) && item.part * 2 > item.filled && item.words < 3;
    const rows = head.rows.filter((row) => row.number > this.#header.last);
    for (const start of this.#contents) {
      let end = start.index;
      while (isPart(this.#contents[end]) && end - start.index < 6) end++;
      const indexes = Array.from({ length: end - start.index }, (_, at) => start.index + at);
      if (indexes.length < 3 || !rows.some((row) => isSpread(row, indexes)) || rows.some((row) => isOther(row, indexes))) continue;
      this.#put('account', indexes, 'guess');
      return;
    }
  }

  /** The words right beside a code are its name, or those that a label calls so. */
  #names(): void {
    const fields = classifyColumns(this.#header.columns);
    const labels = {
      unit: [fields.name.unit, fields.name.opd],
      activity: [fields.name.sub, fields.name.kegiatan],
      account: [fields.name.account, fields.description],
    };
    for (const kind of ['account', 'activity', 'unit'] as const) {
      const last = this.draft.columns[kind]?.at(-1);
      if (last === undefined) continue;
      const target = `${kind}Name` as const;
      const free = (index: number) => !this.#taken.has(index) && (this.#contents[index]?.words ?? 0) > 0;
      const labelled = labels[kind].find((column) => column !== undefined && free(column.index));
      const at = this.#contents.findIndex(({ index }) => columnLetters(index) === last);
      const own = this.#contents[at];
      if (labelled) this.#put(target, [labelled.index], 'sure');
      else if (own && own.words * 2 < own.filled && free(at + 1)) this.#put(target, [at + 1], 'guess');
    }
    const { unit, account, accountName } = this.draft.columns;
    // In a tree each row's words name its own code.
    if (accountName && unit && unit[0] === account?.[0])
      for (const target of ['unitName', 'activityName'] as const) this.draft.columns[target] = accountName;
    const name = fields.package;
    if (name && !this.#taken.has(name.index)) this.#put('package', [name.index], this.#holds(name, 'words') ? 'sure' : 'guess');
  }

  #months(): void {
    const months = this.#header.columns.flatMap((column) => {
      const month = monthOfLabel(column);
      return month !== undefined && !this.#taken.has(column.index) ? [{ month, column }] : [];
    });
    if (new Set(months.map(({ month }) => month)).size < 6) return;
    for (const { month, column } of months) {
      const target = monthTargets[month - 1];
      if (target) this.#put(target, [column.index], this.#holds(column, 'amount') ? 'sure' : 'guess');
    }
  }

  /** Whether most of a column's cells are what its label says: only then a guess is sure. */
  #holds({ index }: Column, what: 'words' | 'amount' | 'filled'): boolean {
    const found = this.#contents[index];
    return found !== undefined && found[what] > 0 && found[what] * 2 > found.filled;
  }

  #money(): void {
    const money = this.#contents.filter((item) => !this.#taken.has(item.index) && isMoney(item) && !this.#counts(item));
    for (const target of ['budget', 'realization'] as const) {
      const columns = money.filter(({ index }) =>
        this.#header.columns.some((column) => column.index === index && moneyWord(column) === target),
      );
      // Of several the last is the latest version, or the position up to the day; a person chooses which one.
      const best = columns.at(-1);
      const isPart = this.#header.columns.some((column) => column.index === best?.index && mayBeOfAPart(column));
      if (best) this.#put(target, [best.index], columns.length === 1 && !isPart ? 'sure' : 'guess');
    }
    const left = money.filter(({ index }) => !this.#taken.has(index) && this.#header.columns.length === 0);
    if (!this.draft.columns.budget && left[0]) this.#put('budget', [left[0].index], 'guess');
  }

  /** Whether any column can hold amounts: by its label, or more than small numbers. */
  mayBeMoney(): boolean {
    const { columns } = this.draft;
    if (columns.budget || columns.realization || monthTargets.some((target) => columns[target])) return true;
    const isLabelled = ({ index }: Contents) =>
      this.#header.columns.some((column) => column.index === index && moneyLabel.test(column.label) && !otherWord.test(column.label));
    return this.#contents.some((item) => !this.#taken.has(item.index) && isMoney(item) && (item.amount > item.part || isLabelled(item)));
  }

  /** Running numbers, years and shares are no money. */
  #counts({ index, part, filled }: Contents): boolean {
    const label = this.#header.columns.find((column) => column.index === index)?.label ?? '';
    return part === filled && (/^(?:NO|NOMOR|TAHUN|TA|NO URUT)$/.test(label) || label === '');
  }

  /** A plan's own sum of its months. */
  #yearly(): void {
    const column = this.#header.columns.find(
      ({ index, label }) => !this.#taken.has(index) && /^(?:SETAHUN|JUMLAH|TOTAL|ANGGARAN)\b/.test(label),
    );
    if (column) this.#put('budget', [column.index], 'guess');
  }

  #register(): void {
    const dated = this.#contents.find((item) => !this.#taken.has(item.index) && item.date > 0 && item.date * 2 > item.filled);
    if (!dated) return;
    const labelled = this.#header.columns.some(({ index, label }) => index === dated.index && /\b(?:TANGGAL|TGL|DATE)\b/.test(label));
    this.#put('date', [dated.index], labelled ? 'sure' : 'guess');
    const document =
      paymentColumns(this.#header.columns)?.number ??
      this.#header.columns.find(
        ({ label, index }) => !this.#taken.has(index) && /^(?:NO|NOMOR|NUMBER)\b.*\b(?:DOKUMEN|SP2D|SPM|BUKTI|DOCUMENT)\b/.test(label),
      );
    if (document) this.#put('document', [document.index], this.#holds(document, 'filled') ? 'sure' : 'guess');
    const [order, other] = [...dated.orders];
    if (order && !other) this.draft.dates = order;
    const money = this.#contents.filter((item) => !this.#taken.has(item.index) && isMoney(item) && !this.#counts(item));
    if (money[0] && !money[1] && !this.draft.columns.budget) this.#put('realization', [money[0].index], 'guess');
  }

  #unit(head: SheetHead): void {
    const { columns } = this.draft;
    if (columns.unit) {
      const unit = this.#contents.find(({ index }) => columnLetters(index) === columns.unit?.[0]);
      const account = this.#contents.find(({ index }) => columnLetters(index) === columns.account?.[0]);
      this.draft.carry = (unit?.unit ?? 0) * 5 < (account?.account ?? 0) * 4 && columns.unit?.[0] !== columns.account?.[0];
      return;
    }
    const titled = unitInTitles(head, this.#header) ?? (codeKind(head.info.name) === 'unit' ? {} : undefined);
    if (titled) this.draft.unit = 'titles';
    this.confidence.unitSource = titled ? 'guess' : 'empty';
  }

  #styles(): void {
    const money = new Set(
      [...monthTargets, 'budget' as const, 'realization' as const].flatMap((target) => this.draft.columns[target] ?? []),
    );
    const proven = new Set(this.#contents.flatMap((item) => (money.has(columnLetters(item.index)) ? [...item.styles] : [])));
    for (const { index, styles, ambiguous } of this.#contents) {
      const letters = columnLetters(index);
      if (!money.has(letters) || (styles.size === 0 && ambiguous === 0)) continue;
      const [only, other] = styles.size > 0 ? [...styles] : [...proven];
      if (only && !other) this.draft.numbers[letters] = only;
    }
  }

  #kind(head: SheetHead): void {
    const { columns } = this.draft;
    const months = monthTargets.filter((target) => columns[target]);
    if (months.length > 0) {
      const words = plain(
        [...titlesAbove(head, this.#header).map(({ text }) => text), ...this.#header.columns.map(({ label }) => label)].join(' '),
      );
      const plan = /\bKAS\b|\bRAK\b|\bRENCANA\b|\bCASH\b/.test(words);
      const spent = /\bREALISASI\b|\bPENYERAPAN\b|\bSERAPAN\b/.test(words);
      // Whether months are planned or spent is never guessed: without a word for it, a person answers.
      if (plan !== spent) this.draft.kind = plan ? 'cash-plan' : 'monthly-realization';
      this.confidence.kind = this.draft.kind === null ? 'empty' : 'guess';
      if (this.draft.kind === 'cash-plan') this.#yearly();
      return;
    }
    const register = columns.date !== undefined && columns.realization !== undefined;
    if (!register && !columns.budget && !columns.realization) {
      this.confidence.kind = 'empty';
      return;
    }
    this.draft.kind = register ? 'register' : 'position';
    this.confidence.kind = 'guess';
  }
}
