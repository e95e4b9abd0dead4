import { setTimeout as after } from 'node:timers/promises';
import { getMigrations } from 'better-auth/db/migration';

/** How often the tables are looked at anew, and how many milliseconds later each time. */
const [most, pause] = [20, 100];

/**
 * Makes the tables of the sign-in library that are missing. The library does so without a lock: of two processes that start on an
 * empty database, one fails on a table that the other has made meanwhile, and then makes what is still missing.
 */
export async function makeAccountTables(options: Parameters<typeof getMigrations>[0]): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await (await getMigrations(options)).runMigrations();
    } catch (error) {
      if (tries === most) throw error;
      await after(pause);
    }
  }
}
