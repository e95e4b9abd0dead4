import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { formatCount, type IsoDate, isIsoDate, parseFiscalYear } from '@sipkadin/budget';
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
  for (const file of positionals)
    if (!existsSync(file)) throw new UsageError({ id: `tidak ada berkas ${file}`, en: `there is no file ${file}` });
  const began = performance.now();
  const read = positionals.length === 0 ? { ...shippedReference() } : await partsOfFiles(input);
  if (read === undefined) return status.refused;
  const parts = withProvisional(read, input);
  const opened = await openExisting(config);
  try {
    const { manifest, hash } = await publishParts(opened, parts, { government: config.government, actor: actorOf(input) });
    const { number, counts, budgetYear, provisional } = manifest;
    const provisionalYear = {
      id: provisional === null ? '' : `; ${provisional} sementara`,
      en: provisional === null ? '' : `; ${provisional} provisional`,
    };
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say({
      id: `terbitan acuan ${number}: ${formatCount(counts.budgets, 'id')} daerah dengan anggaran ${budgetYear ?? '–'}, ${formatCount(counts.years, 'id')} dengan angka akhir tahun${provisionalYear.id}, ${formatCount(counts.residents, 'id')} dengan penduduk (${seconds} s)`,
      en: `reference edition ${number}: ${formatCount(counts.budgets, 'en')} regions with the budget of ${budgetYear ?? '–'}, ${formatCount(counts.years, 'en')} with year-end figures${provisionalYear.en}, ${formatCount(counts.residents, 'en')} with residents (${seconds} s)`,
    });
    out(`${number}\t${hash}\n`);
    return status.ok;
  } finally {
    await opened.close();
  }
}

/** The parts of all files; undefined after what is wrong with one of them was said. */
async function partsOfFiles({ positionals, flags, say, signal }: CommandInput): Promise<ReferenceParts | undefined> {
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
        const where = [name, place].filter((text) => text !== '').join(', ');
        say({ id: `${where}: ${fault.message.id}`, en: `${where}: ${fault.message.en}` });
      }
      continue;
    }
    const repeated = made.parts.sources?.find(({ kind }) => parts.sources?.some((other) => other.kind === kind));
    if (repeated !== undefined)
      throw new Refusal(
        {
          id: `${name} memuat isi yang sudah ada di berkas lain: ${repeated.kind}`,
          en: `${name} holds what another of the files holds: ${repeated.kind}`,
        },
        status.refused,
      );
    parts = { ...parts, ...made.parts, sources: [...(parts.sources ?? []), ...(made.parts.sources ?? [])] };
  }
  return faulty ? undefined : parts;
}

function dayOf(given: unknown): IsoDate | null {
  if (given === undefined) return null;
  if (typeof given !== 'string' || !isIsoDate(given))
    throw new UsageError({ id: '--as-of harus berisi tanggal seperti 2026-06-21', en: '--as-of must be a day such as 2026-06-21' });
  return given;
}

/** The newest year of the year-end table counts as provisional, unless another year or none is named. */
function withProvisional(parts: ReferenceParts, { flags }: CommandInput): ReferenceParts {
  const given = flags['provisional'];
  if (given === undefined || parts.years === undefined) return parts;
  const year = parseFiscalYear(String(given));
  if (given !== 'none' && year === undefined)
    throw new UsageError({ id: '--provisional harus berisi tahun atau "none"', en: '--provisional must be a year or "none"' });
  return { ...parts, provisional: year ?? null };
}
