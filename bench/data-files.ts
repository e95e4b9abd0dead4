/** What the data files of a city's year cost, beside the writing of the edition itself. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryKey, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { measure } from './measure.ts';

export interface DataFilesCost {
  lines: number;
  /** Milliseconds in which the edition was written, for comparison. */
  edition: number;
  /** Milliseconds in which its data files were, and processor time. */
  files: number;
  processor: number;
  peakBytes: number;
  bytes: number;
}

export async function dataFilesCost(): Promise<DataFilesCost> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-data-'));
  try {
    const content = sampleContent(1, { copies: 10 });
    const started = performance.now();
    const { dir, hash } = await writeEdition(join(folder, 'editions'), content, temporaryKey());
    const edition = performance.now() - started;
    // The nursery of the thread that publishes (job-thread.ts) is 12 MB, three times this.
    const { output, peakBytes } = await measure(join(import.meta.dirname, 'our-data.ts'), [dir, hash], ['--max-semi-space-size=4']);
    const cost = output['cost'] as NodeJS.CpuUsage;
    const made = readdirSync(join(folder, 'editions', '.data'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return {
      ...{ lines: content.lines.length, edition, peakBytes },
      ...{ files: Number(output['milliseconds']), processor: (cost.user + cost.system) / 1000 },
      bytes: made.reduce((all, entry) => all + statSync(join(entry.parentPath, entry.name)).size, 0),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
