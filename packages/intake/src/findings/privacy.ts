import { type Code, type Finding, finding, isWithin, type PersonalKind, personalData, withoutPersonalData } from '@sipkadin/budget';
import { keptText } from '../limits.ts';
import { type DroppedKind, personalKindOf } from '../table/classify-columns.ts';
import { type Column, type Header, type SheetHead, textAt } from '../table/header.ts';
import { columnLetters, type Row, type SheetInfo, type Workbook } from '../table/sheet.ts';
import { clean } from '../table/text.ts';
import type { FindingList } from './finding-list.ts';
import type { InspectReport } from './report.ts';

const socialAid = '5.1.06';

interface Dropped {
  column: Column;
  kind: DroppedKind | undefined;
  /** Filled cells. */
  values: number;
  /** The last text and what it holds: a column repeats its texts. */
  last: string;
  holds: PersonalKind | undefined;
}

/**
 * What a file holds of people. None of it is kept: columns that no form reads are counted and forgotten, kept texts
 * with personal data are held back, and the file is known as one that not everybody may have.
 */
export class Privacy {
  /** Package names that were not kept because they may name a recipient of social aid. */
  recipients = 0;
  readonly #findings: FindingList;
  readonly #counts = new Map<PersonalKind, number>();
  #labelled: boolean[] = [];
  #dropped: Dropped[] = [];
  /** Of the sheets read before: by sheet, columns of people with how many values. */
  readonly #columns: { sheet: string; columns: Dropped[] }[] = [];
  #sheet = '';

  constructor(findings: FindingList) {
    this.#findings = findings;
  }

  /** A sheet is to be read. */
  begin(sheet: string, { columns }: Header): void {
    this.#sheet = sheet;
    this.#labelled = [];
    for (const { index } of columns) this.#labelled[index] = true;
    this.#dropped = [];
  }

  /** The columns that its form does not read. */
  drop(columns: readonly Column[]): void {
    this.#dropped = columns.map((column) => ({ column, kind: personalKindOf(column), values: 0, last: '', holds: undefined }));
    this.#columns.push({ sheet: this.#sheet, columns: this.#dropped });
  }

  /** The columns of this sheet that its form does not read, people's apart. */
  get unread(): readonly Column[] {
    return this.#dropped.filter(({ kind }) => kind === undefined).map(({ column }) => column);
  }

  /** Columns that are read beside those that the form reads. */
  keep(columns: readonly Column[]): void {
    const kept = new Set(columns.map(({ index }) => index));
    const before = this.#dropped;
    this.#dropped = before.filter(({ column }) => !kept.has(column.index));
    const entry = this.#columns.find(({ columns }) => columns === before);
    if (entry) entry.columns = this.#dropped;
  }

  /** The first rows of a sheet that is not read. */
  lookAtHead({ info, rows }: SheetHead): void {
    for (const row of rows) for (let index = 0; index < row.cells.length; index++) this.#lookAt(row, index, info.name);
  }

  /**
   * Looks at what a row holds beside the columns that are read; all of a row that is no data. Whole numbers of nine digits
   * hold nothing of people.
   */
  look(row: Row, isData: boolean): void {
    for (let index = 0; index < row.cells.length; index++)
      if (!isData || this.#labelled[index] !== true) this.#lookAt(row, index, this.#sheet);
    if (!isData) return;
    for (const dropped of this.#dropped) {
      const { index } = dropped.column;
      const cell = row.cells[index];
      if (cell === undefined || cell.kind === 'empty' || (cell.whole === undefined && cell.text === '')) continue;
      dropped.values++;
      if (cell.whole !== undefined) continue;
      if (dropped.kind !== undefined && dropped.kind !== 'teks bebas') continue;
      if (cell.text !== dropped.last) {
        dropped.last = cell.text;
        dropped.holds = personalData(cell.text);
      }
      if (dropped.holds !== undefined) this.#found(dropped.holds, this.#sheet, `${dropped.column.letters}${row.number}`);
    }
  }

  #lookAt(row: Row, index: number, sheet: string): void {
    const cell = row.cells[index];
    if (cell === undefined || cell.kind === 'empty' || cell.whole !== undefined || cell.text === '') return;
    const kind = personalData(clean(cell.text));
    if (kind !== undefined) this.#found(kind, sheet, `${columnLetters(index)}${row.number}`);
  }

  #found(kind: PersonalKind, sheet: string, ref: string): void {
    this.#count(kind);
    this.#findings.add('personal-data-elsewhere', { sheet, ref, value: kind });
  }

  #count(kind: PersonalKind): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  /** A text to keep, cut to its longest length. @returns '' where it holds personal data, of which a finding names the kind */
  freeText(row: Row, column: Column | undefined, text = column ? textAt(row, column.index) : ''): string {
    if (!column || text === '') return '';
    const kept = text.slice(0, keptText.free);
    const kind = personalData(kept);
    if (kind === undefined) return kept;
    this.held(kind, this.#sheet, `${column.letters}${row.number}`);
    return '';
  }

  /** As `freeText`; a package of social aid is often named for its recipient, so none of those names is kept. */
  packageName(row: Row, column: Column | undefined, account: Code, text?: string): string {
    const name = this.freeText(row, column, text);
    if (name === '' || !isWithin(account, socialAid)) return name;
    this.recipients++;
    return '';
  }

  /** A name of a person was read and is kept as a word for people. */
  person(): void {
    this.#count('nama orang');
  }

  /** A text that is no amount, in a cell that should hold one: a finding says so, and what it holds of people counts here. */
  inAmount(text: string): void {
    const kind = personalData(text);
    if (kind !== undefined) this.#count(kind);
  }

  held(kind: PersonalKind, sheet: string, ref: string): void {
    this.#count(kind);
    this.#findings.add('personal-data-held-back', { sheet, ref, value: kind });
  }

  /** Names the columns that nobody reads, those of people apart and with how much they hold. */
  describeColumns(json: boolean): void {
    for (const { sheet, columns } of this.#columns) {
      const label = ({ printed, letters }: Column) => (json ? printed : `${printed} (${letters})`).slice(0, 80);
      const others = columns.filter(({ kind }) => kind === undefined);
      const personal = columns.filter(({ kind }) => kind !== undefined);
      if (others.length > 0) this.#findings.add('columns-ignored', { sheet, value: others.map(({ column }) => label(column)).join(', ') });
      if (personal.length > 0)
        this.#findings.add('private-columns-dropped', {
          sheet,
          value: personal.map(({ column, values }) => `${label(column)}: ${values}`).join(', '),
        });
    }
  }

  /** How many values of each kind the file holds. Free text alone is nobody's. */
  counts(): InspectReport['personalData'] {
    const counts = new Map<DroppedKind, number>(this.#counts);
    for (const { kind, values } of this.#columns.flatMap(({ columns }) => columns))
      if (kind !== undefined && values > 0) counts.set(kind, (counts.get(kind) ?? 0) + values);
    return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => ({ kind, count }));
  }
}

/** The sheet's name; one that holds personal data is replaced by the sheet's place. */
export function publicSheetName({ name, index }: Pick<SheetInfo, 'name' | 'index'>): string {
  return personalData(clean(name)) === undefined ? name : `Lembar ${index + 1}`;
}

/** A sheet whose name holds personal data goes by its place; nothing that comes after sees the name. */
export function renamePersonalSheets(workbook: Workbook): Finding[] {
  const renamed: Finding[] = [];
  for (const info of workbook.sheets) {
    const kind = personalData(clean(info.name));
    if (kind === undefined) continue;
    info.name = publicSheetName(info);
    renamed.push(finding('sheet-name-held-back', { sheet: info.name, value: kind, expected: info.name }));
  }
  return renamed;
}

/** A report as it may leave the process that read the file: findings quote, and a quotation may hold anything. */
export function redactedReport(report: InspectReport): InspectReport {
  const redacted = withoutPersonalData;
  return {
    ...report,
    file: redacted(report.file),
    sheetsUsed: report.sheetsUsed.map(redacted),
    sheetsLeftOut: report.sheetsLeftOut.map(({ name, reason, hidden }) => ({
      name: redacted(name),
      reason: { id: redacted(reason.id), en: redacted(reason.en) },
      hidden,
    })),
    reconciliation: report.reconciliation.map((item) => ({
      ...item,
      what: { id: redacted(item.what.id), en: redacted(item.what.en) },
      place: redacted(item.place),
    })),
  };
}
