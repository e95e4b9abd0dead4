import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FiscalYear, IsoInstant } from '@sipkadin/budget';
import { type Edition, type Editions, openEdition, openEditions, withEdition } from '@sipkadin/edition';
import { getGovernment, type Ledger, ledgerSequence, listEditions } from '@sipkadin/ledger';
import type { Jobs } from '@sipkadin/workflow';
import type { RequestHandler } from 'express';

/** The public pages of editions, below an address of the desk. The public site makes them; the server hands this in. */
export type PublicPages = (given: {
  editions: Editions;
  /** The government whose pages are at the address itself. */
  government: string;
  basePath: string;
  /** The moment whose data the newest edition has, and where it is published from: each page shows both. */
  draft: { at: IsoInstant; back: string };
}) => RequestHandler;

/** Whose preview it is. Each person has their own: an edition counts the files that its publisher took through a step alone. */
export interface PreviewOf {
  government: string;
  year: FiscalYear;
  person: string;
}

export interface Preview {
  /** As it would be published; its folder is removed with the preview. */
  edition: Edition;
  /** The newest edition of the year; undefined where none is public. */
  published: Edition | undefined;
  at: IsoInstant;
  pages: RequestHandler;
}

export interface KeptPreviews {
  /**
   * The preview of what is verified now: built where this state has none yet, else the kept one.
   * @throws Refusal `nothing-verified`, `nothing-new`
   */
  open(of: PreviewOf): Promise<Preview>;
  /** Removes the previews of a government's year, once something of it was published. */
  drop(of: Omit<PreviewOf, 'person'>): void;
  close(): void;
}

/** Previews kept in each process: an edition of a city takes some 50 MB on the disk, and as much memory while it is read. */
const most = 2;
/** Milliseconds after which a preview that nobody opens is removed. */
const longest = 30 * 60_000;

interface Parts {
  ledger: Pick<Ledger, 'read'>;
  jobs: Pick<Jobs, 'preview'>;
  editionsRoot: string;
  /** Folder in which each preview has one of its own. */
  spoolDir: string;
  publicPages: PublicPages;
  now: () => IsoInstant;
}

interface Kept {
  of: PreviewOf;
  /** What it was built from. */
  state: string;
  built: Promise<Preview>;
  end: NodeJS.Timeout;
  remove(): void;
}

/** Address below which the pages of a preview lie. */
export const previewAddress = ({ government, year }: Omit<PreviewOf, 'person'>) => `/api/kerja/pratinjau/${government}/${year}`;

export function createKeptPreviews({ ledger: { read }, jobs, editionsRoot, spoolDir, publicPages, now }: Parts): KeptPreviews {
  // The one used last is the last.
  const kept = new Map<string, Kept>();

  /** Everything that decides the next edition of a year. */
  async function stateOf({ government, year }: PreviewOf): Promise<string> {
    const [last] = (await listEditions(read, government, year)).toReversed();
    return JSON.stringify([await ledgerSequence(read), last?.number ?? 0, await getGovernment(read, government)]);
  }

  async function build({ government, year, person }: PreviewOf, folder: string): Promise<Preview> {
    const at = now();
    const { dir, hash } = await jobs.preview({ government, year, actor: person, folder });
    const edition = openEdition(dir, hash);
    const published = openEditions(editionsRoot);
    const pages = publicPages({
      editions: withEdition(published, edition),
      government,
      basePath: previewAddress({ government, year }),
      draft: { at, back: '/kerja/terbitan' },
    });
    return { edition, published: published.latest(government, year), at, pages };
  }

  function keep(key: string, of: PreviewOf, state: string): Kept {
    const folder = join(spoolDir, `preview-${randomUUID()}`);
    const one: Kept = {
      ...{ of, state, built: build(of, folder) },
      end: setTimeout(() => one.remove(), longest).unref(),
      remove() {
        clearTimeout(one.end);
        if (kept.get(key) === one) kept.delete(key);
        const removeFolder = () => rmSync(folder, { recursive: true, force: true });
        // Not while it is still being written.
        void one.built.then(removeFolder, removeFolder);
      },
    };
    kept.set(key, one);
    one.built.catch(() => one.remove());
    return one;
  }

  return {
    async open(of) {
      const key = JSON.stringify(of);
      const state = await stateOf(of);
      const known = kept.get(key);
      if (known?.state === state) {
        known.end.refresh();
        kept.delete(key);
        kept.set(key, known);
        return known.built;
      }
      known?.remove();
      const [oldest] = kept.values();
      if (oldest !== undefined && kept.size >= most) oldest.remove();
      return keep(key, of, state).built;
    },
    drop({ government, year }) {
      for (const one of [...kept.values()]) if (one.of.government === government && one.of.year === year) one.remove();
    },
    close() {
      for (const one of [...kept.values()]) one.remove();
    },
  };
}
