import type { Code } from '@sipkadin/budget';
import { type Reading, unitNames, years } from '@sipkadin/ledger';

/** The OPD in a government's newest year, with their names; without sub-units; [] before the first budget. */
export async function knownOpd(read: Reading, government: string): Promise<{ code: Code; name: string }[]> {
  const [latest] = (await years(read, government)).toSorted((a, b) => b - a);
  if (latest === undefined) return [];
  const units = await unitNames(read, { government, year: latest });
  return [...units].filter(([code]) => code.endsWith('.0000')).map(([code, name]) => ({ code, name }));
}
