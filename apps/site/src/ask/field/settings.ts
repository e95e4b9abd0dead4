import { type FiscalYear, type Language, parseFiscalYear } from '@sipkadin/budget';
import type { LinkState } from '../../routes/paths.ts';

/** What the script reads from the attributes of the form. */
export interface Settings {
  language: Language;
  /** Of links to pages of the edition that is shown. */
  linkState: LinkState;
  /** Of the edition that is shown. */
  year: FiscalYear;
  /** All years, the latest first. */
  years: readonly FiscalYear[];
  /** Address of the index of the edition that is shown. */
  index: string;
  /** Whether an earlier edition is shown than the newest. */
  isPinned: boolean;
}

/** @returns undefined where something is missing: the form then works as it is */
export function settingsOf(data: Readonly<DOMStringMap>): Settings | undefined {
  const year = parseFiscalYear(data.shown ?? '');
  const { index, base = '', government } = data;
  if (year === undefined || index === undefined) return undefined;
  const language: Language = data.language === 'en' ? 'en' : 'id';
  const edition = data.edition === undefined ? undefined : Number(data.edition);
  return {
    ...{ language, year, index, isPinned: edition !== undefined },
    years: (data.years ?? '').split(' ').flatMap((text) => parseFiscalYear(text) ?? []),
    linkState: { base, language, government, year: data.year === undefined ? undefined : year, edition },
  };
}
