import { type Finding, finding } from '@sipkadin/budget';
import { mapping as question } from '../questions/mapping.ts';
import { mapped } from '../shapes/mapped/mapped.ts';
import type { Readable } from '../shapes/shape.ts';
import type { Header, SheetHead } from '../table/header.ts';
import { fingerprintOf, headerForMapping, headerWith } from './fingerprint.ts';
import { type Proposal, propose, proposeFrom } from './guess.ts';
import { isWhole, type Mapping, type MappingDraft, type StyleTotals } from './mapping.ts';
import { parseMapping } from './parse.ts';
import { describeStyles, type MappingView, viewOf } from './view.ts';

/** A mapping that someone gave for an earlier file of the same government. */
export interface RememberedMapping {
  fingerprint: string;
  /** As it was answered (`parseMapping`). */
  mapping: string;
  /** Who gave it and when, as people read it. */
  by: string;
  /** How many files were read by it before this one. */
  uses: number;
}

/** Answers that mean: whatever is remembered, ask. */
const anew = 'ask';

interface Reading {
  head: SheetHead;
  header: Header;
  mapping: Mapping;
  origin: 'answer' | 'remembered';
  remembered: RememberedMapping | undefined;
}

/** Which sheets of a file are read by a mapping, given now or remembered, and what is asked where none fits. */
export class MappingChoice {
  readonly #heads: readonly SheetHead[];
  readonly #container: string;
  readonly #answer: string | undefined;
  readonly #remembered: readonly RememberedMapping[];
  readonly #readings = new Map<SheetHead, Reading>();
  readonly #totals = new Map<SheetHead, StyleTotals[]>();
  #wrong: { what: string; draft: MappingDraft | undefined; head: SheetHead | undefined } | undefined;

  constructor(
    heads: readonly SheetHead[],
    container: string,
    { answer, remembered }: { answer: string | undefined; remembered: readonly RememberedMapping[] },
  ) {
    this.#heads = heads;
    this.#container = container;
    this.#answer = answer;
    this.#remembered = remembered;
    if (answer !== undefined && answer !== anew) this.#answered(answer);
    else if (answer === undefined && remembered.length > 0) for (const head of heads) this.#recall(head);
  }

  #answered(answer: string): void {
    const draft = parseMapping(answer);
    if (typeof draft === 'string') {
      this.#wrong = { what: draft, draft: undefined, head: undefined };
      return;
    }
    const head = this.#heads.find(({ info }) => info.name === draft.sheet) ?? (draft.sheet === '' ? this.#heads[0] : undefined);
    const header = head && headerForMapping(head, draft);
    if (!head || !header) this.#wrong = { what: head ? 'header' : 'sheet', draft: undefined, head };
    else if (isWhole(draft)) this.#spread(head, header, draft);
    else this.#wrong = { what: viewOf(this.#viewed(head, header, draft)).gaps.join(', '), draft, head };
  }

  /** The answer is for its sheet, and for every other that has the same header. */
  #spread(head: SheetHead, header: Header, mapping: Mapping): void {
    const fingerprint = header.columns.length > 0 ? fingerprintOf(header, this.#container) : undefined;
    for (const other of this.#heads) {
      const own = other === head ? header : fingerprint === undefined ? undefined : headerWith(other, this.#container, fingerprint);
      if (own) this.#readings.set(other, { head: other, header: own, mapping, origin: 'answer', remembered: undefined });
    }
  }

  #recall(head: SheetHead): void {
    for (const remembered of this.#remembered) {
      const header = headerWith(head, this.#container, remembered.fingerprint);
      const draft = header && parseMapping(remembered.mapping);
      if (!header || draft === undefined || typeof draft === 'string' || !isWhole(draft)) continue;
      const mapping = { ...draft, sheet: head.info.name, header: { top: header.top, bottom: header.bottom } };
      this.#readings.set(head, { head, header, mapping, origin: 'remembered', remembered });
      return;
    }
  }

  /** How a sheet is read, if by a mapping. */
  readable(head: SheetHead): Readable | undefined {
    const reading = this.#readings.get(head);
    return reading && mapped(head, reading.header, reading.mapping, (totals) => void this.#totals.set(head, totals));
  }

  /** Whether a person must map before anything else is reported: the answer cannot be used, or the caller asks for it. */
  get mustAsk(): boolean {
    return this.#wrong !== undefined || this.#answer === anew;
  }

  /** The question, with what can be guessed; undefined where no sheet could be mapped at all. */
  ask(unknown: readonly SheetHead[]): { view: MappingView; finding: Finding } | undefined {
    const wrong = this.#wrong;
    if (wrong?.draft && wrong.head) return this.#askAgain(wrong.head, wrong.draft, wrong.what);
    const heads = wrong?.head ? [wrong.head] : unknown.toSorted((a, b) => Number(a.info.hidden) - Number(b.info.hidden));
    for (const head of heads) {
      const known = this.#answer === anew ? this.#known(head) : undefined;
      const proposal = known ?? propose(head);
      if (!proposal) continue;
      const view = viewOf({ ...this.#viewed(head, proposal.header, proposal.draft), confidence: proposal.confidence });
      return { view, finding: asked(head, wrong?.what) };
    }
    return undefined;
  }

  /** A draft that is not whole stays as it was given; one without any column is a header to guess under. */
  #askAgain(head: SheetHead, draft: MappingDraft, what: string): { view: MappingView; finding: Finding } | undefined {
    const header = headerForMapping(head, draft);
    if (!header) return undefined;
    const proposal = proposeFrom(head, header);
    const bare = Object.keys(draft.columns).length === 0;
    const kept = bare && proposal ? { ...proposal.draft, sheet: head.info.name } : draft;
    const view = viewOf({ ...this.#viewed(head, header, kept), origin: bare ? 'guess' : 'answer', confidence: proposal?.confidence ?? {} });
    return { view, finding: asked(head, bare ? undefined : what) };
  }

  /** What is remembered for a sheet, as the beginning of a new mapping. */
  #known(head: SheetHead): Pick<Proposal, 'draft' | 'header' | 'confidence'> | undefined {
    this.#recall(head);
    const reading = this.#readings.get(head);
    this.#readings.delete(head);
    return reading && { draft: reading.mapping, header: reading.header, confidence: {} };
  }

  #viewed(head: SheetHead, header: Header, draft: MappingDraft): Parameters<typeof viewOf>[0] {
    const fingerprint = header.columns.length > 0 ? fingerprintOf(header, this.#container) : undefined;
    const alike = this.#heads.filter(
      (other) => other === head || (fingerprint !== undefined && headerWith(other, this.#container, fingerprint) !== undefined),
    );
    const sheets = alike.map(({ info }) => info.name);
    return { head, header, container: this.#container, draft, origin: 'guess', confidence: {}, sheets };
  }

  /** How the sheets that were used were mapped, and that they were. */
  describe(used: readonly SheetHead[]): { view: MappingView; finding: Finding } | undefined {
    const readings = used.flatMap((head) => this.#readings.get(head) ?? []);
    const [first] = readings;
    if (!first) return undefined;
    const sheets = readings.map(({ head }) => head.info.name);
    const view = viewOf({ ...this.#viewed(first.head, first.header, first.mapping), origin: first.origin, sheets });
    const styles = describeStyles(readings.map(({ head }) => this.#totals.get(head) ?? []));
    const { remembered } = first;
    const found = remembered
      ? finding('mapping-remembered', { sheet: first.head.info.name, value: remembered.by, expected: String(remembered.uses) })
      : finding('mapping-used', { sheet: first.head.info.name });
    return { view: { ...view, styles }, finding: found };
  }
}

/** @param wrong what is wrong with the mapping that was answered */
function asked({ info }: SheetHead, wrong: string | undefined): Finding {
  return question.asFinding({ sheet: info.name, value: wrong ?? info.name, wrong: wrong !== undefined }, []);
}
