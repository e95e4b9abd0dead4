/** The parsed query of an address; a value of the wrong form is left out, never an error. */
export type SearchText = Record<string, unknown>;

/** The value if it matches the form, as text; the router parses codes like 19.71 as numbers. */
export function text<K extends string>(search: SearchText, key: K, form: RegExp): { [key in K]?: string } {
  const value = search[key];
  const written = typeof value === 'number' ? String(value) : value;
  return (typeof written === 'string' && form.test(written) ? { [key]: written } : {}) as { [key in K]?: string };
}

function whole<K extends string>(search: SearchText, key: K, least: number, most: number): { [key in K]?: number } {
  const value = Number(search[key]);
  return (Number.isInteger(value) && value >= least && value <= most ? { [key]: value } : {}) as { [key in K]?: number };
}

export function positive<K extends string>(search: SearchText, key: K): { [key in K]?: number } {
  return whole(search, key, 1, 100_000_000);
}

export function year<K extends string>(search: SearchText, key: K): { [key in K]?: number } {
  return whole(search, key, 2000, 2100);
}

export function month<K extends string>(search: SearchText, key: K): { [key in K]?: number } {
  return whole(search, key, 1, 12);
}
