import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupSize } from '@sipkadin/monitor/conditions';
import { keepFile } from './pieces.ts';

/** The last backup of a data folder, as the folder itself records it. */
export interface LastBackup {
  /** In UTC. */
  made: string;
  /** The folder of backups that it went into. */
  into: string;
  /** undefined where an earlier version recorded it, or the folder was restored from it. */
  size?: BackupSize | undefined;
}

const fileName = 'last-backup.json';

export function recordBackup(data: string, backup: LastBackup): void {
  keepFile(join(data, fileName), `${JSON.stringify(backup)}\n`);
}

/** @returns undefined where none was made, or its record cannot be read */
export function lastBackup(data: string): LastBackup | undefined {
  const path = join(data, fileName);
  if (!existsSync(path)) return undefined;
  try {
    const { made, into, size }: Partial<LastBackup> = JSON.parse(readFileSync(path, 'utf8'));
    if (made === undefined || into === undefined || Number.isNaN(Date.parse(made))) return undefined;
    return { made, into, ...(size !== undefined && { size }) };
  } catch {
    return undefined;
  }
}

/** Whole hours since the last backup; null where there is none. */
export function backupAge(data: string, now: Date): number | null {
  const last = lastBackup(data);
  return last === undefined ? null : Math.floor((now.getTime() - Date.parse(last.made)) / 3_600_000);
}
