import { parseDecimal, versionName } from '@sipkadin/budget';
import { DataTable, formatCount, formatDate, formatLra } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Answers, trpc } from '../../web/client.ts';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { editionWords } from './words.ts';

type Difference = Answers['publication']['differences']['rows'][number];

/** Before publishing: where a report without details and the finer one that counts do not agree; nothing where all do. */
export function Differences({ year }: { year: number }) {
  const { w, language } = useWords(editionWords);
  const { government } = usePerson();
  const { data } = useQuery(trpc.publication.differences.queryOptions({ government: government.code, year }));
  if (data === undefined || data.rows.length === 0) return null;
  const d = w.differences;
  return (
    <section className="notice old">
      <h3>{d.title(formatCount(data.all, language))}</h3>
      <p className="small">{d.text}</p>
      <DataTable
        caption={d.title(formatCount(data.all, language))}
        columns={[
          { key: 'unit', label: d.unit },
          { key: 'what', label: d.what },
          { key: 'stated', label: `${d.stated} (Rp)`, number: true },
          { key: 'counted', label: `${d.counted} (Rp)`, number: true },
          { key: 'difference', label: `${d.difference} (Rp)`, number: true },
        ]}
        rows={data.rows.map((row) => ({
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
