import { createPublicKey, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EditionError } from '../error.ts';
import { markChanged } from '../folder/announce.ts';
import { type Disk, realDisk } from '../folder/disk.ts';
import { syncFolder, writeDurably } from '../folder/durable.ts';
import { unfinished } from '../folder/folders.ts';
import { fromBase64, utf8 } from '../log/bytes.ts';
import { derOf, pemOf, rawKeyOf } from '../log/head.ts';
import { logFile, logFolder } from '../log/log-file.ts';
import { nodeCryptography } from '../log/node-cryptography.ts';
import { signatureLine, signaturesIn } from '../log/signature-lines.ts';
import { statementPath } from '../log/tiles.ts';
import { sha256 } from '../sha256.ts';
import { type SigningKey, signatureHolds, signBytes } from '../sign.ts';
import { type CheckedStatement, chainOf, type KeyChain, keysOf } from './chain.ts';
import { type KeyStatement, mostStatements, parseStatement, statementText } from './statement.ts';

/** The chain of keys beside the editions of a root. */
export function keyChainOf(root: string): KeyChain {
  const checked: (CheckedStatement | undefined)[] = [];
  for (let number = 1; number <= mostStatements; number++) {
    const bytes = logFile(root, statementPath(number));
    if (bytes === undefined) break;
    checked.push(checkStatement(bytes));
  }
  return chainOf(checked);
}

function checkStatement(bytes: Uint8Array): CheckedStatement | undefined {
  const found = parseStatement(bytes);
  if (found === undefined) return undefined;
  const { statement, text, note } = found;
  const signatures = signaturesIn(note, statement.log);
  const keys = [statement.oldKey, statement.newKey].map((key) => (key === '' ? undefined : fromBase64(key)));
  const [isSignedByOld = false, isSignedByNew = false] = keys.map(
    (key) => key !== undefined && signatures.some((signature) => signatureHolds(utf8(text), signature, createPublicKey(pemOf(key)))),
  );
  const [oldTrue, newTrue] = [statement.oldFingerprint, statement.newFingerprint].map((fingerprint, at) => {
    const key = keys[at];
    return key === undefined || sha256(derOf(key)) === fingerprint;
  });
  return {
    ...{ statement, note, hash: sha256(utf8(text)), isSignedByOld, isSignedByNew },
    areFingerprintsTrue: oldTrue === true && newTrue === true,
  };
}

/** Public keys of a chain in PEM form by fingerprint, the oldest first. */
export function chainPems(chain: Pick<KeyChain, 'statements'>): ReadonlyMap<string, string> {
  return new Map(keysOf(chain).flatMap(({ key, fingerprint }) => (key === undefined ? [] : [[fingerprint, pemOf(key)]])));
}

/**
 * The key that signs now, as the chain gives it from a key that is known; undefined where nobody knows one. Over a break, where nothing
 * proves that the new key is the same owner's, it does not go.
 * @param known in PEM form; undefined: what the folder itself has
 */
export function presentKeyPem(chain: Pick<KeyChain, 'statements'>, known: string | undefined): string | undefined {
  const pems = chainPems(chain);
  if (known === undefined) return [...pems.values()].at(-1);
  const at = keysOf(chain).findIndex(({ fingerprint }) => pems.get(fingerprint) === known);
  if (at < 0) return known;
  const broken = chain.statements.findIndex(({ kind }, number) => number >= at && kind === 'break');
  const last = chain.statements[(broken < 0 ? chain.statements.length : broken) - 1];
  return (last && pems.get(last.newFingerprint)) ?? known;
}

/**
 * The key to check with what a key of the chain has signed: the signer's, where the chain leads to it from the key that is known, over no
 * break where the signer came later. Otherwise the known one, with which the check then fails.
 * @param known in PEM form
 * @param signer hex fingerprint
 */
export function pemOfSigner(chain: Pick<KeyChain, 'statements'>, known: string, signer: string | undefined): string {
  const pems = chainPems(chain);
  const keys = keysOf(chain);
  const at = keys.findIndex(({ fingerprint }) => pems.get(fingerprint) === known);
  const of = keys.findIndex(({ fingerprint }) => fingerprint === signer);
  const isProven = at >= 0 && of >= 0 && !chain.statements.slice(at, of).some(({ kind }) => kind === 'break');
  return (isProven && signer !== undefined ? pems.get(signer) : undefined) ?? known;
}

interface Replacing {
  /** The former key: with its private half for a rotation, without it for a break. */
  former: SigningKey | { id: string; publicKeyPem: string | undefined };
  next: SigningKey;
  log: string;
  size: number;
  root: string;
  time: KeyStatement['time'];
  reason: string;
  by: string;
}

/**
 * Publishes that a key takes the place of another: the next statement beside the log, whole or not at all, on the disk before this
 * returns. It is a rotation where the former key can sign it, else a break.
 * @throws EditionError exists where another statement came first; bad-key where the former key is not the present one of the chain;
 * system errors as they are
 */
export async function publishKeyStatement(root: string, given: Replacing, disk: Disk = realDisk): Promise<KeyStatement> {
  const { former, next, reason, by, log, size, time } = given;
  const chain = keyChainOf(root);
  const present = chain.statements.at(-1);
  if (chain.fault !== undefined) throw new EditionError('damaged', `${join(logFolder(root), 'keys')}: ${chain.fault.en}`);
  if (present !== undefined && present.newFingerprint !== former.id)
    throw new EditionError('bad-key', 'the key to be replaced was replaced already');
  const raw = (pem: string | undefined) => Buffer.from((pem === undefined ? undefined : rawKeyOf(pem)) ?? new Uint8Array());
  const [oldKey, newKey] = [raw(former.publicKeyPem), raw(next.publicKeyPem)];
  const canSign = 'privateKey' in former;
  const number = (present?.number ?? 0) + 1;
  const statement: KeyStatement = {
    ...{ format: 'sipkadin-keys/1', kind: canSign ? 'rotation' : 'break', number },
    previous: present === undefined ? '' : sha256(utf8(statementText(present))),
    ...{ log, size, root: given.root, time, reason, by },
    ...{ oldKey: oldKey.toString('base64'), oldFingerprint: former.id, newKey: newKey.toString('base64'), newFingerprint: next.id },
  };
  const text = statementText(statement);
  const bytes = utf8(text);
  const lines = [
    ...(canSign ? [await signatureLine(log, { publicKey: oldKey, signature: signBytes(bytes, former) }, nodeCryptography.sha256)] : []),
    await signatureLine(log, { publicKey: newKey, signature: signBytes(bytes, next) }, nodeCryptography.sha256),
  ];
  writeNew(root, statementPath(number), `${text}\n${lines.map((line) => `${line}\n`).join('')}`, disk);
  markChanged(root, disk);
  return statement;
}

/** Of two processes that write the same statement's number, one does. */
function writeNew(root: string, path: string, note: string, disk: Disk): void {
  const file = join(logFolder(root), path);
  const temporary = join(root, `${unfinished}${randomUUID()}`);
  mkdirSync(dirname(file), { recursive: true });
  syncFolder(logFolder(root), disk);
  try {
    writeDurably(temporary, note, { disk });
    linkSync(temporary, file);
    syncFolder(dirname(file), disk);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new EditionError('exists', `${file} was written meanwhile`);
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}
