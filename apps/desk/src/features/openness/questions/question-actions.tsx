import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { queryClient, trpc } from '../../../web/client.ts';
import { FormEnd } from '../../../web/forms/form-end.tsx';
import { keptText } from '../../../web/forms/kept-text.ts';
import { ReasonDialog } from '../../../web/forms/reason-dialog.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Failure } from '../../../web/states.tsx';
import type { ListedQuestion } from './listed-question.ts';
import { questionWords } from './words.ts';

const refetch = () => queryClient.invalidateQueries(trpc.questions.pathFilter());
type Asked = 'send-back' | 'decline' | 'withdraw';

/** What the person may do with a question now. */
export function QuestionActions({ question }: { question: ListedQuestion }) {
  const { w } = useWords(questionWords);
  const { government, may } = usePerson();
  const [writing, setWriting] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const done = { onSuccess: refetch };
  const decide = useMutation(trpc.questions.decide.mutationOptions(done));
  const decline = useMutation(trpc.questions.decline.mutationOptions(done));
  const withdraw = useMutation(trpc.questions.withdraw.mutationOptions(done));
  const { seq, answer, waitsFor, publishedAt, decision } = question;
  const of = { government: government.code, question: seq };
  const isClosed = decision?.outcome === 'declined';
  const decides = may('questions.decide') && waitsFor === 'publication' && answer !== null;
  const dialog =
    asked &&
    {
      'send-back': { title: w.sendBack, text: w.sendBackText, action: decide },
      decline: { title: w.decline, text: w.declineText, action: decline },
      withdraw: { title: w.withdraw, text: w.withdrawText, action: withdraw },
    }[asked];
  function confirm(reason: string) {
    if (asked === 'send-back' && answer !== null) decide.mutate({ ...of, answer: answer.seq, publish: false, reason });
    if (asked === 'decline') decline.mutate({ ...of, reason });
    if (asked === 'withdraw') withdraw.mutate({ ...of, reason });
  }
  return (
    <>
      {decides && answer.isOwn && <p className="small">{w.ownAnswer}</p>}
      {writing ? (
        <AnswerForm question={question} onClose={() => setWriting(false)} />
      ) : (
        <div className="row">
          {decides && !answer.isOwn && (
            <>
              <button
                type="button"
                className="main"
                disabled={decide.isPending}
                onClick={() => decide.mutate({ ...of, answer: answer.seq, publish: true, reason: '' })}
              >
                {w.publish}
              </button>
              <button type="button" onClick={() => setAsked('send-back')}>
                {w.sendBack}
              </button>
            </>
          )}
          {may('questions.answer') && !isClosed && (
            <button type="button" className={answer === null ? 'main' : undefined} onClick={() => setWriting(true)}>
              {answer === null ? w.form.open : w.form.openAgain}
            </button>
          )}
          {may('questions.decline') && waitsFor !== null && publishedAt === null && (
            <button type="button" onClick={() => setAsked('decline')}>
              {w.decline}
            </button>
          )}
          {may('questions.withdraw') && publishedAt !== null && (
            <button type="button" onClick={() => setAsked('withdraw')}>
              {w.withdraw}
            </button>
          )}
        </div>
      )}
      {decide.error !== null && asked === null && <Failure error={decide.error} />}
      {dialog && (
        <ReasonDialog
          title={dialog.title}
          reasonHint={w.reasonHint}
          confirm={dialog.title}
          busy={dialog.action.isPending}
          error={dialog.action.error}
          onConfirm={confirm}
          onClose={() => setAsked(null)}
        >
          <p>{dialog.text}</p>
        </ReasonDialog>
      )}
    </>
  );
}

/** The question as it is to be published, and its answer. */
function AnswerForm({ question: { seq, text, answer }, onClose }: { question: ListedQuestion; onClose: () => void }) {
  const { w } = useWords(questionWords);
  const { government } = usePerson();
  const id = useId();
  const [missing, setMissing] = useState(false);
  const kept = keptText(`jawaban ${seq}`);
  const save = useMutation(
    trpc.questions.answer.mutationOptions({
      onSuccess: async () => {
        kept.forget();
        await refetch();
        onClose();
      },
    }),
  );
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [asked, words] = ['asked', 'text'].map((name) => String(form.get(name) ?? '').trim()) as [string, string];
    const isMissing = asked.length < 10 || words.length < 3;
    setMissing(isMissing);
    if (!isMissing) save.mutate({ government: government.code, question: seq, asked, text: words });
  }
  return (
    <form onSubmit={send} noValidate>
      <label htmlFor={`${id}-asked`}>{w.form.asked}</label>
      <p className="small" id={`${id}-asked-hint`}>
        {w.form.askedHint}
      </p>
      <textarea
        id={`${id}-asked`}
        name="asked"
        rows={3}
        maxLength={1000}
        defaultValue={answer?.asked ?? text}
        aria-describedby={`${id}-asked-hint`}
      />
      <label htmlFor={`${id}-text`}>{w.form.text}</label>
      <p className="small" id={`${id}-text-hint`}>
        {w.form.textHint}
      </p>
      <textarea
        id={`${id}-text`}
        name="text"
        rows={6}
        maxLength={4000}
        {...kept.props}
        aria-invalid={missing}
        aria-describedby={`${id}-text-hint${missing ? ` ${id}-missing` : ''}`}
      />
      {missing && (
        <p className="error" role="alert" id={`${id}-missing`}>
          {w.form.missing}
        </p>
      )}
      <FormEnd sent={save} save={w.form.save} cancel={w.form.cancel} onClose={onClose} />
    </form>
  );
}
