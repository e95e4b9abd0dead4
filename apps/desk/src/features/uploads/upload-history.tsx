import { DataTable, formatInstant } from '@sipkadin/ui';
import type { UploadDetail } from '../../web/client.ts';
import { useWords } from '../../web/language.tsx';

/** Every step of a file with who took it and when, the latest first. */
export function UploadHistory({ upload: { history } }: { upload: UploadDetail }) {
  const { w, language } = useWords();
  const columns = (['when', 'what', 'who'] as const).map((key) => ({ key, label: w.correction.historyColumns[key] }));
  return (
    <section className="history">
      <h2>{w.correction.history}</h2>
      <div className="stacked">
        <DataTable
          caption={w.correction.history}
          headed
          columns={columns}
          rows={history.toReversed().map(({ step, at, who, reason }, index) => ({
            key: String(index),
            cells: [
              formatInstant(at, language),
              <>
                {w.correction.steps[step]}
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
