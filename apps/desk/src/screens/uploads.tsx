import { formatBytes } from '@sipkadin/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { trpc } from './client.ts';
import { useWords } from './language.tsx';
import { useSeat } from './person.tsx';
import { SendError, type Sending, sendFile } from './send-file.ts';
import { Empty, Loaded } from './states.tsx';
import { UploadTable } from './upload-table.tsx';

interface Transfer {
  key: number;
  name: string;
  bytes: number;
  state: 'sending' | 'same' | 'failed';
  sending: Sending;
  /** The upload that holds these bytes already. */
  id?: string;
  trouble?: SendError;
  cancel: () => void;
}

/** Drop or choose files; each one's way is shown, and the list of all beneath. */
export function UploadsScreen() {
  const { w } = useWords();
  const { government, has } = useSeat();
  const uploads = useQuery({
    ...trpc.uploads.list.queryOptions({ government: government.code }),
    refetchInterval: ({ state }) => (state.data?.some(({ job }) => job !== null) ? 1_000 : 15_000),
  });
  const operator = has('operator');
  return (
    <>
      <h1>{w.uploads.title}</h1>
      {operator && <DropZone government={government.code} />}
      <Loaded query={uploads} rows={6}>
        {(all) => (all.length === 0 ? <Empty title={operator ? w.uploads.empty : w.uploads.emptyReader} /> : <UploadTable uploads={all} />)}
      </Loaded>
    </>
  );
}

function DropZone({ government }: { government: string }) {
  const { w, language } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [transfers, setTransfers] = useState<readonly Transfer[]>([]);
  const next = useRef(0);

  async function send(file: File, alone: boolean) {
    const key = next.current++;
    const stop = new AbortController();
    const change = (patch: Partial<Transfer>) => setTransfers((all) => all.map((one) => (one.key === key ? { ...one, ...patch } : one)));
    const forget = () => setTransfers((all) => all.filter((one) => one.key !== key));
    const sending = { sent: 0, total: file.size };
    setTransfers((all) => [...all, { key, name: file.name, bytes: file.size, state: 'sending', sending, cancel: () => stop.abort() }]);
    try {
      const { id, sameAs } = await sendFile(file, government, (sending) => change({ sending }), stop.signal);
      await queries.invalidateQueries(trpc.uploads.list.queryFilter());
      if (sameAs) return change({ state: 'same', id });
      forget();
      if (alone) await navigate({ to: '/unggah/$id', params: { id } });
    } catch (error) {
      if (error instanceof SendError) change({ state: 'failed', trouble: error });
      else forget();
    }
  }

  async function take(files: FileList | null) {
    const chosen = [...(files ?? [])];
    // One after the other: on a slow line, several at once would only make each of them late.
    for (const file of chosen) await send(file, chosen.length === 1);
    if (input.current !== null) input.current.value = '';
  }

  const drag = (event: DragEvent, over: boolean) => {
    event.preventDefault();
    setOver(over);
  };
  return (
    <section
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        void take(event.dataTransfer.files);
      }}
    >
      <label className="drop-label">
        <span>{w.uploads.drop}</span>
        <span className="button main" aria-hidden="true">
          {w.uploads.choose}
        </span>
        <input ref={input} type="file" multiple accept=".xlsx,.csv,.json,.xls,.txt" onChange={(event) => void take(event.target.files)} />
      </label>
      <p className="small">{w.uploads.hint}</p>
      <p className="small">{w.uploads.privacy}</p>
      {transfers.map(({ key, name, bytes, state, sending, id, trouble, cancel }) => (
        <div key={key} className="transfer" role={state === 'sending' ? undefined : 'alert'}>
          {state === 'sending' && (
            <>
              <p>
                {w.uploads.sending(name)} ({formatBytes(bytes, language)})
              </p>
              <progress value={sending.sent} max={Math.max(1, sending.total)} aria-label={w.uploads.sending(name)} />
              <p className="small">
                {sending.sent < sending.total
                  ? w.uploads.sent(`${Math.floor((sending.sent / Math.max(1, sending.total)) * 100)}%`)
                  : w.uploads.keeping}
              </p>
              <button type="button" className="plain" onClick={cancel}>
                {w.uploads.cancel}
              </button>
            </>
          )}
          {state === 'same' && id !== undefined && (
            <div className="notice">
              <p>
                <strong>{w.uploads.sameTitle}</strong> {w.uploads.same(name)}
              </p>
              <Link to="/unggah/$id" params={{ id }}>
                {w.uploads.see}
              </Link>
            </div>
          )}
          {state === 'failed' && (
            <div className="notice bad">
              <p>
                <strong>{name}:</strong> {trouble?.refusal?.text[language] ?? w.offline}
              </p>
              {trouble?.refusal?.reference !== undefined && <p>{w.reference(trouble.refusal.reference)}</p>}
            </div>
          )}
        </div>
      ))}
    </section>
  );
}
