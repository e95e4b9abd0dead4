import { statSync } from 'node:fs';
import { UsageError } from './command.ts';
import type { Flags } from './config.ts';

/** `--answer year=2025 --answer basis=sp2d` → what intake takes. */
export function answersOf(flag: Flags[string]): Record<string, string> {
  if (!Array.isArray(flag)) return {};
  return Object.fromEntries(
    flag.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`an answer is KEY=VALUE; it is "${text}"`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** A mistyped path is the caller's slip, not a file to refuse. */
export function mustBeFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`there is no file ${path}`);
  if (!found.isFile()) throw new UsageError(`${path} is not a file`);
}
