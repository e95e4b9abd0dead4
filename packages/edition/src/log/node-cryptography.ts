import { createHash, createPublicKey } from 'node:crypto';
import { signatureHolds } from '../sign.ts';
import { derOf } from './head.ts';
import type { Cryptography } from './tree.ts';

export const nodeCryptography: Cryptography = {
  sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest()),
  verifies: (publicKey, message, signature) => {
    const key = createPublicKey({ key: Buffer.from(derOf(publicKey)), format: 'der', type: 'spki' });
    return Promise.resolve(signatureHolds(message, signature, key));
  },
};
