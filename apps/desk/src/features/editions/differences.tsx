import { parseDecimal, versionName } from '@sipkadin/budget';
import { DataTable, formatCount, formatDate, formatLra, formatShort } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Answers, trpc } from '../../web/client.ts';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { editionWords } from './words.ts';

type Difference = Answers['publication']['differences']['rows'][number];

/** What to know before publishing; nothing where there is nothing. */
export function BeforePublishing({ year }: { year: number }) {
  const { government } = usePerson();
  const { data } = useQuery(trpc.publication.differences.queryOptions({ government: government.code, year }));
  if (data === undefined) return null;
  return (
    <>
      {data.partVersion !== null && <PartVersion part={data.partVersion} />}
      <Differences all={data.all} rows={data.rows} />
    </>
  );
}

/** A latest version of the budget that only some OPD have: what the published total is then the sum of, and who is missing. */
function PartVersion({
  part: { version, having, total, without },
}: {
  part: NonNullable<Answers['publication']['differences']['partVersion']>;
}) {
  const { w, language } = useWords(editionWords);
  const p = w.partVersion;
  const amount = (text: string) => formatShort(parseDecimal(text) ?? 0n, language);
  const missing = without.reduce((sum, { budget }) => sum + (parseDecimal(budget) ?? 0n), 0n);
  const counts = [formatCount(having, language), formatCount(having + without.length, language)] as const;
  return (
    <section className="notice old">
      <h3>{p.title(versionName(version, language), ...counts)}</h3>
      <p>{p.text(amount(total), counts[0], formatCount(without.length, language), formatShort(missing, language))}</p>
      <ul>
        {without.slice(0, mostNamed).map(({ unit, name, version: own, budget }) => (
          <li key={unit}>
            <span lang="id">{name}</span>: {p.only(versionName(own, language), amount(budget))}
          </li>
        ))}
        {without.length > mostNamed && <li>{p.more(formatCount(without.length - mostNamed, language))}</li>}
      </ul>
    </section>
  );
}

const mostNamed = 10;

/** Where a report without details and the finer one that counts do not agree; nothing where all do. */
function Differences({ all, rows }: { all: number; rows: readonly Difference[] }) {
  const { w, language } = useWords(editionWords);
  if (rows.length === 0) return null;
  const d = w.differences;
  return (
    <section className="notice old">
      <h3>{d.title(formatCount(all, language))}</h3>
      <p className="small">{d.text}</p>
      <DataTable
        caption={d.title(formatCount(all, language))}
        columns={[
          { key: 'unit', label: d.unit },
          { key: 'what', label: d.what },
          { key: 'stated', label: `${d.stated} (Rp)`, number: true },
          { key: 'counted', label: `${d.counted} (Rp)`, number: true },
          { key: 'difference', label: `${d.difference} (Rp)`, number: true },
        ]}
        rows={rows.map((row) => ({
          key: `${row.stated.upload}|${row.measure}|${row.version}|${row.unit}|${row.akun}`,
          cells: [
            <>
              {row.unitName === '' ? row.unit : row.unitName}
              <small className="under code">{row.unit}</small>
            </>,
            <>
              {row.akunName[language]}, {d.measures[row.measure]}{' '}
              {row.version === null ? row.asOf && formatDate(row.asOf, language, 'short') : versionName(row.version, language)}
              {row.accounts.length > 0 && <small className="under code">{row.accounts.join(', ')}</small>}
            </>,
            <Side key="stated" side={row.stated} />,
            <Side key="counted" side={row.counted} />,
            formatLra((parseDecimal(row.stated.amount) ?? 0n) - (parseDecimal(row.counted.amount) ?? 0n), language),
          ],
        }))}
      />
    </section>
  );
}

/** An amount, and the file and cell it is from. */
function Side({ side: { amount, upload, fileName, place } }: { side: Difference['stated'] }) {
  const { language } = useWords(editionWords);
  return (
    <>
      {formatLra(parseDecimal(amount) ?? 0n, language)}
      <small className="under">
        <Link to="/unggah/$id" params={{ id: upload }}>
          {fileName}
        </Link>
        {place !== null && ` ${place.sheet} ${place.column}${place.row}`}
      </small>
    </>
  );
}
