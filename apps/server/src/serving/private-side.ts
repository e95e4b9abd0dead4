import { join } from 'node:path';
import type { IsoInstant } from '@sipkadin/budget';
import { createDesk, type Desk, type MachineHealth } from '@sipkadin/desk';
import { openEditions, shareKeys, shareReferences } from '@sipkadin/edition';
import { grant, incomingFolder, listGovernments, ownFolder, rolesOf, sweepFolder, uploadStore } from '@sipkadin/ledger';
import { createSite, type Site } from '@sipkadin/site';
import { recoverEditions, shareUploads } from '@sipkadin/workflow';
import type { Router } from 'express';
import { sessionSecret } from '../data-folder/folder.ts';
import type { UsedFolder } from '../data-folder/use-folder.ts';
import { type LedgerState, ledgerState } from '../health/ledger-state.ts';
import type { Log } from '../log.ts';
import { type OpenParts, openParts } from '../parts.ts';
import type { Config } from '../settings/config.ts';
import { type RecordedEditions, watchRecorded } from './recorded-editions.ts';

/** The ledger and the desk. Loaded only in processes that may open the ledger. */
export interface PrivateSide extends OpenParts {
  desk: Desk;
  router: Router;
  recorded: RecordedEditions;
  /** @throws where the ledger does not answer */
  check(): Promise<void>;
  /** Numbers of the ledger at an instant. @throws where it does not answer */
  state(at: IsoInstant): Promise<LedgerState>;
}

/** One person reads a preview: its pages need not stay in memory. */
const previewCacheBytes = 4 * 1024 * 1024;

/**
 * Opens the ledger and builds the desk.
 * @param folder taken into use by the caller, who releases it after `close`
 * @param health what the screen Kesehatan shows of this machine; absent: nothing is served
 */
export async function openPrivateSide(
  config: Config,
  address: string,
  log: Log,
  folder: UsedFolder,
  health?: () => Promise<MachineHealth>,
): Promise<PrivateSide> {
  const parts = await openParts(config, folder);
  // What processes left that were killed: bytes on their way, and what was read from files.
  sweepFolder(incomingFolder(join(config.data, 'uploads')));
  const spool = ownFolder(join(config.data, 'spool'));
  try {
    const { ledger, uploads, editionsRoot, signingKey, objects } = parts;
    const recorded = await watchRecorded(ledger);
    const desk = await createDesk({
      ledger,
      ledgerUrl: config.databaseUrl,
      uploads,
      spoolDir: spool.path,
      editionsRoot,
      signingKey,
      objects,
      publicPages: ({ government, ...draft }) =>
        createSite({
          ...draft,
          defaultGovernment: government,
          publicKey: signingKey.publicKeyPem,
          cacheBytes: previewCacheBytes,
          onError: (error, url) => log.error({ err: error, url }, 'a page of a preview could not be made'),
        }).router,
      bannerFacts: bannersOf(config),
      health,
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
      recorded,
      check: async () => void (await listGovernments(ledger.read)),
      state: (at) => ledgerState(ledger, at),
      async close() {
        recorded.close();
        await desk.close();
        spool.release();
        await parts.close();
      },
    };
  } catch (error) {
    spool.release();
    await parts.close();
    throw error;
  }
}

/** Banners are made of what is public, also where this process serves the desk alone. */
function bannersOf({ editions, government, siteAddress }: Config): Site['banner'] {
  let site: Site | undefined;
  return (asked) => {
    site ??= createSite({
      editions: openEditions(editions),
      defaultGovernment: government,
      ...(siteAddress && { siteAddress: siteAddress.origin, basePath: siteAddress.base }),
      cacheBytes: previewCacheBytes,
    });
    return site.banner(asked);
  };
}

/** Finishes or removes what interrupted publications left. For the process that serves the folder. */
export async function recoverPublications({ ledger, editionsRoot, signingKey, objects }: PrivateSide, log: Log): Promise<void> {
  const recovery = await recoverEditions({ ledger, editionsRoot, signingKey, objects });
  for (const folder of recovery.unshared) log.error({ folder }, 'the store cannot be used; what was published is shared with it later');
  for (const folder of recovery.removed) log.warn({ folder }, 'a publication was interrupted; its folder was removed');
  for (const folder of recovery.missing) log.error({ folder }, 'a published edition is gone from the disk; restore it from a backup');
  for (const folder of recovery.differing)
    log.error(
      { folder },
      'the public editions, or their log, are not those that the ledger recorded; see sipkadin verify, then sipkadin editions --settle',
    );
}

/** Stores what this machine kept before machines shared a store. What fails is done at the next start. */
export async function shareEarlier({ ledger, objects, editionsRoot }: PrivateSide, data: string, log: Log): Promise<void> {
  if (objects === undefined) return;
  try {
    const uploads = await shareUploads(ledger.read, uploadStore(join(data, 'uploads')), objects);
    if (uploads > 0) log.info({ uploads }, 'uploads of this machine were stored for others');
    await shareReferences({ objects, root: editionsRoot });
    await shareKeys({ objects, root: editionsRoot });
  } catch (error) {
    log.error({ err: error }, 'what this machine kept cannot be stored for others; the next start tries again');
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
