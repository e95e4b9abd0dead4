import { Answers } from '../questions/answers.ts';
import { Amounts, type Styles } from './amounts.ts';
import { Codes } from './codes.ts';
import { Evidence } from './evidence.ts';
import { type LineSink, Lines } from './lines.ts';
import { ReadFindings } from './read-findings.ts';
import { WorksList } from './works-list.ts';

export interface ReadOptions {
  /** The file is JSON: its columns have names and no letters. */
  json?: boolean;
  answers?: Answers;
  /** What the number columns were found to be, where the file had to be searched for it first. */
  styles?: Styles;
}

/**
 * What the reader of a sheet works with, shared by all sheets of a file that are read together: the cells as codes and
 * amounts, the findings, the evidence of what the file is about, and the lines that go out.
 */
export class ReadContext {
  readonly findings: ReadFindings;
  readonly amounts: Amounts;
  readonly codes: Codes;
  readonly evidence: Evidence;
  readonly lines: Lines;
  readonly works = new WorksList();
  readonly answers: Answers;
  readonly json: boolean;

  constructor(sink: LineSink, { json = false, answers = new Answers(), styles }: ReadOptions = {}) {
    this.json = json;
    this.answers = answers;
    this.findings = new ReadFindings();
    this.evidence = new Evidence(this.findings);
    this.amounts = new Amounts(this.findings, { json, answers, styles });
    this.codes = new Codes(this.findings, answers);
    this.lines = new Lines(sink, this.codes);
  }

  /** Name of the sheet that is being read. */
  get sheet(): string {
    return this.findings.sheet;
  }
}
