import { itemText } from '../containers/xlsx/strings.ts';
import { unescapeXml } from '../containers/xlsx/xml.ts';
import { columnLetters } from '../table/sheet.ts';
import { appendTo, type Edit, edited, escapeXml, NotEditable, type Outline, outlineXml } from './outline.ts';
import type { Mark } from './plan.ts';
import { noteAuthor } from './signature.ts';

/** Comments of a worksheet: their texts are one part, and the boxes that show them another. */
export interface NoteParts {
  comments: string;
  boxes: string;
}

const vml = {
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  x: 'urn:schemas-microsoft-com:office:excel',
} as const;

export const noComments = (main: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${main}"><authors/><commentList/></comments>`;
export const noBoxes = `<xml xmlns:v="${vml.v}" xmlns:o="${vml.o}" xmlns:x="${vml.x}"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>`;

const refOf = ({ row, column }: Pick<Mark, 'row' | 'column'>) => `${columnLetters(column)}${row}`;

/**
 * Comments with those of an earlier marking gone and these in their place. A cell that somebody else commented keeps that.
 * @returns the same parts where nothing is to be changed; `kept`: marks that have no comment for that reason
 * @throws NotEditable
 */
export function withNotes(parts: NoteParts, marks: readonly Mark[]): { parts: NoteParts; kept: number } {
  const { comments: text } = parts;
  const root = outlineXml(text, 3);
  const authors = child(root, 'authors');
  const list = child(root, 'commentList');
  const ours = authors.children.map(({ innerStart, innerEnd }) => unescapeXml(text.slice(innerStart, innerEnd)) === noteAuthor);
  const old = list.children.filter(
    ({ attributes, start, end }) =>
      ours[Number(attributes['authorId'])] === true || itemText(text.slice(start, end)).startsWith(`${noteAuthor}\n`),
  );
  const taken = new Set(list.children.filter((item) => !old.includes(item)).map(({ attributes }) => attributes['ref'] ?? ''));
  const placed = marks.filter((mark) => !taken.has(refOf(mark)));
  const kept = marks.length - placed.length;
  if (old.length + placed.length === 0) return { parts, kept };
  const { prefix: x } = root;
  const edits: Edit[] = [];
  const known = ours.indexOf(true);
  const author = known < 0 ? ours.length : known;
  if (known < 0) edits.push(...appendTo(text, authors, `<${x}author>${noteAuthor}</${x}author>`));
  edits.push(...old.map(({ start, end }) => ({ from: start, to: end, text: '' })));
  edits.push(...appendTo(text, list, placed.map((mark) => commentOf(mark, x, author)).join('')));
  const gone = new Set(old.map(({ attributes }) => attributes['ref'] ?? ''));
  return { parts: { comments: edited(text, edits), boxes: withBoxes(parts.boxes, gone, placed) }, kept };
}

function child(root: Outline, name: string): Outline {
  const found = root.children.find((item) => item.name === name);
  if (found === undefined) throw new NotEditable(name);
  return found;
}

function commentOf(mark: Mark, x: string, author: number): string {
  const run = (text: string, bold: string) =>
    `<${x}r><${x}rPr>${bold}<${x}sz val="9"/><${x}color indexed="81"/><${x}rFont val="Tahoma"/></${x}rPr><${x}t xml:space="preserve">${escapeXml(text)}</${x}t></${x}r>`;
  return `<${x}comment ref="${refOf(mark)}" authorId="${author}"><${x}text>${run(`${noteAuthor}\n`, `<${x}b/>`)}${run(mark.note, '')}</${x}text></${x}comment>`;
}

/** Boxes are VML, which Excel alone writes and few parse: shapes are cut out and put in as text, or nothing is done. */
function withBoxes(text: string, gone: ReadonlySet<string>, marks: readonly Mark[]): string {
  const end = text.lastIndexOf('</xml>');
  if (end < 0 || Object.entries(vml).some(([prefix, uri]) => !text.includes(`xmlns:${prefix}="${uri}"`))) throw new NotEditable('VML');
  let kept = '';
  let at = 0;
  for (let open = text.indexOf('<v:shape ', at); open >= 0 && open < end; open = text.indexOf('<v:shape ', at)) {
    const close = text.indexOf('</v:shape>', open);
    if (close < 0) throw new NotEditable('VML');
    const behind = close + '</v:shape>'.length;
    const shape = text.slice(open, behind);
    kept += gone.has(cellOf(shape)) ? text.slice(at, open) : text.slice(at, behind);
    at = behind;
  }
  kept += text.slice(at, end);
  const ids = [...kept.matchAll(/_x0000_s(\d{1,7})/g)].map(([, id]) => Number(id));
  const first = ids.reduce((most, id) => Math.max(most, id), 1024) + 1;
  const type = kept.includes('id="_x0000_t202"')
    ? ''
    : '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
  return `${kept}${type}${marks.map((mark, index) => boxOf(mark, first + index)).join('')}${text.slice(end)}`;
}

/** The cell that a shape is a comment's box of; '' for any other shape. */
function cellOf(shape: string): string {
  if (!/<x:ClientData[^<>]*ObjectType="Note"/.test(shape)) return '';
  const [row, column] = ['Row', 'Column'].map((name) =>
    Number(new RegExp(`<x:${name}>\\s*(\\d{1,7})\\s*</x:${name}>`).exec(shape)?.[1] ?? -1),
  );
  return row === undefined || column === undefined || row < 0 || column < 0 ? '' : refOf({ row: row + 1, column });
}

const lastColumn = 16_383;
const lastRow = 1_048_575;
const lineLength = 48;

/** A hidden box beside its cell, as tall as its text: four columns and a row a line of the usual size. */
function boxOf({ row, column, note }: Mark, id: number): string {
  const lines = 2 + note.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / lineLength), 0);
  const left = Math.min(column + 1, lastColumn - 4);
  const top = Math.min(Math.max(row - 2, 0), lastRow - lines);
  const anchor = [left, 15, top, 2, left + 4, 15, top + lines, 4].join(', ');
  return `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:${lines * 15}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}
