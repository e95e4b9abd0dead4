import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { formatCount, type IsoDate, isIsoDate, parseFiscalYear, type Words } from '@sipkadin/budget';
import { readRegions } from '@sipkadin/intake';
import { type CommandInput, Refusal, status, UsageError } from '../../../command.ts';
import { actorOf } from '../../../options/actor.ts';
import { openExisting } from '../../../parts.ts';
import { partsOf, type ReferenceParts } from './parts-of.ts';
import { publishParts } from './publish-reference.ts';
import { shippedReference } from './shipped.ts';

/**
 * `import --all-regions`: publishes the figures of all regions in these files as the next reference edition, or those that come with
 * the program where no file is named.
 * @returns the exit status
 */
export async function importAllRegions(input: CommandInput): Promise<number> {
  const { positionals, config, out, say } = input;
  for (const file of positionals) if (!existsSync(file)) throw new UsageError(`there is no file ${file}`);
  const began = performance.now();
  const read = positionals.length === 0 ? { ...shippedReference() } : await partsOfFiles(input);
  if (read === undefined) return status.refused;
  const parts = withProvisional(read, input);
  const opened = await openExisting(config);
  try {
    const { manifest, hash } = await publishParts(opened, parts, { government: config.government, actor: actorOf(input) });
    const { number, counts, budgetYear, provisional } = manifest;
    const count = (value: number) => formatCount(value, config.language);
    const provisionalYear = {
      id: provisional === null ? '' : `; ${provisional} sementara`,
      en: provisional === null ? '' : `; ${provisional} provisional`,
    };
    const words: Words = {
      id: `terbitan acuan ${number}: ${count(counts.budgets)} daerah dengan anggaran ${budgetYear ?? '–'}, ${count(counts.years)} dengan angka akhir tahun${provisionalYear.id}, ${count(counts.residents)} dengan penduduk`,
      en: `reference edition ${number}: ${count(counts.budgets)} regions with the budget of ${budgetYear ?? '–'}, ${count(counts.years)} with year-end figures${provisionalYear.en}, ${count(counts.residents)} with residents`,
    };
    say(`${words[config.language]} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    out(`${number}\t${hash}\n`);
    return status.ok;
  } finally {
    await opened.close();
  }
}

/** The parts of all files; undefined after what is wrong with one of them was said. */
async function partsOfFiles({ positionals, flags, config, say, signal }: CommandInput): Promise<ReferenceParts | undefined> {
  const day = dayOf(flags['as-of']);
  let parts: ReferenceParts = {};
  let faulty = false;
  for (const path of positionals) {
    const name = basename(path);
    const read = await readRegions(path, name, { signal });
    const made = 'faults' in read ? read : partsOf(read.figures, { path, name }, day);
    if ('faults' in made) {
      faulty = true;
      for (const fault of made.faults.slice(0, 20)) {
        const place = 'place' in fault ? fault.place : `${fault.region} ${fault.account}`;
        say(`${[name, place].filter((text) => text !== '').join(', ')}: ${fault.message[config.language]}`);
      }
      continue;
    }
    const repeated = made.parts.sources?.find(({ kind }) => parts.sources?.some((other) => other.kind === kind));
    if (repeated !== undefined) throw new Refusal(`${name} holds what another of the files holds: ${repeated.kind}`, status.refused);
    parts = { ...parts, ...made.parts, sources: [...(parts.sources ?? []), ...(made.parts.sources ?? [])] };
  }
  return faulty ? undefined : parts;
}

function dayOf(given: unknown): IsoDate | null {
  if (given === undefined) return null;
  if (typeof given !== 'string' || !isIsoDate(given)) throw new UsageError('--as-of takes a day such as 2026-06-21');
  return given;
}

/** The newest year of the year-end table counts as provisional, unless another year or none is named. */
function withProvisional(parts: ReferenceParts, { flags }: CommandInput): ReferenceParts {
  const given = flags['provisional'];
  if (given === undefined || parts.years === undefined) return parts;
  const year = parseFiscalYear(String(given));
  if (given !== 'none' && year === undefined) throw new UsageError('--provisional takes a year or "none"');
  return { ...parts, provisional: year ?? null };
}
