import { createContext, useContext } from 'react';
import type { Answers } from './client.ts';

export type SignedIn = NonNullable<Answers['account']['me']>;
export type Role = SignedIn['governments'][number]['roles'][number]['role'];

interface Seat {
  person: SignedIn;
  /** The government that the screens are about. */
  government: SignedIn['governments'][number];
}

const SeatContext = createContext<Seat | null>(null);
export const SeatProvider = SeatContext;

/** Who is signed in, and which government the screens are about. */
export function useSeat(): Seat & { has: (...roles: Role[]) => boolean } {
  const seat = useContext(SeatContext);
  if (seat === null) throw new Error('this screen stands outside the frame');
  return { ...seat, has: (...roles) => seat.government.roles.some(({ role }) => roles.includes(role)) };
}
