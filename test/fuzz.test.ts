import { readInProcess } from '@sipkadin/intake/in-process';
import { describe, expect, it } from 'vitest';
import { fuzz, fuzzFiles } from './fuzz.ts';

// A sample of `npm run fuzz`, which makes five thousand; of the smaller files, and in one process, so that it stays quick.
const files = fuzzFiles().filter((path) => /pakpakbharat|badcell|dishub|12des/.test(path));

describe('mutants of real files', () => {
  it('are each read right, asked about or refused with a reason', async () => {
    const result = await fuzz({ files, count: 20, seed: 1971, readFile: readInProcess });
    expect(result.wrong).toEqual([]);
    expect(result.mutants).toBe(20);
  });
});
