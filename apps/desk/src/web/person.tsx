import { createContext, useContext } from 'react';
import { allowsState, entitled } from '../rights/entitled.ts';
import { type Right, ruleOf } from '../rights/rights.ts';
import type { Answers, UploadDetail } from './client.ts';

export type SignedIn = NonNullable<Answers['account']['me']>;
export type Role = SignedIn['governments'][number]['roles'][number]['role'];

interface Seat {
  person: SignedIn;
  /** The government that the screens show. */
  government: SignedIn['governments'][number];
}

const SeatContext = createContext<Seat | null>(null);
export const SeatProvider = SeatContext;

/** Whether the table of rights lets the person do this in this government; with an upload, whether in its state. */
export type May = (right: Right, upload?: Pick<UploadDetail, 'state' | 'mine'>) => boolean;

/** Who is signed in, and the government that the screens show. @throws Error outside of a `SeatProvider` */
export function useSeat(): Seat & { may: May } {
  const seat = useContext(SeatContext);
  if (seat === null) throw new Error('this screen is outside of the frame');
  return { ...seat, may: mayIn(seat.government) };
}

function mayIn({ roles }: Seat['government']): May {
  return (right, upload) => {
    const rule = ruleOf(right);
    if (!('who' in rule)) return true;
    return entitled(rule, roles, upload?.mine ?? true).length > 0 && (upload === undefined || allowsState(rule, upload.state));
  };
}
