/** Writes the data files of the edition in a folder. */
import { openEdition } from '@sipkadin/edition';
import { writeData } from '@sipkadin/opendata';

const [dir = '', hash = ''] = process.argv.slice(2);
const started = performance.now();
writeData(openEdition(dir, hash));
process.stdout.write(`${JSON.stringify({ milliseconds: performance.now() - started, cost: process.cpuUsage() })}\n`);
