import { createWriteStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { statementKinds, worksKinds } from '@sipkadin/budget';
import { writeTemplate } from '@sipkadin/intake';
import { type Command, mustHaveOptionsAlone, Refusal, status, UsageError } from '../../command.ts';

const kinds = [...statementKinds, ...worksKinds];

export const command: Command = {
  usage: '[--kind KIND] [--format xlsx|csv] [--output FILE]',
  isWithoutData: true,
  options: {
    kind: {
      type: 'string',
      value: 'KIND',
      sentence: { id: `Jenis data: ${kinds.join(', ')} (bawaan budget).`, en: `Kind of data: ${kinds.join(', ')} (default budget).` },
    },
    format: { type: 'string', value: 'xlsx|csv', sentence: { id: 'Bentuk berkas (bawaan xlsx).', en: 'Form of the file (default xlsx).' } },
    output: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      sentence: { id: 'Berkas tujuan; tanpa ini, isi ditulis ke stdout.', en: 'File to write; without it the form goes to stdout.' },
    },
  },
  async run({ flags, positionals, out }) {
    mustHaveOptionsAlone('template', positionals);
    const kind = kinds.find((candidate) => candidate === (flags['kind'] ?? 'budget'));
    if (!kind)
      throw new UsageError({ id: `--kind harus salah satu dari ${kinds.join(', ')}`, en: `--kind must be one of ${kinds.join(', ')}` });
    const output = typeof flags['output'] === 'string' ? flags['output'] : undefined;
    const format = flags['format'] ?? (output?.endsWith('.csv') ? 'csv' : 'xlsx');
    if (format !== 'xlsx' && format !== 'csv')
      throw new UsageError({ id: '--format harus berisi xlsx atau csv', en: '--format must be xlsx or csv' });
    if (output === undefined && format === 'xlsx' && process.stdout.isTTY)
      throw new UsageError({
        id: '.xlsx tidak dapat ditampilkan di terminal; sebut berkasnya dengan --output',
        en: 'an .xlsx does not belong on a terminal; name a file with --output',
      });
    const bytes = await writeTemplate(kind, format);
    if (output === undefined) await pipeline([bytes], process.stdout, { end: false });
    else if (existsSync(output))
      throw new Refusal({ id: `${output} sudah ada; isinya tidak diubah`, en: `${output} is there already; it is left alone` });
    else {
      await pipeline([bytes], createWriteStream(output, { flags: 'wx' }));
      out(`${output}\n`);
    }
    return status.ok;
  },
};
