import { expect, test } from 'vitest';
import { FairQueue } from './fair-queue.ts';

const { signal } = new AbortController();

test("runs one task at a time, everybody's oldest before anybody's second", async () => {
  const queue = new FairQueue();
  const order: string[] = [];
  let running = 0;
  const send = (person: string, name: string) =>
    queue.run(
      person,
      async () => {
        expect(++running).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(name);
        running--;
        return name;
      },
      signal,
    );
  const results = await Promise.all([send('a', 'a1'), send('a', 'a2'), send('a', 'a3'), send('b', 'b1'), send('c', 'c1'), send('b', 'b2')]);
  expect(results).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'b2']);
  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('a task that throws, or that nobody waits for any more, does not hold up the others', async () => {
  const queue = new FairQueue();
  const gone = new AbortController();
  const failing = queue.run('a', () => Promise.reject(new Error('damaged')), signal);
  const left = queue.run('a', async () => expect.fail('it runs'), gone.signal);
  const last = queue.run('b', async () => 'done', signal);
  gone.abort();
  await expect(failing).rejects.toThrow('damaged');
  await expect(left).rejects.toThrow('aborted');
  expect(await last).toBe('done');
});
