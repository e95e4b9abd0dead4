import { openEditions, readableFingerprint } from '@sipkadin/edition';
import { type Command, type CommandInput, mustHaveOptionsAlone, Refusal, status, UsageError } from '../../command.ts';
import { keyHistory } from '../../data-folder/key-history.ts';
import { useFolder } from '../../data-folder/use-folder.ts';
import { actorOf, actorOption } from '../../options/actor.ts';
import { mustExist } from '../../parts.ts';
import type { Config } from '../../settings/config.ts';

export const command: Command = {
  usage: '[--rotate | --replace] [--reason TEXT] [--by OFFICE]',
  options: {
    rotate: {
      type: 'boolean',
      sentence: {
        id: 'Mengganti kunci penandatangan dengan yang baru, ditandatangani kunci lama; pernyataannya terbuka untuk umum.',
        en: 'Go on with a new signing key that the former one signs; the statement is public.',
      },
    },
    replace: {
      type: 'boolean',
      sentence: {
        id: 'Memulai kunci baru karena kunci penandatangan hilang; rantai kunci terputus, terbuka untuk umum.',
        en: 'Begin a new key because the signing key is lost; the chain of keys is broken, in public.',
      },
    },
    reason: { type: 'string', value: 'TEXT', sentence: { id: 'Alasannya, terbuka untuk umum.', en: 'Why; public.' } },
    by: {
      type: 'string',
      value: 'OFFICE',
      sentence: {
        id: 'Jabatan atau kantor yang menggantinya, terbuka untuk umum; tanpa nama orang.',
        en: 'The office that replaces it; public, without a name.',
      },
    },
    ...actorOption,
  },
  notes: {
    id: 'Tanpa pilihan: sidik kunci publik, lalu kunci terdahulu. Stdout: satu baris tiap kunci: sidik, keadaan, sejak kapan.',
    en: 'Without options: the fingerprint of the public key, then former keys. Stdout: a line for each key: fingerprint, state, since when.',
  },
  async run(input) {
    mustHaveOptionsAlone('key', input.positionals);
    const { config, flags, out, say } = input;
    const [reason, by] = ['reason', 'by'].map((name) => (typeof flags[name] === 'string' ? flags[name].trim() : ''));
    const [rotates, replaces] = [flags['rotate'] === true, flags['replace'] === true];
    if (rotates && replaces)
      throw new UsageError({ id: 'key memakai --rotate atau --replace, tidak keduanya', en: 'key takes --rotate or --replace, not both' });
    if ((rotates || replaces) && !reason)
      throw new UsageError({
        id: 'key --rotate dan --replace memerlukan alasan dalam --reason',
        en: 'key --rotate and --replace say why in --reason',
      });
    if ([reason, by].some((text) => text !== undefined && (text.length > 500 || /[\n\r]/.test(text))))
      throw new UsageError({
        id: '--reason dan --by berisi satu baris, paling banyak 500 karakter',
        en: '--reason and --by take one line of at most 500 characters',
      });
    if (rotates || replaces) await change(input, { isRotation: rotates, reason: reason ?? '', by: by ?? '' });
    printKeys(config, out);
    if (rotates)
      say({
        id: 'Buat cadangan sekarang: cadangan sebelum ini menyimpan kunci lama, yang ditolak saat server dijalankan.',
        en: 'Make a backup now: earlier ones hold the former key, which is refused at the start.',
      });
    return status.ok;
  },
};

function printKeys(config: Config, out: CommandInput['out']): void {
  const keys = keyHistory(config);
  if (keys.length === 0)
    throw new Refusal({ id: `tidak ada kunci publik di ${config.data}`, en: `there is no public key in ${config.data}` });
  for (const { fingerprint, isPresent, since } of keys)
    out(`${readableFingerprint(fingerprint)}\t${isPresent ? 'present' : 'former'}\t${since?.slice(0, 10) ?? ''}\n`);
}

async function change(input: CommandInput, given: { isRotation: boolean; reason: string; by: string }): Promise<void> {
  const { config } = input;
  mustExist(config);
  // Not beside a server: it signs with the key that it began with.
  const folder = useFolder(config, 'serving');
  try {
    const { openLedger, listGovernments } = await import('@sipkadin/ledger');
    const { completeLog, publishRegister } = await import('@sipkadin/workflow');
    const { replaceSigningKey, rotateSigningKey } = await import('../../data-folder/replace-key.ts');
    const { openSigningKey } = await import('../../data-folder/signing-key.ts');
    const ledger = await openLedger({ url: config.databaseUrl });
    try {
      const order = { config, ledger, reason: given.reason, by: given.by, actor: actorOf(input) };
      await (given.isRotation ? rotateSigningKey(order) : replaceSigningKey(order));
      const place = { editionsRoot: config.editions, signingKey: await openSigningKey(config, ledger.read) };
      await completeLog({ ledger, ...place });
      // What lies beside editions is signed anew; the next server would do the same.
      const published = openEditions(config.editions);
      for (const { code } of await listGovernments(ledger.read))
        if (published.register(code) !== undefined) await publishRegister({ read: ledger.read, ...place }, code);
    } finally {
      await ledger.close();
    }
  } finally {
    folder.release();
  }
}
