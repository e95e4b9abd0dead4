/** Bytes of XML: the structure of a part is ASCII, whatever its texts are. */
export const less = 60;
export const greater = 62;
export const slash = 47;
const equals = 61;
const quote = 34;
const apostrophe = 39;

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

/** Whether exactly this name is at that position: "c" in "<c r=…", not in "<cfRule". */
export function isWord(bytes: Uint8Array, at: number, name: readonly number[]): boolean {
  if (!standsAt(bytes, at, name)) return false;
  const after = bytes[at + name.length];
  return after === greater || after === slash || isBlank(after);
}

/** Whether exactly these bytes are at that position. */
export function standsAt(bytes: Uint8Array, at: number, expected: readonly number[]): boolean {
  for (let index = 0; index < expected.length; index++) if (bytes[at + index] !== expected[index]) return false;
  return true;
}

/** As far as looking oneself takes no longer than asking for native help. */
const shortWay = 64;

/** Position of the next "<"; -1 if there is none. */
export function nextTag(bytes: Uint8Array, from: number): number {
  const near = Math.min(bytes.length, from + shortWay);
  let at = from;
  while (at < near && bytes[at] !== less) at++;
  return at < near ? at : bytes.indexOf(less, at);
}

/** A tag's attributes, one after the other. One object serves all tags of a part: this runs for every cell. */
export class Attributes {
  nameFrom = 0;
  nameTo = 0;
  valueFrom = 0;
  valueTo = 0;
  /** Behind the tag's ">", once `next` has said "end". */
  end = 0;
  selfClosed = false;
  #at = 0;

  /** @param at behind the tag's name */
  start(at: number): void {
    this.#at = at;
    this.selfClosed = false;
  }

  /** Goes to the next attribute; a ">" within quotes does not end the tag. "more": the tag has not come whole. */
  next(bytes: Uint8Array): 'attribute' | 'end' | 'more' | 'wrong' {
    const { length } = bytes;
    let at = this.#at;
    while (isBlank(bytes[at])) at++;
    if (bytes[at] === slash) {
      this.selfClosed = true;
      at++;
    }
    if (at >= length) return 'more';
    if (bytes[at] === greater) {
      this.end = at + 1;
      return 'end';
    }
    if (this.selfClosed) return 'wrong';
    this.nameFrom = at;
    while (at < length && bytes[at] !== equals && bytes[at] !== less && bytes[at] !== greater) at++;
    this.nameTo = at;
    while (isBlank(bytes[this.nameTo - 1])) this.nameTo--;
    if (at < length && bytes[at] !== equals) return 'wrong';
    at++;
    while (isBlank(bytes[at])) at++;
    if (at >= length) return 'more';
    const mark = bytes[at];
    if (mark !== quote && mark !== apostrophe) return 'wrong';
    this.valueFrom = ++at;
    while (at < length && bytes[at] !== mark) at++;
    if (at >= length) return 'more';
    this.valueTo = at;
    this.#at = at + 1;
    return 'attribute';
  }
}

/** Where a reference's letters lead ("AB12" → 27); -1 if it has none or too many. */
export function columnAt(bytes: Uint8Array, from: number, to: number): number {
  let column = 0;
  let at = from;
  for (; at < to && at < from + 8; at++) {
    const byte = bytes[at] ?? 0;
    const value = byte >= 97 ? byte - 96 : byte - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return at === from + 8 ? -1 : column - 1;
}

/** A number of up to nine digits; -1 for anything else. */
export function digitsAt(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 9 || to === from) return -1;
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}
