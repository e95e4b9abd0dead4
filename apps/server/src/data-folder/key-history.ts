import { type ChainKey, keyChainOf, keyIdOf, keysOf, presentKeyPem } from '@sipkadin/edition';
import type { Config } from '../settings/config.ts';
import { readIfThere, signingKeyPath } from './folder.ts';
import { formerKeys } from './former-keys.ts';

export interface KnownKey extends Pick<ChainKey, 'fingerprint' | 'since' | 'came'> {
  isPresent: boolean;
}

/** The public key that editions are signed with now: the one in the data folder, or the one that the folder of editions leads to from it. */
export function publicKeyOf({ data, editions }: Pick<Config, 'data' | 'editions'>): string | undefined {
  return presentKeyPem(keyChainOf(editions), readIfThere(`${signingKeyPath(data)}.pub`));
}

/** The present key first, then the former ones, the latest first; none where no key is known. Opens no ledger. */
export function keyHistory(config: Pick<Config, 'data' | 'editions'>): KnownKey[] {
  const chain = keysOf(keyChainOf(config.editions));
  const pem = publicKeyOf(config);
  const present = pem === undefined ? undefined : keyIdOf(pem);
  const known = new Map<string, Pick<ChainKey, 'since' | 'came'>>(
    chain.map(({ fingerprint, since, came }) => [fingerprint, { since, came }]),
  );
  const former = formerKeys(config.data).flatMap((one) => keyIdOf(one) ?? []);
  const fingerprints = [...former.filter((one) => !known.has(one)), ...known.keys()].filter((one) => one !== present).toReversed();
  return [...(present === undefined ? [] : [present]), ...fingerprints].map((fingerprint) => ({
    ...{ fingerprint, since: undefined, came: undefined, isPresent: fingerprint === present },
    ...known.get(fingerprint),
  }));
}
