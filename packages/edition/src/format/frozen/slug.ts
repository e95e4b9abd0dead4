import type { Code } from '@sipkadin/budget';
import { compareText } from './canonical.ts';

/** Slug of the summary of the whole government, which names no unit. */
export const summarySlug = '_kota';

const longest = 80;

/** Names of OPD as used in URLs and file names; equal ones get a running number in order of code. */
export function slugs(units: Iterable<{ code: Code; name: string }>): Map<Code, string> {
  const taken = new Set<string>();
  const result = new Map<Code, string>();
  for (const { code, name } of [...units].sort((a, b) => compareText(a.code, b.code))) {
    const plain = code === '' ? summarySlug : kebab(name);
    let slug = plain;
    for (let next = 2; taken.has(slug); next++) slug = `${plain}-${next}`;
    taken.add(slug);
    result.set(code, slug);
  }
  return result;
}

function kebab(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-|-$/g, '');
  return plain === '' ? 'unit' : plain;
}
