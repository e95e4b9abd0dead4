import { canonicalJson, isSignedRegister, type PublicRegister, type StoredRegister } from '@sipkadin/edition';
import { type Resource, resource } from '../../http/resource.ts';

/** What a government publishes beside its editions, with its signature: the bytes of the file on the disk. @returns undefined where there is none */
export function registerFile(stored: StoredRegister | undefined): Resource | undefined {
  if (stored === undefined) return undefined;
  const { register, signature } = stored;
  const headers = { 'Access-Control-Allow-Origin': '*' };
  return resource({
    type: 'application/json; charset=utf-8',
    body: canonicalJson({ register, signature }),
    cacheControl: 'no-cache',
    headers,
  });
}

/** A register that the site's own key signed; another one is nobody's word. @param publicKey undefined: the site knows no key, and shows what there is */
export function signedRegister(stored: StoredRegister | undefined, publicKey: string | undefined): PublicRegister | undefined {
  if (stored === undefined || (publicKey !== undefined && !isSignedRegister(stored, publicKey))) return undefined;
  return stored.register;
}
