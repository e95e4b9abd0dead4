import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';

export const foundFolder = join(import.meta.dirname, 'found');

/** Codes of findings in the results of the test file that runs. Workers share modules, so each file begins anew. */
const seen = new Set<string>();

/** Records findings of a result; called where a test file gets its results. */
export function see(findings: Iterable<{ code: string }>): void {
  for (const { code } of findings) seen.add(code);
}

/**
 * For the end of a test file: it found what test/found/<name>.json lists, so the rule book may take the list for proof.
 * GOLDEN=write writes the list anew.
 */
export function findsWhatIsListed(name: string): void {
  beforeAll(() => seen.clear());
  it(`finds what test/found/${name}.json lists`, () => {
    const path = join(foundFolder, `${name}.json`);
    if (process.env['GOLDEN'] === 'write') writeFileSync(path, `${JSON.stringify([...seen].toSorted(), null, 2)}\n`);
    const listed: string[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((code) => !seen.has(code))).toEqual([]);
  });
}
