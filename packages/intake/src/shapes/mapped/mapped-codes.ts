import type { CodeKind } from '@sipkadin/budget';
import { type Mapping, type Target } from '../../mapping/mapping.ts';
import { columnIndex } from '../../mapping/parse.ts';
import type { CodeEntry } from '../../reading/code-book.ts';
import type { Codes } from '../../reading/codes.ts';
import { textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';

type Coded = 'unit' | 'activity' | 'account' | 'fund';

export const nameOf = { unit: 'unitName', activity: 'activityName', account: 'accountName', fund: 'fundName' } as const;

const bare = /^\d{1,6}$/;

/** Finds the codes of a row in the columns that a mapping names. */
export class MappedCodes {
  readonly #codes: Codes;
  readonly #columns = new Map<Target, number[]>();
  /** Kinds that share the same columns: each row has the code of its own level there. */
  readonly #mixed: readonly Coded[];

  constructor(codes: Codes, { columns }: Pick<Mapping, 'columns'>) {
    this.#codes = codes;
    for (const [target, letters] of Object.entries(columns) as [Target, string[]][])
      this.#columns.set(
        target,
        letters.flatMap((item) => columnIndex(item) ?? []),
      );
    const own = (kind: Coded) => columns[kind]?.join(' ');
    const kinds = ['unit', 'activity', 'account'] as const;
    this.#mixed = kinds.filter((kind) => own(kind) !== undefined && kinds.some((other) => other !== kind && own(other) === own(kind)));
  }

  get isTree(): boolean {
    return this.#mixed.length > 0;
  }

  /** @returns the row's own code of a kind, and the text where there is one that is no such code. */
  find(row: Row, kind: Coded): { entry?: CodeEntry; strange?: string } {
    const columns = this.#columns.get(kind) ?? [];
    const texts = columns.map((index) => textAt(row, index)).filter((text) => text !== '');
    const last = texts.at(-1);
    if (last === undefined) return {};
    const mixed = this.#mixed.includes(kind);
    const name = this.#name(row, kind, columns);
    const whole = texts.length > 1 && texts.every((text) => bare.test(text)) ? texts.join('.') : last;
    if (mixed && kindOf(whole, name) !== kind) return {};
    const entry = this.#codes.entry(kind, whole, name) ?? this.#joined(kind, texts, name);
    if (entry) return { entry };
    // A label, a note or a running number in a code column is none; what begins as a code is meant as one.
    return /^\d[\d.]*\.\d/.test(whole) ? { strange: whole } : {};
  }

  /** "5.1 | 02.01": parts that make a code only together. */
  #joined(kind: CodeKind, texts: readonly string[], name: string): CodeEntry | undefined {
    return texts.length > 1 && texts.every((text) => /^[\d.]+$/.test(text)) ? this.#codes.entry(kind, texts.join('.'), name) : undefined;
  }

  #name(row: Row, kind: Coded, codes: readonly number[]): string {
    const names = (this.#columns.get(nameOf[kind]) ?? []).filter((index) => !codes.includes(index));
    return names.map((index) => textAt(row, index)).findLast((text) => text !== '') ?? '';
  }
}

/** By its printed form: a unit has eight parts, an activity's second part two digits, an account's one. */
function kindOf(text: string, name: string): Coded {
  const [code = '', ...rest] = text.split(/[\s\-–:]+/);
  const parts = code.replace(/\.$/, '').split('.');
  if (parts.length >= 7) return 'unit';
  if (parts.length >= 2) return (parts[1]?.length ?? 0) >= 2 ? 'activity' : 'account';
  return /^(?:BELANJA|PENDAPATAN|PEMBIAYAAN)\b/i.test(name === '' ? rest.join(' ') : name) ? 'account' : 'activity';
}
