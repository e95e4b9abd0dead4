import type { Code, FiscalYear, Government, IsoDate, Language } from '@sipkadin/budget';
import type { Edition, KeyStatement, PublicRegister, Reference } from '@sipkadin/edition';
import type { Table } from '@sipkadin/opendata';
import type { UiWords } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import type { LinkState, Paths } from '../routes/paths.ts';
import type { SiteWords } from '../words/words.ts';
import type { Money } from './money.ts';

/** So many governments are named on every page; more have a page of their own. */
export const mostNamedGovernments = 12;

/** A key that signs editions, or has signed them. */
export interface SigningKeyOf {
  /** Hex. */
  fingerprint: string;
  isPresent: boolean;
  /** What was stated when it came into the place of the one before; undefined for the first key. */
  statement: KeyStatement | undefined;
}

/** Everything that a page is rendered from: one edition, the words, the links, and the query. */
export interface Context {
  language: Language;
  w: SiteWords;
  ui: UiWords;
  paths: Paths;
  linkState: LinkState;
  government: Government;
  /** All governments with a public edition, the default first. */
  governments: readonly Government[];
  /** Years with an edition, latest first. */
  years: readonly FiscalYear[];
  edition: Edition;
  /** Whether no later edition of its year is public. */
  isNewest: boolean;
  /** The edition that withdrew this one; undefined where none did. */
  withdrawnBy: () => { number: number; note: string } | undefined;
  /** Numbers of the editions of this year, latest first. */
  numbers: readonly number[];
  /** Opens every edition of this year, latest first. */
  every: () => Edition[];
  /** Of the year before, the edition whose figures are of the same day, else the latest; undefined where the year has none. */
  yearBefore: () => { edition: Edition; isSameDay: boolean; isLatest: boolean } | undefined;
  /** Opens every edition of a year that can be read, latest first, with names as they read in a sentence; none for a year without. */
  editionsOf: (year: FiscalYear) => Edition[];
  /** Published figures of other regions; undefined where there are none. */
  reference: Reference | undefined;
  /** What the government publishes beside its editions; undefined where there is nothing, or nobody can say that it signed it. */
  register: () => PublicRegister | undefined;
  today: IsoDate;
  /**
   * What the page says of the current day, where it says the same on several days: then it need not be made anew each day.
   * @param of as days pass, a value that it once left never comes back
   */
  onDay: <T>(of: (day: IsoDate) => T) => T;
  /** Set where the edition's files contain only budgets or only realization: the other side is absent, not late and not zero. */
  only: 'budget' | 'realization' | undefined;
  /** How many files the edition was made from. */
  sourceCount: number;
  /** The keys that have signed editions, the present one first. */
  keys: () => SigningKeyOf[];
  /** Whether data files that were removed are made again when somebody asks for one. */
  makesData: boolean;
  /** Whether the site serves the signer's public key. */
  hasKey: boolean;
  /** Messages at the top of the page: an unknown value in the query, a year or edition that does not exist. */
  notices: string[];
  /** Terms that the page has explained already. */
  explained: Set<string>;
  query: ReadonlyMap<string, string>;
  /** The text that is searched for; the query has `searchMark` in its place, for which the page is filled in. */
  search: string | undefined;
  /** The whole address of a path that begins with the site's base; undefined where the site's own address is not known. */
  address: (path: string) => string | undefined;
  /** The whole address of this page in this very edition, for paper; undefined where the site's own address is not known. */
  pinned: string | undefined;
  /** The page's whole address, and that of its twin in each language; undefined where the site's own address is not known. */
  canonical: Readonly<Record<Language, string>> | undefined;
  /** Addresses of the same page in the other language, and of another year where that year may have it. */
  twins: { language: string; year: (year: FiscalYear) => string | undefined };
  /** Address of the page's tables as a file. */
  dataAddress: (form: 'csv' | 'xlsx' | 'json') => string;
  /** Address of a file of a chart on the page, "kurva.svg"; undefined where the page has none, as the results of a search. */
  chartAddress: (file: string) => string | undefined;
}

/** The figure of a page that a reader may ask about: an OPD, a unit or an activity of it, or an account; without any, all spending. */
export interface Figure {
  /** Slug of the OPD. */
  opd?: string | undefined;
  /** Slug of a sub-unit of it. */
  sub?: string | undefined;
  kegiatan?: Code | undefined;
  rekening?: Code | undefined;
}

/** A page without its frame. */
export interface Page {
  /** Tables of which the page shows only a part, whole; those that it shows whole are read from it. */
  tables?: () => Table[];
  /** Whether its address stands on paper as text alone: half a kilobyte for a QR code is more than its first view has to spare. */
  withoutCode?: boolean;
  title: string;
  description: string;
  body: ReactNode;
  status?: 200 | 404;
  /** How many pages its rows have, where they have several: a page beyond is none. */
  pages?: number;
  /** The day up to which its figures are known, where it is not the edition's; null: none is known. */
  asOf?: IsoDate | null;
  /** Whether its figures are official ones of others, and not the edition's, which may be simulated. */
  official?: boolean;
  /** What the files of its charts rest on, where their figures are not the edition's. */
  filesRestOn?: { name: string; lines: readonly string[]; columns: readonly (readonly [name: string, value: string | null])[] };
  /** Whether the page shows figures and therefore the six facts about them. */
  figures?: boolean;
  /** The figure that the page is about, where it is about one. */
  about?: Figure;
  /** Whether the field of the header has the question that this page answers. */
  isAskPage?: boolean;
  /** Set where the page can be shared: its name for /bagikan, its sentence, and the amounts of the picture's bar. */
  share?: { isi: string; sentence: string; amounts: Money };
  /** Set on a page for a frame on other sites, without header and footer: the address of the page that has more. */
  embed?: { more: string };
  /** Whether it shows an embed in a frame. */
  framesEmbed?: boolean;
  /** Name of the entry of its own client script; pages work without it. */
  script?: 'check';
  /** What the page has, for search engines; see document/structured-data.ts. */
  structured?: object;
  /** Whether the page names the feeds of editions and corrections. */
  hasFeeds?: boolean;
  /** Rules that this page alone needs, after those of all pages. */
  style?: string;
}
