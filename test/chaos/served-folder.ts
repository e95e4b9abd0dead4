import { setTimeout as wait } from 'node:timers/promises';
import { compareWithAcknowledged } from '../acknowledged.ts';
import { type RunningServer, startServer } from '../attack/running-server.ts';
import { folders } from '../crash-files.ts';
import { openRoad, type Road } from './road.ts';

/** People sign in without a second factor. */
export const environment = { SIPKADIN_SECOND_FACTOR: 'optional' };

/** A road on a server of its own; what is lost at the end is compared with the data folder after the server has ended. */
export interface ServedFolder {
  server: RunningServer;
  road: Road;
  /** Starts a server on the same folder anew, after the last one has ended, and moves the people to it. */
  restart(env?: Readonly<Record<string, string>>): Promise<void>;
  /** Ends the server and compares. @returns what was lost, in words */
  end(): Promise<string[]>;
}

/**
 * @param data an empty folder; absent: a new one
 * @param ledgerUrl where the ledger is not in the folder
 */
export async function serveFolder(
  env: Readonly<Record<string, string>> = {},
  { data, ledgerUrl }: { data?: string; ledgerUrl?: string } = {},
): Promise<ServedFolder> {
  let server = await startServer([], { ...environment, ...env }, data);
  const road = await openRoad(server);
  return {
    road,
    get server() {
      return server;
    },
    async restart(again = {}) {
      server = await startServer([], { ...environment, ...again }, server.data);
      road.movedTo(server.address);
    },
    async end() {
      await server.kill();
      const { lost } = await compareWithAcknowledged(
        { ...folders(server.data), ...(ledgerUrl !== undefined && { ledgerUrl }) },
        road.acknowledged,
      );
      await server.stop();
      return lost;
    },
  };
}

/** Whether the condition came true within twenty seconds. */
export async function comesTrue(condition: () => Promise<boolean>): Promise<boolean> {
  for (let look = 0; look < 400; look++) {
    if (await condition().catch(() => false)) return true;
    await wait(50);
  }
  return false;
}
