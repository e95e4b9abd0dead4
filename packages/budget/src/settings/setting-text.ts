import type { JudgingRule } from '../judgement/bands.ts';
import type { Language } from '../language/language.ts';
import { monthName } from '../language/terms.ts';
import { formatCount, withDecimals } from '../money/format-amount.ts';
import type { Camera, Population } from './setting-kind.ts';
import { type SettingKey, type SettingValues, settings } from './settings.ts';

const nothing = { id: 'belum diisi', en: 'not set' };

/**
 * A setting's value as a person reads it: "tanggal 10", "Januari: perlu perhatian 5,0, tertinggal 10,0 poin".
 * @param other the value before or after it, where a change is described: entries of a list that are in both are left out
 */
export function settingText<Key extends SettingKey>(
  key: Key,
  given: SettingValues[Key],
  language: Language,
  other?: SettingValues[Key],
): string {
  const { kind } = settings[key];
  const value: unknown = given;
  if (value === null) return nothing[language];
  switch (kind.kind) {
    case 'yes-no':
      return value === true ? { id: 'Ya', en: 'Yes' }[language] : { id: 'Tidak', en: 'No' }[language];
    case 'choice':
      return kind.choices[value as string]?.[language] ?? (value as string);
    case 'number':
      return counted(kind.text[language], Number(value), language);
    case 'numbers':
      return Object.entries(value as Record<string, number>)
        .map(([name, number]) => `${kind.terms[name]?.[language] ?? name} ${formatCount(number, language)}`)
        .join(', ');
    case 'judging-rule':
      return ruleText(value as JudgingRule, language);
    case 'population': {
      const { people, year, source } = value as Population;
      return `${formatCount(people, language)} ${language === 'id' ? 'jiwa' : 'people'} (${year}, ${source})`;
    }
    case 'list': {
      const inBoth = new Set(((other ?? []) as readonly never[]).map((entry) => JSON.stringify(entry)));
      const entries = (value as readonly never[]).filter((entry) => !inBoth.has(JSON.stringify(entry)));
      return entries.map((entry) => kind.list.text(entry, language)).join('; ') || (other === undefined ? nothing[language] : '–');
    }
    case 'cameras':
      return (value as readonly Camera[]).map(({ place, address }) => `${place}: ${address}`).join('; ') || nothing[language];
  }
}

function ruleText({ periods, statuses }: JudgingRule, language: Language): string {
  const points = (tenths: number) => withDecimals(BigInt(-tenths), 1, language);
  const bands = periods.map(
    ({ from, attention, behind }) =>
      `${monthName(from, language)}: ${statuses.attention[language]} ${points(attention)}, ${statuses.behind[language]} ${points(behind)}`,
  );
  return `${bands.join('; ')} ${language === 'id' ? 'poin' : 'points'}`;
}

/** A number in its words; in English one of a thing is not several. */
function counted(text: string, value: number, language: Language): string {
  const words = value === 1 && language === 'en' ? text.replace(/s$/, '') : text;
  return words.replace('{}', formatCount(value, language));
}
