import { bidangOfUnit, type Code, type CodeKind, type CodeName, canonicalCode, type PersonalKind, personalData } from '@sipkadin/budget';
import { keptText } from '../limits.ts';
import { clean, codeText } from '../table/text.ts';

/** One code as a file spells it. */
export interface CodeEntry {
  /** Running number, for keys. */
  id: number;
  code: Code;
  printed: string;
  name: string;
  /** As the file wrote it, to notice another name without cleaning it again. */
  rawName: string;
  /** Units only: the bidang its code allows. Activities only: its own. */
  bidang: readonly Code[];
}

/** What a book met that someone should know. */
export interface CodeTrouble {
  /** Codes of sums that are those of nothing below them. */
  mistyped: Set<Code>;
  namesDiffer: Set<string>;
  /** Names that held personal data and were dropped: the code and what kind. */
  heldBack: { kind: CodeKind; printed: string; what: PersonalKind }[];
}

/** Every code of one file, canonical form and name, each worked out once. */
export class CodeBook {
  readonly #books: Record<CodeKind, Map<string, CodeEntry | undefined>> = {
    account: new Map(),
    activity: new Map(),
    unit: new Map(),
    fund: new Map(),
  };
  /** By the number of a text that the file's cells share, which is found without a look at the text. */
  readonly #shared: Record<CodeKind, CodeEntry[]> = { account: [], activity: [], unit: [], fund: [] };
  readonly #names = new Map<string, CodeEntry & { kind: CodeKind }>();
  readonly trouble: CodeTrouble = { mistyped: new Set(), namesDiffer: new Set(), heldBack: [] };
  #next = 1;

  /**
   * @param shared the number of `printed` among the texts that the file's cells share, where it is one
   * @returns the entry, or undefined where the text is no such code. The first name that a code has is kept.
   */
  entry(kind: CodeKind, printed: string, rawName: string, shared?: number): CodeEntry | undefined {
    const known = shared === undefined ? undefined : this.#shared[kind][shared];
    const entry = known ?? this.#find(kind, printed);
    if (entry === undefined) return undefined;
    if (known === undefined && shared !== undefined) this.#shared[kind][shared] = entry;
    if (rawName !== '' && rawName !== entry.rawName) this.#name(kind, entry, rawName);
    return entry;
  }

  #find(kind: CodeKind, printed: string): CodeEntry | undefined {
    const book = this.#books[kind];
    let entry = book.get(printed);
    if (entry === undefined && !book.has(printed)) {
      entry = this.#make(kind, printed);
      book.set(printed, entry);
    }
    return entry;
  }

  names(): CodeName[] {
    return [...this.#names.values()]
      .filter(({ code, name }) => name !== '' && !this.trouble.mistyped.has(code))
      .map(({ kind, code, printed, name }) => ({ kind, code, printed, name }))
      .sort((a, b) => compare(a.kind, b.kind) || compare(a.code, b.code));
  }

  nameOf(kind: CodeKind, code: Code): string {
    return this.#names.get(`${kind} ${code}`)?.name ?? '';
  }

  #make(kind: CodeKind, raw: string): CodeEntry | undefined {
    const whole = codeText(clean(raw));
    let printed = whole;
    let code = canonicalCode(kind, printed);
    let rest = '';
    if (code === undefined) {
      // "5.1.02.01.01.0024 Belanja Alat/Bahan": code and name in one cell.
      const both = /^(\d[\d.]*)(?:\s+[-–:]?\s*|[-–:]\s*)([^\d.].*)$/.exec(whole);
      if (!both) return undefined;
      [, printed = '', rest = ''] = both;
      code = canonicalCode(kind, printed);
      if (code === undefined) return undefined;
    }
    const known = this.#names.get(`${kind} ${code}`);
    if (known) {
      if (rest !== '') this.#name(kind, known, rest);
      return known;
    }
    const bidang = kind === 'unit' ? bidangOfUnit(code) : kind === 'activity' ? [code.slice(0, 4)] : [];
    const entry = { kind, id: this.#next++, code, printed, name: '', rawName: '', bidang };
    this.#names.set(`${kind} ${code}`, entry);
    if (rest !== '') this.#name(kind, entry, rest);
    return entry;
  }

  #name(kind: CodeKind, entry: CodeEntry, rawName: string): void {
    const name = clean(rawName).slice(0, keptText.name);
    if (entry.rawName !== '') {
      if (name !== entry.name && name.toUpperCase() !== entry.name.toUpperCase() && entry.name !== '')
        this.trouble.namesDiffer.add(entry.printed);
      return;
    }
    entry.rawName = rawName;
    const what = personalData(name);
    if (what === undefined) entry.name = name;
    else this.trouble.heldBack.push({ kind, printed: entry.printed, what });
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
