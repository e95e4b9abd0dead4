import { useWords } from '../../web/language.tsx';
import './upload-state.css';
import { uploadWords } from './words.ts';

type State = keyof (typeof uploadWords)['id']['states'];

/** A shape for each state, so that colour is not needed to tell them apart. */
const shapes: Readonly<Record<State, string>> = {
  received: 'M6 1a5 5 0 1 1-5 5h2a3 3 0 1 0 3-3z',
  asked: 'M6 0l6 6-6 6-6-6z',
  refused: 'M2 0l4 4 4-4 2 2-4 4 4 4-2 2-4-4-4 4-2-2 4-4-4-4z',
  draft: 'M1 1h10v10H1zM3 3v6h6V3z',
  submitted: 'M0 1h6l6 5-6 5H0z',
  cancelled: 'M0 5h12v2H0z',
  returned: 'M12 1H6L0 6l6 5h6z',
  verified: 'M1 6l2-2 2.200 2.200L10 1.400l2 2L5.200 10z',
  published: 'M6 0a6 6 0 1 1 0 12A6 6 0 0 1 6 0z',
  superseded: 'M1 5h10v2H1z',
  discarded: 'M0 5h12v2H0z',
  blocked: 'M2 0l4 4 4-4 2 2-4 4 4 4-2 2-4-4-4 4-2-2 4-4-4-4z',
  withdrawn: 'M1 5h10v2H1zM5 1h2v3H5zM5 8h2v3H5z',
};

/** @param blocked whether a finding keeps the upload from being submitted */
export function UploadState({ state: step, blocked = false }: { state: Exclude<State, 'blocked'>; blocked?: boolean }) {
  const { w } = useWords(uploadWords);
  const state: State = step === 'draft' && blocked ? 'blocked' : step;
  return (
    <span className={`status state-${state}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={shapes[state]} fillRule="evenodd" />
      </svg>
      {w.states[state]}
    </span>
  );
}
