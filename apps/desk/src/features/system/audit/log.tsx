import { type Language, type SettingValues, settingKeys, settings, settingText } from '@sipkadin/budget';
import { DataTable, formatCount, formatInstant, words } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { type Answers, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Loaded } from '../../../web/states.tsx';
import { mappingInWords } from '../../mappings/mapping-words.ts';
import './log.css';
import { mappingWords } from '../../mappings/words.ts';
import { trailWords } from './words.ts';

export interface LogSearch {
  sebelum?: number;
  orang?: string;
  langkah?: string;
  unggahan?: string;
  dari?: string;
  sampai?: string;
}

type Records = Answers['trail']['records']['records'];
type Filter = Omit<LogSearch, 'sebelum'>;

/** The audit trail: the check of its chain, filters, and the records, newest first. */
export function LogScreen() {
  const { w, language } = useWords(trailWords);
  const { government } = usePerson();
  const { sebelum, ...filter } = useSearch({ from: '/log' });
  const asked = asFilter(filter);
  const records = useQuery(
    trpc.trail.records.queryOptions({ government: government.code, ...asked, ...(sebelum === undefined ? {} : { before: sebelum }) }),
  );
  const address = `/api/kerja/jejak/${government.code}?${new URLSearchParams({ ...asked, bahasa: language })}`;
  return (
    <>
      <Heading>{w.trail.title}</Heading>
      <p>{w.trail.lead}</p>
      <Chain />
      <details className="trail-filters" open={Object.keys(filter).length > 0}>
        <summary>{w.trail.filter}</summary>
        <Filters key={JSON.stringify(filter)} filter={filter} />
      </details>
      <p className="row">
        <a className="button" href={address} download>
          {w.trail.download}
        </a>
      </p>
      <Loaded query={records} rows={10}>
        {({ records: found, older }) =>
          found.length === 0 ? (
            <Empty title={w.trail.none} />
          ) : (
            <>
              <RecordTable records={found} />
              <p className="row">
                {sebelum !== undefined && (
                  <Link to="/log" search={filter}>
                    {w.trail.newest}
                  </Link>
                )}
                {older && (
                  <Link to="/log" search={{ ...filter, sebelum: found.at(-1)?.seq ?? 1 }}>
                    {w.trail.more}
                  </Link>
                )}
              </p>
            </>
          )
        }
      </Loaded>
    </>
  );
}

/** Names in the page's address are Indonesian, the procedure's are English. */
function asFilter({ orang, langkah, unggahan, dari, sampai }: Filter): Record<string, string> {
  const all = { person: orang, action: langkah, upload: unggahan, from: dari, to: sampai };
  return Object.fromEntries(Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

function Chain() {
  const { w, language } = useWords(trailWords);
  const { government } = usePerson();
  const check = useQuery({ ...trpc.trail.check.queryOptions({ government: government.code }), staleTime: 60_000 });
  if (check.data === undefined) return check.isError ? null : <p className="notice">{w.trail.checking}</p>;
  const { ok, records, brokenAt, at } = check.data;
  const when = formatInstant(at, language);
  return (
    <div className={`notice chain ${ok ? 'good' : 'bad'}`} role={ok ? 'status' : 'alert'}>
      <p>{ok ? w.trail.intact(formatCount(records, language), when) : w.trail.broken(formatCount(brokenAt ?? records, language), when)}</p>
      <button type="button" className="plain" disabled={check.isFetching} onClick={() => void check.refetch()}>
        {w.trail.checkAgain}
      </button>
    </div>
  );
}

function Filters({ filter }: { filter: Filter }) {
  const { w } = useWords(trailWords);
  const { government } = usePerson();
  const navigate = useNavigate();
  const actors = useQuery(trpc.trail.actors.queryOptions({ government: government.code }));
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const search = Object.fromEntries([...form].filter(([, value]) => value !== '').map(([key, value]) => [key, String(value).trim()]));
    void navigate({ to: '/log', search });
  }
  return (
    <form className="filters" onSubmit={submit}>
      <label>
        {w.trail.filters.person}
        <select name="orang" key={String(actors.data?.length)} defaultValue={filter.orang ?? ''}>
          <option value="">{w.trail.everyone}</option>
          {(actors.data ?? []).map(({ id, name }) => (
            <option key={id} value={id}>
              {w.trail.actors[name] ?? name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {w.trail.filters.action}
        <select name="langkah" defaultValue={filter.langkah ?? ''}>
          <option value="">{w.trail.everything}</option>
          {Object.entries(w.trail.actions).map(([action, name]) => (
            <option key={action} value={action}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {w.trail.filters.upload}
        <input name="unggahan" defaultValue={filter.unggahan ?? ''} placeholder={w.trail.uploadHint} pattern="u[0-9]{1,12}" />
      </label>
      <label>
        {w.trail.filters.from}
        <input name="dari" type="date" defaultValue={filter.dari ?? ''} />
      </label>
      <label>
        {w.trail.filters.to}
        <input name="sampai" type="date" defaultValue={filter.sampai ?? ''} />
      </label>
      <button type="submit">{w.trail.apply}</button>
      {Object.keys(filter).length > 0 && <Link to="/log">{w.trail.clear}</Link>}
    </form>
  );
}

function RecordTable({ records }: { records: Records }) {
  const { w, language } = useWords(trailWords);
  const actions: Readonly<Record<string, string>> = w.trail.actions;
  return (
    <div className="stacked">
      <DataTable
        headed
        caption={w.trail.title}
        columns={(['when', 'who', 'what', 'subject', 'detail'] as const).map((key) => ({ key, label: w.trail.columns[key] }))}
        rows={records.map(({ seq, at, who, action, subject, subjectName, upload, mapping, detail }) => ({
          key: String(seq),
          cells: [
            <span key="at" className="when">
              {formatInstant(at, language)}
            </span>,
            w.trail.actors[who] ?? who,
            actions[action] ?? action,
            upload === null ? (
              (subjectName ?? subject)
            ) : (
              <Link key="subject" to="/unggah/$id" params={{ id: upload }} className="file-name">
                {subjectName} <small className="under">{upload}</small>
              </Link>
            ),
            <Detail key="detail" action={action} detail={detail} mapping={mapping} />,
          ],
        }))}
      />
    </div>
  );
}

/** The details of a record, with words for known values; hashes are shortened. */
function Detail({ action, detail, mapping }: Pick<Records[number], 'action' | 'detail' | 'mapping'>) {
  const { w, language } = useWords(trailWords);
  const { severities, kinds } = words(language);
  const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    role: w.roles,
    act: { ...w.trail.actions, ...w.trail.acts },
    before: severities,
    severity: severities,
    kind: kinds,
  };
  const brief = (key: string, value: unknown) => {
    if (typeof value === 'boolean') return value ? w.trail.yes : w.trail.no;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const word = known[key]?.[text];
    if (word !== undefined) return word;
    return /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 12)}…` : text;
  };
  const details: Record<string, unknown> =
    mapping === null ? detail : { ...detail, mapping: mappingInWords(mapping, mappingWords[language].mapping, language) };
  const isSetting = action === 'government-set' || action === 'government-added';
  const ofSettings = isSetting ? settingChanges(details, language) : [];
  const entries = Object.entries(details).filter(
    ([key, value]) => value !== null && value !== '' && !(isSetting && (key === 'before' || settingKeys.some((one) => one === key))),
  );
  const texts = [...ofSettings, ...entries.map(([key, value]) => `${w.trail.details[key] ?? key}: ${brief(key, value)}`)];
  return <span className="detail">{texts.join(' · ')}</span>;
}

/** Each setting in a record with its value, and the one before where the record has it. */
function settingChanges(detail: Record<string, unknown>, language: Language): string[] {
  const before = (detail['before'] ?? {}) as Partial<SettingValues>;
  return settingKeys.flatMap((key) => {
    const [from, to] = [before[key], (detail as Partial<SettingValues>)[key]];
    if (to === undefined) return [];
    const text = settingText(key, to, language, from);
    return [`${settings[key].name[language]}: ${from === undefined ? text : `${settingText(key, from, language, to)} → ${text}`}`];
  });
}
