import { parseDecimal } from '@sipkadin/budget';
import type { MappingDraft, MappingView } from '@sipkadin/intake';
import { formatCount, formatLra } from '@sipkadin/ui';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type Answers, queryClient, trpc } from '../../web/client.ts';
import { useNext } from '../../web/focus.ts';
import { useWords } from '../../web/language.tsx';
import { Failure } from '../../web/states.tsx';
import { MappingColumns } from './mapping-columns.tsx';
import { sent } from './mapping-draft.ts';
import { MappingGrid } from './mapping-grid.tsx';
import { MappingKind, MappingStyles, MappingUnit } from './mapping-styles.tsx';
import './mapping.css';
import { uploadWords } from '../uploads/words.ts';
import { mappingWords } from './words.ts';

type Preview = Answers['mappings']['preview'];

/** Milliseconds without a change before the file is read again. */
const rest = 600;

/** Maps the columns of an unknown table: guesses to check, with a preview of the totals. */
export function Mapping({ id, view: first }: { id: string; view: MappingView }) {
  const { w } = useWords(mappingWords);
  const m = w.mapping;
  const title = useNext<HTMLHeadingElement>();
  const [draft, setDraft] = useState<MappingDraft>(first.draft);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const { look, result, pending, error } = usePreview(id, draft);
  const view = result?.mapping ?? first;
  const gaps = result?.mapping?.gaps ?? first.gaps;
  const answer = useMutation(
    trpc.mappings.answer.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.uploads.get.queryFilter({ id })) }),
  );
  function change(next: MappingDraft) {
    const changed = [...new Set([...Object.keys(next.columns), ...Object.keys(draft.columns)])].filter(
      (target) => columnsOf(next, target) !== columnsOf(draft, target),
    );
    setTouched(new Set([...touched, ...changed]));
    setDraft(next);
  }
  const confidence = new Map(first.confidence.map(({ of, word }) => [of, touched.has(of) ? ('chosen' as const) : word]));
  const taken = new Set(Object.values(draft.columns).flat());
  const unused = view.columns.filter(({ letters }) => !taken.has(letters));
  return (
    <section className="card mapping">
      <h2 ref={title} tabIndex={-1}>
        {m.title}
      </h2>
      <p>{m.lead}</p>
      {draft.header === null && <p className="small">{m.leadNoHeader}</p>}
      {view.sheets.length > 1 && <p className="small">{m.sheets(view.sheets.filter((name) => name !== view.sheet).join(', '))}</p>}
      <MappingGrid {...{ draft, view, change }} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (gaps.length === 0 && !pending) answer.mutate({ id, mapping: sent(draft) });
        }}
      >
        <MappingKind {...{ draft, change }} />
        <MappingColumns {...{ draft, confidence, change }} columns={view.columns} />
        <MappingUnit {...{ draft, change }} />
        <MappingStyles {...{ draft, view, change }} />
        {unused.length > 0 && (
          <details open>
            <summary>{m.unused}</summary>
            <ul>
              {unused.map(({ letters, label, personal }) => (
                <li key={letters}>
                  {letters} {label}: {personal ? m.dropped : m.notTaken}
                </li>
              ))}
            </ul>
          </details>
        )}
        <Result result={result} pending={pending} />
        {error !== null && <Failure error={error} again={look} />}
        {tried && gaps.length > 0 && (
          <div className="error" role="alert">
            <p>{m.stillMissing}</p>
            <ul>
              {gaps.map((gap) => (
                <li key={gap}>{m.gaps[gap]}</li>
              ))}
            </ul>
          </div>
        )}
        {answer.isError && <Failure error={answer.error} />}
        <button type="submit" className="main" disabled={answer.isPending || pending}>
          {m.use}
        </button>
      </form>
    </section>
  );
}

function columnsOf({ columns }: MappingDraft, target: string): string {
  return (
    Object.entries(columns)
      .find(([key]) => key === target)?.[1]
      .join() ?? ''
  );
}

/** Reads the file by the draft after a pause in its changes; the last good result stays until then. */
function usePreview(id: string, draft: MappingDraft) {
  const [result, setResult] = useState<Preview>();
  const [waiting, setWaiting] = useState(true);
  const latest = useRef('');
  const preview = useMutation(trpc.mappings.preview.mutationOptions());
  const { mutateAsync } = preview;
  const mapping = sent(draft);
  const look = useRef(async () => {});
  look.current = async () => {
    latest.current = mapping;
    const next = await mutateAsync({ id, mapping }).catch(() => undefined);
    // An answer to an earlier draft is ignored.
    if (latest.current !== mapping) return;
    if (next !== undefined) setResult(next);
    setWaiting(false);
  };
  useEffect(() => {
    setWaiting(true);
    latest.current = mapping;
    const timer = setTimeout(() => void look.current(), rest);
    return () => clearTimeout(timer);
  }, [mapping]);
  return { result, pending: waiting, error: waiting ? null : preview.error, look: () => void look.current() };
}

function Result({ result, pending }: { result: Preview | undefined; pending: boolean }) {
  const { w, language } = useWords(mappingWords);
  const m = w.mapping;
  const { w: upload } = useWords(uploadWords);
  const measures: Readonly<Record<string, string>> = upload.upload.measures;
  const totals = Object.entries(result?.totals ?? {});
  const unequal = result?.reconciliation.filter(({ equal }) => !equal) ?? [];
  return (
    <section className="notice" aria-live="polite" aria-busy={pending}>
      <h3>{m.preview}</h3>
      {pending && <p className="small">{m.working}</p>}
      {result !== undefined && (
        <>
          <p>{result.lines === 0 ? m.nothing : m.result(formatCount(result.lines, language), formatCount(result.rows, language))}</p>
          {totals.length > 0 && (
            <dl className="mapping-totals">
              {totals.map(([key, amount]) => {
                const [measure = '', code = ''] = key.split(':');
                return (
                  <div key={key}>
                    <dt>
                      {measures[measure] ?? measure} {code}
                    </dt>
                    <dd>{formatLra(parseDecimal(amount) ?? 0n, language)}</dd>
                  </div>
                );
              })}
            </dl>
          )}
          {result.reconciliation.length > 0 && (
            <p>{unequal.length === 0 ? upload.upload.adds : upload.upload.addsNot(formatCount(unequal.length, language))}</p>
          )}
          <ul>
            {result.findings
              .filter(({ severity }) => severity === 'blocking' || severity === 'warning')
              .slice(0, 6)
              .map(({ code, sheet, ref, message }) => (
                <li key={`${code} ${sheet} ${ref}`}>
                  {[sheet, ref].filter((part) => part !== '').join('!')} {message[language]}
                </li>
              ))}
          </ul>
          {result.questions.length > 0 && (
            <>
              <p>{m.left}</p>
              <ul>
                {result.questions.map(({ key, text }) => (
                  <li key={key}>{text[language]}</li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}

/** For a file that was read by a mapping: asks for its columns again. */
export function MapAgain({ id }: { id: string }) {
  const { w } = useWords(mappingWords);
  const navigate = useNavigate();
  const again = useMutation(
    trpc.mappings.again.mutationOptions({
      async onSuccess(asked) {
        await queryClient.invalidateQueries(trpc.uploads.get.queryFilter({ id: asked.id }));
        await navigate({ to: '/unggah/$id', params: { id: asked.id } });
      },
    }),
  );
  return (
    <div className="notice">
      <p>
        {w.mapping.mappedBy} <small>{w.mapping.againLead}</small>
      </p>
      {again.isError && <Failure error={again.error} />}
      <button type="button" className="plain" disabled={again.isPending} onClick={() => again.mutate({ id })}>
        {w.mapping.again}
      </button>
    </div>
  );
}
