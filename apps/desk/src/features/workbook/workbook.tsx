import { formatCount } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc, type UploadDetail } from '../../web/client.ts';
import { Heading } from '../../web/heading.tsx';
import { useWords } from '../../web/language.tsx';
import { PersonProvider, usePerson } from '../../web/person.tsx';
import { Failure, Loaded } from '../../web/states.tsx';
import { CorrectionList } from './corrections/correction-list.tsx';
import { usePending } from './corrections/pending.ts';
import { PendingChanges } from './corrections/pending-changes.tsx';
import { cellNamed, type Workbook } from './sheet/cells.ts';
import { findingsOn } from './sheet/findings.ts';
import { SheetView } from './sheet/sheet-view.tsx';
import './workbook.css';
import { workbookWords } from './words.ts';

/** The sheets of an uploaded file, as they are in it. */
export function WorkbookScreen() {
  const { person, government } = usePerson();
  const { id } = useParams({ from: '/unggah/$id/berkas' });
  const upload = useQuery(trpc.uploads.get.queryOptions({ id }));
  return (
    <Loaded query={upload} rows={8}>
      {(upload) => (
        // A link to an upload may come from the screens of another government.
        <PersonProvider value={{ person, government: person.governments.find(({ code }) => code === upload.government) ?? government }}>
          <OfUpload upload={upload} />
        </PersonProvider>
      )}
    </Loaded>
  );
}

function OfUpload({ upload }: { upload: UploadDetail }) {
  const { w } = useWords(workbookWords);
  const workbook = useQuery({ ...trpc.workbook.open.queryOptions({ id: upload.id }), staleTime: Number.POSITIVE_INFINITY, retry: false });
  return (
    <>
      <p className="row">
        <Link to="/unggah/$id" params={{ id: upload.id }}>
          {w.back}
        </Link>
      </p>
      <Heading className="file-name" tab={`${w.tab}: ${upload.fileName}`}>
        {w.title(upload.fileName)}
      </Heading>
      {workbook.isPending && (
        <p className="notice" role="status">
          {w.opening}
        </p>
      )}
      {workbook.isError && <Failure error={workbook.error} again={() => void workbook.refetch()} />}
      {workbook.data === null && <p className="notice bad">{w.unopened}</p>}
      {workbook.data && <Sheets upload={upload} workbook={workbook.data} />}
    </>
  );
}

function Sheets({ upload, workbook }: { upload: UploadDetail; workbook: Workbook }) {
  const { w, language } = useWords(workbookWords);
  const { lembar, sel } = useSearch({ from: '/unggah/$id/berkas' });
  const wanted = workbook.sheets.findIndex(({ name }) => name === (lembar ?? upload.report?.sheetsUsed[0]));
  const [chosen, setChosen] = useState<{ index: number; from: string } | null>(null);
  const { pending, add, remove, clear } = usePending(upload.id);
  // A link to another cell chooses its sheet anew.
  const from = `${lembar ?? ''} ${sel ?? ''}`;
  const index = chosen?.from === from ? chosen.index : Math.max(0, wanted);
  const sheet = workbook.sheets[index];
  if (sheet === undefined) return <p className="quiet">{w.empty}</p>;
  const start = index === wanted && sel !== undefined ? cellNamed(sel, sheet) : null;
  return (
    <>
      {workbook.sheets.length > 1 && (
        <nav className="sheet-tabs" aria-label={w.sheets}>
          {workbook.sheets.map((one, at) => {
            const problems = findingsOn(one, upload.report).filter(({ finding }) => finding.severity !== 'info').length;
            return (
              <button
                key={one.name}
                type="button"
                aria-current={at === index ? 'true' : undefined}
                onClick={() => setChosen({ index: at, from })}
              >
                {one.name}
                {one.hidden && <small> ({w.hiddenSheet})</small>}
                {problems > 0 && <small> · {w.sheetProblems(formatCount(problems, language))}</small>}
              </button>
            );
          })}
        </nav>
      )}
      <SheetView key={`${index} ${from}`} {...{ upload, workbook, index, sheet, start, pending }} onChange={add} />
      <PendingChanges id={upload.id} pending={pending} onRemove={remove} onSent={clear} />
      <CorrectionList corrections={upload.corrections} upload={upload.id} />
    </>
  );
}
