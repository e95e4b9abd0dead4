import type { IncomingMessage } from 'node:http';
import type { IsoInstant } from '@sipkadin/budget';
import type { Edition, Editions } from '@sipkadin/edition';
import type { Draft } from '../document/document.tsx';

/** What a site is made from. */
export interface SiteOptions {
  editions: Editions;
  /** Region code of the government whose pages are at "/". */
  defaultGovernment: string;
  /** Folder under which the site lies, "" by default. */
  basePath?: string;
  /** Public half of the key that signs editions, as PEM. Served at /kunci.pem, so that readers need not trust the copy in an edition. */
  publicKey?: string;
  /** Whether a government has published editions that are not on this disk; none where nobody knows. */
  isAway?: (government: string) => boolean;
  /** Origin at which everybody finds the site, "https://kota.example.go.id"; absent where nobody knows: then no page has a whole address of itself. */
  siteAddress?: string;
  /** Origin that pages on paper print; absent: `siteAddress`. */
  paperAddress?: string;
  now?: () => IsoInstant;
  /** Further headers on every response over HTTP. */
  headers?: Readonly<Record<string, string>>;
  /** Origins whose pages may show an embed in a frame, as in a content security policy: "*" for all, the default; none: only this site's own. */
  embedOrigins?: readonly string[];
  /** For a copy of another site that may lack newer editions: when it was last compared with that site. Absent or undefined: it lacks none. */
  copiedUntil?: () => IsoInstant | undefined;
  /** Whether a desk takes questions at `/api/tanya` below the same address; not behind a copy of files or a preview. */
  takesQuestions?: boolean;
  /** Called with an internal error and the address; readers get a page without details. */
  onError?: (error: unknown, address: string, requestId?: string) => void;
  /** The name of a request in the log, sent back as X-Request-Id; the same each time for the same request. Absent: requests have none. */
  requestId?: (request: IncomingMessage) => string;
  /** By which a client is counted where its questions are limited, such as its address. Absent: they are not limited by client. */
  clientOf?: (request: IncomingMessage) => string;
  /** Set where the newest edition is not published yet: each page says so, and no cache may keep an answer. Absent: all is public. */
  draft?: Draft;
  /** Bytes of answers that are kept in memory, 64 MB and half a MB for each government by default, 512 MB at most. */
  cacheBytes?: number;
  /** Makes the data files of an earlier edition, after this returns: readers are asked to come again. Absent: they cannot be made. */
  makeData?: (edition: Pick<Edition, 'dir' | 'hash'>) => void;
  /** A folder for pages that were made, which other processes may share; it holds nothing else. Absent: they are kept in memory alone. */
  pagesFolder?: string;
  /** Most bytes in that folder: 128 MB and 2 MB for each government by default, 2 GB at most. */
  pagesBytes?: number;
  /** Milliseconds after a change of editions until pages of regions and share images are made ahead, 5,000 by default. */
  prepareAfter?: number;
}
