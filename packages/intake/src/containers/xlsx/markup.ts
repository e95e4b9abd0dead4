import { finding } from '@sipkadin/budget';
import { Refusal } from '../../table/sheet.ts';

/** Markup between elements: comments, CDATA sections, processing instructions. */
const kinds = ['<!--', '<![CDATA[', '<?'].map((start, at) => {
  const end = ['-->', ']]>', '?>'][at] ?? '';
  return { start, end, startBytes: Buffer.from(start), endBytes: Buffer.from(end) };
});

/**
 * Passes over what opens at that position with "<!" or "<?".
 * @returns the position behind it; -1 while its end has not come
 * @throws Refusal for a declaration: no spreadsheet has one, and entities are how small files become large
 */
export function behindMarkup(bytes: Buffer, at: number, part: string): number {
  const kind = kinds.find(({ startBytes }) => startBytes.compare(bytes, at, Math.min(at + startBytes.length, bytes.length)) === 0);
  if (kind) {
    const end = bytes.indexOf(kind.endBytes, at + kind.startBytes.length);
    return end < 0 ? -1 : end + kind.endBytes.length;
  }
  // What may still become one of them waits.
  const rest = bytes.toString('latin1', at, at + 9);
  if (bytes.length - at < 9 && kinds.some(({ start }) => start.startsWith(rest))) return -1;
  throw new Refusal(finding('container-doctype', { value: part }));
}

/**
 * Text without comments and instructions, with its CDATA sections as escaped text.
 * @returns the plain text, and what must wait for its end
 * @throws Refusal for a declaration
 */
export function plainMarkup(text: string, part: string): [string, string] {
  let plain = '';
  let at = 0;
  let mark = text.indexOf('<!');
  let instruction = text.indexOf('<?');
  for (;;) {
    if (mark >= 0 && mark < at) mark = text.indexOf('<!', at);
    if (instruction >= 0 && instruction < at) instruction = text.indexOf('<?', at);
    const open = mark < 0 ? instruction : instruction < 0 ? mark : Math.min(mark, instruction);
    if (open < 0) return [plain + text.slice(at), ''];
    plain += text.slice(at, open);
    const kind = kinds.find(({ start }) => text.startsWith(start, open));
    if (!kind) {
      if (text.length - open < 9 && kinds.some(({ start }) => start.startsWith(text.slice(open)))) return [plain, text.slice(open)];
      throw new Refusal(finding('container-doctype', { value: part }));
    }
    const end = text.indexOf(kind.end, open + kind.start.length);
    if (end < 0) return [plain, text.slice(open)];
    if (kind.start === '<![CDATA[')
      plain += text
        .slice(open + kind.start.length, end)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;');
    at = end + kind.end.length;
  }
}
