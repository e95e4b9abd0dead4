import { formatInstant } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import type { UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { UploadState } from '../upload-state.tsx';
import { uploadWords } from '../words.ts';

/** Told before submitting and before verifying: who else has brought what this file speaks of. */
export function Conflicts({ upload: { rivals } }: { upload: UploadDetail }) {
  const { w, language } = useWords(uploadWords);
  if (rivals.length === 0) return null;
  return (
    <section className="notice old">
      <p>
        <strong>{w.conflicts.title}</strong>
      </p>
      <ul className="plain-list">
        {rivals.map(({ id, fileName, uploadedBy, receivedAt, state, whole }) => (
          <li key={id}>
            <Link to="/unggah/$id" params={{ id }}>
              {w.conflicts.one(fileName, uploadedBy, formatInstant(receivedAt, language))}
            </Link>{' '}
            <UploadState state={state} /> {whole ? w.conflicts.whole : w.conflicts.part}
          </li>
        ))}
      </ul>
    </section>
  );
}
