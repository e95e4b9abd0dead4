import type { Language, Words } from '../language/language.ts';
import { sayTerms } from '../language/terms.ts';
import { formatRupiah } from '../money/format-amount.ts';
import { parseDecimal } from '../money/money.ts';
import { type FindingCode, type FindingRule, findingRules, type Severity } from './rule-book.ts';

export interface Choice {
  value: string;
  label: Words;
  /** Evidence in the file. */
  evidence?: string;
  /** What was stored earlier and concerns this choice, and whether it has the amounts of this file. */
  records?: { text: Words; equal: boolean };
}

/** One thing found in a file: code, place, what is there, what was expected. Its words come from its rule. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  sheet: string;
  /** Cell ("F12"), row ("12"), column ("F") or "" for the whole sheet or file. */
  ref: string;
  value: string;
  expected: string;
  /** How many more places of the same kind there are, beyond the ones listed. */
  more?: number;
  /** Only for severity `question`: the key to answer by, and the choices; free text when `choices` is empty. */
  question?: { key: string; choices: Choice[] };
}

/** Makes a finding with its rule's severity. */
export function finding(
  code: FindingCode,
  place: Partial<Pick<Finding, 'sheet' | 'ref' | 'value' | 'expected' | 'question'>> = {},
): Finding {
  return { sheet: '', ref: '', value: '', expected: '', ...place, code, severity: findingRules[code].severity };
}

/** An amount at the end of a value: `20400000.00`, `5.1.02: 20400000.00`, but not the code `5.1.02`. */
const lastAmount = /(?<![\d.])-?\d+\.\d{2}$/;

/**
 * A finding's value or what was expected, as people read it: where its rule says `Rp{value}`, the decimal amount at its end is
 * written out, "Rp20.400.000"; where its values are terms of ours, they are written in words; anything else stays as it is.
 */
export function printedValue(item: Pick<Finding, 'code' | 'value' | 'expected'>, which: 'value' | 'expected', language: Language): string {
  const text = item[which];
  const { message, terms }: FindingRule = findingRules[item.code];
  if (terms) return sayTerms(text, language);
  if (!message.id.includes(`Rp{${which}}`)) return text;
  return text.replace(lastAmount, (decimal) => {
    const amount = parseDecimal(decimal);
    return amount === undefined ? decimal : formatRupiah(amount, language);
  });
}

/** The finding's message and remedy in a language, values filled in. */
export function describeFinding(
  item: Pick<Finding, 'code' | 'value' | 'expected'>,
  language: Language,
): { message: string; remedy: string } {
  const rule: FindingRule = findingRules[item.code];
  // In one pass and through a function: what a file holds may itself look like a placeholder or like "$&".
  const fill = (text: string) =>
    text.replace(/(?:Rp)?\{(value|expected)\}/g, (_, which: 'value' | 'expected') => printedValue(item, which, language));
  return { message: fill(rule.message[language]), remedy: fill(rule.remedy[language]) };
}

/**
 * The message of a rule for many places at once, without their values: its own text for many, else its usual one with "…" for
 * each value.
 */
export function describeRule(code: FindingCode): Words {
  const { message, many }: FindingRule = findingRules[code];
  const blank = (text: string) => text.replace(/(?:Rp)?\{(?:value|expected)\}/g, '…');
  return many ?? { id: blank(message.id), en: blank(message.en) };
}
