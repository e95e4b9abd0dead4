import { parentPort, workerData } from 'node:worker_threads';
import { openCopyFolder } from './copy-folder.ts';
import type { FromWriter, ToWriter } from './write-thread.ts';

/** Carries out what write-thread.ts sends, in its order. The first error ends it, and is that of the copy. */
const folder = openCopyFolder((workerData as { target: string }).target);
const answer = (message: FromWriter) => parentPort?.postMessage(message);
answer('opened');
parentPort?.on('message', (message: ToWriter) => {
  try {
    if (message === 'finish') answer({ held: folder.finish() });
    else if (message === 'drop') {
      folder.drop();
      answer('dropped');
    } else if ('keep' in message) {
      answer({ kept: message.keep.filter((file) => folder.keep(file)) });
      return;
    } else {
      for (const { file, bytes, twins } of message.put) folder.put(file, bytes, twins);
      answer({ written: message.put.length });
      return;
    }
  } catch (error) {
    folder.drop();
    throw error;
  }
  parentPort?.close();
});
