import { basename } from 'node:path';
import { read } from '@sipkadin/intake';
import { asJson, asText, eachReport } from '../archive.ts';
import { type Command, status, UsageError } from '../command.ts';
import { answerOption, answersOf, mustBeFile } from '../options/answers.ts';
import { inspectJson } from '../printing/inspect-json.ts';
import { inspectText } from '../printing/inspect-text.ts';

const outcomes = { read: status.ok, asked: status.asked, refused: status.refused } as const;

export const command: Command = {
  usage: 'FILE [--answer key=value …] [--government CODE] [--json]',
  options: {
    ...answerOption,
    government: {
      type: 'string',
      value: 'CODE',
      sentence: {
        id: 'Pemda tempat berkas akan diunggah; berkas milik pemda lain menjadi temuan.',
        en: "Government it would be uploaded to; another one's file becomes a finding.",
      },
    },
    json: { type: 'boolean', sentence: { id: 'Laporan sebagai JSON (docs/inspect.md).', en: 'The report as JSON (docs/inspect.md).' } },
  },
  notes: {
    id: 'Sebuah .zip: laporan tiap berkas di dalamnya, status yang terburuk. Status keluar: 0 terbaca, 2 ada pertanyaan, 3 ditolak, 1 kesalahan program, 64 perintah keliru.',
    en: 'A .zip: the report of each file within, and the worst status. Exit status: 0 read, 2 asked, 3 refused, 1 a fault of ours, 64 wrong usage.',
  },
  async run({ positionals, flags, config, out, signal }) {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError('inspect takes one file');
    mustBeFile(file);
    const inspected = await eachReport({ path: file, name: basename(file) }, signal, async ({ path, name }) => {
      const { report } = await read(path, name, {
        answers: answersOf(flags['answer']),
        ...(typeof flags['government'] === 'string' ? { government: flags['government'] } : {}),
        signal,
      });
      return report;
    });
    const { language } = config;
    if (flags['json'] === true)
      out(
        `${JSON.stringify(
          asJson(inspected, (report) => inspectJson(report, language), language),
          undefined,
          2,
        )}\n`,
      );
    else out(asText(inspected, (report) => inspectText(report, language), language));
    return Math.max(...inspected.files.map(({ outcome }) => outcomes[outcome]));
  },
};
