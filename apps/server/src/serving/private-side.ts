import { join } from 'node:path';
import { createDesk, type Desk } from '@sipkadin/desk';
import { grant, listGovernments, rolesOf } from '@sipkadin/ledger';
import { type Parts, recoverEditions } from '@sipkadin/workflow';
import type { Router } from 'express';
import { sessionSecret } from '../folder.ts';
import type { Log } from '../log.ts';
import { openParts } from '../parts.ts';
import type { Config } from '../settings/config.ts';

/** The ledger and the desk. Loaded only in processes that may open the ledger. */
export interface PrivateSide extends Parts {
  desk: Desk;
  router: Router;
  /** @throws where the ledger does not answer */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the ledger, recovers interrupted publications, and builds the desk. */
export async function openPrivateSide(config: Config, address: string, log: Log): Promise<PrivateSide> {
  const parts = await openParts(config);
  try {
    const { ledger, uploads, editionsRoot, signingKey } = parts;
    const recovery = await recoverEditions({ ledger, editionsRoot });
    for (const folder of recovery.removed) log.warn({ folder }, 'a publication was interrupted; its folder was removed');
    for (const folder of recovery.missing) log.error({ folder }, 'a published edition is gone from the disk; restore it from a backup');
    const desk = await createDesk({
      ledger,
      ledgerUrl: config.databaseUrl,
      uploads,
      spoolDir: join(config.data, 'spool'),
      editionsRoot,
      signingKey,
      log,
      baseUrl: address,
      secret: sessionSecret(config.data, config.secret),
      rules: { passwords: config.passwords, secondFactorRequired: config.secondFactorRequired },
      mail: config.mail,
      oidc: config.oidc,
    });
    return {
      ...parts,
      desk,
      router: desk.router,
      check: async () => void (await listGovernments(ledger.read)),
      async close() {
        await desk.close();
        await ledger.close();
      },
    };
  } catch (error) {
    await parts.ledger.close();
    throw error;
  }
}

const firstAdmin = { name: 'Admin', email: 'admin@sipkadin.local' };

/**
 * In a fresh deployment nobody can sign in: makes the first admin, and a sign-in link for them at every start until there
 * is another account. @returns the link; undefined once there is another account
 */
export async function firstAdminLink({ desk, ledger }: PrivateSide, government: string): Promise<string | undefined> {
  const accounts = await desk.countAccounts();
  if (accounts > 1) return undefined;
  const { id } = await desk.addAccount(firstAdmin);
  if (accounts === 1 && (await desk.countAccounts()) > 1) return undefined;
  const known = await rolesOf(ledger.read, id);
  if (known.length === 0) await ledger.transact((tx) => grant(tx, { person: id, government, role: 'admin', unit: null }, 'system'));
  return desk.signInLink(firstAdmin.email);
}
