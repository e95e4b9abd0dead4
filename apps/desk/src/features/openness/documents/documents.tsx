import { headlineList } from '@sipkadin/budget';
import { formatDate, formatInstant } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import './documents.css';
import { type Answers, queryClient, trpc } from '../../../web/client.ts';
import { FormEnd } from '../../../web/forms/form-end.tsx';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Loaded } from '../../../web/states.tsx';
import { documentWords } from './words.ts';

type Listed = Answers['documents']['list'];
type Item = Listed['lists'][number]['items'][number];

/** The documents that have to be published for a budget year: what is there, and since when. */
export function DocumentsScreen() {
  const { w, language } = useWords(documentWords);
  const { government } = usePerson();
  const { tahun } = useSearch({ strict: false });
  const query = useQuery(trpc.documents.list.queryOptions({ government: government.code, ...(tahun !== undefined && { year: tahun }) }));
  return (
    <Loaded query={query} rows={12}>
      {({ year, years, lists }) => {
        const owed = lists
          .filter(({ list }) => list === headlineList)
          .flatMap(({ items }) => items)
          .filter(({ entry }) => entry?.state !== 'not-applicable');
        const there = owed.filter(({ entry }) => entry?.state === 'published').length;
        return (
          <>
            <Heading tab={w.tab}>{w.title(String(there), String(owed.length), String(year))}</Heading>
            <p className="prose">{w.lead}</p>
            <nav className="row" aria-label={w.year}>
              {years.map((one) => (
                <a key={one} href={`/kerja/dokumen?tahun=${one}`} aria-current={one === year ? 'page' : undefined}>
                  {one}
                </a>
              ))}
            </nav>
            <p className="row">
              <a href={`/api/kerja/dokumen/${government.code}/bukti.xlsx?tahun=${year}&bahasa=${language}`} download>
                {w.download}
              </a>
              <a href={`/api/kerja/dokumen/${government.code}/bukti.pdf?tahun=${year}&bahasa=${language}`} download>
                {w.downloadPdf}
              </a>
            </p>
            {lists.map(({ list, name, source, items }) => (
              <section key={list} aria-labelledby={list}>
                <h2 id={list}>{name[language]}</h2>
                <p className="small">{source}</p>
                <ol className="documents">
                  {items.map((item) => (
                    <OneDocument key={item.item} item={item} list={list} year={year} />
                  ))}
                </ol>
              </section>
            ))}
          </>
        );
      }}
    </Loaded>
  );
}

interface Shown {
  item: Item;
  list: string;
  year: Listed['year'];
}

function OneDocument({ item, list, year }: Shown) {
  const { w, language } = useWords(documentWords);
  const { may } = usePerson();
  const [open, setOpen] = useState(false);
  const { entry, name, earlier, enteredIn } = item;
  return (
    <li>
      <h3>{name[language]}</h3>
      <p>
        <strong>{w.states[entry?.state ?? 'not-yet']}</strong>
        {entry?.issuedOn ? ` · ${formatDate(entry.issuedOn, language)}` : ''}
        {entry !== null && entry.address !== '' && (
          <>
            {' · '}
            <a href={entry.address} rel="noopener noreferrer" target="_blank">
              {new URL(entry.address).hostname}
            </a>{' '}
            {entry.check === null ? w.unchecked : w.checks[entry.check.outcome as keyof typeof w.checks]}
          </>
        )}
      </p>
      {entry !== null && entry.note !== '' && <p className="said">{entry.note}</p>}
      {entry !== null && (
        <p className="small">
          {w.entered(entry.by, formatInstant(entry.at, language))}
          {earlier > 0 && ` · ${w.earlier(String(earlier))}`}
        </p>
      )}
      {open ? (
        <DocumentForm item={item} list={list} year={year} onClose={() => setOpen(false)} />
      ) : (
        may('documents.enter') &&
        (enteredIn === list ? (
          <button type="button" aria-label={w.changeOf(name[language])} onClick={() => setOpen(true)}>
            {w.change}
          </button>
        ) : (
          <a className="small" href={`#${enteredIn}`}>
            {w.enteredAbove}
          </a>
        ))
      )}
    </li>
  );
}

function DocumentForm({ item: { item, entry }, list, year, onClose }: Shown & { onClose: () => void }) {
  const { w } = useWords(documentWords);
  const { government } = usePerson();
  const id = useId();
  const [state, setState] = useState(entry?.state ?? 'published');
  const [wrong, setWrong] = useState(false);
  const enter = useMutation(
    trpc.documents.enter.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.documents.pathFilter());
        onClose();
      },
    }),
  );
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? '').trim();
    const address = state === 'published' ? value('address') : '';
    const sha256 = value('sha256').toLowerCase();
    const isWrong = (state === 'published' && !/^https:\/\/[^/]/.test(address)) || !/^(?:[0-9a-f]{64})?$/.test(sha256);
    setWrong(isWrong);
    if (isWrong) return;
    const issuedOn = value('issuedOn') === '' ? null : value('issuedOn');
    enter.mutate({ government: government.code, year, list, item, state, address, issuedOn, sha256, note: value('note') });
  }
  return (
    <form onSubmit={send} noValidate className="document-form">
      <label>
        {w.form.state}
        <select value={state} onChange={({ target }) => setState(target.value as typeof state)}>
          {(['published', 'not-yet', 'not-applicable'] as const).map((one) => (
            <option key={one} value={one}>
              {w.states[one]}
            </option>
          ))}
        </select>
      </label>
      {state === 'published' && (
        <>
          <label>
            {w.form.address}
            <input
              type="url"
              name="address"
              maxLength={500}
              defaultValue={entry?.address}
              aria-invalid={wrong}
              aria-describedby={`${id}-wrong`}
            />
          </label>
          <label>
            {w.form.issuedOn}
            <input type="date" name="issuedOn" defaultValue={entry?.issuedOn ?? ''} />
          </label>
          <label>
            {w.form.sha256}
            <input type="text" name="sha256" maxLength={64} defaultValue={entry?.sha256} aria-describedby={`${id}-wrong`} />
          </label>
        </>
      )}
      <label>
        {w.form.note}
        <input type="text" name="note" maxLength={300} defaultValue={entry?.note} />
      </label>
      <p className="error" role="alert" id={`${id}-wrong`}>
        {wrong && w.form.wrong}
      </p>
      <FormEnd sent={enter} save={w.form.save} cancel={w.form.cancel} onClose={onClose} />
    </form>
  );
}
