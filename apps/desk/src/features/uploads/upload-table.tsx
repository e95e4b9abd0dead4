import { type Language, versionName } from '@sipkadin/budget';
import { DataTable, formatCount, formatDate, formatInstant, words } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import type { Answers } from '../../web/client.ts';
import { useWords } from '../../web/language.tsx';
import { UploadState } from './upload-state.tsx';
import { uploadWords } from './words.ts';

type Upload = Answers['uploads']['list']['uploads'][number];

/** Uploads with their content and state. @param caption how many and in what order; newest first where it is left out */
export function UploadTable({
  uploads,
  note,
  caption,
}: {
  uploads: readonly Upload[];
  note?: (upload: Upload) => string | undefined;
  caption?: string;
}) {
  const { w, language } = useWords(uploadWords);
  const columns = (['file', 'what', 'received', 'state'] as const).map((key) => ({ key, label: w.uploads.columns[key] }));
  return (
    <div className="stacked">
      <DataTable
        caption={caption ?? w.uploads.listed(formatCount(uploads.length, language))}
        columns={columns}
        rows={uploads.map((upload) => ({
          key: upload.id,
          cells: [
            <Link key="file" to="/unggah/$id" params={{ id: upload.id }} className="file-name">
              {upload.fileName}
            </Link>,
            contents(upload, language) || '–',
            <span key="received" className="when">
              {formatInstant(upload.receivedAt, language)}
            </span>,
            <span key="state">
              <UploadState state={upload.state} blocked={upload.blocked} />
              <Under text={note?.(upload) ?? (upload.mine ? undefined : upload.uploadedBy)} />
            </span>,
          ],
        }))}
      />
    </div>
  );
}

function Under({ text }: { text: string | undefined }) {
  return text === undefined ? null : <small className="under">{text}</small>;
}

/** "anggaran 2025 (APBD murni); realisasi 2025, data per 30 Nov 2025" */
export function contents({ statements, works }: Pick<Upload, 'statements' | 'works'>, language: Language): string {
  const names = [
    ...statements.map((statement) => statementName(statement, language)),
    ...works.map((one) => statementName({ ...one, version: null }, language)),
  ];
  return [...new Set(names)].join('; ');
}

export function statementName(
  statement: Pick<Upload['statements'][number], 'year' | 'asOf' | 'version'> & {
    kind: (Upload['statements'] | Upload['works'])[number]['kind'];
  },
  language: Language,
): string {
  const { kind, year, asOf, version } = statement;
  const w = words(language);
  const when = asOf === null ? '' : `, ${w.dataAsOf(formatDate(asOf, language, 'short'))}`;
  const of = version !== null && asOf === null ? ` (${versionName(version, language)})` : '';
  return `${w.kinds[kind]} ${year}${of}${when}`;
}
