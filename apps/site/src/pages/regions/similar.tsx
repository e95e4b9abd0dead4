import { Crumbs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { choicesOf } from './choices.ts';
import { compare } from './comparison.ts';
import { SimilarRegions } from './tables.tsx';

/** The regions that are similar to one, a row each, by the same choices as the comparison. */
export function similarRegions(context: Context, { region: code }: { region: string }): Page | undefined {
  const { reference, w, paths } = context;
  if (reference === undefined) return undefined;
  const choices = choicesOf(context, reference);
  const comparison = compare(reference, code, choices);
  if (comparison === undefined) return undefined;
  const title = w.regions.similarTitle(comparison.region.name);
  const trail = [
    { name: w.regions.nav, href: paths.regions() },
    { name: comparison.region.name, href: paths.region({ ...choices.query, region: code }) },
    { name: w.regions.similarNav },
  ];
  return {
    title,
    description: title,
    official: true,
    body: (
      <>
        <Crumbs context={context} trail={trail} />
        <h1>{title}</h1>
        <SimilarRegions context={context} comparison={comparison} basis={choices.basis} />
      </>
    ),
  };
}
