import { finding } from '@sipkadin/budget';
import { SaxesParser } from 'saxes';
import { xmlLimits } from '../../limits.ts';
import { Refusal } from '../../table/sheet.ts';

/** An element of a small part, by local name: the prefixes that other writers use do not matter. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
}

/** "x:row" → "row" */
export const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/** For a part that begins with these bytes: XML in an Office file is UTF-8, or UTF-16 with or without its mark. */
export function decoderFor(first: Uint8Array): InstanceType<typeof TextDecoder> {
  const [one, two] = first;
  if ((one === 0xff && two === 0xfe) || (one === 0x3c && two === 0)) return new TextDecoder('utf-16le');
  if ((one === 0xfe && two === 0xff) || (one === 0 && two === 0x3c)) return new TextDecoder('utf-16be');
  return new TextDecoder('utf-8');
}

/**
 * Walks a small part (workbook, relations, styles). A DOCTYPE is refused: no spreadsheet has one, and entities are how
 * small files become large.
 * @throws Refusal
 */
export function walkXml(bytes: Uint8Array, part: string, open: (element: Element, path: readonly string[]) => void): void {
  const parser = new SaxesParser();
  const path: string[] = [];
  parser.on('doctype', () => {
    throw new Refusal(finding('container-doctype', { value: part }));
  });
  parser.on('error', (error) => {
    throw new Refusal(finding('container-damaged', { value: `${part}: ${error.message.slice(0, 120)}` }));
  });
  parser.on('opentag', (tag) => {
    if (path.length >= xmlLimits.partDepth) throw new Refusal(finding('container-damaged', { value: `${part}: > ${xmlLimits.partDepth}` }));
    const attributes: Record<string, string> = Object.create(null);
    for (const [name, value] of Object.entries(tag.attributes)) attributes[localName(name)] = value;
    path.push(localName(tag.name));
    open({ name: localName(tag.name), attributes }, path);
  });
  parser.on('closetag', () => {
    path.pop();
  });
  parser.write(decoderFor(bytes).decode(bytes)).close();
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of an XML node: the five named entities, numbers, and Excel's own `_x000D_` escapes. */
export function unescapeXml(text: string): string {
  let plain = text;
  if (plain.includes('&')) {
    plain = plain.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,8}));/g, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD';
    });
  }
  if (plain.includes('_x')) plain = plain.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return plain.includes('\r') ? plain.replaceAll('\r\n', '\n') : plain;
}
