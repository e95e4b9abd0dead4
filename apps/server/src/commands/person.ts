import { isRole, knownOpd, listGovernments, listMembers, type Reading, roles } from '@sipkadin/ledger';
import { type Command, type CommandInput, status, UsageError } from '../command.ts';
import { createLog } from '../log.ts';
import type { PrivateSide } from '../serving/private-side.ts';
import type { Config } from '../settings/config.ts';

const list = (value: unknown) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : []);

export const command: Command = {
  usage: 'add EMAIL --name NAME --role ROLE[,ROLE] --for CODE[,CODE] [--unit OPD] | list --for CODE | reset EMAIL | untie EMAIL',
  options: {
    name: { type: 'string', value: 'NAME', sentence: { id: 'Nama orang itu.', en: "The person's name." } },
    role: {
      type: 'string',
      value: 'ROLES',
      sentence: { id: `Peran, dipisah koma: ${roles.join(', ')}.`, en: `Roles, by commas: ${roles.join(', ')}.` },
    },
    for: {
      type: 'string',
      value: 'CODES',
      sentence: { id: 'Kode pemerintah daerah, dipisah koma.', en: 'Codes of the governments, by commas.' },
    },
    unit: {
      type: 'string',
      value: 'OPD',
      sentence: { id: 'Hanya untuk OPD dengan kode ini (operator).', en: 'Only for the OPD with this code (operator).' },
    },
    url: {
      type: 'string',
      value: 'URL',
      sentence: { id: 'Alamat layanan dalam tautan masuk.', en: 'Address of the service in the sign-in link.' },
    },
  },
  notes: {
    id: 'add: menambah orang atau perannya, lalu mencetak tautan masuk sekali pakai yang berlaku 15 menit. reset: menghapus verifikasi dua langkah, lalu mencetak tautan yang sama. Keduanya tercatat di jejak audit. list: kode pemda, peran, kode OPD, orang, nama pemda, nama OPD, dipisah tab. untie: melepaskan akun dari layanan masuk pemerintah; peran dari sana dicabut dan sesinya berakhir.',
    en: "add: adds a person or roles, then prints a one-time sign-in link, valid for 15 minutes. reset: removes the two-step verification, then prints such a link. Both are in the audit trail. list: code of the government, role, code of the OPD, person, name of the government, name of the OPD, separated by tabs. untie: unties an account from the government's sign-in service; the roles from there are taken and its sessions end.",
  },
  async run({ positionals, flags, config, out }) {
    const [action, email, ...more] = positionals;
    const governments = list(flags['for']);
    if (more.length > 0)
      throw new UsageError({ id: 'person memerlukan satu tindakan dan satu alamat surel', en: 'person takes an action and an address' });
    const ofOne = action === 'untie' || action === 'reset';
    if (governments.length === 0 && !ofOne)
      throw new UsageError({
        id: '--for belum disebut: kode pemerintah daerah, seperti 19.71',
        en: '--for is missing: the code of a government, such as 19.71',
      });
    const held = list(flags['role']);
    const unknown = held.find((role) => !isRole(role));
    if (unknown !== undefined)
      throw new UsageError({
        id: `"${unknown}" bukan peran; peran yang ada: ${roles.join(', ')}`,
        en: `"${unknown}" is no role; there is ${roles.join(', ')}`,
      });
    if (action === 'add' && (!email?.includes('@') || held.length === 0))
      throw new UsageError({ id: 'person add memerlukan alamat surel dan --role', en: 'person add takes an e-mail address and --role' });
    if (ofOne && !email?.includes('@'))
      throw new UsageError({ id: `person ${action} memerlukan alamat surel`, en: `person ${action} takes an e-mail address` });
    if (action !== 'add' && action !== 'list' && !ofOne)
      throw new UsageError({ id: 'setelah person: add, list, reset, atau untie', en: 'person is followed by add, list, reset or untie' });
    if (action === 'list') return listPeople(governments, config, out);
    const { openPrivateSide } = await import('../serving/private-side.ts');
    const { useFolder } = await import('../data-folder/use-folder.ts');
    const address = typeof flags['url'] === 'string' ? flags['url'] : (config.baseUrl ?? `http://${config.host}:${config.port}`);
    const folder = useFolder(config, 'writing');
    try {
      const side = await openPrivateSide(config, address.replace(/\/$/, ''), createLog(config.logLevel), folder);
      try {
        return await changePerson(side, { action, email: email ?? '', governments, held, flags, out });
      } finally {
        await side.close();
      }
    } finally {
      folder.release();
    }
  },
};

async function mustBeKnown(read: Reading, governments: readonly string[]): Promise<void> {
  const known = new Set((await listGovernments(read)).map(({ code }) => code));
  const missing = governments.find((code) => !known.has(code));
  if (missing !== undefined)
    throw new UsageError({
      id: `pemerintah daerah ${missing} belum ada; tambahkan dengan: sipkadin government add ${missing}`,
      en: `government ${missing} is not there; add it with: sipkadin government add ${missing}`,
    });
}

async function listPeople(governments: readonly string[], config: Config, out: (text: string) => void): Promise<number> {
  const { openLedgerToRead } = await import('../parts.ts');
  const ledger = await openLedgerToRead(config);
  try {
    await mustBeKnown(ledger.read, governments);
    const known = await listGovernments(ledger.read);
    for (const government of governments) {
      const name = known.find(({ code }) => code === government)?.name ?? '';
      const units = new Map((await knownOpd(ledger.read, government)).map((one) => [one.code, one.name]));
      for (const { person, role, unit } of await listMembers(ledger.read, government))
        out(`${government}\t${role}\t${unit ?? ''}\t${person}\t${name}\t${units.get(unit ?? '') ?? ''}\n`);
    }
    return status.ok;
  } finally {
    await ledger.close();
  }
}

interface Change {
  action: 'add' | 'reset' | 'untie';
  email: string;
  governments: readonly string[];
  held: readonly string[];
  flags: CommandInput['flags'];
  out(text: string): void;
}

async function changePerson(side: PrivateSide, { action, email, governments, held, flags, out }: Change): Promise<number> {
  await mustBeKnown(side.ledger.read, governments);
  if (action === 'untie') {
    await side.desk.untieAccount(email, 'command line');
    return status.ok;
  }
  if (action === 'reset') {
    out(`${await side.desk.resetSecondFactor(email, 'command line')}\n`);
    return status.ok;
  }
  const name = typeof flags['name'] === 'string' ? flags['name'] : email;
  const unit = typeof flags['unit'] === 'string' ? flags['unit'] : null;
  const wanted = governments.flatMap((government) => held.filter(isRole).map((role) => ({ government, role, unit })));
  out(`${await side.desk.addPerson({ name, email, held: wanted }, 'command line')}\n`);
  return status.ok;
}
