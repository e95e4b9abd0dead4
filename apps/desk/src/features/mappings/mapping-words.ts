import type { Language } from '@sipkadin/budget';
import type { MappingDraft, Target } from '@sipkadin/intake';
import { formatMonth } from '@sipkadin/ui';
import { type ChoosableColumn, months } from './mapping-draft.ts';
import type { mappingWords } from './words.ts';

type MappingWords = (typeof mappingWords)['id']['mapping'];
type Columns = readonly Pick<ChoosableColumn, 'letters' | 'label'>[];

/** The name of a field of a table. */
export function targetName(target: Target, { targets }: MappingWords, language: Language): string {
  const month = months.indexOf(target) + 1;
  const names: Readonly<Record<string, string>> = targets;
  return month > 0 ? formatMonth(month, language) : (names[target] ?? target);
}

/** The fields with their columns: "Kode rekening = C “Kode”; Anggaran = F". @param columns of the header, where it is known */
export function columnsInWords(draft: MappingDraft, m: MappingWords, language: Language, columns: Columns = []): string {
  const called = (letters: string) => {
    const label = columns.find((column) => column.letters === letters)?.label ?? '';
    return label === '' ? letters : `${letters} “${label}”`;
  };
  return Object.entries(draft.columns)
    .map(([target, letters]) => `${targetName(target as Target, m, language)} = ${letters.map(called).join(', ')}`)
    .join('; ');
}

/** Rows of a table's header, "3" or "3–4". */
export function headerRows({ top, bottom }: NonNullable<MappingDraft['header']>): string {
  return top === bottom ? String(top) : `${top}–${bottom}`;
}

/** A mapping in one line of words. */
export function mappingInWords(draft: MappingDraft, m: MappingWords, language: Language): string {
  const { kind, header, unit, carry, numbers, dates } = draft;
  return [
    kind === null ? '' : m.kinds[kind],
    header === null ? m.noHeader : m.headerAt(headerRows(header)),
    columnsInWords(draft, m, language),
    unit === null ? '' : `${m.targets.unit} = ${unit === 'titles' || unit === 'whole' ? m.unitSources[unit] : unit}`,
    carry ? m.carry : '',
    ...Object.entries(numbers).map(([letters, style]) => `${m.numbers(letters)}: ${m.styles[style]}`),
    draft.columns.date === undefined ? '' : `${m.dates}: ${m.dateOrders[dates]}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}
