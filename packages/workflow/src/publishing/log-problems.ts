import type { Words } from '@sipkadin/budget';
import { editionName, entryText, isSignedBy, logOf, nodeCryptography, rawKeyOf } from '@sipkadin/edition';
import { claimedYears, type EditionRow, listLogEntries, type Reading } from '@sipkadin/ledger';

/** Looks at the log on the disk. To be compared with a ledger that is read afterwards, which may have grown meanwhile. */
export const lookAtLog = logOf;

interface Compared {
  log: Awaited<ReturnType<typeof lookAtLog>>;
  recorded: readonly EditionRow[];
  /** Public keys in PEM form that may have signed its head. */
  keys: readonly string[];
}

/**
 * Holds the log on the disk against the ledger: the same leaves in the same order, every recorded edition among them, the head signed.
 * Nothing where there never was a log: the next start begins it.
 */
export async function logProblems(read: Reading, { log, recorded, keys }: Compared): Promise<Words[]> {
  const known = await listLogEntries(read);
  if (log === 'no-log' && known.length === 0) return [];
  if (typeof log === 'string') return [words.unreadable];
  const problems: Words[] = [];
  const raw = keys.flatMap((pem) => rawKeyOf(pem) ?? []);
  const signed = await Promise.all(raw.map((key) => isSignedBy(log.note, key, nodeCryptography)));
  if (!signed.includes(true)) problems.push(words.signature);
  const other = log.entries.find((entry, at) => known[at] === undefined || entryText(known[at]) !== entryText(entry));
  if (other !== undefined) problems.push(words.differs(editionName(other)));
  const isPublishing = (await claimedYears(read)).length > 0;
  if (log.entries.length < known.length && !isPublishing) problems.push(words.short);
  const logged = new Set(known.map((entry) => `${editionName(entry)} ${entry.hash}`));
  const missing = recorded.find((edition) => !logged.has(`${editionName(edition)} ${edition.hash}`));
  if (missing !== undefined) problems.push(words.missing(editionName(missing)));
  return problems;
}

const words = {
  unreadable: {
    id: 'catatan terbitan tidak terbaca; jalankan server sekali',
    en: 'the log of editions cannot be read; start the server once',
  },
  signature: {
    id: 'kepala catatan terbitan tidak ditandatangani kunci penerbit',
    en: 'the head of the log is not signed by the publisher’s key',
  },
  differs: (name: string) => ({
    id: `catatan terbitan memuat ${name} di tempat yang lain daripada buku besar`,
    en: `the log has ${name} where the ledger has another edition or none`,
  }),
  short: { id: 'catatan terbitan belum lengkap; jalankan server sekali', en: 'the log is not complete; start the server once' },
  missing: (name: string) => ({
    id: `terbitan ${name} tidak ada di catatan terbitan; jalankan server sekali`,
    en: `edition ${name} is not in the log; start the server once`,
  }),
};
