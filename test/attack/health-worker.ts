import { parentPort, workerData } from 'node:worker_threads';

// Asks for one page of a server again and again, in a thread of its own: the load that an attack makes must not delay it.
const address = workerData as string;
const times: number[] = [];
let failed = 0;
let isAsked = true;
parentPort?.once('message', () => {
  isAsked = false;
});
while (isAsked) {
  const begun = performance.now();
  const isWell = await fetch(address).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.ok;
    },
    () => false,
  );
  if (!isWell) failed += 1;
  times.push(performance.now() - begun);
  await new Promise((resolve) => setTimeout(resolve, 50));
}
parentPort?.postMessage({ times, failed });
