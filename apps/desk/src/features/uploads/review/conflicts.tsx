import { formatInstant } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import type { UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { UploadState } from '../upload-state.tsx';
import { uploadWords } from '../words.ts';

/** Warns, before submitting and before verifying, of other uploads for the same scope. */
export function Conflicts({ upload: { conflicts } }: { upload: UploadDetail }) {
  const { w, language } = useWords(uploadWords);
  if (conflicts.length === 0) return null;
  return (
    <section className="notice old">
      <p>
        <strong>{w.conflicts.title}</strong>
      </p>
      <ul className="plain-list">
        {conflicts.map(({ id, from, receivedAt, state, whole }) => (
          <li key={id}>
            {from === null ? (
              w.conflicts.unnamed(formatInstant(receivedAt, language))
            ) : (
              <Link to="/unggah/$id" params={{ id }}>
                {w.conflicts.one(from.fileName, from.uploadedBy, formatInstant(receivedAt, language))}
              </Link>
            )}{' '}
            <UploadState state={state} /> {whole ? w.conflicts.whole : w.conflicts.part}
          </li>
        ))}
      </ul>
    </section>
  );
}
