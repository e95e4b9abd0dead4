import type { MachineHealth } from '@sipkadin/desk';
import { readableFingerprint } from '@sipkadin/edition';
import { lastUpdate } from '../installation/journal.ts';
import type { Config } from '../settings/config.ts';
import { version } from './answers.ts';
import type { HealthWatch } from './watch.ts';

/** For the screen Kesehatan. @throws before the process serves */
export async function machineHealth(
  { data, databaseUrl, backupDays, mail, oidc, staticCopy, metrics }: Config,
  keyFingerprint: string | undefined,
  watch: HealthWatch | undefined,
): Promise<MachineHealth> {
  if (keyFingerprint === undefined || watch === undefined) throw new Error('health was asked for before the process serves');
  const { facts, conditions } = await watch.state();
  return {
    ...{ facts, conditions, version, backupDays, keyFingerprint: readableFingerprint(keyFingerprint) },
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    lastUpdate: lastUpdate(data) ?? null,
    database: databaseUrl.startsWith('sqlite:') ? 'SQLite' : 'PostgreSQL',
    setUp: {
      ...{ mail: mail !== undefined, signInService: oidc !== undefined },
      ...{ staticCopy: staticCopy !== undefined, metrics: metrics !== undefined },
    },
  };
}
