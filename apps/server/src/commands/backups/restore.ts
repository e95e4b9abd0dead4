import { resolve } from 'node:path';
import { type Command, status, UsageError } from '../../command.ts';
import { passphraseOf, passphraseOption } from './backup.ts';

export const command: Command = {
  usage: 'DIR --data NEW',
  options: {
    from: {
      type: 'string',
      value: 'NAME',
      sentence: {
        id: 'Nama cadangan, atau awalnya; tanpa ini, yang terbaru.',
        en: 'Name of a backup, or its beginning; without it the newest.',
      },
    },
    passphrase: {
      ...passphraseOption,
      sentence: {
        id: 'Berkas yang baris pertamanya adalah kata sandi cadangan; dengan ini kunci ikut dipulihkan.',
        en: 'A file whose first line is the passphrase of the backup; with it the keys are restored too.',
      },
    },
  },
  notes: {
    id: 'Membuat folder data baru dari cadangan di DIR. Tiap berkas dicocokkan dengan sidiknya dan semuanya dihitung ulang; cadangan yang rusak ditolak dan tidak meninggalkan apa pun.',
    en: 'Makes a new data folder of a backup in DIR. Each file is held against its hash and everything is recomputed; a damaged backup is refused and leaves nothing.',
  },
  async run({ positionals, flags, config, out, say }) {
    const [backups, ...more] = positionals;
    if (backups === undefined || more.length > 0)
      throw new UsageError({ id: 'restore memerlukan satu folder cadangan', en: 'restore takes one folder of backups' });
    if (!config.given.includes('data'))
      throw new UsageError({
        id: 'restore memerlukan folder yang akan dibuat: --data BARU',
        en: 'restore needs the folder to make: --data NEW',
      });
    const { restore } = await import('../../data-folder/backup/restore.ts');
    const { from } = flags;
    const done = await restore(resolve(backups), config.data, {
      from: typeof from === 'string' ? from : undefined,
      passphrase: passphraseOf(flags),
      databaseUrl: config.databaseUrl,
    });
    if (!done.hasKeys)
      say({
        id: `Kunci tidak ada di cadangan ini: taruh signing-key.pem di ${config.data} sebelum menjalankan server.`,
        en: `The keys are not in this backup: put signing-key.pem into ${config.data} before the server starts.`,
      });
    const text = {
      id: `dipulihkan dari ${done.name} dan cocok; ${done.statements} pernyataan, ${done.editions} terbitan`,
      en: `restored from ${done.name} and verified; ${done.statements} statements, ${done.editions} editions`,
    };
    out(`${config.data}: ${text[config.language]}\n`);
    return status.ok;
  },
};
