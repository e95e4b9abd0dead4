import { type IsoDate, parseDecimal, sayTerms, versionName } from '@sipkadin/budget';
import { DataTable, formatCount, formatDate, formatLra, formatName, words } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import type { UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { statementName } from '../upload-table.tsx';
import { uploadWords } from '../words.ts';

type Report = NonNullable<UploadDetail['report']>;

/** What was read from a file, for the operator to check. */
export function WhatWeRead({ upload, report }: { upload: UploadDetail; report: Report }) {
  const { w, language } = useWords(uploadWords);
  const shared = words(language);
  const { facts } = w.upload;
  const shapes: Readonly<Record<string, string>> = w.upload.shapes;
  const date = (day: IsoDate | null) => (day === null ? null : formatDate(day, language));
  const shown: [string, string | null][] = [
    [facts.shape, `${shapes[report.shape ?? ''] ?? report.shape ?? w.upload.unknown} (${report.container})`],
    [facts.government, report.government === null ? null : `${report.government.name} (${report.government.code})`],
    [facts.year, report.year === null ? null : String(report.year)],
    [facts.version, report.budgetVersion === null ? null : versionName(report.budgetVersion, language)],
    [facts.basis, report.basis === null ? null : shared.basisNames[report.basis]],
    [facts.from, date(report.from)],
    [facts.asOf, date(report.asOf)],
    [facts.units, report.units.length === 0 ? null : formatCount(report.units.length, language)],
    // The only table of a file without sheets has the file's name as its sheet.
    [facts.sheets, report.sheetsUsed.filter((sheet) => sheet !== upload.fileName).join(', ') || null],
    [facts.rows, formatCount(report.rows, language)],
    [facts.lines, formatCount(report.lines, language)],
    [facts.unfunded, report.unfunded === 0 ? null : formatCount(report.unfunded, language)],
  ];
  const absent = report.statements.every(({ kind }) => kind === 'budget' || kind === 'cash-plan')
    ? [facts.basis, facts.asOf, facts.from, facts.sheets, facts.units, facts.unfunded]
    : [facts.from, facts.sheets, facts.units, facts.unfunded];
  const answers = Object.entries(upload.answers).filter(([key]) => key !== 'mapping');
  const names: Readonly<Record<string, string>> = { ...facts, sheet: facts.sheets };
  return (
    <section>
      <h2>{w.upload.whatWeRead}</h2>
      <dl className="facts">
        {shown
          .filter(([name, value]) => value !== null || !absent.includes(name))
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value ?? <span className="none">{w.upload.unknown}</span>}</dd>
            </div>
          ))}
        {answers.length > 0 && (
          <div>
            <dt>{w.upload.answered}</dt>
            <dd>{answers.map(([key, value]) => `${names[key] ?? key}: ${sayTerms(value, language)}`).join('; ')}</dd>
          </div>
        )}
        <div className="long">
          <dt>{facts.hash}</dt>
          <dd className="hash">{upload.hash}</dd>
        </div>
      </dl>
      {upload.statements.length > 0 && (
        <DataTable
          caption={w.upload.statements}
          columns={[
            { key: 'what', label: w.upload.statementColumns.what },
            { key: 'lines', label: w.upload.statementColumns.lines, number: true },
            { key: 'total', label: w.upload.statementColumns.total, number: true },
          ]}
          rows={upload.statements.map((statement) => ({
            key: statement.id,
            cells: [
              <Link
                key="what"
                to="/baris/$id"
                params={{ id: statement.id }}
                aria-label={w.upload.seeLines(statementName(statement, language))}
              >
                {statementName(statement, language)}
              </Link>,
              formatCount(statement.lines, language),
              <AkunTotals key="total" totals={upload.totals[statement.id] ?? []} />,
            ],
          }))}
        />
      )}
      <Totals report={report} />
      <Reconciliation report={report} />
      {report.sheetsLeftOut.length > 0 && (
        <details>
          <summary>
            {w.upload.leftOut} ({formatCount(report.sheetsLeftOut.length, language)})
          </summary>
          <ul>
            {report.sheetsLeftOut.map(({ name, reason, hidden }) => (
              <li key={name}>
                <strong>{name}</strong>
                {hidden && ` (${w.upload.hiddenSheet})`}: {reason[language]}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** The totals of a statement, one line an akun. */
function AkunTotals({ totals }: { totals: UploadDetail['totals'][string] }) {
  const { language } = useWords(uploadWords);
  if (totals.length === 0) return <>–</>;
  return (
    <ul className="akun-totals">
      {totals.map(({ akun, name, amount }) => (
        <li key={akun}>
          <span>{formatName(name[language])}</span> {formatLra(parseDecimal(amount) ?? 0n, language)}
        </li>
      ))}
    </ul>
  );
}

function Totals({ report }: { report: Report }) {
  const { w, language } = useWords(uploadWords);
  const measures: Readonly<Record<string, string>> = w.upload.measures;
  const parts = Object.entries(report.totals).filter(([key]) => key.includes(':'));
  if (parts.length === 0) return null;
  return (
    <details>
      <summary>{w.upload.totals}</summary>
      <DataTable
        caption={w.upload.totals}
        columns={[
          { key: 'what', label: w.upload.totalsColumns.what },
          { key: 'amount', label: w.upload.totalsColumns.amount, number: true },
        ]}
        rows={parts.map(([key, amount]) => {
          const [measure = '', code = ''] = key.split(':');
          return { key, cells: [`${measures[measure] ?? measure} ${code}`, formatLra(parseDecimal(amount) ?? 0n, language)] };
        })}
      />
    </details>
  );
}

/** The file's totals beside the sums of its rows: unequal ones listed, equal ones behind a disclosure. */
function Reconciliation({ report }: { report: Report }) {
  const { w, language } = useWords(uploadWords);
  if (report.reconciliation.length === 0) return null;
  const columns = w.upload.reconciliationColumns;
  const money = (text: string) => formatLra(parseDecimal(text) ?? 0n, language);
  const unequalFirst = report.reconciliation.toSorted((a, b) => Number(a.equal) - Number(b.equal));
  return (
    <details open={report.reconciliation.length <= 6 || unequalFirst[0]?.equal === false}>
      <summary>
        {w.upload.reconciliation} ({formatCount(report.reconciliation.length, language)})
      </summary>
      <DataTable
        caption={w.upload.reconciliation}
        columns={[
          { key: 'what', label: columns.what },
          { key: 'place', label: columns.place },
          { key: 'file', label: columns.file, number: true },
          { key: 'computed', label: columns.computed, number: true },
          { key: 'equal', label: columns.equal },
        ]}
        rows={unequalFirst.slice(0, 200).map(({ what, place, file, computed, equal }, index) => ({
          key: `${place}|${index}`,
          cells: [
            what[language],
            place,
            money(file),
            money(computed),
            equal ? (
              w.upload.equal
            ) : (
              <strong key="equal" className="unequal">
                ≠ {w.upload.different}
              </strong>
            ),
          ],
        }))}
      />
    </details>
  );
}
