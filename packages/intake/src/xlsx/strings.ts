import { finding } from '@sipkadin/budget';
import { Refusal } from '../sheet.ts';
import { ElementCutter } from './cutter.ts';
import { unescapeXml } from './xml.ts';

export const stringLimits = { count: 2_000_000, characters: 120_000_000, element: 4_000_000 };

const runs = /<(?:[\w.-]+:)?t(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/(?:[\w.-]+:)?t>)/g;

/** The text of a string item: its runs together, phonetic guides (`rPh`) left out. */
export function itemText(item: string): string {
  const body = item.includes('rPh') ? item.replace(/<(?:[\w.-]+:)?rPh[\s>][\s\S]*?<\/(?:[\w.-]+:)?rPh>/g, '') : item;
  let text = '';
  for (const match of body.matchAll(runs)) text += match[1] ?? '';
  return unescapeXml(text);
}

/** @throws Refusal where a bound is passed. */
export async function readStrings(part: AsyncIterable<Buffer>): Promise<string[]> {
  const strings: string[] = [];
  let characters = 0;
  const cutter = new ElementCutter('sharedStrings.xml', 'si', stringLimits.element);
  const take = (chunk: Buffer | undefined) => {
    for (const item of cutter.push(chunk)) {
      const text = itemText(item);
      characters += text.length;
      if (strings.length >= stringLimits.count || characters > stringLimits.characters)
        throw new Refusal(finding('container-too-many-strings', { value: String(strings.length), expected: String(stringLimits.count) }));
      strings.push(text);
    }
  };
  for await (const chunk of part) take(chunk);
  take(undefined);
  return strings;
}
