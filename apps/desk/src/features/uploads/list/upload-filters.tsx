import { statementKinds } from '@sipkadin/budget';
import { words } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { trpc } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { uploadWords } from '../words.ts';

/** The list's filters, as the page's address has them. */
export interface UploadsSearch {
  keadaan?: string;
  opd?: string;
  jenis?: string;
  /** "2026-03" */
  per?: string;
  cari?: string;
  /** From 1. */
  halaman?: number;
}

const listedStates = [
  ...(['received', 'asked', 'refused', 'cancelled', 'draft', 'submitted', 'returned'] as const),
  ...(['verified', 'published', 'superseded', 'withdrawn', 'discarded'] as const),
];

/** As the procedure takes them; what is no state or kind is left out. */
export function asFilter({ keadaan, opd, jenis, per, cari, halaman = 1 }: UploadsSearch) {
  const state = listedStates.find((one) => one === keadaan);
  const kind = statementKinds.find((one) => one === jenis);
  return {
    page: halaman - 1,
    ...(state && { state }),
    ...(opd !== undefined && { unit: opd }),
    ...(kind && { kind }),
    ...(per !== undefined && { month: per }),
    ...(cari !== undefined && { search: cari }),
  };
}

/** Narrows the list by state, OPD, kind, month and a part of the file's name. */
export function UploadFilters({ search }: { search: UploadsSearch }) {
  const { w, language } = useWords(uploadWords);
  const { government } = usePerson();
  const navigate = useNavigate();
  const calendar = useQuery(trpc.calendar.year.queryOptions({ government: government.code }));
  const { kinds } = words(language);
  const isNarrowed = Object.keys(asFilter(search)).length > 1;
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)].map(([key, value]) => [key, String(value).trim()] as const);
    void navigate({ to: '/unggah', search: Object.fromEntries(fields.filter(([, value]) => value !== '')) });
  }
  return (
    <details className="upload-filters" open={isNarrowed}>
      <summary>{w.filters.title}</summary>
      <form className="filters" onSubmit={submit}>
        <label>
          {w.filters.search}
          <input name="cari" type="search" maxLength={100} defaultValue={search.cari ?? ''} />
        </label>
        <label>
          {w.filters.state}
          <select name="keadaan" defaultValue={search.keadaan ?? ''}>
            <option value="">{w.filters.all}</option>
            {listedStates.map((state) => (
              <option key={state} value={state}>
                {w.states[state]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.filters.unit}
          <select name="opd" key={calendar.data?.units.length} defaultValue={search.opd ?? ''}>
            <option value="">{w.filters.all}</option>
            {(calendar.data?.units ?? []).map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.filters.kind}
          <select name="jenis" defaultValue={search.jenis ?? ''}>
            <option value="">{w.filters.all}</option>
            {statementKinds.map((kind) => (
              <option key={kind} value={kind}>
                {kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.filters.month}
          <input name="per" type="month" min="2000-01" max="2099-12" placeholder="2026-03" defaultValue={search.per ?? ''} />
        </label>
        <button type="submit">{w.filters.apply}</button>
        {isNarrowed && <Link to="/unggah">{w.filters.clear}</Link>}
      </form>
    </details>
  );
}
