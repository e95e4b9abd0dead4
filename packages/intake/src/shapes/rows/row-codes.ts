import type { CodeEntry } from '../../reading/code-book.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import { unitInTitles } from '../../scope/unit-in-titles.ts';
import { codeColumnsOf, type Entity, type Fields } from '../../table/classify-columns.ts';
import { type Column, type Header, type SheetHead, textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import { codeText, plain } from '../../table/text.ts';

/** Codes that apply to a row: its own and those of the rows above it. */
export interface RowPlace {
  unit: CodeEntry | undefined;
  activity: CodeEntry | undefined;
  account: CodeEntry | undefined;
}

const activities: readonly Entity[] = ['urusan', 'bidang', 'program', 'kegiatan', 'sub'];

/**
 * Which OPD, activity and account the rows of a table made by hand belong to: codes may each have their column, or
 * share one that mixes all levels. A code that a row leaves blank is that of the rows above, unless the row carries
 * a name instead: then the OPD that has this name elsewhere in the sheet is meant, or none that is known.
 */
export class RowCodes {
  /** The columns that are read for codes and names. */
  readonly columns: readonly Column[];
  readonly #context: ReadContext;
  readonly #fields: Fields;
  readonly #mixed: readonly Column[];
  readonly #description: Column | undefined;
  readonly #titled: CodeEntry | undefined;
  /** Beside a column for activities a column of codes holds accounts alone. */
  readonly #apart: boolean;
  readonly #unitByName = new Map<string, CodeEntry>();
  #unit: CodeEntry | undefined;
  #activity: CodeEntry | undefined;

  constructor(context: ReadContext, head: SheetHead, header: Header, fields: Fields) {
    this.#context = context;
    this.#fields = fields;
    this.#mixed = codeColumnsOf(head, header, fields);
    this.#description = fields.description ?? fields.name.account ?? describing(header, this.#mixed);
    this.#apart = (fields.code.sub ?? fields.code.kegiatan ?? fields.code.program) !== undefined;
    const titled = unitInTitles(head, header);
    this.#titled = titled ? context.codes.entry('unit', titled.code, titled.name) : context.codes.answeredUnit();
    this.#unit = this.#titled;
    const own = [...Object.values(fields.code), ...Object.values(fields.name), ...this.#mixed];
    this.columns = this.#description ? [...own, this.#description] : own;
    for (const row of head.rows) if (row.number > header.last) this.#learnName(row);
  }

  /** The OPD that the titles name. */
  get titled(): CodeEntry | undefined {
    return this.#titled;
  }

  /** @returns undefined for a row without any code. */
  of(row: Row): RowPlace | undefined {
    const { code, name } = this.#fields;
    let account: CodeEntry | undefined;
    let unit = this.#context.codes.at('unit', row, code.unit, name.unit) ?? this.#context.codes.at('unit', row, code.opd, name.opd);
    let activity: CodeEntry | undefined;
    for (const level of activities)
      activity = this.#context.codes.at('activity', row, code[level], name[level] ?? this.#ownName(code[level])) ?? activity;
    const mixed = this.#mixedCodes(row);
    unit = mixed.unit ?? unit;
    activity = mixed.activity ?? activity;
    account = mixed.account ?? this.#accountOf(row);
    if (!unit && !activity && !account) return undefined;
    if (unit) this.#learnName(row);
    else unit = this.#unitAbove(row);
    if (unit !== this.#unit) this.#activity = undefined;
    this.#unit = unit;
    // Urusan and bidang are no activity that money is tied to.
    if (activity && activity.code.length < 7) return { unit: account ? unit : mixed.unit, activity, account };
    activity ??= account ? this.#activity : undefined;
    this.#activity = activity;
    return { unit, activity, account };
  }

  /** Whether a row without an account's code carries an account's name: then it is no subtotal, its code is missing. */
  namesAccount(row: Row): boolean {
    const { name } = this.#fields;
    return this.#apart && name.account !== undefined && textAt(row, name.account.index) !== '';
  }

  #ownName(column: Column | undefined): Column | undefined {
    return column && this.#mixed.includes(column) ? this.#description : undefined;
  }

  #accountOf(row: Row): CodeEntry | undefined {
    const column = this.#fields.code.account;
    if (!column || this.#mixed.includes(column)) return undefined;
    return this.#context.codes.at('account', row, column, this.#fields.name.account ?? this.#fields.description);
  }

  /** Columns called "Kode": what a code is follows from its printed form, as in a tree report. */
  #mixedCodes(row: Row): RowPlace {
    const place: RowPlace = { unit: undefined, activity: undefined, account: undefined };
    const name = this.#description ? textAt(row, this.#description.index) : '';
    const filled = this.#mixed.filter(({ index }) => textAt(row, index) !== '');
    const whole = joined(filled.map(({ index }) => codeText(textAt(row, index))));
    for (const [at, column] of filled.entries()) {
      if (whole !== undefined && at < filled.length - 1) continue;
      const text = whole ?? codeText(textAt(row, column.index));
      const own = at === filled.length - 1;
      const kind = this.#kindOf(text);
      const entry = kind && this.#context.codes.entry(kind, text, own ? name : '');
      if (kind && entry) place[kind] = entry;
      else if (own && /\d/.test(text)) this.#context.findings.find('code-unknown', `${column.letters}${row.number}`, text);
    }
    return place;
  }

  #kindOf(text: string): keyof RowPlace | undefined {
    const parts = (/^\d[\d.]*/.exec(text)?.[0] ?? '').replace(/\.$/, '').split('.');
    if (parts.length >= 7) return 'unit';
    if (parts.length >= 2) return (parts[1]?.length ?? 0) >= 2 && !this.#apart ? 'activity' : 'account';
    return /^[4-6]$/.test(parts[0] ?? '') ? 'account' : undefined;
  }

  /** A name without a code is that of another row, or of an OPD that is not known. */
  #unitAbove(row: Row): CodeEntry | undefined {
    const { code, name } = this.#fields;
    if (!code.unit && !code.opd) return this.#unit;
    const named = [name.unit, name.opd].map((column) => (column ? plain(textAt(row, column.index)) : '')).find((text) => text !== '');
    return named === undefined ? this.#unit : this.#unitByName.get(named);
  }

  #learnName(row: Row): void {
    const { code, name } = this.#fields;
    for (const key of ['unit', 'opd'] as const) {
      const column = name[key];
      const entry = this.#context.codes.at('unit', row, code[key], column);
      const text = column && entry ? plain(textAt(row, column.index)) : '';
      if (entry && text !== '' && !this.#unitByName.has(text)) this.#unitByName.set(text, entry);
    }
  }
}

/** A code that is spread over a column for each part: "1.02 | 01 | 2.01 | 0001". Two whole codes beside each other are none. */
function joined(texts: readonly string[]): string | undefined {
  const parts = texts.length > 1 && texts.every((text) => /^\d{1,4}(?:\.\d{1,2})?$/.test(text));
  const follows = texts.slice(1).every((text, at) => !text.startsWith(`${texts[at]}.`));
  return parts && follows && texts.slice(1).some((text) => /^0\d|^\d{3}/.test(text)) ? texts.join('.') : undefined;
}

/** "Program / Kegiatan / Sub Kegiatan / Belanja": the text right of the codes, which names them. */
function describing(header: Header, codes: readonly Column[]): Column | undefined {
  const from = Math.max(-1, ...codes.map(({ index }) => index));
  return header.columns.find(
    ({ index, label, spill }) => index > from && !spill && /^(?:NAMA|URAIAN|PROGRAM|KEGIATAN|SUB KEGIATAN|BELANJA|PEKERJAAN)\b/.test(label),
  );
}
