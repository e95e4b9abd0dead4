/**
 * Canonical JSON: keys in order of their UTF-16 units, nothing between the tokens, UTF-8, a newline at the end.
 * A list at the top has one element a line, so that ordinary tools can compare two editions. Absent and undefined are the same.
 */
export function canonicalJson(value: unknown): Buffer {
  const body = Array.isArray(value) ? (value.length === 0 ? '[]' : `[\n${value.map(text).join(',\n')}\n]`) : text(value);
  return Buffer.from(`${body}\n`, 'utf8');
}

function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(',')}]`;
  if (typeof value === 'bigint') throw new TypeError('an amount goes into JSON as decimal text');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members: string[] = [];
  // Without a comparison of its own, the order is that of UTF-16 units.
  for (const key of Object.keys(value).sort()) {
    const member: unknown = Reflect.get(value, key);
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${text(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** Order of UTF-16 units: the same on every machine and in every language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
