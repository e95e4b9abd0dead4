import { expect, test } from 'vitest';
import { JobThread } from '../src/jobs/job-thread.ts';

test('a job whose database does not answer is refused as busy, not a fault, and the thread takes the next one', async () => {
  const thread = new JobThread('postgres://nobody@127.0.0.1:9/none');
  try {
    for (let turn = 0; turn < 2; turn++) {
      const job = {
        kind: 'import' as const,
        id: 'u000001',
        answers: {},
        mappings: { known: [], mapper: null },
        path: '/none',
        spoolDir: '/none',
      };
      await expect(thread.run(job, new AbortController().signal)).rejects.toMatchObject({ code: 'busy' });
    }
  } finally {
    await thread.close();
  }
});
