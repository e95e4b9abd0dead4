import type { Language, Sen } from '@sipkadin/budget';
import { Amount } from '../amount.tsx';
import { formatRatio } from '../format.ts';
import { partsFile } from '../pictures/bars-file.ts';
import { type ChartHead, ChartLinks } from '../pictures/chart-file.tsx';
import { fraction, percent } from './pixels.ts';

export interface StackPart {
  key: string;
  name: string;
  note?: string | undefined;
  href?: string | undefined;
  amount: Sen;
  origin?: string | undefined;
  /** Not of the same kind as the others: drawn as an outline beside them. */
  isApart?: boolean;
  /** Printed share; computed from the amounts where it is left out. */
  share?: string | undefined;
}

interface StackedBarProps {
  parts: readonly StackPart[];
  language: Language;
  /** The amount that is the full width, where several bars have one scale; their own total where it is left out. */
  full?: Sen | undefined;
  /** Its title in files of its own; none where it is left out. */
  file?: ChartHead | undefined;
}

/** One whole cut in at most six parts, named in a list below in the same order. Parts without a positive amount are only listed. */
export function StackedBar({ parts, language, full, file }: StackedBarProps) {
  const total = parts.reduce((all, { amount }) => all + (amount > 0n ? amount : 0n), 0n);
  let start = 0;
  return (
    <>
      <svg className="stack" aria-hidden="true">
        {parts.map(({ key, amount, isApart }, index) => {
          const x = start;
          const width = fraction(amount, full ?? total);
          start += width;
          return (
            <rect
              key={key}
              className={isApart === true ? 'bar-silent' : `c${Math.min(index + 1, 6)} stack-gap`}
              x={percent(x)}
              width={percent(width)}
              height="100%"
            />
          );
        })}
      </svg>
      <ol className="parts">
        {parts.map(({ key, name, note, href, amount, origin, share, isApart }, index) => (
          <li key={key}>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <rect className={isApart === true ? 'bar-silent' : `c${Math.min(index + 1, 6)}`} width="12" height="12" rx="2" />
            </svg>
            <span className="bullet-name">{href === undefined ? name : <a href={href}>{name}</a>}</span>
            <span className="bullet-value">
              <Amount amount={amount} language={language} origin={origin} />
            </span>
            <span className="bullet-note">{note}</span>
            <span className="bullet-detail">{share ?? formatRatio(amount, total, language)}</span>
          </li>
        ))}
      </ol>
      {file !== undefined && parts.length > 0 && <ChartLinks chart={partsFile(file, { parts, full, language })} language={language} />}
    </>
  );
}
