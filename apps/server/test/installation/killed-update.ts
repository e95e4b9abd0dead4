/** The process that the test kills: an update that ends itself, without a chance to tidy up, when it has reached a step. */
import { type UpdateOrder, type UpdateStep, update } from '../../src/installation/update.ts';

const [order = '{}', last = ''] = process.argv.slice(2);
await update({
  ...(JSON.parse(order) as UpdateOrder),
  signal: new AbortController().signal,
  report: () => {},
  reached: (step: UpdateStep) => {
    if (step === last) process.kill(process.pid, 'SIGKILL');
  },
});
