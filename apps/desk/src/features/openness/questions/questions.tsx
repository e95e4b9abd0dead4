import { dayInJakarta, daysBetween, type IsoInstant } from '@sipkadin/budget';
import { formatCount, formatInstant } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import './questions.css';
import { trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Loaded } from '../../../web/states.tsx';
import type { ListedQuestion } from './listed-question.ts';
import { QuestionActions } from './question-actions.tsx';
import { questionWords } from './words.ts';

/** Questions of readers: what waits, and what was published or closed. */
export function QuestionsScreen() {
  const { w, language } = useWords(questionWords);
  const { government } = usePerson();
  const query = useQuery(trpc.questions.list.queryOptions({ government: government.code }));
  return (
    <Loaded query={query} rows={6}>
      {({ now, taken, questions }) => {
        const waiting = questions.filter(({ waitsFor }) => waitsFor !== null);
        const closed = questions.filter(({ waitsFor }) => waitsFor === null);
        return (
          <>
            <Heading tab={w.tab}>{waiting.length === 0 ? w.titleNone : w.title(formatCount(waiting.length, language))}</Heading>
            <p className="prose">{w.lead}</p>
            {!taken && <p className="notice">{w.off}</p>}
            {waiting.length > 0 && <List questions={waiting} now={now} />}
            {closed.length > 0 && (
              <section aria-labelledby="closed">
                <h2 id="closed">{w.closedTitle}</h2>
                <List questions={closed} now={now} />
              </section>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function List({ questions, now }: { questions: readonly ListedQuestion[]; now: IsoInstant }) {
  return (
    <ol className="reader-questions">
      {questions.map((question) => (
        <OneQuestion key={question.seq} question={question} now={now} />
      ))}
    </ol>
  );
}

function OneQuestion({ question, now }: { question: ListedQuestion; now: IsoInstant }) {
  const { w, language } = useWords(questionWords);
  const { seq, text, at, answer, decision, waitsFor, publishedAt } = question;
  const days = daysBetween(dayInJakarta(at), dayInJakarta(now));
  const state = waitsFor ?? (publishedAt === null ? 'declined' : 'published');
  return (
    <li className="card" id={`tanya-${seq}`}>
      <p className="small">
        <strong>{w.states[state]}</strong> ·{' '}
        {w.asked(formatInstant(at, language), days === 0 ? w.today : w.days(formatCount(days, language)))}
      </p>
      <p className="said">{text}</p>
      <p className="small">
        <Figure question={question} />
      </p>
      {decision !== null && decision.reason !== '' && decision.outcome !== 'published' && (
        <p className="notice">{w[decision.outcome === 'sent-back' ? 'sentBack' : decision.outcome](decision.by, decision.reason)}</p>
      )}
      {answer !== null && (
        <div className="answer">
          {answer.asked !== text && (
            <>
              <p className="small">{w.publishedAs}</p>
              <p className="said">{answer.asked}</p>
            </>
          )}
          <p className="small">{w.answerBy(answer.by, formatInstant(answer.at, language))}</p>
          <p className="said">{answer.text}</p>
        </div>
      )}
      <QuestionActions question={question} />
    </li>
  );
}

/** The figure that was asked about, with the address of its public page. */
function Figure({ question }: { question: ListedQuestion }) {
  const { w, language } = useWords(questionWords);
  const { government } = usePerson();
  const { unit, unitName, activity, activityName, account, accountName, edition, year } = question;
  const parts = [
    unit === '' ? '' : unitName || unit,
    activity === '' ? '' : `${activityName} ${activity}`.trim(),
    account === '' ? '' : `${accountName?.[language] ?? ''} ${account}`.trim(),
  ].filter((part) => part !== '');
  return (
    <>
      {parts.length === 0 ? w.whole : parts.join(' · ')} ·{' '}
      <a href={`/p/${government.code}/?tahun=${year}&terbitan=${edition}`}>{w.edition(String(edition), String(year))}</a>
    </>
  );
}
