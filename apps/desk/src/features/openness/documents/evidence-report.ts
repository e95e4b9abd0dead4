import type { FiscalYear, IsoDate, Language } from '@sipkadin/budget';
import type { Report } from '@sipkadin/print';
import type { Evidence } from './evidence.ts';
import { documentWords } from './words.ts';

interface Printing {
  year: FiscalYear;
  language: Language;
  day: IsoDate;
  /** Address of the government's public pages. */
  address: string;
}

/** The evidence laid out on pages: a table for each list of duties, for what the site offers, and for the draft of the DIP. */
export function evidenceReport({ name, lists, own, dip }: Evidence, { year, language, day, address }: Printing): Report {
  const w = documentWords[language].evidence;
  const [, , ...documentColumns] = w.columns.documents;
  return {
    lang: language,
    title: `${w.title} ${year}`,
    government: name,
    date: w.made(day),
    lead: w.coverage,
    tables: [
      ...lists.map(({ name: list, source, rows }) => table(list, source, documentColumns, [22, 11, 10, 26, 22, 15, 14], rows)),
      table(w.sheets.own, address, w.columns.own, [28, 18, 34, 12, 9, 24], own),
      table(
        w.sheets.dip,
        w.dipNote,
        w.columns.dip,
        [4, 24, 13, 14, 17, 8, 9, 13, 30],
        dip.map((row, at) => [String(at + 1), ...row]),
      ),
    ],
    words: w.pages,
    foot: `${w.title} ${year}, ${name}. ${w.made(day)}. ${address}`,
  };
}

function table(
  title: string,
  note: string,
  columns: readonly string[],
  widths: readonly number[],
  rows: string[][],
): Report['tables'][number] {
  return { title, note, columns: columns.map((name, at) => ({ name, width: widths[at] ?? 10 })), rows };
}
