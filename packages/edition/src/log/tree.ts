/** What the checks need of cryptography, so that the same code runs on Node and in a browser. */
export interface Cryptography {
  sha256(bytes: Uint8Array): Promise<Uint8Array>;
  /** Ed25519. @param publicKey the raw 32 bytes */
  verifies(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

type Sha256 = Cryptography['sha256'];

/** RFC 6962, 2.1: 0x00 before a leaf, 0x01 before a node, so that neither passes for the other. */
export function leafHash(entry: Uint8Array, sha256: Sha256): Promise<Uint8Array> {
  return sha256(joined([Uint8Array.of(0), entry]));
}

/**
 * The root of an RFC 6962 tree. A node without a neighbour moves up unchanged, which is the RFC's split at the largest power of two.
 * @param leaves hashes of the leaves; of none the root is the hash of nothing
 */
export async function rootOf(leaves: readonly Uint8Array[], sha256: Sha256): Promise<Uint8Array> {
  let level = leaves;
  while (level.length > 1) level = await levelAbove(level, sha256);
  return level[0] ?? sha256(new Uint8Array());
}

async function levelAbove(level: readonly Uint8Array[], sha256: Sha256): Promise<Uint8Array[]> {
  const pairs = level.flatMap((left, at) => (at % 2 === 0 ? [[left, level[at + 1]] as const] : []));
  return Promise.all(pairs.map(async ([left, right]) => (right === undefined ? left : sha256(joined([Uint8Array.of(1), left, right])))));
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
