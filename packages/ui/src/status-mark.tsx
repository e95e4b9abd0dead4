import { type Language, type Status, statusWords, type Words } from '@sipkadin/budget';

/** Each status has a shape of its own, so that grey print and colour-blind readers lose nothing. */
const shapes: Readonly<Record<Status, string>> = {
  'on-track': 'M6 0a6 6 0 1 1 0 12A6 6 0 0 1 6 0z',
  attention: 'M6 0l6 6-6 6-6-6z',
  behind: 'M0 1h12L6 12z',
  over: 'M1 1h10v10H1z',
  silent: 'M1 1h10v10H1zM1 6l5-5M1 11L11 1M6 11l5-5',
  unfunded: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1zM1 11L11 1',
  'no-plan': 'M1 6h10',
};

export function StatusShape({ status }: { status: Status }) {
  return (
    <svg className={status} viewBox="0 0 12 12" aria-hidden="true">
      <path d={shapes[status]} />
    </svg>
  );
}

interface StatusMarkProps {
  status: Status;
  language: Language;
  /** What the government calls each status; the usual words where it is left out. */
  called?: Readonly<Record<Status, Words>>;
}

/** Shape, word and colour together; the text stays in the colour of text. */
export function StatusMark({ status, language, called = statusWords }: StatusMarkProps) {
  return (
    <span className="status">
      <StatusShape status={status} />
      {called[status][language]}
    </span>
  );
}
