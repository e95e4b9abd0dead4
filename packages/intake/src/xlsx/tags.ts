/** Whether an element or attribute name goes on at that position. */
export function inWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code !== 62 && code !== 47 && code !== 32 && code !== 10 && code !== 13 && code !== 9;
}

/** Whether exactly this name stands at that position: "c" in "<c r=…", not in "<cfRule". */
export function isWord(text: string, name: string, at: number): boolean {
  return text.startsWith(name, at) && !inWord(text, at + name.length);
}

/** The tag of a cell: one object for all of them, for this runs for every cell of a file. */
export class CellHead {
  /** 0-based, by the cell's reference; -1 where it has none. */
  column = -1;
  /** "s", "inlineStr", "str", "b", "e", "d", "n" or nothing. */
  type = '';
  /** Index of its style; -1 where it has none. */
  style = -1;
  selfClosed = false;
  /** Position of the tag's ">". */
  end = 0;

  /**
   * Reads attributes from behind the tag's name, character by character; a ">" within quotes does not end the tag.
   * @returns false for a tag that does not end or whose reference is no reference
   */
  read(text: string, from: number): boolean {
    this.column = -1;
    this.type = '';
    this.style = -1;
    let at = from;
    for (;;) {
      let code = text.charCodeAt(at);
      while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at);
      if (code === 62 || code === 47) {
        this.selfClosed = code === 47;
        this.end = code === 62 ? at : text.indexOf('>', at);
        return this.end >= 0;
      }
      const equals = text.indexOf('=', at);
      if (equals < 0) return false;
      let quote = equals + 1;
      while (text.charCodeAt(quote) === 32) quote++;
      const mark = text.charCodeAt(quote);
      if (mark !== 34 && mark !== 39) return false;
      const to = text.indexOf(mark === 34 ? '"' : "'", quote + 1);
      if (to < 0) return false;
      if (equals === at + 1 && !this.#take(code, text, quote + 1, to)) return false;
      at = to + 1;
    }
  }

  /** Takes the attributes of one letter: r, s, t. */
  #take(name: number, text: string, from: number, to: number): boolean {
    if (name === 114) {
      this.column = columnAt(text, from, to);
      return this.column >= 0;
    }
    if (name === 115) this.style = smallNumber(text, from, to);
    else if (name === 116) this.type = text.slice(from, to);
    return true;
  }
}

/** 0-based column of the reference between two positions ("AB12" → 27); -1 if it is none. */
function columnAt(text: string, from: number, to: number): number {
  let column = 0;
  let at = from;
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    const value = code >= 97 ? code - 96 : code - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
    if (column > 1_000_000) return -1;
  }
  return column - 1;
}

function smallNumber(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9 || at - from > 8) return -1;
    number = number * 10 + digit;
  }
  return number;
}
