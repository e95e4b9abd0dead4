import { dayInJakarta, daysBetween, type IsoDate } from '@sipkadin/budget';
import { formatCount, formatInstant } from '@sipkadin/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient, trpc } from '../../../../web/client.ts';
import { useWords } from '../../../../web/language.tsx';
import { usePerson } from '../../../../web/person.tsx';
import type { Listed } from '../listed.ts';
import { obstacleWords } from '../words.ts';
import { TextForm } from './text-form.tsx';

type Question = Listed['questions'][number];
const refetch = () => queryClient.invalidateQueries(trpc.obstacles.pathFilter());

/** Questions with their answers; one without an answer shows how long it waits. */
export function QuestionList({ questions, today }: { questions: readonly Question[]; today: IsoDate }) {
  const { w } = useWords(obstacleWords);
  if (questions.length === 0) return <p className="quiet">{w.questions.none}</p>;
  return (
    <ol className="questions">
      {questions.map((question) => (
        <OneQuestion key={question.seq} question={question} today={today} />
      ))}
    </ol>
  );
}

function OneQuestion({ question: { seq, text, by, at, answers, unitName, obstacle }, today }: { question: Question; today: IsoDate }) {
  const { w, language } = useWords(obstacleWords);
  const { government, may } = usePerson();
  const [open, setOpen] = useState(false);
  const answer = useMutation(
    trpc.obstacles.answer.mutationOptions({
      onSuccess: async () => {
        await refetch();
        setOpen(false);
      },
    }),
  );
  const days = daysBetween(dayInJakarta(at), today);
  return (
    <li id={`tanya-${seq}`}>
      <p className="said">{text}</p>
      <p className="small">
        {obstacle === '' && `${unitName} · `}
        {w.questions.asked(by, formatInstant(at, language))}
        {answers.length === 0 && <strong> · {w.questions.waiting(days === 0 ? w.today : w.days(formatCount(days, language)))}</strong>}
      </p>
      {answers.map((one) => (
        <div key={one.at} className="answer">
          <p className="said">{one.text}</p>
          <p className="small">{w.questions.asked(one.by, formatInstant(one.at, language))}</p>
        </div>
      ))}
      {may('obstacles.answer') &&
        (answers.length === 0 || open ? (
          <TextForm
            label={w.questions.answer}
            submit={w.questions.sendAnswer}
            most={1200}
            busy={answer.isPending}
            error={answer.error}
            onText={(words) => answer.mutate({ government: government.code, question: seq, text: words })}
          />
        ) : (
          <button type="button" className="plain" onClick={() => setOpen(true)}>
            {w.questions.another}
          </button>
        ))}
    </li>
  );
}

/** For leadership: a question about an obstacle, or with '' about an OPD as such. */
export function Ask({ year, unit, activity, obstacle }: { year: number; unit: string; activity: string; obstacle: string }) {
  const { w } = useWords(obstacleWords);
  const { government, may } = usePerson();
  const ask = useMutation(trpc.obstacles.ask.mutationOptions({ onSuccess: refetch }));
  if (!may('obstacles.ask')) return null;
  return (
    <TextForm
      key={ask.submittedAt}
      label={w.questions.ask}
      submit={w.questions.send}
      most={600}
      busy={ask.isPending}
      error={ask.error}
      onText={(text) => ask.mutate({ government: government.code, year, unit, activity, obstacle, text })}
    />
  );
}

/** Questions that are about no obstacle, and a form for leadership to ask one. */
export function OtherQuestions({ listed: { questions, units, year, today } }: { listed: Listed }) {
  const { w } = useWords(obstacleWords);
  const { may } = usePerson();
  const [unit, setUnit] = useState('');
  const others = questions.filter(({ obstacle }) => obstacle === '');
  if (others.length === 0 && !may('obstacles.ask')) return null;
  return (
    <section className="card obstacle-questions" aria-labelledby="pertanyaan">
      <h2 id="pertanyaan">{w.questions.other}</h2>
      <QuestionList questions={others} today={today} />
      {may('obstacles.ask') && (
        <>
          <label>
            {w.questions.askUnit}
            <select value={unit} onChange={({ target: { value } }) => setUnit(value)}>
              <option value="">–</option>
              {units.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          {unit !== '' && <Ask key={unit} year={year} unit={unit} activity="" obstacle="" />}
        </>
      )}
    </section>
  );
}
