import { SaxesParser } from 'saxes';
import { localName } from '../containers/xlsx/xml.ts';
import { xmlLimits } from '../limits.ts';

/** An element of a part and its place in the part's text. */
export interface Outline {
  /** Local name, and the prefix that it is written with ("x:", mostly ''). */
  name: string;
  prefix: string;
  /** By local name, unescaped. */
  attributes: Readonly<Record<string, string>>;
  /** Of its "<"; behind its opening tag; of its closing tag's "<"; behind it. All three are the end where it closes itself. */
  start: number;
  innerStart: number;
  innerEnd: number;
  end: number;
  selfClosed: boolean;
  children: Outline[];
}

/** A part that is not what every program makes of it: it is left as it is. */
export class NotEditable extends Error {}

/** Text of a part, to be edited and written again. @throws NotEditable for any encoding but UTF-8 */
export function textOf(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (text.includes('\0') || /^\uFEFF?<\?xml[^>]{0,80}?encoding=["'](?!utf-?8["'])/i.test(text)) throw new NotEditable('encoding');
    return text;
  } catch {
    throw new NotEditable('encoding');
  }
}

/**
 * The places of a part's elements, down to a depth (1: the root and its children).
 * @throws NotEditable for what is not well-formed, or declares a document type
 */
export function outlineXml(text: string, depth: number): Outline {
  const parser = new SaxesParser();
  const open: Outline[] = [];
  let root: Outline | undefined;
  let level = 0;
  let begun = 0;
  parser.on('doctype', () => {
    throw new NotEditable('doctype');
  });
  parser.on('error', (error) => {
    throw new NotEditable(error.message.slice(0, 120));
  });
  parser.on('opentagstart', ({ name }) => {
    begun = parser.position - name.length - 2;
  });
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    if (++level > xmlLimits.partDepth) throw new NotEditable(`> ${xmlLimits.partDepth}`);
    if (level > depth + 1) return;
    const plain: Record<string, string> = Object.create(null);
    for (const [key, value] of Object.entries(attributes)) plain[localName(key)] = value;
    const at = parser.position;
    const prefix = name.slice(0, name.indexOf(':') + 1);
    const element: Outline = {
      ...{ name: name.slice(prefix.length), prefix, attributes: plain, selfClosed: isSelfClosing, children: [] },
      ...{ start: begun, innerStart: at, innerEnd: at, end: at },
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    if (level-- > depth + 1) return;
    const element = open.pop();
    if (element === undefined || element.selfClosed) return;
    element.end = parser.position;
    element.innerEnd = text.lastIndexOf('</', element.end - 1);
  });
  parser.write(text).close();
  if (root === undefined) throw new NotEditable('no root');
  return root;
}

/** Something to put in the place of a stretch of text; an insertion where both ends are one. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

/** The text with its edits made; they do not overlap. Insertions at one place keep their order. */
export function edited(text: string, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    out += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return out + text.slice(at);
}

/** Puts XML at the end of an element's content, opening one that closes itself; `count` is its attribute of that name. */
export function appendTo(text: string, element: Outline, xml: string, count?: number): Edit[] {
  const { start, innerStart, innerEnd, selfClosed, prefix, name } = element;
  let tag = text.slice(start, innerStart);
  if (count !== undefined) tag = tag.replace(/(\scount\s*=\s*["'])\d+/, `$1${count}`);
  if (selfClosed) return [{ from: start, to: innerStart, text: `${tag.slice(0, -2).trimEnd()}>${xml}</${prefix}${name}>` }];
  return [
    { from: start, to: innerStart, text: tag },
    { from: innerEnd, to: innerEnd, text: xml },
  ];
}

// What XML 1.0 cannot hold, and Excel's own escape of it.
// oxlint-disable-next-line no-control-regex
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text as XML holds it, in an element or between double quotes. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(unspeakable, '')
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
