import { statementKinds, worksKinds } from '@sipkadin/budget';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { templateWords } from './words.ts';

/** Links to the empty forms, one for each kind of data, as .xlsx and .csv. */
export function TemplateLinks() {
  const { w } = useWords(templateWords);
  const { government } = usePerson();
  const address = (kind: string, format: string) => `/api/kerja/formulir/${government.code}?jenis=${kind}&bentuk=${format}`;
  return (
    <details id="formulir">
      <summary>{w.templates.title}</summary>
      <p className="small">{w.templates.lead}</p>
      <ul>
        {[...statementKinds, ...worksKinds].map((kind) => (
          <li key={kind}>
            {w.templates.kinds[kind]}:{' '}
            {(['xlsx', 'csv'] as const).map((format) => (
              <span key={format}>
                {format === 'csv' && ' · '}
                <a href={address(kind, format)} download aria-label={w.templates.download(w.templates.kinds[kind], format)}>
                  .{format}
                </a>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
