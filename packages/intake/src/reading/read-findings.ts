import { type FindingCode, type Sen, toDecimal, type Words } from '@sipkadin/budget';
import { FindingList } from '../findings/finding-list.ts';
import { Privacy } from '../findings/privacy.ts';
import type { InspectReport } from '../findings/report.ts';
import type { OpenQuestion } from '../scope/questions.ts';

/** What is found while the sheets of a file are read: findings, totals held against sums, and open questions. */
export class ReadFindings {
  readonly list = new FindingList();
  readonly privacy = new Privacy(this.list);
  readonly reconciliation: InspectReport['reconciliation'] = [];
  /** In the order in which they came up; several may have the same key. */
  readonly questions: OpenQuestion[] = [];
  /** Name of the sheet that is being read. */
  sheet = '';

  /** @param ref cell, row or column of the sheet */
  find(code: FindingCode, ref: string, value = '', expected = ''): void {
    this.list.add(code, { sheet: this.sheet, ref, value, expected });
  }

  /** Of each question the first counts; that for the style of numbers is gathered from all columns. */
  ask(question: OpenQuestion): void {
    if (question.key === 'numbers' || !this.isAsked(question.key)) this.questions.push(question);
  }

  isAsked(key: OpenQuestion['key']): boolean {
    return this.questions.some((question) => question.key === key);
  }

  /**
   * Holds a total of the file against the sum of its parts.
   * @param guilty false where a difference among the parts already explains this one: it is listed, and no finding is added
   */
  reconcile(what: Words, place: string, file: Sen, computed: Sen, guilty = true): void {
    const equal = file === computed;
    this.reconciliation.push({ what, place, file: toDecimal(file), computed: toDecimal(computed), equal });
    if (!equal && guilty) this.find('total-differs', place, toDecimal(file), toDecimal(computed));
  }
}
