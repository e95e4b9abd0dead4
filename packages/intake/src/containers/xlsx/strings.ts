import { finding } from '@sipkadin/budget';
import { stringLimits, xmlLimits } from '../../limits.ts';
import { Refusal } from '../../table/sheet.ts';
import { ElementCutter } from './cutter.ts';
import { unescapeXml } from './xml.ts';

/** The text of a string item: its runs together, phonetic guides (`rPh`) left out. */
export function itemText(item: string): string {
  return unescapeXml(onlyRun(item) ?? allRuns(item));
}

/** The text of an item that is a single `<t>`, as nearly all are; undefined for any other. */
function onlyRun(item: string): string | undefined {
  const open = item.indexOf('<', 1);
  if (item.charCodeAt(open + 1) !== 116) return undefined;
  const end = item.indexOf('>', open);
  const after = item.charCodeAt(open + 2);
  if (after !== 62 && after !== 32) return undefined;
  const close = item.indexOf('<', end);
  if (close < 0 || !item.startsWith('</t>', close)) return undefined;
  const next = item.indexOf('<', close + 4);
  return next < 0 || item.startsWith('</', next) ? item.slice(end + 1, close) : undefined;
}

/** Goes through the tags once, so that an item takes no longer than its length, however it is made. */
function allRuns(item: string): string {
  let text = '';
  let phonetic = false;
  let at = 0;
  for (let open = item.indexOf('<', at); open >= 0; open = item.indexOf('<', at)) {
    const end = item.indexOf('>', open);
    if (end < 0) break;
    at = end + 1;
    const [, closing, name] = tagName.exec(item.slice(open, Math.min(end + 1, open + 80))) ?? [];
    if (name === 'rPh') phonetic = closing === '' && item.charCodeAt(end - 1) !== 47;
    if (name !== 't' || closing !== '' || item.charCodeAt(end - 1) === 47) continue;
    const close = item.indexOf('<', end);
    if (close < 0) break;
    if (!phonetic) text += item.slice(end + 1, close);
    at = close;
  }
  return text;
}

const tagName = /^<(\/?)(?:[\w.-]{1,40}:)?([\w.-]{1,20})/;

/** @throws Refusal where a bound is passed. */
export async function readStrings(part: AsyncIterable<Buffer>): Promise<string[]> {
  const strings: string[] = [];
  let characters = 0;
  const cutter = new ElementCutter('sharedStrings.xml', 'si', xmlLimits.element);
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
