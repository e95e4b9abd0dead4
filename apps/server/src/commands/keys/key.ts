import { keyIdOf } from '@sipkadin/edition';
import { recordKey } from '@sipkadin/ledger';
import { type Command, type CommandInput, Refusal, status, UsageError } from '../../command.ts';
import { readIfThere, signingKeyPath } from '../../data-folder/folder.ts';
import { formerKeys, replaceSigningKey } from '../../data-folder/signing-key.ts';
import { useFolder } from '../../data-folder/use-folder.ts';
import { actorOf, actorOption } from '../../options/actor.ts';
import { mustExist } from '../../parts.ts';

export const command: Command = {
  usage: '[--replace --note WHY]',
  options: {
    replace: {
      type: 'boolean',
      sentence: {
        id: 'Memulai kunci baru karena kunci penandatangan hilang; tercatat di jejak audit.',
        en: 'Begin a new key because the signing key is lost; recorded in the audit trail.',
      },
    },
    note: { type: 'string', value: 'WHY', sentence: { id: 'Alasannya.', en: 'Why.' } },
    ...actorOption,
  },
  notes: {
    id: 'Tanpa --replace: sidik kunci publik, lalu sidik kunci-kunci terdahulu. Stdout: satu baris tiap kunci.',
    en: 'Without --replace: the fingerprint of the public key, then those of former keys. Stdout: a line for each key.',
  },
  async run(input) {
    if (input.positionals.length > 0) throw new UsageError('key takes options alone');
    const { config, flags, out } = input;
    const note = typeof flags['note'] === 'string' ? flags['note'].trim() : '';
    if (flags['replace'] === true && note === '') throw new UsageError('key --replace says why in --note');
    if (flags['replace'] === true) return replace(input, note);
    const present = readIfThere(`${signingKeyPath(config.data)}.pub`);
    if (present === undefined) throw new Refusal(`there is no public key in ${config.data}`);
    out(`${keyIdOf(present) ?? 'unreadable'}\tpresent\n`);
    for (const pem of formerKeys(config.data)) out(`${keyIdOf(pem) ?? 'unreadable'}\tformer\n`);
    return status.ok;
  },
};

async function replace(input: CommandInput, note: string): Promise<number> {
  const { config, out } = input;
  mustExist(config);
  // Not beside a server: it signs with the key that it began with.
  const folder = useFolder(config, 'serving');
  try {
    const { openLedger } = await import('@sipkadin/ledger');
    const ledger = await openLedger({ url: config.databaseUrl });
    try {
      const { former, present } = await replaceSigningKey(config, ledger.read);
      await ledger.transact((tx) => recordKey(tx, { former, present, note, government: config.government, actor: actorOf(input) }));
      out(`${present}\tpresent\n${former.map((id) => `${id}\tformer\n`).join('')}`);
      return status.ok;
    } finally {
      await ledger.close();
    }
  } finally {
    folder.release();
  }
}
