import type { IsoInstant } from '@sipkadin/budget';
import { clearUnfinished, demoGovernment, demoPeople, demoPopulation, isSeeded, SeedingStopped, seed } from '@sipkadin/demo';
import { grant, openLedger, setGovernment } from '@sipkadin/ledger';
import { type CommandInput, Refusal } from '../../command.ts';
import type { PrivateSide } from '../../serving/private-side.ts';
import type { Config } from '../../settings/config.ts';
import { publishParts } from '../files/all-regions/publish-reference.ts';
import { shippedReference } from '../files/all-regions/shipped.ts';

/** Removes a demonstration that was broken off half way. For the process that serves the folder, before anything in it is opened. */
export function clearDemo({ data }: Config, say: CommandInput['say']): void {
  if (clearUnfinished(data))
    say({ id: 'Data peragaan yang belum selesai dibuat ulang.', en: 'An unfinished demonstration is begun anew.' });
}

/** Makes the demonstration's people, and its data where they are not there yet. Progress goes to `say`. */
export async function prepareDemo(side: PrivateSide, config: Config, say: CommandInput['say'], signal: AbortSignal): Promise<void> {
  const { data } = config;
  const ids = new Map<string, string>();
  for (const { name, email, role, unit } of demoPeople) {
    const { id } = await side.desk.addAccount({ name, email });
    ids.set(role, id);
    if (!isSeeded(data)) await side.ledger.transact((tx) => grant(tx, { person: id, government: demoGovernment, role, unit }, 'system'));
  }
  if (isSeeded(data)) return;
  const who = (role: string) => ids.get(role) ?? role;
  const began = performance.now();
  let reported = 0;
  say({ id: 'Menyiapkan data peragaan (sekali saja) …', en: 'Preparing demonstration data (once) …' });
  const onProgress = ({ done, of }: { done: number; of: number }) => {
    const tenth = Math.floor((done * 10) / of);
    if (tenth > reported) say({ id: `  ${done}/${of} berkas`, en: `  ${done}/${of} files` });
    reported = tenth;
  };
  try {
    const actors = { operator: who('operator'), verifier: who('verifier'), publisher: who('publisher') };
    const open = async (now: () => IsoInstant) => {
      const ledger = await openLedger({ url: config.databaseUrl, now });
      await ledger.transact((tx) =>
        setGovernment(tx, demoGovernment, { basis: 'lra', population: demoPopulation, publicQuestions: true }, actors.publisher),
      );
      return { ...side, ledger };
    };
    await publishParts(side, shippedReference(), { government: demoGovernment, actor: actors.publisher });
    await seed(open, data, actors, { onProgress, signal });
  } catch (error) {
    throw error instanceof SeedingStopped
      ? new Refusal(
          {
            id: 'dihentikan; saat dijalankan lagi, peragaan dibuat dari awal',
            en: 'stopped; the next start begins the demonstration anew',
          },
          130,
        )
      : error;
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  say({ id: `  selesai dalam ${seconds} detik`, en: `  done in ${seconds} seconds` });
}

/** One-time links for the demonstration's people, valid for 15 minutes. */
export async function demoLinks({ desk }: PrivateSide): Promise<{ name: string; link: string }[]> {
  const links: { name: string; link: string }[] = [];
  for (const { name, email } of demoPeople) links.push({ name, link: await desk.signInLink(email) });
  return links;
}
