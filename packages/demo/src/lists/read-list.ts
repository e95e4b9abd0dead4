/** Fields of a line, quotes undone. The demo's own lists hold no line breaks within fields. */
function fields(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
}

/** Rows of a small comma-separated list, by the names in its first line. */
export function readList(text: string): Record<string, string>[] {
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const names = fields(head);
  return lines.map((line) => {
    const values = fields(line);
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  });
}
