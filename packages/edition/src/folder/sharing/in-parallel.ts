const concurrency = 8;

/** Works on several items at the same time. Where one fails none is begun any more, and what was begun has ended before this throws. */
export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const one = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  };
  const done = await Promise.allSettled(
    Array.from({ length: concurrency }, () =>
      one().catch((error: unknown) => {
        queue.length = 0;
        throw error;
      }),
    ),
  );
  for (const result of done) if (result.status === 'rejected') throw result.reason;
}
