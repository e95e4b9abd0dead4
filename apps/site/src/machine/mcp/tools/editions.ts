import { formatCount } from '@sipkadin/ui/format';
import { z } from 'zod';
import type { Finding } from '../../../find-context.ts';
import { notPublished, Refused } from '../faults.ts';
import { citedShape, open } from '../opened.ts';
import { asked, tool } from '../tool.ts';
import { mcpWords } from '../words/words.ts';

const mostListed = 60;

/** All editions of a government, or the latest of each year of every government. */
export function editionsOf(finding: Finding, government: string | undefined, language: 'id' | 'en') {
  const { editions } = finding;
  const known = editions.governments();
  if (government !== undefined && !known.includes(government)) throw new Refused(notPublished('government', known, ''));
  const all = (government === undefined ? known : [government]).flatMap((code) =>
    editions.years(code).flatMap((year) => {
      const numbers = editions
        .list(code, year)
        .map(({ number }) => number)
        .toReversed();
      return (government === undefined ? numbers.slice(0, 1) : numbers).map((edition) => ({ government: code, year, edition }));
    }),
  );
  return all.slice(0, mostListed).flatMap((which) => {
    try {
      return [open(finding, which, language)];
    } catch (error) {
      // One that cannot be read does not hide the others.
      if (error instanceof Refused || (error instanceof Error && error.name === 'EditionError')) return [];
      throw error;
    }
  });
}

export const editionsTool = tool({
  name: 'editions',
  title: 'Terbitan / Editions',
  description:
    'What was published: without arguments the latest edition of each year of every government; with a government all its editions, newest first. Each with hash, day, budget versions, basis and whether it is simulated.',
  input: z.strictObject({ government: asked.government, language: asked.language }),
  output: z.object({ editions: z.array(citedShape.extend({ versions: z.array(z.string()), notes: z.array(z.string()) })) }),
  answer: async ({ government, language = 'id' }, finding) => {
    const found = editionsOf(finding, government, language);
    const governments = new Set(found.map(({ cited }) => cited.government.code)).size;
    const w = mcpWords(language);
    return {
      sentence: w.editions(formatCount(found.length, language), formatCount(governments, language)),
      value: {
        editions: found.map(({ cited, context, notes }) => ({ ...cited, versions: context.edition.manifest.versions, notes })),
      },
    };
  },
});
