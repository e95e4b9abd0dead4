import type { Words } from '../language/language.ts';
import { amountsRules } from './rules/amounts.ts';
import { codesRules } from './rules/codes.ts';
import { containerRules } from './rules/container.ts';
import { correctionRules } from './rules/corrections.ts';
import { historyRules } from './rules/history.ts';
import { layoutRules } from './rules/layout.ts';
import { privacyRules } from './rules/privacy.ts';
import type { FindingRule, Severity } from './rules/rule.ts';
import { scopeRules } from './rules/scope.ts';
import { type RuleSource, ruleSources } from './rules/sources.ts';

export type { FindingRule, Severity } from './rules/rule.ts';

/** The one list of everything intake and ledger can find, by code. Codes are stable: people and tests refer to them. */
export const findingRules = {
  ...scopeRules,
  ...layoutRules,
  ...correctionRules,
  ...codesRules,
  ...amountsRules,
  ...containerRules,
  ...historyRules,
  ...privacyRules,
} as const satisfies Record<string, FindingRule>;

export type FindingCode = keyof typeof findingRules;

interface Area {
  name: Words;
  source: RuleSource;
  rules: Readonly<Record<string, FindingRule>>;
}

/** The chapters of the rule book, in the order a file goes through them. */
export const findingAreas = {
  container: { name: { id: 'Berkas', en: 'The file' }, source: 'safeFiles', rules: containerRules },
  layout: {
    name: { id: 'Lembar dan kolom', en: 'Sheets and columns' },
    source: 'disclosed',
    rules: { ...layoutRules, ...correctionRules },
  },
  scope: { name: { id: 'Cakupan laporan', en: 'What a report is about' }, source: 'oneScope', rules: scopeRules },
  codes: { name: { id: 'Kode dan nama', en: 'Codes and names' }, source: 'codes', rules: codesRules },
  amounts: { name: { id: 'Jumlah dan tanggal', en: 'Amounts and dates' }, source: 'exact', rules: amountsRules },
  history: { name: { id: 'Dibandingkan data sebelumnya', en: 'Against earlier data' }, source: 'cumulative', rules: historyRules },
  privacy: { name: { id: 'Data pribadi', en: 'Personal data' }, source: 'privacy', rules: privacyRules },
} as const satisfies Record<string, Area>;

export type FindingArea = keyof typeof findingAreas;

/** A rule as the rule book has it. */
export interface BookedRule {
  code: FindingCode;
  area: FindingArea;
  severity: Severity;
  message: Words;
  remedy: Words;
  source: Words;
  /** A government cannot set its severity: a question, or a file of which nothing can be read or stored. */
  fixed: boolean;
}

/** The rule book: every rule, by area. */
export const ruleBook: readonly BookedRule[] = Object.entries<Area>(findingAreas).flatMap(([area, { source, rules }]) =>
  Object.entries(rules).map(([code, rule]) => ({
    ...{ code: code as FindingCode, area: area as FindingArea },
    ...{ severity: rule.severity, message: rule.message, remedy: rule.remedy, source: ruleSources[rule.source ?? source] },
    fixed: rule.severity === 'question' || (area === 'container' && rule.severity === 'blocking') || rule.fixed === true,
  })),
);

export function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(findingRules, code);
}

/** Severities that a government may give a rule which is not fixed. */
export const settableSeverities = ['blocking', 'warning', 'info'] as const satisfies readonly Severity[];
