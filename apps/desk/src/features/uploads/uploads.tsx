import { formatCount } from '@sipkadin/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { trpc } from '../../web/client.ts';
import { Heading } from '../../web/heading.tsx';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { Empty, Loaded } from '../../web/states.tsx';
import { TemplateLinks } from '../templates/template-links.tsx';
import { asFilter, UploadFilters } from './list/upload-filters.tsx';
import { SendError, sendFile } from './sending/send-file.ts';
import { type Transfer, TransferLine } from './sending/transfer.tsx';
import { UploadTable } from './upload-table.tsx';
import './sending/sending.css';
import { uploadWords } from './words.ts';

/** A drop zone for files with their progress, and the list of uploads. */
export function UploadsScreen() {
  const { w, language } = useWords(uploadWords);
  const { government, may } = usePerson();
  const search = useSearch({ from: '/unggah' });
  const { page, ...narrowed } = asFilter(search);
  const isNarrowed = Object.keys(narrowed).length > 0;
  const uploads = useQuery({
    ...trpc.uploads.list.queryOptions({ government: government.code, ...asFilter(search) }),
    refetchInterval: ({ state }) => (state.data?.uploads.some(({ job }) => job !== null) ? 1_000 : 15_000),
  });
  const operator = may('POST unggah');
  return (
    <>
      <Heading>{w.uploads.title}</Heading>
      {operator && <DropZone government={government.code} />}
      <TemplateLinks />
      <UploadFilters key={JSON.stringify(search)} search={search} />
      <Loaded query={uploads} rows={6}>
        {({ total, pageSize, uploads }) =>
          total === 0 ? (
            <Empty title={isNarrowed ? w.filters.none : operator ? w.uploads.empty : w.uploads.emptyReader} />
          ) : (
            <>
              <UploadTable uploads={uploads} caption={w.uploads.listed(formatCount(total, language))} />
              {total > pageSize && (
                <p className="row">
                  <span>{w.filters.page(formatCount(page + 1, language), formatCount(Math.ceil(total / pageSize), language))}</span>
                  {page > 0 && (
                    <Link to="/unggah" search={{ ...search, halaman: page }}>
                      {w.filters.newer}
                    </Link>
                  )}
                  {(page + 1) * pageSize < total && (
                    <Link to="/unggah" search={{ ...search, halaman: page + 2 }}>
                      {w.filters.older}
                    </Link>
                  )}
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </>
  );
}

function DropZone({ government }: { government: string }) {
  const { w } = useWords(uploadWords);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [transfers, setTransfers] = useState<readonly Transfer[]>([]);
  const next = useRef(0);

  async function send({ file, key, stop }: { file: File; key: number; stop: AbortController }, alone: boolean) {
    // Cancelled while it waited.
    if (stop.signal.aborted) return;
    const change = (patch: Partial<Transfer>) => setTransfers((all) => all.map((one) => (one.key === key ? { ...one, ...patch } : one)));
    const forget = () => setTransfers((all) => all.filter((one) => one.key !== key));
    change({ state: 'sending' });
    try {
      const received = await sendFile(file, government, (sending) => change({ sending }), stop.signal);
      await queries.invalidateQueries(trpc.uploads.list.queryFilter());
      const only = 'id' in received && alone && !received.sameAs ? received.id : undefined;
      if (only === undefined) return change({ state: 'done', received });
      forget();
      await navigate({ to: '/unggah/$id', params: { id: only } });
    } catch (error) {
      if (error instanceof SendError) change({ state: 'failed', trouble: error });
      else forget();
    }
  }

  async function take(files: FileList | null) {
    const chosen = [...(files ?? [])].map((file) => ({ file, key: next.current++, stop: new AbortController() }));
    const waiting = chosen.map(({ file, key, stop }): Transfer => {
      const cancel = () => {
        stop.abort();
        setTransfers((all) => all.filter((one) => one.key !== key || one.state !== 'waiting'));
      };
      return { key, name: file.name, bytes: file.size, state: 'waiting', sending: { sent: 0, total: file.size }, cancel };
    });
    setTransfers((all) => [...all, ...waiting]);
    // One after the other: on a slow line, several at once would delay each of them.
    for (const one of chosen) await send(one, chosen.length === 1);
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
        <input
          ref={input}
          type="file"
          multiple
          accept=".xlsx,.xlsm,.xlsb,.xls,.ods,.csv,.txt,.json,.xml,.html,.htm,.zip"
          onChange={(event) => void take(event.target.files)}
        />
      </label>
      <p className="small">{w.uploads.hint}</p>
      <p className="small">{w.uploads.privacy}</p>
      {transfers.map((transfer) => (
        <TransferLine key={transfer.key} transfer={transfer} />
      ))}
    </section>
  );
}
