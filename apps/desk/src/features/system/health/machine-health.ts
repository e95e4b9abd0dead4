import type { IsoInstant } from '@sipkadin/budget';
import type { Condition, HealthFacts } from '@sipkadin/monitor/conditions';

/** What the process that serves the desk knows about itself and its machine: the same for every government. */
export interface MachineHealth {
  facts: HealthFacts;
  conditions: readonly Condition[];
  version: string;
  startedAt: IsoInstant;
  /** How the last update of the program ended; null: none by `sipkadin update` is known. Ids of releases. */
  lastUpdate: { from: string; to: string; at: IsoInstant; done: 'updated' | 'undone' } | null;
  database: 'SQLite' | 'PostgreSQL';
  backupDays: number;
  /** What is set up; null: nothing of the kind. */
  setUp: {
    mail: boolean;
    signInService: boolean;
    staticCopy: boolean;
    metrics: boolean;
  };
  /** SHA-256 of the public key that editions are signed with, as `sipkadin key` prints it. */
  keyFingerprint: string;
}
