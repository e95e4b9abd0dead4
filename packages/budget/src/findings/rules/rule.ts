import type { Words } from '../../language/language.ts';
import type { RuleSource } from './sources.ts';

/** blocking: cannot be submitted; warning: needs a look; info: said for the record; question: needs an answer. */
export type Severity = 'blocking' | 'warning' | 'info' | 'question';

const ranks: Readonly<Record<Severity, number>> = { blocking: 0, question: 1, warning: 2, info: 3 };

/** For sorting: the gravest first. */
export function bySeverity(a: { severity: Severity }, b: { severity: Severity }): number {
  return ranks[a.severity] - ranks[b.severity];
}

/**
 * What a rule says: severity, message and remedy in both languages. `{value}` and `{expected}` are filled in; `Rp{value}` with
 * the amount that the value ends with, a plain decimal, written out.
 */
export interface FindingRule {
  severity: Severity;
  message: Words;
  /** The message of many places at once, where it names what differs from one to the other. */
  many?: Words;
  remedy: Words;
  /** Where the rule comes from; that of its area where none is given. */
  source?: RuleSource;
  /** Its values are dates, months, budget versions and bases in our own spelling; messages write them in words. */
  terms?: true;
  /** Nothing can be read or stored where it fires: a government cannot lower its severity. */
  fixed?: true;
}
