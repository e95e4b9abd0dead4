import { createHash } from 'node:crypto';
import { fiscalYear, isIsoDate, type Month, monthEnd, monthOf, withoutPersonalData, yearOf } from '@sipkadin/budget';
import { fingerprintOf } from '../mapping/fingerprint.ts';
import type { Candidate } from '../sheets/survey.ts';
import { monthNamed } from '../table/dates.ts';
import { periodClues, type Title } from './infer-scope.ts';
import { unitNamedInTitles } from './unit-in-titles.ts';

/** By what a file is known again when the next of its kind arrives. */
export interface Form {
  /** Of the shapes and header labels of its sheets, in their order; the same whatever is answered. */
  fingerprint: string;
  /** Its name without months, numbers and what copies add: "LRA_Juni_2026 (2).xlsx" is "lra # #.xlsx". */
  namePattern: string;
  /** Months at whose end its titles or its name state or hint that it ends; none, one or several that contradict each other. */
  months: Month[];
  /** Pattern of the text by which its titles name an OPD without its code; '' where they name none. */
  opd: string;
}

/** @param candidates every sheet that can be read, whether it is or not: which are read may be an answer */
export function formOf(candidates: readonly Candidate[], container: string, titles: readonly Title[], fileName: string): Form {
  const sheets = candidates.map(({ shape, readable }) => `${shape}:${fingerprintOf(readable.header, container)}`);
  const fingerprint = createHash('sha256')
    .update([...new Set(sheets)].join('|'))
    .digest('hex')
    .slice(0, 32);
  const named = candidates.map(({ head, readable }) => unitNamedInTitles(head, readable.header)?.text).find((text) => text !== undefined);
  return {
    ...{ fingerprint, namePattern: namePattern(fileName), months: monthsHinted(titles, fileName) },
    opd: named === undefined ? '' : namePattern(withoutPersonalData(named)),
  };
}

/** "LRA_Juni_2026 (2).xlsx" is "lra # #.xlsx". */
function namePattern(fileName: string): string {
  const name = fileName.toLowerCase().replace(/\s*\(\d+\)(?=\.[a-z]{3,4}$)/, '');
  const words = name
    .replace(/(?:^|[\s_-])(?:copy|copy of|salinan)(?=[\s_.-]|$)/g, ' ')
    .split(/(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])|[\s_\-,()]+/);
  return words
    .map((word) => word.replace(/[a-z]+/g, (letters) => (monthNamed(letters) === undefined ? letters : '#')).replace(/\d+/g, '#'))
    .filter((word) => word !== '')
    .join(' ');
}

/** A year for clues that name only a month; which one it is does not matter. */
const anyYear = fiscalYear(2001);

/** Those that the titles state; where they state none, those that titles, labels or the name hint at. */
function monthsHinted(titles: readonly Title[], fileName: string): Month[] {
  const ends = periodClues(titles, fileName, anyYear, true).flatMap(({ subject, value, rank }) =>
    subject === 'asOf' && isIsoDate(value) && value === monthEnd(yearOf(value), monthOf(value)) ? [{ rank, month: monthOf(value) }] : [],
  );
  const stated = ends.filter(({ rank }) => rank === 'content');
  return [...new Set((stated.length > 0 ? stated : ends).map(({ month }) => month))].toSorted((a, b) => a - b);
}
