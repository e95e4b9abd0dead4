import type { Language, Words } from '@sipkadin/budget';
import type { Config, Environment, Flags } from './settings/config.ts';

export interface Option {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  /** Placeholder of the value in the help text: `N` of `--port N`. */
  value?: string;
  sentence: Words;
}

/** One command of the command line: one file in commands/, one line in cli.ts. */
export interface Command {
  /** What follows the name in help. */
  usage: string;
  options: Readonly<Record<string, Option>>;
  /** It uses no data folder, and takes no --data. */
  isWithoutData?: true;
  /** Further paragraphs of its help, such as exit statuses. */
  notes?: Words;
  /** @returns the exit status. */
  run(input: CommandInput): Promise<number>;
}

export interface CommandInput {
  positionals: string[];
  flags: Flags;
  config: Config;
  environment: Environment;
  /** stdout: the result, nothing else. */
  out(text: string): void;
  /** stderr: progress and explanations, a line each, of which the language of the settings is printed. */
  say(words: Words): void;
  /** Aborted on SIGINT and SIGTERM. */
  signal: AbortSignal;
}

/** A text that is made for one language, in both. */
export function inBoth(text: (language: Language) => string): Words {
  return { id: text('id'), en: text('en') };
}

/** Exit statuses, the same for every command. */
export const status = { ok: 0, fault: 1, asked: 2, refused: 3, usage: 64 } as const;

/** An error that a person is shown: one line in both languages, of which logs have the English one. */
class ShownError extends Error {
  readonly words: Words;

  constructor(words: Words) {
    super(words.en);
    this.words = words;
  }
}

/** The command was not understood: one line, and where its help is. */
export class UsageError extends ShownError {}

/** It cannot be done, for a reason that the person can do something about; one line. */
export class Refusal extends ShownError {
  readonly status: number;

  constructor(words: Words, code: number = status.fault) {
    super(words);
    this.status = code;
  }
}

/** Something outside did not answer, or not as expected: the same command may succeed later. One line. */
export class Failure extends ShownError {}

/** @throws UsageError where something is given that is no option */
export function mustHaveOptionsAlone(name: string, positionals: readonly string[]): void {
  if (positionals.length > 0) throw new UsageError({ id: `${name} hanya memakai pilihan`, en: `${name} takes options alone` });
}
