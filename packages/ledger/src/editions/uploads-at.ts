import type { Reading } from '../database/database.ts';
import { verifiedStatements } from '../figures/verified-statements.ts';
import type { WorksAt } from '../works/counted-works.ts';
import { uploadsOfWorks } from '../works/public-works.ts';

/**
 * Uploads that an edition of a sequence rests on: of statements that are verified, and of contracts, targets and obstacles that may be
 * public. Intake reads one year from a file, so an upload belongs to one.
 */
export async function uploadsAt(read: Reading, at: WorksAt): Promise<string[]> {
  const statements = await verifiedStatements(read, at);
  return [...new Set([...statements.map(({ upload }) => upload), ...(await uploadsOfWorks(read, at))])];
}
