import { amountsRules } from './finding-rules/amounts.ts';
import { codesRules } from './finding-rules/codes.ts';
import { containerRules } from './finding-rules/container.ts';
import { historyRules } from './finding-rules/history.ts';
import { layoutRules } from './finding-rules/layout.ts';
import { privacyRules } from './finding-rules/privacy.ts';
import type { FindingRule } from './finding-rules/rule.ts';
import { scopeRules } from './finding-rules/scope.ts';

export type { FindingRule, Severity } from './finding-rules/rule.ts';

/** The one list of everything intake and ledger can find, by code. Codes are stable: people and tests refer to them. */
export const findingRules = {
  ...scopeRules,
  ...layoutRules,
  ...codesRules,
  ...amountsRules,
  ...containerRules,
  ...historyRules,
  ...privacyRules,
} as const satisfies Record<string, FindingRule>;
