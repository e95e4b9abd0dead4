import { base64, fromBase64, utf8 } from './bytes.ts';
import { type Cryptography, joined } from './tree.ts';

/** The first bytes of a signature line, by which readers find the line of a key (C2SP signed-note). 0x01 is Ed25519. */
async function keyHint(name: string, publicKey: Uint8Array, sha256: Cryptography['sha256']): Promise<Uint8Array> {
  return (await sha256(joined([utf8(`${name}\n`), Uint8Array.of(1), publicKey]))).subarray(0, 4);
}

export interface Signed {
  /** The raw 32 bytes. */
  publicKey: Uint8Array;
  signature: Uint8Array;
}

/** A signature line of a note, without its line end. */
export async function signatureLine(name: string, { publicKey, signature }: Signed, sha256: Cryptography['sha256']): Promise<string> {
  return `— ${name} ${base64(joined([await keyHint(name, publicKey, sha256), signature]))}`;
}

/** The Ed25519 signatures under a note that carry this name. */
export function signaturesIn(note: string, name: string): Uint8Array[] {
  return [...note.matchAll(/^— (\S+) (\S+)$/gm)].flatMap(([, of, value = '']) => {
    const bytes = of === name ? fromBase64(value) : undefined;
    return bytes?.length === 68 ? [bytes.subarray(4)] : [];
  });
}
