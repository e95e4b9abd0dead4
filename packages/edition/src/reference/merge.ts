import type { Code } from '@sipkadin/budget';
import type { ReferenceContent } from './reference.ts';

const nothing: ReferenceContent = { sources: [], regions: [], budgets: null, years: new Map(), provisional: null, residents: null };

/**
 * Reference data with some of its parts replaced; the others stay, with their sources.
 * @param nameOf the official name of a region's code
 */
export function mergeReference(
  before: ReferenceContent | undefined,
  parts: Partial<Omit<ReferenceContent, 'regions'>>,
  nameOf: (code: Code) => string,
): ReferenceContent {
  const { sources, ...kept } = before ?? nothing;
  const merged = { ...kept, ...parts };
  const replaced = new Set(parts.sources?.map(({ kind }) => kind));
  const codes = new Set([...(merged.budgets?.of.keys() ?? []), ...merged.years.keys(), ...(merged.residents?.of.keys() ?? [])]);
  return {
    ...merged,
    sources: [...sources.filter(({ kind }) => !replaced.has(kind)), ...(parts.sources ?? [])],
    regions: [...codes].toSorted((a, b) => (a < b ? -1 : 1)).map((code) => ({ code, name: nameOf(code) })),
  };
}
