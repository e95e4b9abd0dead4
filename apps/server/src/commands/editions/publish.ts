import { carryOut } from '@sipkadin/workflow';
import { type Command, type CommandInput, status, UsageError } from '../../command.ts';
import { actorOf, actorOption } from '../../options/actor.ts';
import { yearOf } from '../../options/fiscal-year.ts';
import { openExisting } from '../../parts.ts';

export const command: Command = {
  usage: '--government CODE --year YEAR [--note TEXT] [--withdraw | --return-to NUMBER]',
  options: {
    government: { type: 'string', value: 'CODE', sentence: { id: 'Kode pemda.', en: 'Code of the government.' } },
    year: { type: 'string', value: 'YEAR', sentence: { id: 'Tahun anggaran.', en: 'Fiscal year.' } },
    note: {
      type: 'string',
      value: 'TEXT',
      sentence: { id: 'Catatan publik, misalnya alasan koreksi.', en: 'Public note, such as why it is a correction.' },
    },
    withdraw: {
      type: 'boolean',
      sentence: {
        id: 'Menarik terbitan terbaru; alasannya di --note.',
        en: 'Withdraw the latest edition; --note says why.',
      },
    },
    'return-to': {
      type: 'string',
      value: 'NUMBER',
      sentence: {
        id: 'Kembali ke isi terbitan itu; alasannya di --note.',
        en: 'Return to the content of that edition; --note says why.',
      },
    },
    ...actorOption,
  },
  notes: {
    id: 'Stdout: kode pemda, tahun, nomor terbitan, dan hash-nya.',
    en: "Stdout: government, year, the edition's number and its hash.",
  },
  async run(input) {
    const { flags, config, out, say } = input;
    const { government } = flags;
    const year = yearOf(flags['year']);
    if (typeof government !== 'string')
      throw new UsageError({
        id: '--government belum disebut: kode pemerintah daerah yang tahunnya diterbitkan, seperti 19.71',
        en: '--government is missing: the code of the government whose year is published, such as 19.71',
      });
    const note = typeof flags['note'] === 'string' ? flags['note'].trim() : '';
    const correction = correctionOf(flags);
    if (correction !== undefined && note === '')
      throw new UsageError({
        id: 'penarikan atau pengembalian memerlukan alasan dalam --note',
        en: 'a withdrawal or return says why in --note',
      });
    const { ledger, editionsRoot, signingKey, objects, close } = await openExisting(config);
    try {
      const order = { government, year, actor: actorOf(input), note, ...(correction && { correction }) };
      const { number, hash, dataFault, storeFault } = await carryOut({ ledger, editionsRoot, signingKey, objects, ...order });
      out(`${government}\t${year}\t${number}\t${hash}\n`);
      if (dataFault !== undefined)
        say({
          id: `terbitan sudah terbuka, tetapi berkas datanya tidak dapat dibuat: ${dataFault}`,
          en: `the edition is public, but its data files could not be made: ${dataFault}`,
        });
      if (storeFault !== undefined)
        say({
          id: `terbitan sudah terbuka di sini; mesin lain menampilkannya setelah penyimpanan bersama menjawab: ${storeFault}`,
          en: `the edition is public here; a server points other machines to it once the store answers: ${storeFault}`,
        });
      return status.ok;
    } finally {
      await close();
    }
  },
};

function correctionOf(flags: CommandInput['flags']): 'withdrawal' | { returnTo: number } | undefined {
  const to = flags['return-to'];
  if (flags['withdraw'] === true && to !== undefined)
    throw new UsageError({
      id: '--withdraw dan --return-to tidak dapat dipakai bersama',
      en: '--withdraw and --return-to are two different things',
    });
  if (flags['withdraw'] === true) return 'withdrawal';
  if (to === undefined) return undefined;
  if (typeof to !== 'string' || !/^[1-9]\d{0,5}$/.test(to))
    throw new UsageError({ id: '--return-to harus berisi nomor terbitan', en: '--return-to must be the number of an edition' });
  return { returnTo: Number(to) };
}
