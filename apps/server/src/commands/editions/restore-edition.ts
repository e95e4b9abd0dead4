import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import { bringBackEdition, EditionError, editionName, type LogEntry, logOf, verifyEdition } from '@sipkadin/edition';
import { listEditions, openLedger, recordSettlement } from '@sipkadin/ledger';
import { type CommandInput, inBoth, Refusal, status, UsageError } from '../../command.ts';
import { useFolder } from '../../data-folder/use-folder.ts';
import { actorOf } from '../../options/actor.ts';
import type { Config } from '../../settings/config.ts';
import { readSiteAddress } from '../witness/fetch-file.ts';
import { openSource } from './edition-source.ts';

/**
 * Puts one damaged or lost edition back from a copy of it. The log and, where there is one, the ledger say which bytes are its own.
 * @throws Refusal where they do not know it or differ, or where the source does not give what was signed: then nothing was changed
 */
export async function restoreEdition(input: CommandInput, name: string): Promise<number> {
  const { config, flags, out, signal } = input;
  const { from } = flags;
  if (!/^\d{2}(?:\.\d{2})?\/\d{4}\/[1-9]\d{0,8}$/.test(name))
    throw new UsageError({
      id: '--restore harus berisi terbitan seperti 19.71/2026/3',
      en: '--restore must be an edition such as 19.71/2026/3',
    });
  if (typeof from !== 'string')
    throw new UsageError({ id: '--restore memerlukan --from: tempat salinannya', en: '--restore needs --from: where a copy of it is' });
  const place = readSiteAddress(from)?.href ?? (from === 'store' ? from : resolve(from));
  const entry = await entryOf(config, name);
  // Not beside an update, and before anything is changed.
  const ledger = hasLedger(config) ? await recordedIn(config, entry) : undefined;
  try {
    const source = await openSource(place, entry, config, signal);
    let done: Awaited<ReturnType<typeof bringBackEdition>>;
    try {
      done = await bringBackEdition(config.editions, entry, source.read);
    } catch (error) {
      if (!(error instanceof EditionError)) throw error;
      throw new Refusal(
        {
          id: `${from} tidak memberi terbitan ${name} seperti yang ditandatangani (${error.message}); tidak ada yang diubah. Sebut salinan lain dengan --from`,
          en: `${from} does not give edition ${name} as it was signed (${error.message}); nothing was changed. Name another copy with --from`,
        },
        status.refused,
      );
    } finally {
      source.close();
    }
    if (done === undefined)
      throw new Refusal({
        id: `${from} tidak punya terbitan ${name}; tidak ada yang diubah`,
        en: `${from} does not have edition ${name}; nothing was changed`,
      });
    if (done.done === 'restored') await ledger?.record(actorOf(input));
    const words =
      done.done === 'whole'
        ? { id: 'utuh; tidak ada yang diubah', en: 'is whole; nothing was changed' }
        : inBoth((language) => `${restored[language]}${done.aside === undefined ? '' : `; ${aside[language]} ${done.aside}`}`);
    out(`${name}  ${words[config.language]}\n`);
    return verified(config, entry, out);
  } finally {
    await ledger?.close();
  }
}

const restored = { id: 'dipulihkan', en: 'restored' };
const aside = { id: 'folder yang rusak ada di', en: 'the damaged folder is' };

/** Its leaf of the log beside the editions. */
async function entryOf({ editions }: Config, name: string): Promise<LogEntry> {
  const log = await logOf(editions);
  if (typeof log === 'string')
    throw new Refusal({
      id: `catatan terbitan di ${join(editions, 'log')} tidak terbaca (${log}); pulihkan folder itu dari cadangan lebih dahulu`,
      en: `the log of editions in ${join(editions, 'log')} cannot be read (${log}); restore that folder from a backup first`,
    });
  const entry = log.entries.findLast((one) => editionName(one) === name);
  if (entry === undefined)
    throw new Refusal({ id: `catatan terbitan tidak memuat ${name}`, en: `the log of editions does not have ${name}` }, status.refused);
  return entry;
}

/** A mirror has editions and no ledger. */
function hasLedger({ databaseUrl }: Config): boolean {
  return !databaseUrl.startsWith('sqlite:') || existsSync(databaseUrl.slice('sqlite:'.length));
}

async function recordedIn(config: Config, { government, year: number, number: edition, hash }: LogEntry) {
  const folder = useFolder(config, 'writing');
  try {
    const ledger = await openLedger({ url: config.databaseUrl, mayMigrate: !folder.served });
    const close = async () => {
      await ledger.close();
      folder.release();
    };
    const year = fiscalYear(number);
    const row = (await listEditions(ledger.read, government, year)).find((one) => one.number === edition);
    if (row?.hash !== hash) {
      await ledger.close();
      throw new Refusal(
        {
          id: `buku besar tidak mencatat isi terbitan ${government}/${year}/${edition} seperti catatan terbitan; lihat sipkadin verify`,
          en: `the ledger did not record edition ${government}/${year}/${edition} with the content that the log has; see sipkadin verify`,
        },
        status.refused,
      );
    }
    const settlement = { government, year, number: edition, hash, action: 'edition-restored' } as const;
    return { record: (actor: string) => ledger.transact((tx) => recordSettlement(tx, { ...settlement, actor })), close };
  } catch (error) {
    folder.release();
    throw error;
  }
}

/** Reads it back from its place, as `sipkadin verify --edition` does. */
function verified({ editions, language }: Config, entry: LogEntry, out: (text: string) => void): number {
  const dir = join(editions, editionName(entry));
  const problems = verifyEdition(dir, readFileSync(join(dir, 'public-key.pem'), 'utf8'));
  for (const { code, path, message } of problems) out(`${join(dir, path)}  ${code}: ${message[language]}\n`);
  if (problems.length === 0) out(`${dir}: ok\n`);
  return problems.length === 0 ? status.ok : status.fault;
}
