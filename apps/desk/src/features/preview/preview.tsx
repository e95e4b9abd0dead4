import { parseDecimal, versionName } from '@sipkadin/budget';
import { DataTable, formatCount, formatDate, formatInstant, formatLra, formatName, formatShort } from '@sipkadin/ui';
import type { Answers } from '../../web/client.ts';
import { useWords } from '../../web/language.tsx';
import './preview.css';
import { previewWords } from './words.ts';

export type Opened = Answers['preview']['open'];
type Changes = Opened['changes'];
type Change = Changes['units'][number];

/** How many changed amounts and file names the screen lists. */
const listed = 50;
const mostNames = 8;

/** Links to the pages of a preview, and what it changes. */
export function Preview({ preview: { year, number, at, address, changes } }: { preview: Opened }) {
  const { w, language } = useWords(previewWords);
  const query = `?tahun=${year}`;
  const pages = [
    { name: w.pages.home, href: `${address}/${query}` },
    { name: w.pages.units, href: `${address}/opd${query}` },
    { name: w.pages.spending, href: `${address}/belanja${query}` },
    { name: w.pages.edition, href: `${address}/terbitan/${number}${query}` },
    { name: w.pages.data, href: `${address}/data${query}` },
  ];
  return (
    <section className="preview" aria-label={w.title(formatCount(number, language), String(year))}>
      <h3>{w.title(formatCount(number, language), String(year))}</h3>
      <p className="small" role="status">
        {w.text(formatInstant(at, language))}
      </p>
      <ul className="preview-pages">
        {pages.map(({ name, href }) => (
          <li key={href}>
            <a className="button" href={href} target="_blank" rel="noreferrer" title={w.newTab}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <h3>{w.changes}</h3>
      <ChangesOf changes={changes} year={year} address={address} />
    </section>
  );
}

function ChangesOf({ changes, year, address }: { changes: Changes; year: number; address: string }) {
  const { w, language } = useWords(previewWords);
  const { before, after, accounts, units, works, added, gone } = changes;
  const facts = ({ version, asOf, basis }: Changes['after']) =>
    w.facts(
      version === null ? '' : versionName(version, language),
      w.asOf(formatDate(asOf, language, 'short')),
      basis === null ? '' : basis.toUpperCase(),
    );
  const first = [...units].slice(0, listed);
  return (
    <>
      {before === null ? <p>{w.first}</p> : <p>{w.against(formatCount(before.number, language), facts(before), facts(after))}</p>}
      {before !== null && before.version !== after.version && <p className="small">{w.otherVersion}</p>}
      {before !== null && before.asOf !== after.asOf && <p className="small">{w.otherDay}</p>}
      <AmountTable caption={w.totals} label={w.columns.what} rows={accounts} />
      {units.length === 0 ? (
        <p>{w.noUnits}</p>
      ) : (
        <AmountTable
          caption={
            units.length > listed ? `${w.units}. ${w.listed(formatCount(listed, language), formatCount(units.length, language))}` : w.units
          }
          label={w.columns.unit}
          rows={first}
          address={(slug) => `${address}/opd/${slug}?tahun=${year}`}
        />
      )}
      {works.length > 0 && (
        <p>
          {w.works.title}{' '}
          {works.map(({ what, before: was, after: is }) => w.works[what](formatCount(was, language), formatCount(is, language))).join('; ')}
          .
        </p>
      )}
      {added.length > 0 && <p className="small">{w.added(namesOf(added, w, language))}</p>}
      {gone.length > 0 && <p className="small">{w.gone(namesOf(gone, w, language))}</p>}
    </>
  );
}

function namesOf(names: readonly string[], w: { more: (n: string) => string }, language: 'id' | 'en'): string {
  const rest = names.length - mostNames;
  return rest > 0 ? `${names.slice(0, mostNames).join(', ')}, ${w.more(formatCount(rest, language))}` : names.join(', ');
}

interface AmountTableProps {
  caption: string;
  label: string;
  rows: readonly Change[];
  /** Of an OPD's page. */
  address?: (slug: string) => string;
}

function AmountTable({ caption, label, rows, address }: AmountTableProps) {
  const { w, language } = useWords(previewWords);
  const sen = (text: string | null) => (text === null ? null : (parseDecimal(text) ?? 0n));
  const amount = (value: bigint | null) =>
    value === null ? (
      '–'
    ) : (
      <>
        <span className="wide">{formatLra(value, language)}</span>
        <span className="small-screen">{formatShort(value, language)}</span>
      </>
    );
  return (
    <DataTable
      caption={`${caption}, ${w.rupiah}`}
      narrow="stack"
      columns={[
        { key: 'what', label },
        ...(['before', 'after', 'difference'] as const).map((key) => ({ key, label: w.columns[key], number: true })),
      ]}
      rows={rows.map((row) => ({
        key: `${row.code}|${row.measure}`,
        cells: [
          <>
            {address === undefined || row.slug === '' ? (
              formatName(row.name)
            ) : (
              <a href={address(row.slug)} target="_blank" rel="noreferrer" title={w.newTab}>
                {formatName(row.name)}
              </a>
            )}
            , {w.measures[row.measure]}
          </>,
          amount(sen(row.before)),
          amount(sen(row.after)),
          row.before === row.after ? w.same : amount((sen(row.after) ?? 0n) - (sen(row.before) ?? 0n)),
        ],
      }))}
    />
  );
}

/** Why a preview that was open in another tab is not there any more. */
export function PreviewOver({ code }: { code: string }) {
  const { w } = useWords(previewWords);
  const text = Object.entries(w.over).find(([known]) => known === code)?.[1];
  return text === undefined ? null : (
    <p className="notice old" role="status">
      {text}
    </p>
  );
}
