import type { Words } from '@sipkadin/budget';
import { shareEditions } from '@sipkadin/edition';
import { listEditions } from '@sipkadin/ledger';
import { announcementProblems, lookAtEditions, type Settlement, settleEditions } from '@sipkadin/workflow';
import { type Command, type CommandInput, mustHaveOptionsAlone, status, UsageError } from '../../command.ts';
import { actorOf, actorOption } from '../../options/actor.ts';
import { openExisting, openLedgerToRead } from '../../parts.ts';

export const command: Command = {
  usage: '[--settle | --share | --restore EDITION --from PLACE]',
  options: {
    settle: {
      type: 'boolean',
      sentence: {
        id: 'Mengakui atau menyisihkan terbitan yang tidak tercatat, dan menulis ulang yang hilang.',
        en: 'Adopt or set aside editions that are not recorded, and write lost ones again.',
      },
    },
    share: {
      type: 'boolean',
      sentence: {
        id: 'Menyimpan satu kali saja berkas yang sama dalam beberapa terbitan (hard link); boleh sambil melayani.',
        en: 'Keep files that several editions have in common once (hard links); also while serving.',
      },
    },
    restore: {
      type: 'string',
      value: 'CODE/YEAR/NUMBER',
      sentence: {
        id: 'Memulihkan satu terbitan yang rusak atau hilang, bita demi bita; folder yang rusak disisihkan.',
        en: 'Restore one edition that is damaged or gone, byte for byte; the damaged folder is set aside.',
      },
    },
    from: {
      type: 'string',
      value: 'PLACE',
      sentence: {
        id: 'Dengan --restore: folder cadangan, folder data atau terbitan, alamat situs atau cermin, atau store (SIPKADIN_OBJECTS).',
        en: 'With --restore: a folder of backups, of data or of editions, the address of a site or mirror, or store (SIPKADIN_OBJECTS).',
      },
    },
    ...actorOption,
  },
  notes: {
    id: 'Tanpa opsi hanya menunjukkan terbitan di disk yang bukan yang tercatat. Status keluar: 0 sama, 1 ada yang berbeda atau tidak dapat ditulis ulang.',
    en: 'Without an option it only shows where the editions on the disk are not those recorded. Exit status: 0 they are, 1 something differs or cannot be written again.',
  },
  async run(input) {
    mustHaveOptionsAlone('editions', input.positionals);
    const { restore, from, settle: settles, share: shares } = input.flags;
    if ([restore !== undefined, settles === true, shares === true].filter(Boolean).length > 1)
      throw new UsageError({
        id: '--settle, --share, dan --restore adalah perintah tersendiri; pilih satu',
        en: '--settle, --share and --restore are orders of their own; choose one',
      });
    if (typeof restore === 'string') {
      const { restoreEdition } = await import('./restore-edition.ts');
      return restoreEdition(input, restore);
    }
    if (from !== undefined) throw new UsageError({ id: '--from hanya bersama --restore', en: '--from goes with --restore' });
    if (shares === true) return share(input);
    return settles === true ? settle(input) : show(input);
  },
};

const doings: Readonly<Record<Settlement['done'], Words>> = {
  adopted: {
    id: 'diakui: buku besar memberi isi yang sama, dan sudah mencatatnya',
    en: 'adopted: the ledger gives the same content, and has recorded it',
  },
  'set-aside': {
    id: 'disisihkan: buku besar tidak memberi isinya; pembaca tidak melihatnya lagi',
    en: 'set aside: the ledger does not give its content; readers see it no more',
  },
  rewritten: {
    id: 'ditulis lagi: foldernya tidak ada, dan buku besar memberi isi yang sama',
    en: 'written again: its folder was gone, and the ledger gives the same content',
  },
  lost: {
    id: 'hilang: foldernya tidak ada, dan buku besar tidak memberi bita yang sama; pulihkan dari cadangan',
    en: 'lost: its folder is gone, and the ledger does not give the same bytes; restore it from a backup',
  },
};

async function settle(input: CommandInput): Promise<number> {
  const { ledger, editionsRoot, signingKey, objects, close } = await openExisting(input.config);
  try {
    const settled = await settleEditions({ ledger, editionsRoot, signingKey, objects, actor: actorOf(input) });
    for (const { government, year, number, done, folder } of settled)
      input.out(`${government}/${year}/${number}  ${doings[done][input.config.language]}${folder === '' ? '' : `  ${folder}`}\n`);
    return settled.some(({ done }) => done === 'lost') ? status.fault : status.ok;
  } finally {
    await close();
  }
}

function share({ config, out }: CommandInput): number {
  const { files, bytes, damaged } = shareEditions(config.editions);
  const left = { id: 'tidak ada atau rusak, dan tidak diubah', en: 'is gone or damaged, and was left as it is' }[config.language];
  for (const path of damaged) out(`${path}  ${left}\n`);
  const megabytes = (bytes / 1e6).toFixed(1);
  const text = {
    id: `${files} berkas menjadi tautan, yang mengosongkan ${megabytes} MB`,
    en: `${files} files became links, which freed ${megabytes} MB`,
  };
  out(`${text[config.language]}\n`);
  return damaged.length === 0 ? status.ok : status.fault;
}

async function show({ config, out }: CommandInput): Promise<number> {
  const found = lookAtEditions(config.editions);
  const ledger = await openLedgerToRead(config);
  try {
    const recorded = await listEditions(ledger.read);
    const problems = await announcementProblems(ledger.read, { root: config.editions, found, recorded });
    for (const { government, year, number, kind } of problems) out(`${government}/${year}/${number}  ${kinds[kind][config.language]}\n`);
    return problems.length === 0 ? status.ok : status.fault;
  } finally {
    await ledger.close();
  }
}

const kinds = {
  'public-unknown': {
    id: 'terbuka untuk umum, tetapi tidak pernah dicatat buku besar: --settle mengakui atau menyisihkannya',
    en: 'is public, but the ledger never recorded it: --settle adopts it or sets it aside',
  },
  gone: {
    id: 'tercatat, tetapi foldernya tidak ada: --settle menulisnya lagi bila buku besar memberi bita yang sama',
    en: 'was recorded, but its folder is gone: --settle writes it again where the ledger gives the same bytes',
  },
  'not-announced': {
    id: 'tercatat, tetapi belum diumumkan kepada pembaca: --settle mengumumkannya',
    en: 'was recorded, but readers are not pointed to it: --settle does so',
  },
  unfinished: {
    id: 'sisa penerbitan yang terputus: server menghapusnya saat dimulai',
    en: 'was left by a publication that was broken off: the server removes it when it starts',
  },
} as const;
