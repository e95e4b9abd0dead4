import type { SigningKey } from '@sipkadin/edition';
import type { Ledger, UploadStore } from '@sipkadin/ledger';

/** What a deployment consists of: the ledger, the uploaded files, and the editions with the key that signs them. */
export interface Parts {
  ledger: Ledger;
  uploads: UploadStore;
  editionsRoot: string;
  signingKey: SigningKey;
}
