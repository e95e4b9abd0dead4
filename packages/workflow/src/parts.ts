import type { SigningKey } from '@sipkadin/edition';
import type { Ledger, UploadStore } from '@sipkadin/ledger';
import type { Objects } from '@sipkadin/objects';

/** What a deployment consists of: the ledger, the uploaded files, the editions with the key that signs them, and the store where several machines share one. */
export interface Parts {
  ledger: Ledger;
  uploads: UploadStore;
  editionsRoot: string;
  signingKey: SigningKey;
  objects?: Objects | undefined;
}
