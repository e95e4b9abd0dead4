import { type IsoInstant, personalData } from '@sipkadin/budget';
import {
  type Disk,
  EditionError,
  type KeyStatement,
  keyChainOf,
  logName,
  nodeCryptography,
  publishKeyStatement,
  realDisk,
  rootOfEntries,
  type SigningKey,
} from '@sipkadin/edition';
import { appendLogEntries, type Ledger, listLogEntries } from '@sipkadin/ledger';
import { Refusal } from '../refusal.ts';
import { completeLog, missingLogEntries } from './log.ts';

interface Order {
  ledger: Ledger;
  editionsRoot: string;
  /** With its private half: the new key is signed by it. Without: the chain of keys is broken in public. */
  former: SigningKey | { id: string; publicKeyPem: string | undefined };
  next: SigningKey;
  /** Public. */
  reason: string;
  /** Who does it, by office; '' for nobody. Public. */
  by: string;
  now?: () => IsoInstant;
  /** For tests, to make its calls fail. */
  disk?: Disk;
}

/**
 * States in public that a key takes the place of another, with the log as it is at this moment. From then on editions and heads are the
 * new key's; the former one signs nothing any more.
 * @returns undefined where nothing was published with the former key, so that there is nobody to tell
 * @throws Refusal `personal-note` for a reason with personal data, `log-differs` as `missingLogEntries`; as `publishKeyStatement`
 */
export async function stateNextKey(order: Order): Promise<KeyStatement | undefined> {
  const { ledger, editionsRoot, former, next, reason, by, now = () => new Date().toISOString(), disk = realDisk } = order;
  if (personalData(reason) !== undefined || personalData(by) !== undefined) throw new Refusal('personal-note');
  const chain = keyChainOf(editionsRoot);
  if (chain.fault !== undefined) throw new EditionError('damaged', chain.fault.en);
  if ('privateKey' in former) await completeLog({ ledger, editionsRoot, signingKey: former, disk });
  else {
    const place = { editionsRoot, signingKey: { publicKeyPem: former.publicKeyPem ?? '' } };
    await ledger.transact(async (tx) => appendLogEntries(tx, await missingLogEntries(tx, place)));
  }
  const entries = await listLogEntries(ledger.read);
  const [first] = entries;
  if (first === undefined) return undefined;
  const head = { log: logName(first), size: entries.length, root: await rootOfEntries(entries, nodeCryptography.sha256) };
  return publishKeyStatement(editionsRoot, { ...head, former, next, time: now(), reason, by }, disk);
}
