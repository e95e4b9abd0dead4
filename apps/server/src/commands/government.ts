import { type Basis, findRegion, regionByCode } from '@sipkadin/budget';
import { addGovernment, listGovernments } from '@sipkadin/ledger';
import { actorOf, actorOption } from '../actor.ts';
import { type Command, Refusal, status, UsageError } from '../command.ts';
import { openExisting, openParts } from '../parts.ts';

const bases: readonly Basis[] = ['sp2d', 'spj', 'lra'];

export const command: Command = {
  usage: 'list | add CODE [--name NAME] [--basis sp2d|spj|lra]',
  options: {
    name: {
      type: 'string',
      value: 'NAME',
      sentence: { id: 'Nama resmi, bila kodenya tidak dikenal.', en: 'Official name, where the code is not known.' },
    },
    basis: {
      type: 'string',
      value: 'BASIS',
      sentence: { id: 'Dasar realisasi yang diterbitkan (bawaan sp2d).', en: 'Basis of realization that is published (default sp2d).' },
    },
    ...actorOption,
  },
  async run(input) {
    const [action, text, ...more] = input.positionals;
    const { flags, config, out } = input;
    if (more.length > 0) throw new UsageError('government takes an action and a code');
    if (action === 'list' && text === undefined) {
      const { ledger } = await openExisting(config);
      try {
        for (const { code, name, basis } of await listGovernments(ledger.read)) out(`${code}\t${name}\t${basis}\n`);
      } finally {
        await ledger.close();
      }
      return status.ok;
    }
    if (action !== 'add' || text === undefined) throw new UsageError('government is followed by list, or by add and a code');
    const known = regionByCode(text) ?? findRegion(text);
    const code = known?.code ?? text;
    const name = typeof flags['name'] === 'string' ? flags['name'] : known?.name;
    if (!/^\d{2}(\.\d{2})?$/.test(code)) throw new UsageError(`"${text}" is neither a region code such as 81.04 nor a region's name`);
    if (name === undefined) throw new UsageError(`${code} is not in the list of regions; give its name with --name`);
    const basis = bases.find((candidate) => candidate === (flags['basis'] ?? 'sp2d'));
    if (!basis) throw new UsageError(`--basis is one of ${bases.join(', ')}`);
    // An unknown region's name is on this very command line: it may be the first.
    const { ledger } = await openParts(config);
    try {
      const present = (await listGovernments(ledger.read)).find((row) => row.code === code);
      if (present) throw new Refusal(`${code} ${present.name} is there already`, status.refused);
      await ledger.transact((tx) => addGovernment(tx, { code, name, basis }, actorOf(input)));
    } finally {
      await ledger.close();
    }
    out(`${code}\t${name}\t${basis}\n`);
    return status.ok;
  },
};
