import type { Answers } from '../questions/answers.ts';
import { numbers } from '../questions/numbers.ts';
import type { Styles } from '../reading/amounts.ts';
import { contractAmounts } from '../shapes/works/contract-columns.ts';
import { markOfThree, type NumberStyle, styleOf } from '../table/number.ts';
import type { Workbook } from '../table/sheet.ts';
import type { Candidate } from './survey.ts';

const decimalMark: Readonly<Record<NumberStyle, '.' | ','>> = { id: ',', en: '.' };

/** What the texts of a column show of how it writes numbers. */
class Texts {
  /** Styles that one of its texts at least is written in. */
  readonly proven = new Set<NumberStyle>();
  /** Styles that a text with three decimals is written in: "1234.567", "0,125". */
  readonly #threeDecimals = new Set<NumberStyle>();
  /** Marks of texts that may be thousands or three decimals: "1.234". */
  readonly #open = new Set<'.' | ','>();

  see(text: string): void {
    const style = styleOf(text);
    const mark = markOfThree(text);
    if (style === 'ambiguous') this.#open.add(mark ?? '.');
    else if (style !== undefined) {
      this.proven.add(style);
      if (mark === decimalMark[style]) this.#threeDecimals.add(style);
    }
  }

  /**
   * The style of the column. Texts that could be thousands are three decimals only where others have three decimals too:
   * beside "400.3333333" the text "500.000" may be half a million.
   * @param others columns of the same sheet, for one that proves nothing itself
   */
  style(others: readonly Texts[]): NumberStyle | undefined {
    const shown = this.proven.size > 0 ? [this] : others;
    const [only, other] = new Set(shown.flatMap(({ proven }) => [...proven]));
    if (only === undefined || other !== undefined) return undefined;
    const isThree = shown.some((texts) => texts.#threeDecimals.has(only));
    return this.#open.has(decimalMark[only]) && !isThree ? undefined : only;
  }
}

/** How each column of amounts writes numbers: as the answer says, else as its texts show, else as its neighbours' do. */
export async function stylesOf(workbook: Workbook, candidates: readonly Candidate[], answers: Answers): Promise<Styles> {
  const styles = new Map<string, NumberStyle | undefined>();
  const answer = answers.of(numbers);
  for (const { head, readable } of candidates) {
    const amounts = [...readable.amounts, ...contractAmounts(readable.header)].map(({ index, letters }) => ({
      ...{ index, letters },
      texts: new Texts(),
    }));
    for await (const lot of workbook.rows(head.info)) {
      for (const row of lot) {
        if (row.number <= readable.header.last) continue;
        for (const { index, texts } of amounts) {
          const cell = row.cells[index];
          if (cell?.kind === 'text') texts.see(cell.text);
        }
      }
    }
    // One program writes a sheet: a column that proves nothing follows its neighbours if they all agree.
    const all = amounts.map(({ texts }) => texts);
    for (const { letters, texts } of amounts) styles.set(`${head.info.name}!${letters}`, answer ?? texts.style(all));
  }
  return styles;
}
