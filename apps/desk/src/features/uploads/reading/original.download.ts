import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { UploadStore } from '@sipkadin/ledger';
import type { FileHandler } from '../../../rights/file-routes.ts';

/** GET /api/kerja/berkas/:id: the bytes as they were received, as a download that no browser opens in the page. */
export function originalFile({ uploads }: { uploads: UploadStore }): FileHandler<'GET berkas/:id'> {
  return async ({ upload }, _req, res) => {
    // Before anything is answered: the bytes may have to be copied from another machine.
    const path = await uploads.file(upload.hash);
    res.setHeader('Content-Type', 'application/octet-stream');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Length', upload.bytes);
    res.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(upload.fileName)}`);
    await pipeline(createReadStream(path), res);
  };
}
