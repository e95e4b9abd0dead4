import { plain } from './text.ts';

/** "Unit Organisasi : Bappeda": what is written behind a label, in its cell or in one beside it. */
export interface LabelledText {
  /** As `plain` has it, and as it is printed. */
  label: string;
  printed: string;
  /** Label and value where they share a cell, else the value; and its cell, that of the label where there is no value. */
  text: string;
  ref: string;
  /** The value; empty where there is nothing but dots. */
  name: string;
}

/** @param titles a text for each cell, in the order of the sheet */
export function labelledTexts(titles: readonly { text: string; ref: string }[]): LabelledText[] {
  const byRow = Map.groupBy(titles, ({ ref }) => /\d+$/.exec(ref)?.[0]);
  return [...byRow.values()].flatMap((row) =>
    row.map(({ text, ref }, at) => {
      const [label = '', ...behind] = text.split(':');
      const value = [{ text: behind.join(':'), ref }, ...row.slice(at + 1)].find((other) => plain(other.text) !== '');
      const name = value?.text.replace(/^[\s:]+/, '').trim() ?? '';
      return {
        label: plain(label),
        printed: label.trim(),
        text: value === undefined || value.ref === ref ? text : name,
        ref: value?.ref ?? ref,
        name,
      };
    }),
  );
}
