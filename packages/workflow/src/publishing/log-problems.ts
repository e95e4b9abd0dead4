import type { Words } from '@sipkadin/budget';
import {
  editionName,
  entryText,
  isSignedBy,
  isSignedInTime,
  type KeyChain,
  keyIdOf,
  keyLogProblems,
  keysOf,
  logOf,
  nodeCryptography,
  rawKeyOf,
} from '@sipkadin/edition';
import { claimedYears, type EditionRow, listLogEntries, type Reading } from '@sipkadin/ledger';

/** Looks at the log on the disk. To be compared with a ledger that is read afterwards, which may have grown meanwhile. */
export const lookAtLog = logOf;

interface Compared {
  log: Awaited<ReturnType<typeof lookAtLog>>;
  recorded: readonly EditionRow[];
  chain: KeyChain;
  /** Of the present key, in PEM form. */
  publicKeyPem: string;
}

/**
 * Holds the log on the disk against the ledger: the same leaves in the same order, every recorded edition among them, the head signed,
 * the present key the last of the chain, and the chain that of these leaves.
 * Nothing where there never was a log: the next start begins it.
 */
export async function logProblems(read: Reading, { log, recorded, chain, publicKeyPem }: Compared): Promise<Words[]> {
  const known = await listLogEntries(read);
  if (log === 'no-log' && known.length === 0) return [];
  if (typeof log === 'string') return [words.unreadable];
  const problems: Words[] = [];
  const present = rawKeyOf(publicKeyPem);
  const isOwn = present !== undefined && (await isSignedBy(log.note, present, nodeCryptography));
  if (!isOwn && !(await isSignedInTime(log.note, keysOf(chain), nodeCryptography))) problems.push(words.signature);
  if (chain.fault !== undefined) problems.push(chain.fault);
  if (chain.statements.length > 0 && chain.statements.at(-1)?.newFingerprint !== keyIdOf(publicKeyPem)) problems.push(words.otherKey);
  problems.push(...(await keyLogProblems(chain, known, nodeCryptography)));
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
  otherKey: {
    id: 'kunci publik di folder data bukan kunci terakhir yang dinyatakan berlaku',
    en: 'the public key in the data folder is not the last one that was stated to follow',
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
