import type { Words } from '../language.ts';

/** blocking: cannot be submitted; warning: needs a look; info: said for the record; question: needs an answer. */
export type Severity = 'blocking' | 'warning' | 'info' | 'question';

/** What a rule says: severity, message and remedy in both languages. `{value}` and `{expected}` are filled in. */
export interface FindingRule {
  severity: Severity;
  message: Words;
  remedy: Words;
}
