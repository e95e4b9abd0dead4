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
  const { w } = useWords(uploadWords);
  const title = useNext<HTMLHeadingElement>();
  const [missing, setMissing] = useState(false);
  const answer = useMutation(
    trpc.uploads.answer.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.uploads.get.queryFilter({ id })) }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    // What is typed beside choices comes after the chosen one.
    const typed = (key: string) =>
      form
        .getAll(key)
        .map(String)
        .findLast((text) => text.trim() !== '') ?? '';
    const answers = Object.fromEntries(questions.map(({ key }) => [key, typed(key).trim()]));
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
        {questions.map((question) =>
          question.choices.length === 0 ? (
            <Typed key={question.key} question={question} opd={opd} />
          ) : (
            <Chosen key={question.key} question={question} opd={opd} />
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

interface Asked {
  question: Question;
  opd: UploadDetail['opd'];
}

function Typed({ question, opd }: Asked) {
  const { language } = useWords(uploadWords);
  const { key, text } = question;
  return (
    <label>
      {text[language]} <Where question={question} />
      {key === 'asOf' || key === 'from' ? (
        // Without a maximum, browsers accept years of six digits.
        <input name={key} type="date" min="2000-01-01" max="2099-12-31" />
      ) : key === 'unit' ? (
        <OpdField opd={opd} />
      ) : (
        <input name={key} inputMode={key === 'year' ? 'numeric' : undefined} />
      )}
    </label>
  );
}

/** Known OPD are offered by name; another code can be typed. */
function OpdField({ opd }: Pick<Asked, 'opd'>) {
  const { w } = useWords(uploadWords);
  return (
    <>
      <input name="unit" list="opd" />
      <datalist id="opd">
        <option value="semua">{w.upload.wholeGovernment}</option>
        {opd.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}

function Chosen({ question, opd }: Asked) {
  const { w, language } = useWords(uploadWords);
  const { key, text, choices } = question;
  return (
    <fieldset>
      <legend>
        {text[language]} <Where question={question} />
      </legend>
      <div className={choices.length > 4 ? 'choices' : undefined}>
        {choices.map(({ value, label, evidence, records }) => (
          <label key={value} className="choice">
            <input type="radio" name={key} value={value} />
            <span>
              {label[language]}
              {records !== undefined && <small className="under">{records.text[language]}</small>}
              {evidence !== undefined && evidence !== '' && (
                <small className="under">
                  {w.upload.evidence} {evidence}
                </small>
              )}
            </span>
          </label>
        ))}
      </div>
      {key === 'unit' && (
        <label>
          {w.upload.otherOpd}
          <OpdField opd={opd} />
        </label>
      )}
    </fieldset>
  );
}

/** The cell, column or sheet that a question is about. */
function Where({ question: { sheet, ref } }: Pick<Asked, 'question'>) {
  const { w } = useWords(uploadWords);
  const place = [sheet, ref].filter((part) => part !== '').join('!');
  return place === '' ? null : <small>({w.upload.place(place)})</small>;
}
