import { base64, fromBase64, isSame, textOf, utf8 } from './bytes.ts';
import { type Signed, signatureLine, signaturesIn } from './signature-lines.ts';
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

/** The head as it is published: its text, an empty line, and the signature line. @param signature over `headText` */
export async function signedHead(head: Head, signed: Signed, sha256: Cryptography['sha256']): Promise<string> {
  return `${headText(head)}\n${await signatureLine(head.origin, signed, sha256)}\n`;
}

/** What a published head states, whoever signed it. @returns undefined where it has another form */
export function parseHead(note: string): Head | undefined {
  const found = /^([^\s+]{1,200})\n(0|[1-9]\d{0,6})\n([A-Za-z0-9+/]{43}=)\n\n(?:— \S+ \S+\n)+$/.exec(note);
  if (found === null) return undefined;
  const [, origin = '', size, root = ''] = found;
  return { origin, size: Number(size), root };
}

/** Whether the key's owner signed the head. Signatures of others, as of witnesses, are passed over. */
export async function isSignedBy(note: string, publicKey: Uint8Array, { verifies }: Pick<Cryptography, 'verifies'>): Promise<boolean> {
  const head = parseHead(note);
  if (head === undefined) return false;
  for (const signature of signaturesIn(note, head.origin)) if (await verifies(publicKey, utf8(headText(head)), signature)) return true;
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

/** The PEM form of a raw public key, as Node writes it. */
export function pemOf(rawKey: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${base64(derOf(rawKey))}\n-----END PUBLIC KEY-----\n`;
}
