import { correctedText } from '@sipkadin/budget';
import { unpackInto } from '../containers/archive.ts';
import { openWorkbook } from '../containers/container.ts';
import { redactedReport } from '../findings/privacy.ts';
import { describeFindings, emptyReport } from '../findings/report.ts';
import { type Intake, type IntakeOptions, readWorkbook } from '../intake.ts';
import type { LineSink } from '../reading/lines.ts';
import { correctedWorkbook } from '../sheets/corrected-workbook.ts';
import { Refusal, type Workbook } from '../table/sheet.ts';
import type { Order } from './sandbox.ts';

/** Reads the file of an order: the work of the child process. @returns its report without personal data; its lines go to the sink */
export async function readOrder(order: Order, sink: LineSink, onProgress: NonNullable<IntakeOptions['onProgress']>): Promise<Intake> {
  const { report, ...rest } = await readOpened(order, sink, onProgress);
  const { corrections = [] } = order;
  const corrected =
    corrections.length === 0 ? report : { ...report, corrections: corrections.map((one) => ({ ...one, value: correctedText(one.value) })) };
  return { ...rest, report: redactedReport(corrected) };
}

async function readOpened(order: Order, sink: LineSink, onProgress: NonNullable<IntakeOptions['onProgress']>): Promise<Intake> {
  let workbook: Workbook;
  try {
    // An archive of files where one file was expected: its own fault is reported first.
    if (order.folder !== undefined) await unpackInto(order.folder, order.path);
    workbook = await opened(order);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refusalOf(order, error);
  }
  try {
    const { name, answers, government, mappings } = order;
    return await readWorkbook(workbook, name, { answers, government, mappings, onProgress }, sink);
  } finally {
    workbook.close();
  }
}

/** The file with its corrections applied. @throws Refusal */
export async function opened({ path, name, corrections = [] }: Order): Promise<Workbook> {
  const workbook = await openWorkbook(path, name);
  try {
    return await correctedWorkbook(workbook, corrections);
  } catch (error) {
    workbook.close();
    throw error;
  }
}

/** What is reported of a file that cannot be opened. */
export function refusalOf(order: Order, { finding, container = order.container }: Refusal): Intake {
  return { report: { ...emptyReport(order.name, container), ...describeFindings([finding]) }, statements: [], works: [] };
}
