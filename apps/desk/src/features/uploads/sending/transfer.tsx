import { formatBytes, formatCount } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../web/language.tsx';
import { uploadWords } from '../words.ts';
import type { Received } from './receive-file.ts';
import type { SendError, Sending } from './send-file.ts';

/** One chosen file: its progress, then the answer. */
export interface Transfer {
  key: number;
  name: string;
  bytes: number;
  state: 'waiting' | 'sending' | 'done' | 'failed';
  sending: Sending;
  received?: Received;
  trouble?: SendError;
  cancel: () => void;
}

export function TransferLine({ transfer }: { transfer: Transfer }) {
  const { w, language } = useWords(uploadWords);
  const { name, bytes, state, sending, received, trouble, cancel } = transfer;
  const takeBack = (
    <button type="button" className="plain" aria-label={w.uploads.cancelOf(name)} onClick={cancel}>
      {w.uploads.cancel}
    </button>
  );
  if (state === 'waiting')
    return (
      <div className="transfer">
        <p>
          {w.uploads.inLine(name)} ({formatBytes(bytes, language)})
        </p>
        {takeBack}
      </div>
    );
  if (state === 'sending')
    return (
      <div className="transfer">
        <p>
          {w.uploads.sending(name)} ({formatBytes(bytes, language)})
        </p>
        <progress value={sending.sent} max={Math.max(1, sending.total)} aria-label={w.uploads.sending(name)} />
        <p className="small">
          {sending.sent < sending.total
            ? w.uploads.sent(`${Math.floor((sending.sent / Math.max(1, sending.total)) * 100)}%`)
            : w.uploads.keeping}
        </p>
        {takeBack}
      </div>
    );
  return (
    <div className="transfer" role="alert">
      {state === 'failed' || received === undefined ? (
        <div className="notice bad">
          <p>
            <strong>{name}:</strong> {trouble?.refusal?.text[language] ?? w.offline}
          </p>
          {trouble?.refusal?.reference !== undefined && <p>{w.reference(trouble.refusal.reference)}</p>}
        </div>
      ) : (
        <Outcome name={name} received={received} />
      )}
    </div>
  );
}

function Outcome({ name, received }: { name: string; received: Received }) {
  const { w, language } = useWords(uploadWords);
  if ('id' in received)
    return (
      <div className={received.sameAs ? 'notice' : 'notice good'}>
        <p>
          {received.sameAs ? (
            <>
              <strong>{w.uploads.sameTitle}</strong> {w.uploads.same(name, received.earlierName ?? name)}
            </>
          ) : (
            <>
              <strong>{name}:</strong> {w.uploads.received}
            </>
          )}
        </p>
        <Link to="/unggah/$id" params={{ id: received.id }}>
          {w.uploads.see}
        </Link>
      </div>
    );
  return (
    <div className="notice good">
      <p>
        <strong>{name}:</strong> {w.uploads.unpacked(formatCount(received.files.length, language))}
      </p>
      <ul>
        {received.files.map((file) => (
          <li key={file.name}>
            <Link to="/unggah/$id" params={{ id: file.id }}>
              {file.name}
            </Link>
            {file.sameAs && ` · ${w.uploads.wasThere(file.earlierName ?? file.name)}`}
          </li>
        ))}
      </ul>
      {received.leftOut.length > 0 && (
        <details open={received.leftOut.length <= 5}>
          <summary>{w.uploads.leftOut(formatCount(received.leftOut.length, language))}</summary>
          <ul>
            {received.leftOut.map((file, at) => (
              <li key={`${at} ${file.name}`}>
                {file.name}: {file.reason[language]}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
