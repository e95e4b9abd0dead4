import { createPublicKey, sign, verify } from 'node:crypto';
import { keyIdOf, type SigningKey } from '@sipkadin/edition';
import { z } from 'zod';

const base64 = z.string().regex(/^[A-Za-z0-9+/=]{1,120}$/);
const pem = z.string().max(400);

const signatureShape = z.strictObject({
  /** The maker's public key, PEM. */
  key: pem,
  /** Ed25519, of the bytes of the manifest. */
  signature: base64,
  /** Later keys of the maker, each signed by an earlier one. */
  endorsements: z.array(z.strictObject({ key: pem, signature: base64 })).max(20),
});

/** The maker's signature of a release, as its archive holds it. */
export type MakerSignature = z.infer<typeof signatureShape>;

/** A new key of the maker, signed by the one before. */
export type Endorsement = MakerSignature['endorsements'][number];

/** @returns undefined for a text that is no signature */
export function parseSignature(text: string): MakerSignature | undefined {
  try {
    return signatureShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function signManifest(manifest: Buffer, { privateKey, publicKeyPem }: SigningKey, endorsements: Endorsement[]): MakerSignature {
  return { key: publicKeyPem, signature: sign(null, manifest, privateKey).toString('base64'), endorsements };
}

/** Signs the next key of the maker with the present one. */
export function endorse(next: string, present: SigningKey): Endorsement {
  return { key: next, signature: sign(null, endorsedText(next), present.privateKey).toString('base64') };
}

/** Another text than any manifest, so that neither signature can stand for the other. */
function endorsedText(key: string): Buffer {
  return Buffer.from(`SIP KADIN: releases are also signed by the key ${keyIdOf(key)}\n`);
}

/**
 * @param trusted the public key that the installation trusts, PEM
 * @returns the key that signed the manifest, where it is the trusted one or was endorsed by it, directly or through others; else undefined
 */
export function signerOf(manifest: Buffer, { key, signature, endorsements }: MakerSignature, trusted: string): string | undefined {
  const accepted = new Map([[keyIdOf(trusted), trusted]]);
  // As often as there are endorsements: each may rest on one that comes after it in the list.
  for (const _ of endorsements)
    for (const next of endorsements)
      if ([...accepted.values()].some((by) => isSigned(endorsedText(next.key), next.signature, by)))
        accepted.set(keyIdOf(next.key), next.key);
  const signer = accepted.get(keyIdOf(key));
  return signer !== undefined && isSigned(manifest, signature, signer) ? signer : undefined;
}

function isSigned(bytes: Buffer, signature: string, key: string): boolean {
  try {
    const publicKey = createPublicKey(key);
    return publicKey.asymmetricKeyType === 'ed25519' && verify(null, bytes, publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
