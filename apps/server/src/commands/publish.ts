import { publish } from '@sipkadin/desk';
import { actorOf, actorOption } from '../actor.ts';
import { type Command, status, UsageError } from '../command.ts';
import { yearOf } from '../fiscal-year.ts';
import { openExisting } from '../parts.ts';

export const command: Command = {
  usage: '--government CODE --year YEAR [--note TEXT]',
  options: {
    government: { type: 'string', value: 'CODE', sentence: { id: 'Kode pemda.', en: 'Code of the government.' } },
    year: { type: 'string', value: 'YEAR', sentence: { id: 'Tahun anggaran.', en: 'Fiscal year.' } },
    note: {
      type: 'string',
      value: 'TEXT',
      sentence: { id: 'Catatan publik, misalnya alasan koreksi.', en: 'Public note, such as why it is a correction.' },
    },
    ...actorOption,
  },
  notes: {
    id: 'Stdout: kode pemda, tahun, nomor terbitan, dan hash-nya.',
    en: "Stdout: government, year, the edition's number and its hash.",
  },
  async run(input) {
    const { flags, config, out } = input;
    const { government } = flags;
    const year = yearOf(flags['year']);
    if (typeof government !== 'string') throw new UsageError('--government says whose year is published');
    const { ledger, editionsRoot, signingKey } = await openExisting(config);
    try {
      const note = typeof flags['note'] === 'string' ? flags['note'] : '';
      const { number, hash } = await publish({ ledger, editionsRoot, signingKey, government, year, actor: actorOf(input), note });
      out(`${government}\t${year}\t${number}\t${hash}\n`);
      return status.ok;
    } finally {
      await ledger.close();
    }
  },
};
