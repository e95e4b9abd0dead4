import type { Context, Figure } from '../../reading/context.ts';
import { describeFigure } from './figure.ts';

const mostShown = 3;
const longestShown = 120;

/** Under a page's figures: where to turn to with them, and what others asked about the same figure. */
export function AskedHere({ context, figure }: { context: Context; figure: Figure }) {
  const { w, language, paths } = context;
  const link = <a href={paths.handOver(figure)}>{w.handOver.here}</a>;
  const { codes } = describeFigure(context, figure);
  const asked = (context.register()?.answers ?? []).filter(
    ({ unit, activity, account }) => unit === codes.unit && activity === codes.activity && account === codes.account,
  );
  if (asked.length === 0) return <p>{link}</p>;
  return (
    <>
      <p>{link}</p>
      <ul className="plain">
        {asked.slice(-mostShown).map(({ number, question }) => (
          <li key={number}>
            <a href={`${paths.handOver(figure)}#t${number}`} lang={language === 'id' ? undefined : 'id'}>
              {question.length > longestShown ? `${question.slice(0, longestShown)}…` : question}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
