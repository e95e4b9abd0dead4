import { DataTable, formatCount, formatDate, formatRupiah, formatShort } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import type { Answers } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { LookCard } from './look-card.tsx';
import { lookWords } from './words.ts';

type Look = Answers['look']['list'];

/** Payments of one OPD on one day with the same amount, each with its document and row. */
export function SamePayments({ groups, least }: { groups: Look['samePayments']; least: string }) {
  const { w, language } = useWords(lookWords);
  const own = w.same;
  const rule = own.rule(formatShort(BigInt(least), language));
  if (groups === null) return <LookCard title={own.unknown} rule={rule} explains={own.explains} />;
  const title = groups.length === 0 ? own.none : own.title(formatCount(groups.length, language));
  return (
    <LookCard title={title} rule={rule} explains={own.explains}>
      {groups.length > 0 && (
        <DataTable
          caption={title}
          headed
          narrow="stack"
          columns={[
            { key: 'unit', label: w.unit },
            { key: 'date', label: own.date },
            { key: 'amount', label: own.amount, number: true },
            { key: 'payments', label: own.payments },
          ]}
          rows={groups.map(({ unit, name, date, amount, payments }) => ({
            key: `${unit} ${date} ${amount}`,
            cells: [
              name,
              formatDate(date, language),
              formatRupiah(BigInt(amount), language),
              payments.map(({ statement, unit: of, account, document, sheet, row }) => (
                <Link
                  key={`${statement} ${sheet} ${row}`}
                  className="block"
                  to="/baris/$id"
                  params={{ id: statement }}
                  search={{ unit: of, rekening: account }}
                >
                  {own.payment(document, sheet, String(row))}
                </Link>
              )),
            ],
          }))}
        />
      )}
    </LookCard>
  );
}

/** Contracts whose value lies just under a limit; listed only where they crowd there. */
export function Bunched({ bunching, limit }: { bunching: Look['bunching']; limit: string }) {
  const { w, language } = useWords(lookWords);
  const { may } = usePerson();
  const own = w.bunching;
  const shownLimit = formatShort(BigInt(limit), language);
  if (bunching === null) return <LookCard title={own.unknown} rule={own.rule(shownLimit)} explains={own.explains} />;
  const { under, over, isCrowded } = bunching;
  const [count, above] = [formatCount(under.length, language), formatCount(over, language)];
  const title = isCrowded ? own.title(count, shownLimit) : own.none(count, above, shownLimit);
  return (
    <LookCard title={title} rule={own.rule(shownLimit)} explains={own.explains}>
      {isCrowded && (
        <DataTable
          caption={title}
          headed
          narrow="stack"
          columns={[
            { key: 'unit', label: w.unit },
            { key: 'object', label: own.object },
            { key: 'value', label: own.value, number: true },
            { key: 'rows', label: w.rows },
          ]}
          rows={under.map(({ name, object, value, upload, sheet, row }) => {
            const place = own.open(sheet, String(row));
            return {
              key: `${upload} ${sheet} ${row}`,
              cells: [
                name,
                object,
                formatRupiah(BigInt(value), language),
                may('uploads.get') ? (
                  <Link to="/unggah/$id" params={{ id: upload }}>
                    {place}
                  </Link>
                ) : (
                  place
                ),
              ],
            };
          })}
        />
      )}
    </LookCard>
  );
}
