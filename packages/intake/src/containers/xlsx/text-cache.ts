const slots = 4096;
const longest = 64;
/** Copied for each sheet: made anew, it takes half a millisecond. */
const empty = Array.from<string | undefined>({ length: slots });

/**
 * Texts of a sheet by their bytes. A column repeats its texts, row after row: one that was made before is found again
 * in less time than it takes to make it, and a later look-up in a table does not hash it anew.
 */
export class TextCache {
  readonly #texts = [...empty];

  /** The UTF-8 text between two positions. */
  at(bytes: Buffer, from: number, to: number): string {
    const length = to - from;
    if (length > longest) return bytes.toString('utf8', from, to);
    let hash = length;
    let all = 0;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] ?? 0;
      all |= byte;
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    if (all > 127) return bytes.toString('utf8', from, to);
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    const known = this.#texts[slot];
    if (known !== undefined && known.length === length && equal(known, bytes, from)) return known;
    const text = bytes.toString('latin1', from, to);
    this.#texts[slot] = text;
    return text;
  }
}

function equal(text: string, bytes: Uint8Array, from: number): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) !== bytes[from + at]) return false;
  return true;
}
