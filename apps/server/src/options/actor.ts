import { userInfo } from 'node:os';
import type { CommandInput, Option } from '../command.ts';

export const actorOption: Readonly<Record<string, Option>> = {
  as: {
    type: 'string',
    value: 'NAME',
    sentence: {
      id: 'Nama pelaku di jejak audit (bawaan: pengguna mesin ini).',
      en: "Who is named in the audit trail (default: this machine's user).",
    },
  },
};

/** The actor of a command: the name of the machine's account, marked as one of the command line. */
export function actorOf({ flags }: Pick<CommandInput, 'flags'>): string {
  return `cli:${typeof flags['as'] === 'string' ? flags['as'] : userInfo().username}`;
}
