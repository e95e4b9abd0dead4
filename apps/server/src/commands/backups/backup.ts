import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Language } from '@sipkadin/budget';
import { formatBytes } from '@sipkadin/ui/format';
import { type Command, type CommandInput, Refusal, status, UsageError } from '../../command.ts';
import type { Retention } from '../../data-folder/backup/retention.ts';
import { useFolder } from '../../data-folder/use-folder.ts';
import { mustExist } from '../../parts.ts';
import type { Flags } from '../../settings/config.ts';

const periods = ['last', 'daily', 'weekly', 'monthly', 'yearly'] as const satisfies readonly (keyof Retention)[];

export const passphraseOption = {
  type: 'string',
  value: 'FILE',
  sentence: {
    id: 'Berkas yang baris pertamanya adalah kata sandi cadangan; dengan ini kunci ikut disimpan, tersandi.',
    en: 'A file whose first line is the passphrase of the backup; with it the keys are stored too, encrypted.',
  },
} as const;

export const command: Command = {
  usage: 'DIR',
  options: {
    passphrase: passphraseOption,
    list: {
      type: 'boolean',
      sentence: { id: 'Hanya mendaftar cadangan di DIR.', en: 'List the backups in DIR, and make none.' },
    },
    ...Object.fromEntries(
      periods.map((period) => [
        `keep-${period}`,
        {
          type: 'string' as const,
          value: 'N',
          sentence: {
            id: `Setelah cadangan baru jadi, pertahankan ${{ last: 'N cadangan terakhir', daily: 'satu per hari, N hari terakhir', weekly: 'satu per minggu, N minggu terakhir', monthly: 'satu per bulan, N bulan terakhir', yearly: 'satu per tahun, N tahun terakhir' }[period]}; lainnya dihapus.`,
            en: `Once the new backup is made, keep ${{ last: 'the last N backups', daily: 'one a day of the last N days', weekly: 'one a week of the last N weeks', monthly: 'one a month of the last N months', yearly: 'one a year of the last N years' }[period]}; others are removed.`,
          },
        },
      ]),
    ),
  },
  notes: {
    id: 'Menambah satu cadangan ke folder DIR: satu saat dari basis data, berkas unggahan, dan terbitan, juga sambil server melayani. Yang sudah ada di cadangan sebelumnya tidak disimpan lagi. Kunci penandatangan hanya ikut dengan --passphrase. Tanpa --keep-…, tidak ada cadangan yang dihapus. Untuk memulihkan: sipkadin restore DIR --data BARU.',
    en: 'Adds a backup to the folder DIR: one moment of databases, uploads and editions, also while a server works. What earlier backups hold already is not stored again. The signing key is in it with --passphrase only. Without --keep-… no backup is removed. To restore: sipkadin restore DIR --data NEW.',
  },
  run(input) {
    const [target, ...more] = input.positionals;
    if (target === undefined || more.length > 0)
      throw new UsageError({ id: 'backup memerlukan satu folder', en: 'backup takes one folder' });
    return input.flags['list'] === true ? list(resolve(target), input) : add(resolve(target), input);
  },
};

async function add(into: string, { flags, config, out, say }: CommandInput): Promise<number> {
  mustExist(config);
  const retention = retentionOf(flags);
  const passphrase = passphraseOf(flags);
  const { backUp } = await import('../../data-folder/backup/back-up.ts');
  const folder = useFolder(config, 'writing');
  try {
    const done = await backUp(config, into, {
      passphrase,
      retention,
      onLedgerCopied: () =>
        say({
          id: 'Buku besar tersalin; menyalin berkas dan terbitannya …',
          en: 'The ledger is copied; copying its files and editions …',
        }),
    });
    for (const name of done.removed) say({ id: `dihapus: ${name}`, en: `removed: ${name}` });
    for (const name of done.damaged)
      say({
        id: `RUSAK: ${name}; karena itu tidak ada ruang yang dikosongkan. Hapus backups/${name}.json bila tidak diperlukan`,
        en: `DAMAGED: ${name}; no space was freed because of it. Remove backups/${name}.json where it is not needed`,
      });
    if (!done.hasKeys)
      say({
        id: 'Kunci penandatangan tidak ikut: simpan signing-key.pem di tempat lain, atau pakai --passphrase.',
        en: 'The signing key is not in it: keep signing-key.pem elsewhere, or use --passphrase.',
      });
    const { language } = config;
    const added = formatBytes(done.added, language);
    const text = { id: `cocok; ${holds(done, language)}; bertambah ${added}`, en: `verified; ${holds(done, language)}; ${added} added` };
    out(`${done.name}: ${text[language]}\n`);
    return status.ok;
  } catch (error) {
    if (!isFull(error)) throw error;
    throw new Refusal({
      id: `disk ${into} penuh; cadangan tidak dibuat, dan cadangan sebelumnya tidak berubah`,
      en: `the disk of ${into} is full; no backup was made, and earlier ones are as they were`,
    });
  } finally {
    folder.release();
  }
}

function holds({ statements, editions, uploads }: { statements: number; editions: number; uploads: number }, language: Language): string {
  return {
    id: `${statements} pernyataan, ${editions} terbitan, ${uploads} berkas unggahan`,
    en: `${statements} statements, ${editions} editions, ${uploads} uploaded files`,
  }[language];
}

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'disk-full'].includes(String(error.code));

async function list(from: string, { config: { language }, out }: CommandInput): Promise<number> {
  const { openBackupFolder } = await import('../../data-folder/backup/backup-folder.ts');
  const folder = openBackupFolder(from, { mayMake: false });
  try {
    const { backups, damaged } = folder.list();
    for (const { name, statements, editions, uploads, files, keys } of backups) {
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      const withKeys = { id: ', dengan kunci', en: ', with keys' }[language];
      out(`${name}  ${holds({ statements, editions, uploads }, language)}, ${formatBytes(bytes, language)}${keys ? withKeys : ''}\n`);
    }
    for (const name of damaged) out(`${name}  ${{ id: 'RUSAK', en: 'DAMAGED' }[language]}\n`);
    return damaged.length === 0 ? status.ok : status.fault;
  } finally {
    folder.release();
  }
}

/** @throws UsageError, Refusal where the file cannot be read */
export function passphraseOf(flags: Flags): string | undefined {
  const path = flags['passphrase'];
  if (typeof path !== 'string') return undefined;
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/, 1)[0] ?? '';
  } catch (error) {
    throw new Refusal({
      id: `berkas frasa sandi tidak dapat dibaca: ${error instanceof Error ? error.message : String(error)}`,
      en: `the file of the passphrase cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

/** @returns undefined where no backup shall be removed */
function retentionOf(flags: Flags): Retention | undefined {
  const counts = periods.map((period) => {
    const given = flags[`keep-${period}`];
    if (typeof given !== 'string') return undefined;
    const count = Number(given);
    if (!Number.isInteger(count) || count < 1 || count > 1000)
      throw new UsageError({
        id: `--keep-${period} harus berisi angka dari 1 sampai 1000`,
        en: `--keep-${period} must be a number from 1 to 1000`,
      });
    return count;
  });
  if (counts.every((count) => count === undefined)) return undefined;
  const [last = 0, daily = 0, weekly = 0, monthly = 0, yearly = 0] = counts.map((count) => count ?? 0);
  return { last, daily, weekly, monthly, yearly };
}
