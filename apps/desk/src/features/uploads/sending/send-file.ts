import type { ErrorBody } from '../../../rights/error-body.ts';
import { ownHeader } from '../../../web/client.ts';
import type { Received } from './receive-file.ts';

export type Sending = { sent: number; total: number };

/** The server refused a file; `refusal` is null where it was not reached. */
export class SendError extends Error {
  readonly refusal: ErrorBody | null;
  constructor(refusal: ErrorBody | null) {
    super(refusal?.code ?? 'offline');
    this.refusal = refusal;
  }
}

/** Sends a file's bytes. Uses XMLHttpRequest, because fetch reports no progress of an upload. */
export function sendFile(file: File, government: string, onProgress: (sending: Sending) => void, signal: AbortSignal): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/kerja/unggah?government=${encodeURIComponent(government)}`);
    for (const [name, value] of Object.entries(ownHeader)) request.setRequestHeader(name, value);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-nama-berkas', encodeURIComponent(file.name));
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress({ sent: loaded, total });
    request.onload = () => {
      if (request.status < 300) resolve(request.response as Received);
      else reject(new SendError((request.response as { error?: ErrorBody } | null)?.error ?? null));
    };
    request.onerror = () => reject(new SendError(null));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
