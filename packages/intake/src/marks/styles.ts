import { appendTo, type Edit, edited, type Outline, outlineXml } from './outline.ts';
import type { MarkingSeverity } from './plan.ts';

/** Excel's own pairs for bad, neutral and linked cells: dark text on a light fill, whatever the cell's own colours are. */
const colours: Readonly<Record<MarkingSeverity, readonly [text: string, fill: string]>> = {
  blocking: ['FF9C0006', 'FFFFC7CE'],
  warning: ['FF9C5700', 'FFFFEB9C'],
  question: ['FF1F4E78', 'FFDDEBF7'],
};

/** Where the formats of marks are in a workbook's styles. */
export interface MarkStyles {
  /** Positions among the differential formats. */
  fills: Readonly<Record<MarkingSeverity, number>>;
  /** Position of a cell format that breaks lines, for the list. */
  wrap: number;
}

/** What follows `dxfs` in a style sheet. */
const behindFills = new Set(['tableStyles', 'colors', 'extLst']);

/** Styles of a workbook that has none. */
export const noStyles = (main: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;

/**
 * Adds the formats of marks behind those that are there; ones that an earlier marking added are used again.
 * @throws NotEditable
 */
export function addMarkStyles(text: string): { text: string; styles: MarkStyles } {
  const root = outlineXml(text, 2);
  const { prefix: x } = root;
  const edits: Edit[] = [];
  const own = Object.entries(colours).map(
    ([, [colour, fill]]) =>
      `<${x}dxf><${x}font><${x}color rgb="${colour}"/></${x}font><${x}fill><${x}patternFill patternType="solid"><${x}fgColor rgb="${fill}"/><${x}bgColor rgb="${fill}"/></${x}patternFill></${x}fill></${x}dxf>`,
  );
  const fills = root.children.find(({ name }) => name === 'dxfs');
  const places = placesIn(text, fills, own);
  const next = root.children.find(({ name }) => behindFills.has(name))?.start;
  if (fills) edits.push(...appendTo(text, fills, places.added.join(''), places.count));
  else {
    const xml = `<${x}dxfs count="${own.length}">${own.join('')}</${x}dxfs>`;
    edits.push(...(next === undefined ? appendTo(text, root, xml) : [{ from: next, to: next, text: xml }]));
  }
  const formats = root.children.find(({ name }) => name === 'cellXfs');
  const has = (name: string) => root.children.some((child) => child.name === name && child.children.length > 0);
  const first = (of: string, attribute: string) => (has(of) ? ` ${attribute}="0"` : '');
  const wrap = `<${x}xf numFmtId="0"${first('fonts', 'fontId')}${first('fills', 'fillId')}${first('borders', 'borderId')}${first('cellStyleXfs', 'xfId')} applyAlignment="1"><${x}alignment vertical="top" wrapText="1"/></${x}xf>`;
  const wraps = placesIn(text, formats, [wrap]);
  if (formats) edits.push(...appendTo(text, formats, wraps.added.join(''), wraps.count));
  const [blocking = 0, warning = 0, question = 0] = places.at;
  return {
    text: edited(text, edits),
    styles: { fills: { blocking, warning, question }, wrap: formats ? (wraps.at[0] ?? 0) : 0 },
  };
}

/** Where items are in a list, those that are not yet there put behind it. */
function placesIn(text: string, list: Outline | undefined, items: readonly string[]): { at: number[]; added: string[]; count: number } {
  const known = (list?.children ?? []).map(({ start, end }) => text.slice(start, end));
  const added: string[] = [];
  const at = items.map((item) => {
    const there = known.indexOf(item);
    if (there >= 0) return there;
    added.push(item);
    return known.length + added.length - 1;
  });
  return { at, added, count: known.length + added.length };
}
