import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient, trpc, type UploadDetail } from '../../../web/client.ts';
import { useNext } from '../../../web/focus.ts';
import { useWords } from '../../../web/language.tsx';
import { Failure } from '../../../web/states.tsx';
import { uploadWords } from '../words.ts';

type Question = NonNullable<UploadDetail['report']>['questions'][number];

/** The questions of a report, with the evidence for each choice; no choice is preselected. */
export function Questions({ id, questions, opd }: { id: string; questions: readonly Question[]; opd: UploadDetail['opd'] }) {
  const { w, language } = useWords(uploadWords);
  const title = useNext<HTMLHeadingElement>();
  const [missing, setMissing] = useState(false);
  const answer = useMutation(
    trpc.uploads.answer.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.uploads.get.queryFilter({ id })) }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const answers = Object.fromEntries(questions.map(({ key }) => [key, String(form.get(key) ?? '').trim()]));
    const incomplete = Object.values(answers).includes('');
    setMissing(incomplete);
    if (!incomplete) answer.mutate({ id, answers });
  }
  return (
    <section className="card">
      <h2 ref={title} tabIndex={-1}>
        {w.upload.questions}
      </h2>
      <p>{w.upload.questionsLead}</p>
      <form onSubmit={submit} noValidate>
        {questions.map(({ key, text, choices }) =>
          choices.length === 0 ? (
            <label key={key}>
              {text[language]}
              {key === 'asOf' || key === 'from' ? (
                // Without a maximum, browsers accept years of six digits.
                <input name={key} type="date" min="2000-01-01" max="2099-12-31" />
              ) : (
                <input name={key} inputMode={key === 'year' ? 'numeric' : undefined} list={key === 'unit' ? 'opd' : undefined} />
              )}
              {/* Known OPD are offered by name; another code can be typed. */}
              {key === 'unit' && (
                <datalist id="opd">
                  <option value="semua">{w.upload.wholeGovernment}</option>
                  {opd.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </datalist>
              )}
            </label>
          ) : (
            <fieldset key={key}>
              <legend>{text[language]}</legend>
              <div className={choices.length > 4 ? 'choices' : undefined}>
                {choices.map(({ value, label, evidence }) => (
                  <label key={value} className="choice">
                    <input type="radio" name={key} value={value} />
                    <span>
                      {label[language]}
                      {evidence !== undefined && evidence !== '' && (
                        <small className="under">
                          {w.upload.evidence} {evidence}
                        </small>
                      )}
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
          ),
        )}
        {missing && (
          <p className="error" role="alert">
            {w.upload.answerMissing}
          </p>
        )}
        {answer.isError && <Failure error={answer.error} />}
        <button type="submit" className="main" disabled={answer.isPending}>
          {w.upload.answer}
        </button>
      </form>
    </section>
  );
}
