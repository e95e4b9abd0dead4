/** Four bytes of a cell as one number: what is always between its values is compared in a few steps. */
const word = (text: string) => Buffer.from(text).readInt32LE();

const opens = word('<c r');
const styled = word('" s=');
const typed = word('" t=');
const shared = word('"s">');
const untyped = word('"><v');
const value = word('<v>\0');
const ends = [word('</v>'), word('</c>')] as const;
const threeBytes = 0xff_ff_ff;
const equalsQuote = 0x22_3d;
const [quote, greater, zero] = [34, 62, 48];
/** Bytes that are always there to be looked at: more than such a cell is long. */
const room = 64;

/**
 * The cell that nearly every writer makes of nearly every value: `<c r="B7" s="3" t="s"><v>12</v></c>`, a shared text or a
 * whole number of up to nine digits. It is read here in one go; whatever is written otherwise is left to the parser's care.
 */
export class UsualCell {
  /** From 0. */
  column = 0;
  /** -1 for none. */
  style = -1;
  /** The value is the number of a shared text. */
  shared = false;
  value = 0;

  /** @returns the position behind the cell that begins there; -1 for any that is not written so, or not whole yet */
  read(view: DataView, from: number): number {
    if (from + room > view.byteLength) return -1;
    if (view.getInt32(from, true) !== opens || view.getInt16(from + 4, true) !== equalsQuote) return -1;
    let at = from + 6;
    let column = 0;
    let byte = view.getUint8(at);
    for (const last = at + 3; byte >= 65 && byte <= 90 && at < last; byte = view.getUint8(++at)) column = column * 26 + byte - 64;
    for (const last = at + 7; isDigit(byte) && at < last; byte = view.getUint8(++at));
    if (byte !== quote || column === 0) return -1;
    let style = -1;
    if (view.getInt32(at, true) === styled && view.getUint8(at + 4) === quote) {
      at += 5;
      style = 0;
      byte = view.getUint8(at);
      if (!isDigit(byte)) return -1;
      for (const last = at + 6; isDigit(byte) && at < last; byte = view.getUint8(++at)) style = style * 10 + byte - zero;
    }
    const text = view.getInt32(at, true) === typed && view.getInt32(at + 4, true) === shared;
    if (text) {
      if ((view.getInt32(at + 8, true) & threeBytes) !== value) return -1;
      at += 11;
    } else {
      if (view.getInt32(at, true) !== untyped || view.getUint8(at + 4) !== greater) return -1;
      at += 5;
    }
    const first = at;
    let number = 0;
    byte = view.getUint8(at);
    for (const last = at + 9; isDigit(byte) && at < last; byte = view.getUint8(++at)) number = number * 10 + byte - zero;
    const digits = at - first;
    // "007" is the text 7, and a number that its writer spelled otherwise than we would.
    if (digits === 0 || (!text && digits > 1 && view.getUint8(first) === zero)) return -1;
    if (view.getInt32(at, true) !== ends[0] || view.getInt32(at + 4, true) !== ends[1]) return -1;
    this.column = column - 1;
    this.style = style;
    this.shared = text;
    this.value = number;
    return at + 8;
  }
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
