import { finding } from '@sipkadin/budget';
import { SaxesParser } from 'saxes';
import { xmlLimits } from '../../limits.ts';
import { Refusal } from '../../table/sheet.ts';
import { decoderFor, localName } from '../xlsx/xml.ts';

export interface XmlEvents {
  /** Attributes by local name, but those of the prefixes named in `apart`, which keep theirs. */
  open(name: string, attributes: Readonly<Record<string, string>>, selfClosing: boolean): void;
  close(name: string): void;
  text(text: string): void;
}

/** For a document that begins with these bytes: by its mark, by its declaration, else UTF-8. */
function decoderOf(first: Buffer): InstanceType<typeof TextDecoder> {
  const declared = /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(first.toString('latin1', 0, 400))?.[1];
  const byMark = decoderFor(first);
  if (declared === undefined || byMark.encoding !== 'utf-8' || /^utf-?16$/i.test(declared)) return byMark;
  try {
    return new TextDecoder(declared);
  } catch {
    return byMark;
  }
}

/**
 * Goes through a large XML document in pieces. A DOCTYPE is refused: no spreadsheet has one, and entities are how small
 * files become large.
 * @param apart prefix whose attributes must not be taken for others of the same local name
 * @throws Refusal for what is not well-formed, is nested too deep or does not end
 */
export async function walkPieces(pieces: AsyncIterable<Buffer>, part: string, events: XmlEvents, apart = ''): Promise<void> {
  const parser = new SaxesParser();
  let depth = 0;
  let sinceEvent = 0;
  parser.on('doctype', () => {
    throw new Refusal(finding('container-doctype', { value: part }));
  });
  parser.on('error', (error) => {
    throw new Refusal(finding('container-damaged', { value: `${part}: ${error.message.slice(0, 120)}` }));
  });
  parser.on('opentag', (tag) => {
    sinceEvent = 0;
    if (++depth > xmlLimits.documentDepth)
      throw new Refusal(finding('container-damaged', { value: `${part}: > ${xmlLimits.documentDepth}` }));
    const attributes: Record<string, string> = Object.create(null);
    for (const [name, value] of Object.entries(tag.attributes))
      attributes[apart !== '' && name.startsWith(apart) ? name : localName(name)] = value;
    events.open(localName(tag.name), attributes, tag.isSelfClosing);
  });
  parser.on('closetag', (tag) => {
    sinceEvent = 0;
    depth--;
    events.close(localName(tag.name));
  });
  parser.on('text', (text) => {
    sinceEvent = 0;
    events.text(text);
  });
  parser.on('cdata', (text) => {
    sinceEvent = 0;
    events.text(text);
  });
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const piece of pieces) {
    decoder ??= decoderOf(piece);
    sinceEvent += piece.length;
    if (sinceEvent > xmlLimits.element)
      throw new Refusal(finding('container-element-too-large', { value: part, expected: String(xmlLimits.element) }));
    parser.write(decoder.decode(piece, { stream: true }));
  }
  parser.write(decoder?.decode() ?? '').close();
}
