import { keyIdOf, type SigningKey } from '@sipkadin/edition';
import { type Objects, ObjectsError } from '@sipkadin/objects';
import { Refusal } from '../command.ts';

/** The public key of what is published from a store. */
const key = 'signing-key.pem.pub';

/**
 * Machines that share a store sign with one key: the first one keeps its public key there, the others must have the same. Where a machine
 * has the stored key among its former ones, the present one takes its place. A store that does not answer is no reason not to start.
 * @throws Refusal where another machine signs with another key, or the store refuses these credentials
 */
export async function mustShareKey(objects: Objects, present: SigningKey, former: readonly string[]): Promise<void> {
  try {
    const stored = (await objects.read(key))?.toString('utf8');
    const id = stored === undefined ? undefined : keyIdOf(stored);
    if (id === present.id) return;
    if (id !== undefined && !former.some((pem) => keyIdOf(pem) === id))
      throw new Refusal({
        id: 'penyimpanan SIPKADIN_OBJECTS berisi terbitan dari kunci lain; salin signing-key.pem, signing-key.pem.pub, dan former-keys dari folder data mesin yang menerbitkan ke sana, atau sebut prefiks lain',
        en: 'the store of SIPKADIN_OBJECTS holds what another key signs; copy signing-key.pem, signing-key.pem.pub and former-keys from the data folder of the machine that publishes there, or name another prefix',
      });
    await objects.put(key, Buffer.from(present.publicKeyPem, 'utf8'));
  } catch (error) {
    if (!(error instanceof ObjectsError)) throw error;
    if (error.code === 'denied')
      throw new Refusal({
        id: `${error.message}; periksa SIPKADIN_OBJECTS dan kredensialnya`,
        en: `${error.message}; see SIPKADIN_OBJECTS and the credentials`,
      });
  }
}
