import type { Edition, ReconciliationRow, Source } from '@sipkadin/edition';
import { expect, test } from 'vitest';
import { simulatedFiles } from './simulated-files.ts';

const source = (id: string, file: string, simulated: boolean) => ({ id, fileHash: file, simulated }) as Source;
const held = (id: string, unit?: string) => ({ source: id, ...(unit !== undefined && { unit }) }) as ReconciliationRow;

test('files count once, and an official one that states totals of the whole is told from one with lines', () => {
  const edition: Pick<Edition, 'sources' | 'reconciliation'> = {
    sources: () => [
      source('a', '1', true),
      source('b', '1', true),
      source('c', '2', true),
      source('d', '3', false),
      source('e', '3', false),
      source('f', '4', false),
    ],
    reconciliation: () => [held('d'), held('e', ''), held('f', '1.02')],
  };
  expect(simulatedFiles(edition)).toEqual({ simulated: 2, files: 4, totals: 1 });
});
