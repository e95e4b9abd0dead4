import { formatCount, words } from '@sipkadin/ui';
import type { UploadDetail } from './client.ts';
import { useWords } from './language.tsx';

type Finding = NonNullable<UploadDetail['report']>['findings'][number];

const worstFirst = ['blocking', 'question', 'warning', 'info'] as const satisfies readonly Finding['severity'][];

/** Findings by rule, worst first: three causes, not a thousand rows. Each place with what stands there and what should. */
export function FindingGroups({ findings }: { findings: readonly Finding[] }) {
  const { w } = useWords();
  const groups = [...Map.groupBy(findings, ({ code }) => code).values()].sort((a, b) => rank(a) - rank(b) || b.length - a.length);
  return (
    <section>
      <h2>{w.upload.findings}</h2>
      {groups.length === 0 ? (
        <p>{w.upload.findingsNone}</p>
      ) : (
        <ol className="findings">
          {groups.map((group) => (
            <Group key={group[0]?.code} group={group} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** One note whose message says all but the place. */
function brief(group: readonly Finding[]): boolean {
  return group.length === 1 && group[0]?.severity === 'info';
}

function rank(group: readonly Finding[]): number {
  return worstFirst.indexOf(group[0]?.severity ?? 'info');
}

function Group({ group }: { group: readonly Finding[] }) {
  const { w, language } = useWords();
  const shared = words(language);
  const [first] = group;
  if (first === undefined) return null;
  const places = group.reduce((all, { more }) => all + 1 + more, 0);
  const remedies = [...new Set(group.map(({ remedy }) => remedy[language]))];
  const table = (
    <section className="scroll" tabIndex={0} aria-label={first.message[language]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.upload.findingColumns.sheet}</th>
            <th scope="col">{w.upload.findingColumns.ref}</th>
            <th scope="col">{w.upload.findingColumns.value}</th>
            <th scope="col">{w.upload.findingColumns.expected}</th>
          </tr>
        </thead>
        <tbody>
          {group.map((finding, index) => (
            // Findings of one report never change their order.
            <tr key={index}>
              <td>{finding.sheet || '–'}</td>
              <td>{finding.ref || '–'}</td>
              <td className="value">{finding.value || '–'}</td>
              <td className="value">{finding.expected || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {places > group.length && <p className="small">{shared.findingPlace.more(formatCount(places - group.length, language))}</p>}
    </section>
  );
  const placed = group.some(({ sheet, ref, value, expected }) => sheet !== '' || ref !== '' || value !== '' || expected !== '');
  return (
    <li className={`finding-${first.severity}`}>
      <p>
        <strong>{shared.severities[first.severity]}:</strong> {first.message[language]}
        {places > 1 && ` (${w.upload.places(formatCount(places, language))})`}
      </p>
      {first.severity !== 'info' && (
        <p>
          <strong>{w.upload.whatToDo}</strong> {remedies.join(' ')}
        </p>
      )}
      {placed && brief(group) && (
        <p className="finding-place">
          {[first.sheet && `${shared.findingPlace.sheet} "${first.sheet}"`, first.ref && `${shared.findingPlace.ref} ${first.ref}`]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {placed &&
        !brief(group) &&
        (group.length <= 3 && first.severity !== 'info' ? (
          table
        ) : (
          <details>
            <summary>{w.upload.showPlaces(formatCount(group.length, language))}</summary>
            {first.severity === 'info' && <p>{remedies.join(' ')}</p>}
            {table}
          </details>
        ))}
    </li>
  );
}
