import type { Code } from '@sipkadin/budget';
import { type Reading, unitNames, years } from '@sipkadin/ledger';

/** The OPD that a government's newest year knows, with their names; sub-units are not among them. */
export async function knownOpd(read: Reading, government: string): Promise<{ code: Code; name: string }[]> {
  const [latest] = (await years(read, government)).toSorted((a, b) => b - a);
  if (latest === undefined) return [];
  const units = await unitNames(read, { government, year: latest });
  return [...units].filter(([code]) => code.endsWith('.0000')).map(([code, name]) => ({ code, name }));
}
