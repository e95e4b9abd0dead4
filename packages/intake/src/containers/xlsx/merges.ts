import { workbookLimits } from '../../limits.ts';
import type { Merge } from '../../table/sheet.ts';

const ranges = /<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref=["']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})["']/g;
const marker = Buffer.from('mergeCell');

/**
 * The merged ranges of a worksheet part, the first thousand. They follow the rows, so the part is run through for
 * them; only its last piece becomes text.
 */
export async function readMerges(part: AsyncIterable<Buffer>): Promise<Merge[]> {
  let list = '';
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of part) {
    if (list !== '') {
      if (list.length < workbookLimits.mergeList) list += chunk.toString('latin1');
      continue;
    }
    const joined = Buffer.concat([kept, chunk]);
    const at = joined.indexOf(marker);
    // With the "<" and the prefix before it.
    if (at >= 0) list = joined.subarray(Math.max(0, at - 20)).toString('latin1');
    kept = joined.subarray(Math.max(0, joined.length - marker.length - 20));
  }
  return mergesIn(list);
}

function mergesIn(list: string): Merge[] {
  const merges: Merge[] = [];
  for (const [, left = '', top, right = '', bottom] of list.matchAll(ranges)) {
    if (merges.length >= workbookLimits.merges) break;
    merges.push({ top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) });
  }
  return merges;
}

/** "AB" → 27 */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
