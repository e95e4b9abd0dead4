import { readFileSync, statSync } from 'node:fs';
import { type Option, UsageError } from '../command.ts';
import type { Flags } from '../settings/config.ts';

export const answerOption: Readonly<Record<string, Option>> = {
  answer: {
    type: 'string',
    short: 'a',
    multiple: true,
    value: 'KEY=VALUE',
    sentence: { id: 'Menjawab pertanyaan; boleh berulang.', en: 'Answers a question; may be repeated.' },
  },
};

/** `--answer year=2025 --answer mapping=@kolom.json` → what intake takes. A mapping is a file, with or without the "@". */
export function answersOf(flag: Flags[string]): Record<string, string> {
  if (!Array.isArray(flag)) return {};
  return Object.fromEntries(
    flag.map((text) => {
      const at = text.indexOf('=');
      if (at < 1)
        throw new UsageError({
          id: `jawaban berbentuk KUNCI=NILAI; yang diberikan "${text}"`,
          en: `an answer is KEY=VALUE; it is "${text}"`,
        });
      const [key, value] = [text.slice(0, at), text.slice(at + 1)];
      return [key, isFile(key, value) ? contentOf(value.replace(/^@/, '')) : value];
    }),
  );
}

function isFile(key: string, value: string): boolean {
  return value.startsWith('@') || (key === 'mapping' && value !== 'ask' && !value.startsWith('{'));
}

const longestAnswer = 100_000;

function contentOf(path: string): string {
  mustBeFile(path);
  if (statSync(path).size > longestAnswer)
    throw new UsageError({ id: `${path} terlalu panjang untuk sebuah jawaban`, en: `${path} is too long for an answer` });
  return readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim();
}

/** A mistyped path is the caller's slip, not a file to refuse. */
export function mustBeFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new UsageError({ id: `tidak ada berkas ${path}`, en: `there is no file ${path}` });
  if (!found.isFile()) throw new UsageError({ id: `${path} bukan berkas`, en: `${path} is not a file` });
}
