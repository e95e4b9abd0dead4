import type { Words } from '@sipkadin/budget';
import { fromBase64, textOf, utf8 } from '../log/bytes.ts';
import type { Cryptography } from '../log/tree.ts';

/** A register as somebody else serves it, looked at with what was seen before. */
export interface RegisterLook {
  /** Its number; 0 where it has none, as before format 2. */
  number: number;
  problem: Words | undefined;
}

interface Against {
  government: string;
  /** The raw public key that signs now. */
  publicKey: Uint8Array;
  cryptography: Cryptography;
  /** The largest number that was seen before; undefined where none was. */
  seen: number | undefined;
}

/**
 * Whether a government's register.json is signed, and not older than one that was seen. A register with the same number may differ in
 * how links answered, which is no change that a person made.
 */
export async function checkRegister(bytes: Uint8Array, { government, publicKey, cryptography, seen = 0 }: Against): Promise<RegisterLook> {
  const found = parse(bytes);
  const isSigned = found !== undefined && (await cryptography.verifies(publicKey, found.signed, found.signature));
  if (!isSigned || found.government !== government) return { number: seen, problem: words.unsigned(government) };
  const { number } = found;
  return { number, problem: number < seen ? words.older(government, number, seen) : undefined };
}

/** The file is `{"register":…,"signature":"…"}`; what is signed are the bytes of the register and a newline. */
function parse(bytes: Uint8Array) {
  try {
    const text = textOf(bytes);
    const [, register = '', base64 = ''] = /^\{"register":(\{.*\}),"signature":"([\w+/=]{1,200})"\}\n$/s.exec(text) ?? [];
    const { government, number = 0 } = JSON.parse(register) as { government?: unknown; number?: unknown };
    if (typeof government !== 'string' || !Number.isSafeInteger(number)) return undefined;
    const signature = fromBase64(base64);
    return signature && { government, number: number as number, signed: utf8(`${register}\n`), signature };
  } catch {
    return undefined;
  }
}

const words = {
  unsigned: (government: string): Words => ({
    id: `Daftar jawaban dan dokumen ${government} (register.json) tidak ditandatangani kunci penerbit.`,
    en: `The register of answers and documents of ${government} (register.json) is not signed by the publisher’s key.`,
  }),
  older: (government: string, number: number, seen: number): Words => ({
    id: `Daftar jawaban dan dokumen ${government} (register.json) lebih lama dari yang pernah dilihat: nomor ${number}, sebelumnya ${seen}.`,
    en: `The register of answers and documents of ${government} (register.json) is older than one that was seen: number ${number}, before ${seen}.`,
  }),
};
