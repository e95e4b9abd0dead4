import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EditionError, openEdition, verifyEdition } from '@sipkadin/edition';
import { brokenOf, type Outcome } from '../attack/outcome.ts';
import { folders, government } from '../crash-files.ts';
import { seeded } from '../seeded.ts';
import { serveFolder } from './served-folder.ts';

/**
 * One bit of one file of an edition, or of its data files, is another, on the disk of a server that serves it. `verify` must name the file
 * where it is of the edition; a download is the right bytes or an error; and opening the edition gives the right figures or an error.
 */
export async function editionBytes({ times, seed }: { times: number; seed: number }): Promise<Outcome> {
  const next = seeded(seed);
  const folder = await serveFolder();
  for (let file = 0; file < 3; file++) await folder.road.takeFile();
  const { editionsRoot, keyPath } = folders(folder.server.data);
  const publicKeyPem = readFileSync(`${keyPath}.pub`, 'utf8');
  const year = join(editionsRoot, government.code, '2025');
  const paths = [
    ...filesBelow(year, (number) => number),
    ...filesBelow(join(editionsRoot, '.data', government.code, '2025'), (number) => `${number}/data`),
  ];
  const hashes = new Map(folder.road.acknowledged.map(({ number, hash }) => [number ?? 0, hash ?? '']));
  const figures = (number: number) => figuresOf(join(year, String(number)), hashes.get(number) ?? '');
  const rightFigures = new Map([1, 2, 3].map((number) => [number, figures(number)]));
  const unnamed: string[] = [];
  const wrongDownloads: string[] = [];
  const wrongFigures: string[] = [];
  for (let at = 0; at < times; at++) {
    const { number, path, place, address } = paths[Math.floor(next() * paths.length)] ?? none;
    const right = readFileSync(place);
    const bytes = Buffer.from(right);
    const where = Math.floor(next() * bytes.length);
    bytes[where] = (bytes[where] ?? 0) ^ (1 << Math.floor(next() * 8));
    // As another file: a link that editions share is not written through, so that only this edition is damaged.
    rmSync(place);
    writeFileSync(place, bytes);
    const problems = verifyEdition(join(year, String(number)), publicKeyPem);
    const isOfEdition = place.startsWith(`${year}/`);
    if (isOfEdition && !problems.some((problem) => problem.path !== '' && path.startsWith(problem.path)))
      unnamed.push(`${path} byte ${where}`);
    const answer = await fetch(`${folder.server.address}/unduh/2025/${address}`, { headers: { 'accept-encoding': 'identity' } });
    const got = Buffer.from(await answer.arrayBuffer());
    if (answer.status === 200 && sha256(got) !== sha256(right)) wrongDownloads.push(`${path} byte ${where}`);
    const found = figures(number);
    if (found !== undefined && found !== rightFigures.get(number)) wrongFigures.push(`${path} byte ${where}`);
    rmSync(place);
    writeFileSync(place, right);
  }
  const lost = await folder.end();
  return {
    counts: { times, files: paths.length, unnamed, wrongDownloads, wrongFigures, lost },
    broken: brokenOf({
      'verify did not name a damaged file': unnamed.length > 0,
      'a damaged file was served': wrongDownloads.length > 0,
      'an edition was opened with other figures': wrongFigures.length > 0,
      'something was lost': lost.length > 0,
    }),
  };
}

interface File {
  /** Of the edition. */
  number: number;
  path: string;
  /** On the disk. */
  place: string;
  /** After `/unduh/<year>/`. */
  address: string;
}

const none: File = { number: 1, path: '', place: '', address: '' };

/** The files of the folders whose names begin with the number of an edition. */
function filesBelow(year: string, addressOf: (number: number) => number | string): File[] {
  return readdirSync(year)
    .filter((name) => /^\d/.test(name))
    .flatMap((name) => {
      const number = Number.parseInt(name, 10);
      return readdirSync(join(year, name), { recursive: true, encoding: 'utf8' }).map((path) => ({
        ...{ number, path, place: join(year, name, path) },
        address: `${addressOf(number)}/${path}`,
      }));
    })
    .filter(({ place }) => statSync(place).isFile());
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Everything that pages read of an edition, as text; undefined where it cannot be opened or a file of it cannot be read. */
function figuresOf(folder: string, hash: string): string | undefined {
  try {
    const edition = openEdition(folder, hash);
    const read = [
      edition.summary(),
      edition.units(),
      edition.months(),
      edition.functions(),
      edition.funds(),
      edition.sources(),
      edition.names(),
    ];
    return JSON.stringify([read, edition.units().map(({ slug }) => [edition.unit(slug), edition.lines(slug)])], (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
  } catch (error) {
    if (error instanceof EditionError) return undefined;
    throw error;
  }
}
