import { daysBetween } from '@sipkadin/budget';
import type { PublicAnswer } from '@sipkadin/edition';
import { formatCount, formatDate } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import { describeFigure, figureOfAnswer, figurePage } from './figure.ts';

/** Questions with their answers, how long each took, and how old it is. @param level of each question's heading */
export function AnswerList(props: { context: Context; answers: readonly PublicAnswer[]; level: 2 | 3 }) {
  const { context, answers } = props;
  const Heading = `h${props.level}` as const;
  const { w, language, paths, edition } = context;
  const words = w.answers;
  const days = (count: number) => (count === 0 ? words.sameDay : words.days(formatCount(count, language)));
  return (
    <ol className="asked">
      {answers.map((answer) => {
        const { number, year, edition: of, question, edited, askedOn, answeredOn } = answer;
        const figure = figureOfAnswer(edition, answer);
        const names = describeFigure(context, figure).names;
        return (
          <li key={number} id={`t${number}`}>
            <Heading lang={language === 'id' ? undefined : 'id'}>{question}</Heading>
            <p className="small">
              <a
                href={figurePage(paths.at({ year, edition: of }), figure)}
                lang={language === 'id' || names.length === 0 ? undefined : 'id'}
              >
                {names.length === 0 ? words.whole : names.join(' › ')}
              </a>
              , {words.of(String(of), String(year))} · {words.asked(formatDate(askedOn, language))}
              {edited && ` · ${words.edited}`}
            </p>
            <p className="answered" lang={language === 'id' ? undefined : 'id'}>
              {answer.answer}
            </p>
            <p className="small">
              {words.answered(formatDate(answeredOn, language), days(daysBetween(askedOn, answeredOn)))}
              {daysBetween(answeredOn, context.today) > 0 && ` · ${words.age(days(daysBetween(answeredOn, context.today)))}`}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
