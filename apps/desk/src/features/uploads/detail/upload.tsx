import { formatBytes, formatCount, formatInstant, SimulatedStrip } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { queryClient, trpc, type UploadDetail } from '../../../web/client.ts';
import { useNext } from '../../../web/focus.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { PersonProvider, usePerson } from '../../../web/person.tsx';
import { Failure, Loaded } from '../../../web/states.tsx';
import { ChangesBrief } from '../../editions/changes-brief.tsx';
import { UploadWorks } from '../../follow-up/works/upload-works.tsx';
import { MapAgain, Mapping } from '../../mappings/mapping.tsx';
import { TemplateLinks } from '../../templates/template-links.tsx';
import { CorrectionList } from '../../workbook/corrections/correction-list.tsx';
import { workbookWords } from '../../workbook/words.ts';
import { FindingGroups } from '../findings/finding-groups.tsx';
import { MarkedCopy } from '../findings/marked-copy.tsx';
import { AsLastMonth } from '../reading/as-last-month.tsx';
import { readingPace } from '../reading/pace.ts';
import { Questions } from '../reading/questions.tsx';
import { WhatWeRead } from '../reading/reading.tsx';
import { Conflicts } from '../review/conflicts.tsx';
import { Decide, Submit, toStep } from '../review/decide.tsx';
import { SetAside } from '../review/set-aside.tsx';
import { WithdrawUpload } from '../review/withdraw-upload.tsx';
import { UploadState } from '../upload-state.tsx';
import { Steps } from './steps.tsx';
import { UploadHistory } from './upload-history.tsx';
import './upload.css';
import { uploadWords } from '../words.ts';

/** One upload: the progress of its reading, what was read, questions, findings, and the next step. */
export function UploadScreen() {
  const { person, government } = usePerson();
  const { id } = useParams({ from: '/unggah/$id' });
  const [pace] = useState(readingPace);
  const upload = useQuery({
    ...trpc.uploads.get.queryOptions({ id }),
    refetchInterval: ({ state: { data } }) => data !== undefined && pace(data, performance.now()),
  });
  return (
    <Loaded query={upload} rows={8}>
      {(upload) => (
        // A link to an upload may come from the screens of another government.
        <PersonProvider value={{ person, government: person.governments.find(({ code }) => code === upload.government) ?? government }}>
          <Detail upload={upload} />
        </PersonProvider>
      )}
    </Loaded>
  );
}

function Detail({ upload }: { upload: UploadDetail }) {
  const { w, language } = useWords(uploadWords);
  const { w: inFile } = useWords(workbookWords);
  const { may, government } = usePerson();
  const { report, job } = upload;
  const otherBasis = upload.statements.some(
    ({ kind, basis }) => (kind === 'realization' || kind === 'register') && basis !== government.basis,
  );
  const reading = upload.state !== 'discarded' && (job !== null || report === null);
  const { blocked } = upload;
  const submits = may('uploads.submit', upload);
  const decides = may('review.verify', upload);
  return (
    <>
      <Heading className="file-name">{upload.fileName}</Heading>
      <p className="stamp">
        <UploadState state={upload.state} blocked={upload.blocked} /> · {w.upload.facts.received}{' '}
        {formatInstant(upload.receivedAt, language)} · {formatBytes(upload.bytes, language)} ·{' '}
        {upload.original.open ? (
          <>
            <a href={`/api/kerja/berkas/${upload.id}`} download>
              {w.upload.download}
            </a>
            {upload.original.markable !== 'unopened' && (
              <>
                {' · '}
                <Link to="/unggah/$id/berkas" params={{ id: upload.id }}>
                  {inFile.look}
                </Link>
              </>
            )}
          </>
        ) : (
          w.upload.originalClosed
        )}
      </p>
      {!reading && upload.original.restricted && upload.original.open && <p className="small">{w.upload.originalRestricted}</p>}
      <Steps upload={upload} />
      {upload.state === 'discarded' && <p className="notice">{w.setAside.discarded}</p>}
      {reading && <Reading upload={upload} />}
      {upload.state === 'returned' && upload.reason !== null && (
        <div className="notice bad">
          <p>
            <strong>{w.upload.returnedWith}</strong> {upload.reason}
          </p>
          {upload.mine && <p>{w.upload.sendNew}</p>}
        </div>
      )}
      {upload.state === 'withdrawn' && upload.reason !== null && (
        <p className="notice bad">
          <strong>{w.withdraw.withdrawnWith}</strong> {upload.reason}
        </p>
      )}
      {!reading && report !== null && (
        <>
          <AsLastMonth upload={upload} />
          {may('uploads.answer', upload) && <Asked upload={upload} report={report} />}
          <Verdict upload={upload}>
            {decides ? <ToStep>{w.upload.toDecision}</ToStep> : submits && !blocked && <ToStep>{w.upload.toSubmit}</ToStep>}
          </Verdict>
          {otherBasis && <p className="notice old">{w.upload.otherBasis(government.basis.toUpperCase())}</p>}
          {report.simulated && <SimulatedStrip language={language} />}
          {report.outcome === 'refused' && <TemplateLinks />}
          <CorrectionList corrections={upload.corrections} upload={upload.original.open ? upload.id : null} />
          <MarkedCopy upload={upload} />
          <FindingGroups
            file={upload.fileName}
            upload={upload.original.open ? upload.id : null}
            findings={report.findings.filter(({ severity }) => severity !== 'question' || upload.state !== 'asked')}
          />
          {/* Reports that are older than mappings have none. */}
          {report.shape === 'mapped' && report.mapping && upload.state === 'draft' && may('mappings.again', upload) && (
            <MapAgain id={upload.id} />
          )}
          <WhatWeRead upload={upload} report={report} />
          <UploadWorks upload={upload} />
          {upload.statements.length > 0 && <ChangesBrief upload={upload} />}
          <Conflicts upload={upload} />
          {submits && <Submit upload={upload} blocked={blocked} />}
          {decides && <Decide upload={upload} />}
          {((upload.state === 'submitted' && !decides) ||
            upload.state === 'verified' ||
            upload.state === 'published' ||
            upload.state === 'superseded') && <Done>{w.upload.done[upload.state]}</Done>}
          {upload.state === 'verified' && may('review.withdraw', upload) && <WithdrawUpload upload={upload} />}
        </>
      )}
      <SetAside upload={upload} />
      <UploadHistory upload={upload} />
      {may('POST unggah') && !reading && (
        <p className="row">
          <Link to="/unggah">{w.upload.uploadAnother}</Link>
        </p>
      )}
    </>
  );
}

/** The question about columns comes first: the others depend on its answer. */
function Asked({ upload, report }: { upload: UploadDetail; report: NonNullable<UploadDetail['report']> }) {
  const mapping = report.questions.some(({ key }) => key === 'mapping') ? report.mapping : null;
  return mapping ? (
    <Mapping key={upload.id} id={upload.id} view={mapping} />
  ) : (
    <>
      <Questions key={upload.id} id={upload.id} questions={report.questions} opd={upload.opd} />
      {report.shape === 'mapped' && <MapAgain id={upload.id} />}
    </>
  );
}

/** A button that moves to the next step, past the report. */
function ToStep({ children }: { children: string }) {
  return (
    <p>
      <button type="button" className="plain" onClick={toStep}>
        {children}
      </button>
    </p>
  );
}

function Done({ children }: { children: string }) {
  const done = useNext<HTMLParagraphElement>();
  return (
    <p className="notice good" ref={done} tabIndex={-1}>
      {children}
    </p>
  );
}

function Verdict({ upload: { report }, children }: { upload: UploadDetail; children: ReactNode }) {
  const { w, language } = useWords(uploadWords);
  const title = useNext<HTMLHeadingElement>();
  if (report === null) return null;
  const count = (severity: string) => formatCount(report.findings.filter((finding) => finding.severity === severity).length, language);
  const unequal = report.reconciliation.filter(({ equal }) => !equal).length;
  const sums =
    report.reconciliation.length === 0
      ? w.upload.addsNone
      : unequal === 0
        ? w.upload.adds
        : w.upload.addsNot(formatCount(unequal, language));
  return (
    <section>
      <h2 ref={title} tabIndex={-1}>
        {report.outcome === 'read'
          ? w.upload.verdictRead(formatCount(report.rows, language), formatCount(report.lines, language))
          : report.outcome === 'asked'
            ? w.upload.verdictAsked
            : w.upload.verdictRefused}
      </h2>
      <p>
        {w.upload.counts(count('blocking'), count('warning'), count('info'))}
        {report.outcome === 'read' && ` · ${sums}`}
      </p>
      {children}
    </section>
  );
}

/** Progress of a reading: its place in the queue, its stage, and the rows read so far. */
function Reading({ upload }: { upload: UploadDetail }) {
  const { id, job, state } = upload;
  const { w, language } = useWords(uploadWords);
  const { may } = usePerson();
  const renewed = { onSuccess: () => queryClient.invalidateQueries(trpc.uploads.get.queryFilter({ id })) };
  const again = useMutation(trpc.uploads.readAgain.mutationOptions(renewed));
  const cancel = useMutation(trpc.uploads.cancelReading.mutationOptions(renewed));
  if (job?.stage === 'failed' || (job === null && state === 'cancelled')) {
    return (
      <div className={job === null ? 'notice' : 'notice bad'} role={job === null ? undefined : 'alert'}>
        <p>{job === null ? w.upload.cancelled : w.upload.jobFailed}</p>
        {job !== null && <p>{w.reference(job.reference)}</p>}
        {may('uploads.readAgain', upload) && (
          <button type="button" className="plain" disabled={again.isPending} onClick={() => again.mutate({ id })}>
            {job === null ? w.upload.readIt : w.retry}
          </button>
        )}
        {again.isError && <Failure error={again.error} />}
      </div>
    );
  }
  const detail =
    job === null
      ? ''
      : job.stage === 'waiting'
        ? job.before > 0 && w.upload.before(formatCount(job.before, language))
        : job.rows > 0 && w.upload.rowsRead(formatCount(job.rows, language));
  return (
    <section className="notice" aria-live="polite">
      <p>
        <strong>{w.stages[job?.stage ?? 'waiting']}</strong>
        {detail && ` · ${detail}`}
      </p>
      <progress aria-label={w.stages[job?.stage ?? 'waiting']} />
      <p className="small">{w.upload.mayClose}</p>
      {may('uploads.cancelReading', upload) && job !== null && (
        <button type="button" className="plain" disabled={cancel.isPending} onClick={() => cancel.mutate({ id })}>
          {w.upload.cancel}
        </button>
      )}
      {cancel.isError && <Failure error={cancel.error} />}
    </section>
  );
}
