import { createContext, useContext } from 'react';
import { allowsState, entitled } from '../rights/entitled.ts';
import { type Right, ruleOf } from '../rights/rights.ts';
import type { Answers, UploadDetail } from './client.ts';

export type SignedIn = NonNullable<Answers['account']['me']>;
export type Role = SignedIn['governments'][number]['roles'][number]['role'];

interface Current {
  person: SignedIn;
  /** The government that the screens show. */
  government: SignedIn['governments'][number];
}

const PersonContext = createContext<Current | null>(null);
export const PersonProvider = PersonContext;

/** Whether the table of rights lets the person do this in this government; with an upload, whether in its state. */
export type May = (right: Right, upload?: Pick<UploadDetail, 'state' | 'mine'>) => boolean;

/** The person who is signed in, and the government that the screens show. @throws Error outside of a `PersonProvider` */
export function usePerson(): Current & { may: May } {
  const current = useContext(PersonContext);
  if (current === null) throw new Error('this screen is outside of the frame');
  return { ...current, may: mayIn(current.government) };
}

function mayIn({ roles }: Current['government']): May {
  return (right, upload) => {
    const rule = ruleOf(right);
    if (!('who' in rule)) return true;
    return (
      entitled(rule, roles, upload === undefined ? null : { own: upload.mine, state: upload.state }).length > 0 &&
      (upload === undefined || allowsState(rule, upload.state))
    );
  };
}
