import fs from 'node:fs';

/** The calls by which an edition is written and announced. Each can fail (ENOSPC, EIO) or write less than it was given. */
export type Disk = Pick<typeof fs, 'openSync' | 'writeSync' | 'fsyncSync' | 'closeSync' | 'renameSync' | 'rmSync'> & {
  promises: Pick<typeof fs.promises, 'mkdir' | 'open' | 'link' | 'rename' | 'rm'>;
};

export const realDisk: Disk = fs;
