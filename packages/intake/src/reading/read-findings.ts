import { type Finding, type FindingCode, type Sen, toDecimal, type Words } from '@sipkadin/budget';
import { FindingList } from '../findings/finding-list.ts';
import { Privacy } from '../findings/privacy.ts';
import type { InspectReport } from '../findings/report.ts';
import type { Answers } from '../questions/answers.ts';
import type { Question, RowQuestion } from '../questions/question.ts';

/** Results of reading the sheets of a file: findings, totals compared with sums, and open questions. */
export class ReadFindings {
  readonly list = new FindingList();
  readonly privacy = new Privacy(this.list);
  readonly reconciliation: InspectReport['reconciliation'] = [];
  readonly #open = new Map<string, { question: RowQuestion<string, unknown, unknown>; cases: unknown[] }>();
  /** Name of the sheet that is being read. */
  sheet = '';
  /** Amounts with a fraction of a sen that were rounded: sums of them may differ by as many sen. */
  rounded = 0;

  /** @param ref cell, row or column of the sheet */
  find(code: FindingCode, ref: string, value = '', expected = ''): void {
    this.list.add(code, { sheet: this.sheet, ref, value, expected });
  }

  ask<Case>(question: RowQuestion<string, unknown, Case>, where: Case): void {
    const open = this.#open.get(question.key);
    if (open) open.cases.push(where);
    else this.#open.set(question.key, { question, cases: [where] });
  }

  isAsked({ key }: Pick<Question<string, unknown>, 'key'>): boolean {
    return this.#open.has(key);
  }

  /** The open questions, in the order in which they came up, each with the answer that cannot be used. */
  questions(answers: Answers): Finding[] {
    return [...this.#open.values()].flatMap(({ question, cases: [first, ...others] }) => [
      ...answers.unusable(question),
      question.asFinding(first, others),
    ]);
  }

  /**
   * Holds a total of the file against the sum of its parts.
   * @param guilty false where a difference among the parts already explains this one: it is listed, and no finding is added
   */
  reconcile(what: Words, place: string, file: Sen, computed: Sen, guilty = true): void {
    const difference = file > computed ? file - computed : computed - file;
    const equal = difference <= this.rounded;
    this.reconciliation.push({ what, place, file: toDecimal(file), computed: toDecimal(computed), equal });
    if (!equal && guilty) this.find('total-differs', place, toDecimal(file), toDecimal(computed));
  }
}
