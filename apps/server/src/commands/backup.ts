import { resolve } from 'node:path';
import { type Command, Refusal, status, UsageError } from '../command.ts';
import { useFolder } from '../data-folder/use-folder.ts';
import { mustExist } from '../parts.ts';

export const command: Command = {
  usage: 'DIR',
  options: {},
  notes: {
    id: 'Membuat folder baru DIR: satu saat dari basis data, berkas unggahan, terbitan, dan kunci, juga sambil server melayani. Untuk memulihkan, salin DIR menjadi folder data, lalu jalankan: sipkadin verify. DIR berisi kunci penandatangan: simpan di tempat yang hanya dapat dibaca pengelola.',
    en: 'Makes a new folder DIR: one moment of databases, uploads, editions and keys, also while a server works. To restore, copy DIR to where the data folder shall be and run: sipkadin verify. DIR holds the signing key: keep it where only its administrator can read.',
  },
  async run({ positionals, config, out, say }) {
    const [target, ...more] = positionals;
    if (target === undefined || more.length > 0) throw new UsageError('backup takes one new folder');
    if (!config.databaseUrl.startsWith('sqlite:'))
      throw new Refusal(
        'with PostgreSQL: copy the ledger with pg_dump first, then uploads, editions and keys; after restoring both, run sipkadin editions --settle (docs/operating.md)',
      );
    mustExist(config);
    const { backUp } = await import('../data-folder/back-up.ts');
    const folder = useFolder(config, 'writing');
    try {
      const { statements, editions, uploads } = await backUp(config, resolve(target), () =>
        say('Buku besar tersalin; menyalin berkas dan terbitannya … The ledger is copied; copying its files and editions …'),
      );
      out(`${resolve(target)}: verified; ${statements} statements, ${editions} editions, ${uploads} uploaded files\n`);
      return status.ok;
    } finally {
      folder.release();
    }
  },
};
