import { formatCount } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { queryClient, trpc, type UploadDetail } from '../../../web/client.ts';
import { keptText } from '../../../web/forms/kept-text.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Failure, Loaded } from '../../../web/states.tsx';
import { workbookWords } from '../../workbook/words.ts';
import { uploadWords } from '../words.ts';
import { ConfirmChanges } from './confirm-changes.tsx';
import './large-changes.css';

const renew = () => queryClient.invalidateQueries(trpc.uploads.pathFilter());

/** Id of the next step, at the end of the page; {@link toStep} moves there. */
const stepId = 'langkah';

/** Moves the focus to the next step. */
export function toStep(): void {
  document.getElementById(stepId)?.focus();
}

/** Submitting needs a tick that the summary above was checked. */
export function Submit({ upload, blocked }: { upload: UploadDetail; blocked: boolean }) {
  const { w } = useWords(uploadWords);
  const [checked, setChecked] = useState(false);
  const [missing, setMissing] = useState(false);
  const submit = useMutation(trpc.uploads.submit.mutationOptions({ onSuccess: renew }));
  if (blocked) return <p className="notice bad">{w.upload.blockingLeft}</p>;
  if (upload.foreignUnits.length > 0) return <p className="notice bad">{w.upload.foreignUnits}</p>;
  return (
    <section className="card">
      <h2 id={stepId} tabIndex={-1}>
        {w.upload.submitTitle}
      </h2>
      <label className="choice">
        <input type="checkbox" checked={checked} onChange={(event) => setChecked(event.target.checked)} />
        <span>{w.upload.submitCheck}</span>
      </label>
      {missing && !checked && (
        <p className="error" role="alert">
          {w.upload.submitCheckMissing}
        </p>
      )}
      {submit.isError && <Failure error={submit.error} />}
      <button
        type="button"
        className="main"
        disabled={submit.isPending}
        onClick={() => {
          setMissing(!checked);
          if (checked) submit.mutate({ id: upload.id });
        }}
      >
        {w.upload.submit}
      </button>
    </section>
  );
}

/** Verify, or return with a reason. */
export function Decide({ upload }: { upload: UploadDetail }) {
  const { w, language } = useWords(uploadWords);
  const { w: inFile } = useWords(workbookWords);
  const { government } = usePerson();
  const [unseen, setUnseen] = useState(false);
  const corrections = upload.corrections.length;
  const reasonId = useId();
  const [missing, setMissing] = useState(false);
  const mayVerify = !upload.mine || government.onePerson;
  const large = useQuery({ ...trpc.review.largeChanges.queryOptions({ id: upload.id }), enabled: mayVerify });
  const [unconfirmed, setUnconfirmed] = useState(false);
  const verify = useMutation(
    trpc.review.verify.mutationOptions({
      async onSuccess() {
        keptText('dipastikan').forget();
        await renew();
      },
      // What counts may have changed since the page was opened.
      onError: () => void large.refetch(),
    }),
  );
  const kept = keptText('dikembalikan');
  const sendBack = useMutation(
    trpc.review.sendBack.mutationOptions({
      async onSuccess() {
        kept.forget();
        await renew();
      },
    }),
  );
  const busy = verify.isPending || sendBack.isPending;
  function decide(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [digits, reason] = ['digits', 'confirm-reason'].map((name) => String(form.get(name) ?? '').trim());
    const isMissing = Boolean(large.data?.toType) && digits === '' && (reason ?? '').length < 10;
    const isUnseen = corrections > 0 && form.get('corrections') === null;
    setUnconfirmed(isMissing);
    setUnseen(isUnseen);
    if (!isMissing && !isUnseen) verify.mutate({ id: upload.id, digits, reason, corrections });
  }
  function giveBack(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    setMissing(reason.length < 5);
    if (reason.length >= 5) sendBack.mutate({ id: upload.id, reason });
  }
  return (
    <section className="card">
      <h2 id={stepId} tabIndex={-1}>
        {w.upload.verifyTitle}
      </h2>
      {!mayVerify ? (
        <p>{w.upload.ownUpload}</p>
      ) : (
        <>
          <Loaded query={large} rows={2}>
            {(large) => (
              <form onSubmit={decide} noValidate>
                <ConfirmChanges large={large} missing={unconfirmed} />
                {corrections > 0 && (
                  <label className="choice">
                    <input type="checkbox" name="corrections" aria-invalid={unseen} />
                    <span>{inFile.list.seen(formatCount(corrections, language))}</span>
                  </label>
                )}
                {unseen && (
                  <p className="error" role="alert">
                    {inFile.list.seenMissing}
                  </p>
                )}
                {verify.isError && <Failure error={verify.error} />}
                <button type="submit" className="main" disabled={busy}>
                  {w.upload.verify}
                </button>
              </form>
            )}
          </Loaded>
          <form onSubmit={giveBack} noValidate>
            <label htmlFor={reasonId}>{w.upload.reason}</label>
            <p className="small">{w.upload.reasonHint}</p>
            <textarea id={reasonId} name="reason" rows={3} maxLength={2000} {...kept.props} />
            {missing && (
              <p className="error" role="alert">
                {w.upload.reasonMissing}
              </p>
            )}
            {sendBack.isError && <Failure error={sendBack.error} />}
            <button type="submit" disabled={busy}>
              {w.upload.sendBack}
            </button>
          </form>
        </>
      )}
    </section>
  );
}
