import { base64, fromBase64, isSame, textOf, utf8 } from './bytes.ts';
import { type Cryptography, joined } from './tree.ts';

/** The state of a log: how many leaves it has, and the root over them. */
export interface Head {
  /** The log's name: the same for ever, wherever the log is served from. */
  origin: string;
  size: number;
  /** Base64. */
  root: string;
}

/** Bytes of a signed head; one is some 200, and each further signature some 130. */
export const longestHead = 16 * 1024;

/** The text that is signed, in the form of C2SP's tlog-checkpoint. */
export function headText({ origin, size, root }: Head): string {
  return `${origin}\n${size}\n${root}\n`;
}

/** The first bytes of a signature line, by which readers find the line of a key (C2SP signed-note). 0x01 is Ed25519. */
async function keyHint(name: string, publicKey: Uint8Array, sha256: Cryptography['sha256']): Promise<Uint8Array> {
  return (await sha256(joined([utf8(`${name}\n`), Uint8Array.of(1), publicKey]))).subarray(0, 4);
}

/** The head as it is published: its text, an empty line, and the signature line. @param signature over `headText` */
export async function signedHead(
  head: Head,
  { publicKey, signature }: { publicKey: Uint8Array; signature: Uint8Array },
  sha256: Cryptography['sha256'],
): Promise<string> {
  const hint = await keyHint(head.origin, publicKey, sha256);
  return `${headText(head)}\n— ${head.origin} ${base64(joined([hint, signature]))}\n`;
}

/** What a published head states, whoever signed it. @returns undefined where it has another form */
export function parseHead(note: string): Head | undefined {
  const found = /^([^\s+]{1,200})\n(0|[1-9]\d{0,6})\n([A-Za-z0-9+/]{43}=)\n\n(?:— \S+ \S+\n)+$/.exec(note);
  if (found === null) return undefined;
  const [, origin = '', size, root = ''] = found;
  return { origin, size: Number(size), root };
}

/** Whether the key's owner signed the head. Signatures of others, as of witnesses, are passed over. */
export async function isSignedBy(note: string, publicKey: Uint8Array, { sha256, verifies }: Cryptography): Promise<boolean> {
  const head = parseHead(note);
  if (head === undefined) return false;
  const hint = await keyHint(head.origin, publicKey, sha256);
  for (const [, name, value = ''] of note.matchAll(/^— (\S+) (\S+)$/gm)) {
    const bytes = name === head.origin ? fromBase64(value) : undefined;
    if (bytes?.length === 68 && isSame(bytes.subarray(0, 4), hint))
      if (await verifies(publicKey, utf8(headText(head)), bytes.subarray(4))) return true;
  }
  return false;
}

/** @returns undefined where the bytes are no head */
export function noteOf(bytes: Uint8Array): string | undefined {
  try {
    const note = textOf(bytes);
    return parseHead(note) === undefined ? undefined : note;
  } catch {
    return undefined;
  }
}

const spkiPrefix = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);

/** The raw 32 bytes of an Ed25519 public key in PEM form (RFC 8410); undefined for a text that is none. */
export function rawKeyOf(pem: string): Uint8Array | undefined {
  const body = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]{40,200})-----END PUBLIC KEY-----/.exec(pem)?.[1];
  const der = body === undefined ? undefined : fromBase64(body.replaceAll(/\s/g, ''));
  if (der?.length !== 44 || !isSame(der.subarray(0, 12), spkiPrefix)) return undefined;
  return der.subarray(12);
}

/** Over which the id of a key is the hash. */
export function derOf(rawKey: Uint8Array): Uint8Array {
  return joined([spkiPrefix, rawKey]);
}
