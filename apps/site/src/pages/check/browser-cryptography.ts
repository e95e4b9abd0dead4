import type { Cryptography } from '@sipkadin/edition/check';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The browser's own cryptography, where it has it: none on an address without encryption, and Ed25519 not in older ones. The library for
 * the rest is loaded only then.
 */
export function browserCryptography(): Cryptography {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  return {
    async sha256(bytes) {
      if (subtle !== undefined) return new Uint8Array(await subtle.digest('SHA-256', bytes as Bytes));
      const { sha256 } = await import('@noble/hashes/sha2.js');
      return sha256(bytes);
    },
    async verifies(publicKey, message, signature) {
      try {
        if (subtle !== undefined) {
          const key = await subtle.importKey('raw', publicKey as Bytes, { name: 'Ed25519' }, false, ['verify']);
          return await subtle.verify({ name: 'Ed25519' }, key, signature as Bytes, message as Bytes);
        }
      } catch {
        // It does not know Ed25519.
      }
      const [{ hashes, verify }, { sha512 }] = await Promise.all([import('@noble/ed25519'), import('@noble/hashes/sha2.js')]);
      hashes.sha512 = sha512;
      try {
        return verify(signature, message, publicKey);
      } catch {
        // No point of the curve.
        return false;
      }
    },
  };
}
