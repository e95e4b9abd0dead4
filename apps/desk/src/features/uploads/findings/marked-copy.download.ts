import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { mark, markedName } from '@sipkadin/intake';
import type { Ledger, UploadStore } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import pLimit from 'p-limit';
import type { FileHandler } from '../../../rights/file-routes.ts';
import { judgedReport } from '../reading/report.ts';

interface Parts {
  ledger: Ledger;
  uploads: UploadStore;
  /** Folder of the copy until it is sent. */
  spoolDir: string;
}

/** One child process at a time, however many people ask. */
const inTurn = pLimit(1);

/**
 * GET /api/kerja/bertanda/:id?bahasa=id: the upload's workbook with its findings marked in it. 422 with `refusal` (message and remedy) where it cannot be marked.
 */
export function markedFile({ ledger, uploads, spoolDir }: Parts): FileHandler<'GET bertanda/:id'> {
  return async (grant, req, res) => {
    const { upload } = grant;
    const report = await judgedReport(ledger.read, grant);
    if (report === null) throw new Refusal('wrong-state');
    const marking = {
      report,
      language: req.query.bahasa === 'en' ? ('en' as const) : ('id' as const),
      upload: { id: upload.id, hash: upload.hash },
    };
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const path = await uploads.file(upload.hash);
    const copy = await inTurn(() => mark(path, upload.fileName, marking, { spoolDir, signal: gone.signal })).catch((error: unknown) => {
      if (gone.signal.aborted) return null;
      throw error;
    });
    if (copy === null) return;
    try {
      if ('refusal' in copy) {
        res.status(422).json({ refusal: copy.refusal });
        return;
      }
      res.setHeader('Content-Type', 'application/octet-stream');
      res.setHeader('X-Content-Type-Options', 'nosniff');
      res.setHeader('Content-Length', statSync(copy.path).size);
      const name = markedName(upload.fileName, copy.rowsOnly);
      res.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
      await pipeline(createReadStream(copy.path), res);
    } finally {
      copy.dispose();
    }
  };
}
