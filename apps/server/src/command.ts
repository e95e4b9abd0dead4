import type { Words } from '@sipkadin/budget';
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
  /** stderr: progress and explanations, a line each. */
  say(text: string): void;
  /** Aborted on SIGINT and SIGTERM. */
  signal: AbortSignal;
}

/** Exit statuses, the same for every command. */
export const status = { ok: 0, fault: 1, asked: 2, refused: 3, usage: 64 } as const;

/** The command was not understood: one line, and where its help is. */
export class UsageError extends Error {}

/** It cannot be done, for a reason that the person can do something about; one line. */
export class Refusal extends Error {
  readonly status: number;

  constructor(message: string, code: number = status.fault) {
    super(message);
    this.status = code;
  }
}
