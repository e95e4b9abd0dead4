import { type BudgetVersion, type FiscalYear, type IsoDate, monthOf, yearOf } from '@sipkadin/budget';
import { dayIn } from '../table/dates.ts';
import type { Title } from './infer-scope.ts';
import type { Clue } from './scope-question.ts';

/** What a budget is laid down in: the document of an OPD, or the regulation of the government. */
const document =
  /\b(?:DPP?A(?:[ -]?SKPD)?|PERDA|PERKADA|PERWALI|PERWAKO|PERBUP|PERGUB|PERATURAN\s+(?:DAERAH|WALI\s?KOTA|BUPATI|GUBERNUR|KEPALA\s+DAERAH)|DITETAPKAN|DISAHKAN|PENGESAHAN)\b/i;

/** "Pangkalpinang, 30 Desember 2024": place and day of a signature. */
const signature = /^[\p{L}. ]{3,40},\s*(?:tanggal\s+)?\d{1,2}[\s/.-]/iu;

/**
 * Versions that the day of a budget's document makes likely. A budget is laid down before its year begins, and its change in the
 * last months of the year (Government Regulation 12/2019, articles 106 and 179); what comes between shifts it.
 */
function likelyOn(day: IsoDate, year: FiscalYear): BudgetVersion[] {
  if (yearOf(day) < year || (yearOf(day) === year && monthOf(day) === 1)) return ['murni'];
  if (yearOf(day) > year) return [];
  return monthOf(day) < 8 ? ['pergeseran-1', 'pergeseran-2'] : ['perubahan', 'perubahan-pergeseran-1'];
}

/**
 * Hints at the version of a budget from the day of its document, of the regulation, or of its signature.
 * @param texts of the cells above and below its table
 * @param isReport the table has realization, and is signed when that is reported
 */
export function versionHints(texts: readonly Title[], year: FiscalYear | undefined, isReport: boolean): Clue[] {
  if (year === undefined) return [];
  return texts.flatMap(({ text, ref, sheet }, at) => {
    const isDocument = document.test(text);
    if (!isDocument && (isReport || !signature.test(text))) return [];
    const row = /\d+$/.exec(ref)?.[0];
    // The day may be in a cell beside its label.
    const beside = texts.slice(at + 1).filter((other) => other.sheet === sheet && /\d+$/.exec(other.ref)?.[0] === row);
    const [found] = [{ text, ref }, ...(isDocument ? beside : [])].flatMap((cell) => {
      const day = dayIn(cell.text);
      return day === undefined ? [] : [{ day, ref: cell.ref, said: cell.text === text ? text : `${text} ${cell.text}` }];
    });
    if (found === undefined) return [];
    const { day, ref: place, said } = found;
    return likelyOn(day, year).map(
      (value): Clue => ({ subject: 'version', value, rank: 'hint', sheet, ref: place, text: said.slice(0, 120) }),
    );
  });
}
