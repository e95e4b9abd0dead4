import type { MappingDraft } from '@sipkadin/intake';
import { formatCount, formatInstant } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answers, queryClient, trpc } from '../../web/client.ts';
import { Heading } from '../../web/heading.tsx';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { Empty, Failure, Loaded } from '../../web/states.tsx';
import { MappingColumns } from './mapping-columns.tsx';
import { sent } from './mapping-draft.ts';
import { MappingKind, MappingUnit } from './mapping-styles.tsx';
import { columnsInWords } from './mapping-words.ts';
import './mapping.css';
import { mappingWords } from './words.ts';

type Known = Answers['mappings']['list'][number];

/** The mappings that a government remembers, to view, change and forget. */
export function MappingsScreen() {
  const { w } = useWords(mappingWords);
  const { government } = usePerson();
  const list = useQuery(trpc.mappings.list.queryOptions({ government: government.code }));
  return (
    <>
      <Heading>{w.mapping.list.title}</Heading>
      <p>{w.mapping.list.lead}</p>
      <Loaded query={list} rows={4}>
        {(known) =>
          known.length === 0 ? (
            <Empty title={w.mapping.list.none}>{w.mapping.list.noneHint}</Empty>
          ) : (
            known.map((item) => <KnownMapping key={item.fingerprint} item={item} government={government.code} />)
          )
        }
      </Loaded>
    </>
  );
}

function KnownMapping({ item, government }: { item: Known; government: string }) {
  const { w, language } = useWords(mappingWords);
  const m = w.mapping;
  const [mode, setMode] = useState<'shown' | 'edited' | 'forgotten'>('shown');
  const [draft, setDraft] = useState<MappingDraft>(item.mapping);
  const done = { onSuccess: () => queryClient.invalidateQueries(trpc.mappings.list.queryFilter()).then(() => setMode('shown')) };
  const change = useMutation(trpc.mappings.change.mutationOptions(done));
  const forget = useMutation(trpc.mappings.forget.mutationOptions(done));
  const { fingerprint } = item;
  return (
    <section className="card mapping">
      <h2>{item.name}</h2>
      <p className="small">{m.list.made(item.by, formatInstant(item.at, language), formatCount(item.uses, language))}</p>
      {mode !== 'edited' && (
        <p>
          {item.mapping.kind !== null && m.kinds[item.mapping.kind]}. {m.list.columns}:{' '}
          {columnsInWords(item.mapping, m, language, item.columns)}
        </p>
      )}
      {mode === 'shown' && (
        <p className="row">
          <button type="button" className="plain" onClick={() => setMode('edited')}>
            {m.list.edit}
          </button>
          <button type="button" className="plain" onClick={() => setMode('forgotten')}>
            {m.list.forget}
          </button>
        </p>
      )}
      {mode === 'forgotten' && (
        <div className="notice bad" role="alert">
          <p>{m.list.forgetSure(item.name)}</p>
          <p className="row">
            <button type="button" className="main" disabled={forget.isPending} onClick={() => forget.mutate({ government, fingerprint })}>
              {m.list.forgetYes}
            </button>
            <button type="button" className="plain" onClick={() => setMode('shown')}>
              {m.list.cancel}
            </button>
          </p>
        </div>
      )}
      {mode === 'edited' && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate({ government, fingerprint, mapping: sent(draft) });
          }}
        >
          <MappingKind draft={draft} change={setDraft} />
          <MappingColumns draft={draft} columns={item.columns} confidence={new Map()} change={setDraft} />
          <MappingUnit draft={draft} change={setDraft} />
          {change.isError && <Failure error={change.error} />}
          <p className="row">
            <button type="submit" className="main" disabled={change.isPending}>
              {m.list.save}
            </button>
            <button
              type="button"
              className="plain"
              onClick={() => {
                setDraft(item.mapping);
                setMode('shown');
              }}
            >
              {m.list.cancel}
            </button>
          </p>
        </form>
      )}
      {forget.isError && <Failure error={forget.error} />}
    </section>
  );
}
