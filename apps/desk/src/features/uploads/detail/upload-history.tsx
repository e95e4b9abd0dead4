import { DataTable, formatInstant } from '@sipkadin/ui';
import type { UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { uploadWords } from '../words.ts';

/** Every step of an upload with its person and time, the latest first. */
export function UploadHistory({ upload: { history } }: { upload: UploadDetail }) {
  const { w, language } = useWords(uploadWords);
  const columns = (['when', 'what', 'who'] as const).map((key) => ({ key, label: w.history.columns[key] }));
  return (
    <section className="history">
      <h2>{w.history.title}</h2>
      <div className="stacked">
        <DataTable
          caption={w.history.title}
          headed
          columns={columns}
          rows={history.toReversed().map(({ step, at, who, reason }, index) => ({
            key: String(index),
            cells: [
              formatInstant(at, language),
              <>
                {w.history.steps[step]}
                {reason !== '' && <small className="under">{reason}</small>}
              </>,
              who,
            ],
          }))}
        />
      </div>
    </section>
  );
}
