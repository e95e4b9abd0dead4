import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ownHeader, type UploadDetail } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { Failure } from '../../../web/states.tsx';
import { findingWords } from './words.ts';

type Reason = Readonly<Record<'message' | 'remedy', Readonly<Record<'id' | 'en', string>>>>;

/** Downloads the marked copy. @returns why there is none; null after a download */
async function fetchMarked(id: string, language: string): Promise<Reason | null> {
  const answer = await fetch(`/api/kerja/bertanda/${id}?bahasa=${language}`, { headers: ownHeader });
  if (answer.status === 422) return ((await answer.json()) as { refusal: Reason }).refusal;
  if (!answer.ok) throw new Error(`${answer.status}`);
  const name = /filename\*=UTF-8''(\S+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '';
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = decodeURIComponent(name);
  link.click();
  // Not at once: some browsers have not begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return null;
}

/** Offers the workbook with its findings marked; for an upload that is such a copy, links to its original. */
export function MarkedCopy({ upload }: { upload: UploadDetail }) {
  const { w: all, language } = useWords(findingWords);
  const w = all.marked;
  const copy = useMutation({ mutationFn: () => fetchMarked(upload.id, language) });
  const isXlsx = upload.report?.container === 'xlsx';
  return (
    <>
      {upload.markedFrom !== null && (
        <p className="notice">
          {w.from}{' '}
          <Link to="/unggah/$id" params={{ id: upload.markedFrom.id }}>
            {upload.markedFrom.fileName}
          </Link>
        </p>
      )}
      {upload.original.markable === 'yes' && (
        <div className="marked-copy">
          <button
            type="button"
            className="plain"
            disabled={copy.isPending}
            aria-describedby="marked-copy-what"
            onClick={() => copy.mutate()}
          >
            {copy.isPending ? w.working : w.download}
          </button>
          <p className="small" id="marked-copy-what">
            {isXlsx ? w.what : w.whatRows}
          </p>
          <p className="small" role="status">
            {copy.data === null && w.done}
          </p>
          {copy.data && (
            <div className="notice bad" role="alert">
              <p>{copy.data.message[language]}</p>
              <p>{copy.data.remedy[language]}</p>
            </div>
          )}
          {copy.isError && <Failure error={copy.error} again={() => copy.mutate()} />}
        </div>
      )}
      {upload.original.markable === 'unopened' && <p className="small">{w.unopened}</p>}
    </>
  );
}
