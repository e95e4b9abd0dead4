import type { Language } from '@sipkadin/budget';
import { z } from 'zod';
import { type Finding, findContext } from '../../find-context.ts';
import { correctionSentence, withdrawalOf } from '../../parts/corrections.tsx';
import type { Context } from '../../reading/context.ts';
import type { Paths } from '../../routes/paths.ts';
import { simulatedWords } from '../../works/simulated-files.ts';
import { notPublished, Refused } from './faults.ts';
import { plain } from './plain.ts';
import { mcpWords } from './words/words.ts';

/** Which edition a question is about; what is left out is the default government, its latest year and that year's latest edition. */
export interface Which {
  government?: string | undefined;
  year?: number | undefined;
  edition?: number | undefined;
}

/** An edition, with links that lead to it and no later one. */
export interface Opened {
  context: Context;
  paths: Paths;
  /** A path of the site as an address: whole where the site knows its own, else the path alone. */
  addressOf: (path: string) => string;
  cited: Cited;
  /** What is to be said beside every figure of it. */
  notes: string[];
}

/** By which an answer can be quoted and checked. */
export const citedShape = z.object({
  government: z.object({ code: z.string(), name: z.string() }),
  year: z.int(),
  edition: z.int(),
  /** SHA-256 of its manifest. */
  hash: z.string(),
  asOf: z.string(),
  publishedAt: z.string(),
  version: z.string().nullable(),
  basis: z.string().nullable(),
  audited: z.boolean(),
  simulated: z.boolean(),
  isLatest: z.boolean(),
  address: z.string(),
});
type Cited = z.infer<typeof citedShape>;

/** @param place before the names of arguments in faults @throws Refused where it was not published */
export function open(finding: Finding, which: Which, language: Language, place = ''): Opened {
  const { editions, defaultGovernment } = finding;
  const code = which.government ?? defaultGovernment;
  const known = editions.governments();
  if (!known.includes(code)) throw new Refused(notPublished('government', known, place));
  const years = editions.years(code);
  const year = which.year === undefined ? years[0] : years.find((one) => one === which.year);
  if (year === undefined) throw new Refused(notPublished('year', years, place));
  const context = findContext(finding, {
    ...{ route: 'home', language, government: code === defaultGovernment ? undefined : code, parameters: {} },
    query: new Map([['tahun', String(year)], ...(which.edition === undefined ? [] : [['terbitan', String(which.edition)] as const])]),
  });
  if (context === undefined) throw new Refused(notPublished('year', years, place));
  const { manifest, hash } = context.edition;
  if (which.edition !== undefined && manifest.number !== which.edition)
    throw new Refused(
      notPublished(
        'edition',
        editions.list(code, year).map(({ number }) => number),
        place,
      ),
    );
  const paths = context.paths.at({ year, edition: manifest.number });
  const addressOf = (path: string) => context.address(path) ?? path;
  const { government, number, asOf, publishedAt, version, basis, audited, simulated } = manifest;
  return {
    ...{ context, paths, addressOf, notes: notesOn(context, language) },
    cited: {
      ...{ government, year, edition: number, hash, asOf, publishedAt, version, basis, audited, simulated },
      isLatest: context.numbers[0] === number,
      address: addressOf(paths.edition({ edition: number })),
    },
  };
}

function notesOn(context: Context, language: Language): string[] {
  const w = mcpWords(language);
  const { manifest } = context.edition;
  const isLatest = context.numbers[0] === manifest.number;
  const by = isLatest ? undefined : withdrawalOf(context.every(), manifest.number);
  const correction = correctionSentence(context, manifest);
  return [
    ...(manifest.simulated ? [simulatedWords(context).join('')] : []),
    ...(manifest.audited ? [] : [w.notAudited]),
    ...(isLatest ? [] : [w.notLatest(String(context.numbers[0]))]),
    ...(by === undefined ? [] : [context.w.corrections.withdrawnBy(String(manifest.number), String(by.manifest.number))]),
    ...(correction === undefined ? [] : [correction]),
    ...context.notices,
  ].map(plain);
}
