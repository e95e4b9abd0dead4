/** Runs inside the child process: opens one file, reads it, spools its lines, reports, ends. */
import { openWorkbook } from './container.ts';
import { type Intake, readWorkbook } from './intake.ts';
import { reportAtTheDoor } from './privacy.ts';
import { emptyReport, tellFindings } from './report.ts';
import type { Message, Order } from './sandbox.ts';
import { Refusal, type Workbook } from './sheet.ts';
import { spoolTo } from './spool.ts';

const send = (message: Message) =>
  new Promise<void>((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });

async function work(order: Order): Promise<Intake> {
  let workbook: Workbook;
  try {
    workbook = await openWorkbook(order.path, order.name);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { report: { ...emptyReport(order.name, error.container ?? order.container), ...tellFindings([error.finding]) }, statements: [] };
  }
  const sink = spoolTo(order.spool);
  let told = 0;
  try {
    return await readWorkbook(
      workbook,
      order.name,
      {
        answers: order.answers,
        government: order.government,
        mappings: order.mappings,
        onProgress(progress) {
          if (progress.stage === 'reading' && progress.rows < told + 2000) return;
          told = progress.rows;
          void send({ type: 'progress', progress });
        },
      },
      sink,
    );
  } finally {
    sink.close();
    workbook.close();
  }
}

// A parent that is gone wants no answer.
process.once('disconnect', () => process.exit(1));
process.once('message', (order: Order) => {
  work(order)
    .then(({ report, statements }) => send({ type: 'done', intake: { report: reportAtTheDoor(report), statements } }))
    .catch((error: unknown) => send({ type: 'fault', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
    .finally(() => process.exit(0));
});
