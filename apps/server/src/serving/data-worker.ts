import { constants, setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import { openEdition } from '@sipkadin/edition';
import { writeData } from '@sipkadin/opendata';

// On Linux that is this thread's alone; elsewhere it would be the whole process's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const { dir, hash } = workerData as { dir: string; hash: string };
writeData(openEdition(dir, hash));
