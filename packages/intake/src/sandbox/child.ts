/** Runs inside the child process: opens one file, reads it, sends its lines, reports, ends. */

import { unpackInto } from '../containers/archive.ts';
import { openWorkbook } from '../containers/container.ts';
import { redactedReport } from '../findings/privacy.ts';
import { describedRefusal, emptyReport } from '../findings/report.ts';
import type { Intake } from '../intake.ts';
import { markFile } from '../marks/mark-file.ts';
import { readAllRegions } from '../reading/all-regions.ts';
import { surroundingsOf } from '../sheets/surroundings.ts';
import { writeTableCopy } from '../sheets/table-copy.ts';
import { Refusal, type Workbook } from '../table/sheet.ts';
import { opened, readOrder, refusalOf } from './read-order.ts';
import type { Message, Order } from './sandbox.ts';
import { LineSender } from './wire.ts';

/** The pipe that the parent opened for lines, beside the channel for messages. */
const linePipe = 4;

const send = (message: Message) =>
  new Promise<void>((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });

/** The rows around one; null for a file that cannot be opened. */
async function around(order: Order, { sheet, row, by }: NonNullable<Order['around']>): Promise<Message> {
  let workbook: Workbook | undefined;
  try {
    workbook = await opened(order);
    return { type: 'around', around: await surroundingsOf(workbook, sheet, row, by) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { type: 'around', around: null };
  } finally {
    workbook?.close();
  }
}

async function copied({ path, name }: Order, to: string): Promise<Message> {
  let workbook: Workbook | undefined;
  try {
    workbook = await openWorkbook(path, name);
    return { type: 'copied', copy: await writeTableCopy(workbook, to) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { type: 'copied', copy: undefined };
  } finally {
    workbook?.close();
  }
}

async function allRegions({ path, name }: Order): Promise<Message> {
  let workbook: Workbook | undefined;
  try {
    workbook = await openWorkbook(path, name);
    return { type: 'regions', read: await readAllRegions(workbook) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { type: 'regions', read: { faults: [{ code: 'no-table', place: '', message: describedRefusal(error.finding).message }] } };
  } finally {
    workbook?.close();
  }
}

/** Reads the file; its lines go into the pipe. */
async function readIntoPipe(order: Order): Promise<Intake> {
  const sink = new LineSender(linePipe);
  let reported = 0;
  try {
    return await readOrder(order, sink, (progress) => {
      if (progress.stage === 'reading' && progress.rows < reported + 2000) return;
      reported = progress.rows;
      void send({ type: 'progress', progress });
    });
  } finally {
    sink.close();
  }
}

async function unpacked(order: Order, folder: string): Promise<Message> {
  try {
    const contents = await unpackInto(folder, order.path);
    return { type: 'unpacked', report: emptyReport(order.name, order.container), contents };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { type: 'unpacked', report: redactedReport(refusalOf(order, error).report), contents: undefined };
  }
}

async function answer(order: Order): Promise<Message> {
  if (order.unpack && order.folder !== undefined) return unpacked(order, order.folder);
  if (order.mark && order.folder !== undefined)
    return { type: 'marked', outcome: await markFile(order.path, order.name, order.folder, order.mark) };
  if (order.copy !== undefined) return copied(order, order.copy);
  if (order.allRegions) return allRegions(order);
  if (order.around !== undefined) return around(order, order.around);
  return { type: 'done', intake: await readIntoPipe(order) };
}

// A parent that is gone wants no answer.
process.once('disconnect', () => process.exit(1));
process.once('message', (order: Order) => {
  answer(order)
    .then(send)
    .catch((error: unknown) => send({ type: 'fault', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
    .finally(() => process.exit(0));
});
