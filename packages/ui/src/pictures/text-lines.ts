/** Widths of a letter in parts of the font's size, a little more than those of Plus Jakarta Sans: a picture has no layout of its own. */
function widthOf(letter: string): number {
  if (/[iljtfr.,:;'|!()[\]\s]/.test(letter)) return 0.34;
  if (/[mwMW%@]/.test(letter)) return 0.9;
  return /[A-Z]/.test(letter) ? 0.72 : 0.58;
}

export function textWidth(text: string, size: number): number {
  return Array.from(text).reduce((all, letter) => all + widthOf(letter), 0) * size;
}

/**
 * Breaks a text between words so that each line is at most so many pixels wide.
 * @param most lines; what does not fit ends in "…"
 */
export function textLines(text: string, { width, size, most }: { width: number; size: number; most: number }): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const cut = (line: string, ends: boolean): string => {
    let kept = line;
    while (kept.length > 1 && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1);
    return ends || kept !== line ? `${kept.trimEnd()}…` : line;
  };
  return lines
    .slice(0, most)
    .map((line, at) => (textWidth(line, size) > width ? cut(line, true) : at === most - 1 && lines.length > most ? cut(line, true) : line));
}
