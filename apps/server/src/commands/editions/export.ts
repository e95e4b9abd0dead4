import { resolve } from 'node:path';
import { type FiscalYear, templateKinds } from '@sipkadin/budget';
import { type Edition, openEditions } from '@sipkadin/edition';
import { type Command, mustHaveOptionsAlone, Refusal, status, UsageError } from '../../command.ts';
import { yearOf } from '../../options/fiscal-year.ts';

export const command: Command = {
  usage: '--year YEAR [--government CODE] [--edition N] [--kind KIND | --file NAME]  |  --static DIR [--pages latest|all]',
  options: {
    government: { type: 'string', value: 'CODE', sentence: { id: 'Kode pemda.', en: 'Code of the government.' } },
    year: { type: 'string', value: 'YEAR', sentence: { id: 'Tahun anggaran.', en: 'Fiscal year.' } },
    edition: {
      type: 'string',
      value: 'N',
      sentence: { id: 'Nomor terbitan (bawaan: yang terakhir).', en: 'Number of the edition (default: the last).' },
    },
    kind: {
      type: 'string',
      value: 'KIND',
      sentence: {
        id: `Jenis data: ${Object.keys(templateKinds).join(', ')}.`,
        en: `Kind of data: ${Object.keys(templateKinds).join(', ')}.`,
      },
    },
    file: {
      type: 'string',
      value: 'NAME',
      sentence: { id: 'Berkas tertentu, bila satu jenis ada beberapa.', en: 'A certain file, where there are several of one kind.' },
    },
    static: {
      type: 'string',
      value: 'DIR',
      sentence: {
        id: 'Menulis seluruh situs publik sebagai berkas biasa di folder DIR; salinan yang lebih lama di sana diganti.',
        en: 'Writes the whole public site as plain files into the folder DIR; an earlier copy there is replaced.',
      },
    },
    pages: {
      type: 'string',
      value: 'WHICH',
      sentence: {
        id: 'Dengan --static: all (bawaan), halaman semua terbitan; latest, halaman terbitan terakhir tiap tahun saja, halaman terbitan lama yang sudah ada di DIR dibiarkan.',
        en: 'With --static: all (default), pages of every edition; latest, those of the newest edition of each year alone, and pages of earlier editions that are in DIR already stay.',
      },
    },
  },
  notes: {
    id: 'Stdout: CSV dalam bentuk templat, yang dapat diimpor lagi; tanpa --kind dan --file, daftar berkasnya. Dengan --static: banyaknya berkas, byte, dan berkas yang berubah.',
    en: "Stdout: CSV in the template's form, which can be imported again; without --kind and --file, the list of files. With --static: the numbers of files, bytes, and changed files.",
  },
  async run({ positionals, flags, config, out, say, signal }) {
    mustHaveOptionsAlone('export', positionals);
    if (typeof flags['static'] === 'string') {
      if (['year', 'edition', 'kind', 'file', 'government'].some((name) => flags[name] !== undefined))
        throw new UsageError({
          id: '--static menulis seluruh situs; pilihan export lain tidak dapat dipakai bersamanya',
          en: '--static writes the whole site; it takes no other option of export',
        });
      const { exportStatic } = await import('../../static/export-static.ts');
      const target = resolve(flags['static']);
      const { files, bytes, changed } = await exportStatic(config, { target, pages: pagesOf(flags['pages']) }, say, signal);
      out(`${files}\t${bytes}\t${changed}\n`);
      return status.ok;
    }
    if (flags['pages'] !== undefined) throw new UsageError({ id: '--pages hanya bersama --static', en: '--pages goes with --static' });
    const edition = find(config.editions, config.government, yearOf(flags['year']), flags['edition']);
    const all = edition.manifest.files.map(({ path }) => path).filter((path) => path.startsWith('statements/'));
    const names = all.map((path) => path.slice('statements/'.length));
    if (flags['kind'] === undefined && flags['file'] === undefined) {
      for (const name of names) out(`${name}\n`);
      return status.ok;
    }
    const name = chosen(names, flags['kind'], flags['file']);
    const bytes = edition.raw(`statements/${name}`);
    if (!bytes)
      throw new Refusal(
        {
          id: `terbitan ini tidak punya berkas ${name}; yang ada: ${names.join(', ')}`,
          en: `this edition has no file ${name}; it has ${names.join(', ')}`,
        },
        status.refused,
      );
    out(bytes.toString('utf8'));
    return status.ok;
  },
};

function pagesOf(asked: unknown): 'all' | 'latest' {
  if (asked !== undefined && asked !== 'all' && asked !== 'latest')
    throw new UsageError({ id: '--pages harus berisi latest atau all', en: '--pages must be latest or all' });
  return asked ?? 'all';
}

function find(root: string, government: string, year: FiscalYear, number: unknown): Edition {
  const editions = openEditions(root);
  if (number !== undefined && !(typeof number === 'string' && /^\d+$/.test(number)))
    throw new UsageError({ id: '--edition harus berisi nomor terbitan', en: '--edition must be the number of an edition' });
  const edition = number === undefined ? editions.latest(government, year) : editions.open(government, year, Number(number));
  if (!edition) {
    const published = editions.list(government, year).map((entry) => entry.number);
    const there =
      published.length === 0
        ? { id: 'belum ada terbitan tahun itu', en: 'nothing is published of that year' }
        : { id: `yang ada: ${published.join(', ')}`, en: `there are ${published.join(', ')}` };
    throw new Refusal(
      {
        id: `tidak ada terbitan itu dari ${government} ${year}: ${there.id}`,
        en: `there is no such edition of ${government} ${year}: ${there.en}`,
      },
      status.refused,
    );
  }
  return edition;
}

function chosen(names: readonly string[], kind: unknown, file: unknown): string {
  if (typeof file === 'string') return file;
  const label = Object.entries(templateKinds).find(([name]) => name === kind)?.[1];
  if (label === undefined)
    throw new UsageError({
      id: `--kind harus salah satu dari ${Object.keys(templateKinds).join(', ')}`,
      en: `--kind must be one of ${Object.keys(templateKinds).join(', ')}`,
    });
  const start = label.replaceAll(' ', '-');
  // "anggaran" must not catch "anggaran-kas".
  const longer = Object.values(templateKinds)
    .map((other) => other.replaceAll(' ', '-'))
    .filter((other) => other.startsWith(`${start}-`));
  const [first, ...more] = names.filter((name) => name.startsWith(start) && !longer.some((other) => name.startsWith(other)));
  if (first === undefined)
    throw new Refusal(
      {
        id: `terbitan ini tidak memuat ${String(kind)}; yang ada: ${names.join(', ')}`,
        en: `this edition holds no ${String(kind)}; it has ${names.join(', ')}`,
      },
      status.refused,
    );
  if (more.length > 0)
    throw new Refusal(
      {
        id: `ada beberapa dari jenis itu; pilih satu dengan --file: ${[first, ...more].join(', ')}`,
        en: `there are several of that kind; choose one with --file: ${[first, ...more].join(', ')}`,
      },
      status.asked,
    );
  return first;
}
