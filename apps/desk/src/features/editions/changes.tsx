import { parseDecimal, type Sen, versionName } from '@sipkadin/budget';
import { DataTable, formatCount, formatDate, formatLra, formatName, formatShort, Waterfall, type WaterfallStep } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type Answers, trpc } from '../../web/client.ts';
import { Heading } from '../../web/heading.tsx';
import { useWords } from '../../web/language.tsx';
import { Loaded } from '../../web/states.tsx';
import { statementName } from '../uploads/upload-table.tsx';
import { CorrectionList } from '../workbook/corrections/correction-list.tsx';
import './changes.css';
import { editionWords } from './words.ts';

type Changes = Answers['changes']['of'];
export const againsts = ['published', 'working', 'previous'] as const;
export type Against = (typeof againsts)[number];

/** What a statement changes, key by key, against one of three states; also after it was verified. */
export function ChangesScreen() {
  const { id } = useParams({ from: '/perubahan/$id' });
  const { terhadap } = useSearch({ from: '/perubahan/$id' });
  const changes = useQuery(trpc.changes.of.queryOptions({ id, ...(terhadap === undefined ? {} : { against: terhadap }) }));
  return (
    <Loaded query={changes} rows={10}>
      {(changes) => <Page changes={changes} />}
    </Loaded>
  );
}

function Page({ changes }: { changes: Changes }) {
  const { w, language } = useWords(editionWords);
  const navigate = useNavigate();
  const { upload, statement, statements, against, ownTotals } = changes;
  const open = upload.state === 'draft' || upload.state === 'submitted';
  return (
    <>
      <p className="row">
        <Link to="/unggah/$id" params={{ id: upload.id }}>
          {w.changes.back}
        </Link>
      </p>
      <Heading>{open ? w.changes.title : w.changes.titleDone}</Heading>
      <p className="stamp">
        {upload.fileName} · {statementName(statement, language)}
      </p>
      <div className="period changes-choice">
        {statements.length > 1 && (
          <label>
            {w.changes.what}
            <select
              value={statement.id}
              onChange={(event) =>
                void navigate({ to: '/perubahan/$id', params: { id: event.target.value }, search: { terhadap: against } })
              }
            >
              {statements.map((one) => (
                <option key={one.id} value={one.id}>
                  {statementName(one, language)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {w.changes.against}
          <select
            value={against}
            onChange={(event) => {
              const terhadap = againsts.find((one) => one === event.target.value);
              if (terhadap !== undefined) void navigate({ to: '/perubahan/$id', params: { id: statement.id }, search: { terhadap } });
            }}
          >
            {againsts.map((one) => (
              <option key={one} value={one}>
                {w.changes.againsts[one]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <OtherSide changes={changes} />
      <Counts changes={changes} />
      <p>
        {ownTotals.all === 0
          ? w.changes.ownTotalsNone
          : ownTotals.unequal === 0
            ? w.changes.ownTotals(formatCount(ownTotals.all, language))
            : w.changes.ownTotalsUnequal(formatCount(ownTotals.unequal, language), formatCount(ownTotals.all, language))}
      </p>
      <p className="row">
        <a className="button" href={`/api/kerja/perubahan/${statement.id}?terhadap=${against}`} download>
          {w.changes.workbook}
        </a>
      </p>
      <CorrectionList corrections={changes.corrections} upload={changes.mayHaveFile ? upload.id : null} />
      {changes.parts.map((part) => (
        <Part key={part.akun} part={part} compared={changes.before !== null} />
      ))}
      {changes.differing > 0 && <Keys changes={changes} />}
    </>
  );
}

function OtherSide({ changes: { before, against, finer } }: { changes: Changes }) {
  const { w, language } = useWords(editionWords);
  if (before === null && finer !== null) return null;
  if (before === null) return <p className="notice">{w.changes.nothing[against]}</p>;
  const facts = [
    before.edition === null ? (against === 'working' ? w.changes.other.working : null) : w.changes.other.edition(before.edition),
    before.version === null ? null : w.changes.other.version(versionName(before.version, language)),
    before.asOf === null || before.version !== null ? null : w.changes.other.upTo(formatDate(before.asOf, language)),
  ].filter((text) => text !== null);
  return <p className="stamp">{facts.join(' · ')}</p>;
}

/** A sentence for each part and, where there is a comparison, the five counts; also shown on the upload's page. */
export function Counts({ changes: { parts, counts, before, finer } }: { changes: Changes }) {
  const { w, language } = useWords(editionWords);
  const short = (text: string | null) => formatShort(sen(text) ?? 0n, language);
  const nothing = counts.added + counts.changed + counts.gone === 0;
  return (
    <>
      {finer !== null && <p>{w.changes.finer(finer.files.join(', '))}</p>}
      {nothing && <p className="changes-total">{w.changes.none}</p>}
      {parts.map((part) => (
        <p key={part.akun} className="changes-total">
          {before === null
            ? w.changes.totalFirst(formatName(part.name[language]), short(part.after))
            : w.changes.total(formatName(part.name[language]), short(part.before), short(part.after), signed(part.difference, short))}
        </p>
      ))}
      {before !== null && (
        <ul className="changes-counts">
          {(['added', 'changed', 'gone', 'same', 'falling'] as const).map((key) => (
            <li key={key} className={key === 'falling' && counts.falling > 0 ? 'card behind' : 'card'}>
              <span className="label">{w.changes.counts[key]}</span>
              <span className="number">{formatCount(counts[key], language)}</span>
              {key === 'falling' && <span className="under">{w.changes.fallingWhat}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const most = 10;

/** Revenue, spending or financing: a waterfall from before to after, then tables. */
function Part({ part, compared }: { part: Changes['parts'][number]; compared: boolean }) {
  const { w, language } = useWords(editionWords);
  const { byUnit, byAccount } = part;
  if (byUnit.length === 0) return null;
  const unitName = ({ code, name }: { code: string; name: string }) => name || code || w.changes.wholeGovernment;
  const rest = byUnit.slice(most);
  const change = (key: string, name: string, amount: Sen): WaterfallStep => ({ key, name, amount, kind: 'change' });
  const steps: WaterfallStep[] = [
    { key: 'before', name: w.changes.beforeLevel, amount: sen(part.before) ?? 0n, kind: 'level' },
    ...byUnit.slice(0, most).map((unit) => change(unit.code, unitName(unit), sen(unit.difference) ?? 0n)),
    ...(rest.length === 0
      ? []
      : [
          change(
            'rest',
            w.changes.others(formatCount(rest.length, language)),
            rest.reduce((sum, { difference }) => sum + (sen(difference) ?? 0n), 0n),
          ),
        ]),
    { key: 'after', name: w.changes.afterLevel, amount: sen(part.after) ?? 0n, kind: 'level' },
  ];
  return (
    <section>
      <h2>{part.name[language]}</h2>
      {compared && (
        <div className="card">
          <h3>{w.changes.waterfall}</h3>
          <Waterfall steps={steps} language={language} label={w.changes.waterfall} />
        </div>
      )}
      <SumTable
        caption={w.changes.byUnit}
        what={w.changes.columns.unit}
        rows={byUnit.map((unit) => ({ ...unit, name: unit.name || (unit.code === '' ? w.changes.wholeGovernment : '') }))}
      />
      <SumTable
        caption={w.changes.byAccount}
        what={w.changes.columns.account}
        rows={byAccount.map((account) => ({ ...account, name: account.name[language] }))}
      />
    </section>
  );
}

interface SumRow {
  code: string;
  name: string;
  before: string | null;
  after: string | null;
  difference: string;
}

function SumTable({ caption, what, rows }: { caption: string; what: string; rows: readonly SumRow[] }) {
  const { w, language } = useWords(editionWords);
  const { before, after, difference } = w.changes.columns;
  const money = (text: string | null) => (text === null ? <Absent /> : formatLra(sen(text) ?? 0n, language));
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: 'what', label: what },
        { key: 'before', label: `${before} (Rp)`, number: true },
        { key: 'after', label: `${after} (Rp)`, number: true },
        { key: 'difference', label: `${difference} (Rp)`, number: true },
      ]}
      rows={rows.map((row) => ({
        key: row.code,
        cells: [
          <Code key="what" code={row.code} name={row.name} />,
          money(row.before),
          money(row.after),
          signed(row.difference, (text) => formatLra(sen(text) ?? 0n, language)),
        ],
      }))}
    />
  );
}

function Keys({ changes: { kind, keys, differing } }: { changes: Changes }) {
  const { w, language } = useWords(editionWords);
  const unit = kind === 'progress' ? w.changes.percent : 'Rp';
  const money = (text: string | null) => (text === null ? <Absent /> : formatLra(sen(text) ?? 0n, language));
  return (
    <section>
      <h2>{w.changes.keys}</h2>
      <p className="small">
        {w.changes.keyWhat}
        {differing > keys.length && ` · ${w.changes.listed(formatCount(keys.length, language), formatCount(differing, language))}`}
      </p>
      <DataTable
        headed
        caption={w.changes.keys}
        columns={[
          { key: 'key', label: w.changes.columns.key },
          { key: 'before', label: `${w.changes.columns.before} (${unit})`, number: true },
          { key: 'after', label: `${w.changes.columns.after} (${unit})`, number: true },
          { key: 'difference', label: `${w.changes.columns.difference} (${unit})`, number: true },
          { key: 'place', label: w.changes.columns.place },
        ]}
        rows={keys.map((key) => ({
          key: [key.unit, key.activity, key.account, key.month, key.document].join('|'),
          cells: [
            <span key="key" className="changes-key">
              <Code code={key.account} name={key.accountName} />
              {[key.activityName || key.activity, key.unitName || key.unit]
                .filter((name) => name !== '')
                .map((name) => (
                  <small key={name} className="under">
                    {name}
                  </small>
                ))}
              {key.month !== null && <small className="under">{key.month}</small>}
              {key.document !== null && <small className="under">{key.document}</small>}
            </span>,
            money(key.before),
            money(key.after),
            signed(key.difference, (text) => formatLra(sen(text) ?? 0n, language)),
            key.place === null ? <Absent key="place" /> : `${key.place.column}${key.place.row}`,
          ],
        }))}
      />
    </section>
  );
}

function Code({ code, name }: { code: string; name: string }) {
  return (
    <span className="code-name">
      {name || code}
      {name !== '' && code !== '' && <small className="under">{code}</small>}
    </span>
  );
}

function Absent() {
  const { w } = useWords(editionWords);
  return <span className="none">{w.changes.absent}</span>;
}

/** A difference with its sign, "+" included. */
function signed(difference: string, form: (text: string) => string): string {
  return (sen(difference) ?? 0n) > 0n ? `+${form(difference)}` : form(difference);
}

function sen(text: string | null): Sen | null {
  return text === null ? null : (parseDecimal(text) ?? null);
}
