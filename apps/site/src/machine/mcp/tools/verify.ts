import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsoInstant } from '@sipkadin/budget';
import { type Manifest, nodeCryptography, type PublicEditions } from '@sipkadin/edition';
import { checkPublished, type PublishedLook, rawKeyOf } from '@sipkadin/edition/check';
import { formatBytes, formatCount } from '@sipkadin/ui/format';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Refused, unreadable } from '../faults.ts';
import { citedShape, open } from '../opened.ts';
import { asked, tool } from '../tool.ts';
import { mcpWords } from '../words/words.ts';

const beside = ['manifest.json', 'manifest.sig', 'public-key.pem'];
const mostListed = 20;

export const verifyTool = tool({
  name: 'verify',
  title: 'Periksa terbitan / Verify an edition',
  description:
    'Checks an edition anew from its files: the hash of every file, the signature over the manifest, the chain to the editions before, and that the log of editions has it. The server checks itself; "steps" says how to check without trusting it.',
  input: z.strictObject(asked),
  output: z.object({
    holds: z.boolean(),
    files: z.int(),
    bytes: z.int(),
    key: z.string().describe('SHA-256 of the public key that signed it.'),
    isInLog: z.boolean().nullable().describe('null: there is no log here.'),
    problems: z.array(z.object({ code: z.string(), path: z.string(), message: z.string() })),
    problemCount: z.int(),
    checkedAt: z.string().describe('A check is repeated after a minute at the earliest.'),
    steps: z.array(z.string()),
    edition: citedShape,
    notes: z.array(z.string()),
  }),
  answer: async ({ language = 'id', ...which }, finding) => {
    const opened = open(finding, which, language);
    const { context, cited, paths, addressOf, notes } = opened;
    const { manifest, dir } = context.edition;
    const { editions, publicKey } = finding;
    const listed = new Set([...beside, ...manifest.files.map(({ path }) => path)]);
    const file = (path: string) => (listed.has(path) ? bytesOf(join(dir, path)) : Promise.resolve(undefined));
    const pem = publicKey ?? (await file('public-key.pem'))?.toString('utf8') ?? '';
    const key = rawKeyOf(pem);
    if (key === undefined) throw new Refused(unreadable);
    const { look, at } = await lookOf(`${dir} ${cited.hash}`, () =>
      checkPublished(
        {
          ...{ file, log: (path) => Promise.resolve(editions.log(path)) },
          manifestOf: (number) => Promise.resolve(manifestOf(editions, manifest, number)),
        },
        {
          edition: { government: cited.government.code, year: manifest.year, number: manifest.number },
          ...{ publicKey: key, kept: undefined, cryptography: nodeCryptography },
        },
      ),
    );
    const hasLog = look.log.log !== undefined || look.log.problems.some(({ code }) => code !== 'no-log');
    const problems = [
      ...look.edition.problems,
      ...look.log.problems.filter(({ code }) => code !== 'no-log').map((one) => ({ ...one, path: 'log' })),
    ];
    const bytes = manifest.files.reduce((sum, one) => sum + one.bytes, 0);
    const w = mcpWords(language);
    const holds = problems.length === 0 && look.edition.hash === cited.hash;
    const [count, size] = [formatCount(manifest.files.length, language), formatBytes(bytes, language)];
    return {
      sentence: holds
        ? (hasLog ? w.verified : w.unlogged)(count, size)
        : w.notVerified(formatCount(Math.max(problems.length, 1), language)),
      value: {
        ...{
          holds,
          files: manifest.files.length,
          bytes,
          key: manifest.key,
          edition: cited,
          notes,
          problemCount: problems.length,
          checkedAt: at,
        },
        isInLog: hasLog ? !problems.some(({ code }) => code === 'unlogged') && look.log.problems.length === 0 : null,
        problems: problems.slice(0, mostListed).map(({ code, path, message }) => ({ code, path, message: message[language] })),
        steps: [
          addressOf(paths.check()),
          addressOf(paths.key()),
          addressOf(paths.download({ year: manifest.year, edition: manifest.number, file: 'SHA256SUMS' })),
        ],
      },
    };
  },
});

type Looked = Promise<{ look: PublishedLook; at: IsoInstant }>;

/** The last checks by folder and hash: each reads all files of an edition. */
const checks = new LRUCache<string, Looked>({ max: 50, ttl: 60_000 });

function lookOf(key: string, check: () => Promise<PublishedLook>): Looked {
  const known = checks.get(key);
  if (known !== undefined) return known;
  const at = new Date().toISOString();
  const made = check().then((look) => ({ look, at }));
  checks.set(key, made);
  made.catch(() => checks.delete(key));
  return made;
}

/** @returns undefined where there is none, or it is not the one that was announced */
function manifestOf(
  editions: PublicEditions,
  { government, year }: Pick<Manifest, 'government' | 'year'>,
  number: number,
): Buffer | undefined {
  try {
    return editions.open(government.code, year, number)?.raw('manifest.json');
  } catch (error) {
    if (error instanceof Error && error.name === 'EditionError') return undefined;
    throw error;
  }
}

/** @returns undefined where there is no such file */
async function bytesOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
