import { type Finding, type FindingCode, finding } from '@sipkadin/budget';

type Place = Partial<Pick<Finding, 'sheet' | 'ref' | 'value' | 'expected' | 'question'>>;

/** Findings of one reading. Of each code the first places are listed, the rest is counted. */
export class FindingList {
  readonly items: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();
  readonly #limit: number;

  constructor(limit = 20) {
    this.#limit = limit;
  }

  add(code: FindingCode, place: Place = {}): void {
    const seen = this.#counts.get(code) ?? 0;
    this.#counts.set(code, seen + 1);
    if (seen < this.#limit) {
      this.items.push(finding(code, place));
      return;
    }
    const last = this.items.findLast((item) => item.code === code);
    if (last) last.more = (last.more ?? 0) + 1;
  }

  push(item: Finding): void {
    this.#counts.set(item.code, (this.#counts.get(item.code) ?? 0) + 1);
    this.items.push(item);
  }

  count(code: FindingCode): number {
    return this.#counts.get(code) ?? 0;
  }
}
