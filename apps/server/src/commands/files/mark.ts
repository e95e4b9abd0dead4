import { constants, copyFileSync, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { mark, read } from '@sipkadin/intake';
import { type Command, Refusal, status, UsageError } from '../../command.ts';
import { answerOption, answersOf, mustBeFile } from '../../options/answers.ts';

export const command: Command = {
  usage: 'FILE --output FILE [--answer key=value …] [--government CODE]',
  isWithoutData: true,
  options: {
    output: { type: 'string', short: 'o', value: 'FILE', sentence: { id: 'Berkas tujuan (.xlsx).', en: 'File to write (.xlsx).' } },
    ...answerOption,
    government: {
      type: 'string',
      value: 'CODE',
      sentence: { id: 'Pemda tempat berkas akan diunggah.', en: 'Government it would be uploaded to.' },
    },
  },
  async run({ positionals, flags, config, out, signal }) {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError({ id: 'mark memerlukan satu berkas', en: 'mark takes one file' });
    mustBeFile(file);
    const output = flags['output'];
    if (typeof output !== 'string') throw new UsageError({ id: 'mark memerlukan --output BERKAS', en: 'mark needs --output FILE' });
    if (existsSync(output))
      throw new Refusal({ id: `${output} sudah ada; isinya tidak diubah`, en: `${output} is there already; it is left alone` });
    const name = basename(file);
    const { language } = config;
    const reading = await read(file, name, {
      answers: answersOf(flags['answer']),
      ...(typeof flags['government'] === 'string' ? { government: flags['government'] } : {}),
      signal,
    });
    const copy = await mark(file, name, { report: reading.report, language, upload: null }, { signal });
    try {
      if ('refusal' in copy)
        throw new Refusal(
          { id: `${copy.refusal.message.id} ${copy.refusal.remedy.id}`, en: `${copy.refusal.message.en} ${copy.refusal.remedy.en}` },
          status.refused,
        );
      copyFileSync(copy.path, output, constants.COPYFILE_EXCL);
      out(`${output}\n`);
      return status.ok;
    } finally {
      copy.dispose();
    }
  },
};
