import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FiscalYear, Language } from '@sipkadin/budget';
import { type PublicEditions, presentKeyPem } from '@sipkadin/edition';
import { LRUCache } from 'lru-cache';
import { chartResource, chartsOf, readChartName } from './document/chart-file.tsx';
import { type CopyPage, copyMessage } from './document/copy-page.tsx';
import { renderPage } from './document/document.tsx';
import { editionOf, type Finding, findContext, plainPaths } from './find-context.ts';
import { readAssets } from './http/assets.ts';
import type { Made } from './http/made/cache.ts';
import { madePages } from './http/made/made-pages.ts';
import { messagesOf } from './http/messages.ts';
import { moved, type Resource } from './http/resource.ts';
import { searchedPages, searchMark } from './http/searched.ts';
import type { SiteOptions } from './http/site-options.ts';
import { turns } from './http/turns.ts';
import { pageData } from './machine/pages/page-data.tsx';
import { bannerOf, type MadeBanner } from './pages/embed/banner.ts';
import { renderEmbed } from './pages/embed/document.tsx';
import { shareImage, shareImageResource } from './pages/embed/share-image.tsx';
import type { Context, Page } from './reading/context.ts';
import { recorded, recordedDay } from './reading/recorded.ts';
import { changedBetween, lookAt, type View } from './reading/view.ts';
import { type Address, canonical, chartAddress, type DataForm, dataAddress } from './routes/address.ts';
import { addressesOf, type PublicAddress } from './routes/addresses.ts';
import { addressesAhead } from './routes/ahead.ts';
import { holdingsOf } from './routes/holdings.ts';
import { lastingFacts, lastingPages, lastingStamp, watched } from './routes/lasting.ts';
import type { PageRoute, Route } from './routes/route.ts';
import { table } from './routes/table.ts';
import { hasParameters, withKnownValues } from './routes/with-known-values.ts';
import { words } from './words/words.ts';

/** Which infographic is wanted. */
export interface BannerAsked {
  government: string;
  /** Name, code or slug of the OPD; undefined for the whole government. */
  unit?: string | undefined;
  /** undefined for the newest. */
  year?: FiscalYear | undefined;
  language: Language;
}

export type Answers = ReturnType<typeof createAnswers>;

/** Milliseconds between checks for new editions; a check is one stat call. */
const lookEvery = 500;
/** How many addresses may wait to be made. */
const mostWaiting = 1000;
/** How many pages of a new edition are made before it is switched to, and for how many milliseconds at most. */
const mostMadeAhead = 150;
const longestAhead = 30_000;
/** How many amounts are remembered with the number of their pages. */
const mostCounted = 10_000;
/**
 * Makes the resource of each public address once and caches it until the editions it was made from change. Knows nothing of HTTP
 * requests. Checks for new editions when an address is requested, at most twice a second; the pages that are asked for most are made
 * from a new edition before anybody is shown it.
 */
export function createAnswers(options: SiteOptions) {
  const { editions, defaultGovernment, basePath: base = '', draft, now = () => new Date().toISOString() } = options;
  const assets = readAssets(join(import.meta.dirname, '..', 'dist', 'client'));
  const messages = messagesOf({ base, assets, draft, defaultGovernment, isAway: options.isAway });
  const { missing, empty } = messages;
  const making = new Map<string, Promise<Resource>>();
  const inTurn = turns(mostWaiting);
  const searched = searchedPages();
  const pagesOf = new LRUCache<string, number>({ max: mostCounted });
  /** Which charts a page has, so that an address that names another one costs no rendering. */
  const chartNames = new LRUCache<string, readonly string[]>({ max: mostCounted });
  /** The page whose tables were last given as a file: its other forms are often asked for next, and need no other rendering. */
  let tabled: { of: View; page: string; as: (form: DataForm) => Made } | undefined;
  const lasting = lastingPages();
  let view: View | undefined;
  let looked = Number.NEGATIVE_INFINITY;
  let ahead: View | undefined;

  function look(): View {
    looked = Date.now();
    return lookAt(editions, { defaultGovernment, now, until: options.copiedUntil?.() }, ahead ?? view);
  }

  const isChanged = (before: View, next: View) => {
    // Of hundreds of governments a comparison takes milliseconds, twice a second.
    if (before === next) return false;
    const changed = changedBetween(before, next);
    return changed === 'all' || changed.size > 0 || before.today !== next.today;
  };

  /** Answers from this view from now on. */
  function switchTo(next: View, made: readonly (readonly [string, Made])[] = []): void {
    pages.change(view, next);
    for (const [key, one] of made) pages.set(key, one);
    view = next;
    ahead = undefined;
    // Requests from now on must not join a rendering of the old editions.
    making.clear();
    searched.clear();
    pagesOf.clear();
    chartNames.clear();
  }

  function current(): View {
    if (view === undefined) {
      const first = look();
      switchTo(first);
      return first;
    }
    if (Date.now() - looked >= lookEvery) {
      const next = look();
      if (ahead === undefined && isChanged(view, next)) void prepare(view, next);
    }
    return view;
  }

  /** The last view where the folder of editions cannot be looked at: what is ready is served all the same. */
  function currentOrLast(): View {
    try {
      return current();
    } catch (error) {
      if (view === undefined) throw error;
      return view;
    }
  }

  /** Makes what is asked for most from a new view, a page at a time, and switches to it. */
  async function prepare(before: View, next: View): Promise<void> {
    ahead = next;
    const end = Date.now() + longestAhead;
    const made: [string, Made][] = [];
    for (const [key, { resource, from }] of pages.mostAsked(before, next, mostMadeAhead)) {
      await nextTurn();
      if (ahead !== next) return;
      if (from === undefined || Date.now() >= end) continue;
      try {
        const fresh = await compose(from.address, from.url, next);
        if (fresh.resource.status !== 200) continue;
        for (const acceptEncoding of resource.encodings?.() ?? []) await fresh.resource.respond({ acceptEncoding });
        made.push([key, { ...fresh, from }]);
      } catch {
        // It is made, and fails, when it is asked for.
      }
    }
    if (ahead === next) switchTo(next, made);
  }

  const madeFrom = [base, options.publicKey, options.siteAddress, options.paperAddress, options.embedOrigins];
  const pages = madePages({
    ...{ options, keyOf, look: current, settings: [base, [...assets.files.keys()]] },
    make: (address, of) => inTurn(() => compose(address, '', of)),
    ahead: (of) => addressesAhead(of, defaultGovernment),
  });

  function make(key: string, address: Address, url: string, acceptEncoding: string | undefined): Promise<Resource> {
    const result: Promise<Resource> = inTurn(async () => {
      const of = currentOrLast();
      const made = await compose(address, url, of);
      const { resource } = made;
      pages.write(key, address, made, of);
      // In its turn too, so that many of them leave processors to others; before it is kept, so that its size is what it takes.
      await resource.respond({ acceptEncoding });
      if (making.get(key) === result && resource.status === 200) pages.set(key, { ...made, from: { address, url } });
      return resource;
    }).finally(() => {
      if (making.get(key) === result) making.delete(key);
    });
    making.set(key, result);
    return result;
  }

  async function compose(address: Address, url: string, of: View): Promise<Made> {
    const { published, governments, today, copiedUntil } = of;
    const ofPage = address.data === undefined ? undefined : canonical(address, base);
    if (tabled !== undefined && address.data !== undefined && tabled.of === of && tabled.page === ofPage) return tabled.as(address.data);
    const uses = new Set<string>();
    const reading = recorded(published, uses);
    const route: Route = table[address.route];
    const publicKey = presentKeyPem(reading.keys(), options.publicKey);
    if (route.kind === 'file') {
      const { siteAddress, makeData } = options;
      const site = { editions: reading, assets, publicKey, base, defaultGovernment, siteAddress, makeData };
      const holdings = holdingsOf(site, address.government);
      return {
        resource:
          (await route.load(holdings, { ...Object.fromEntries(address.query), ...address.parameters } as never, url)) ??
          missing(address.language),
        uses,
      };
    }
    const found = findContext(findingIn(reading, { governments, today, copiedUntil }), address);
    if (found === undefined) return { resource: address.route === 'home' ? empty(address) : missing(address.language), uses };
    // Other pages name governments only where they are few, and are all made anew then.
    if (address.route === 'governments') reading.governments();
    const day = recordedDay(today);
    const { context, isLasting } = watched(found, day);
    const page = await route.render(context, address.parameters as never);
    const from = (resource: Resource): Made => ({ resource, uses, days: day.days() });
    if (page === undefined) return from(missing(address.language));
    if (address.data !== undefined && ofPage !== undefined) {
      const as = pageData({ context, page, address: ofPage, isDraft: draft !== undefined });
      const dataOf = (form: DataForm) => lasting.note(as(form) ?? missing(address.language), isLasting);
      tabled = { of, page: ofPage, as: (form) => from(dataOf(form)) };
      return tabled.as(address.data);
    }
    if (address.chart !== undefined) return from((await chartOf(address, address.chart, context, page)) ?? missing(address.language));
    const last = page.pages ?? 1;
    if (page.pages !== undefined) pagesOf.set(firstPage(address), last);
    if (pageOf(address) > last) return from(moved(atPage(address, last)));
    return from(lasting.note(documentOf(context, page), isLasting));
  }

  /** What contexts are made from. */
  function findingIn(reading: PublicEditions, { governments, today, copiedUntil }: Pick<View, 'governments' | 'today' | 'copiedUntil'>) {
    const publicKey = presentKeyPem(reading.keys(), options.publicKey);
    return {
      editions: reading,
      defaultGovernment,
      base,
      today,
      copiedUntil,
      hasKey: publicKey !== undefined,
      publicKey,
      takesQuestions: options.takesQuestions ?? false,
      makesData: options.makeData !== undefined,
      governments,
      siteAddress: options.siteAddress,
      paperAddress: options.paperAddress ?? options.siteAddress,
    };
  }

  function documentOf(context: Context, page: Page): Resource {
    if (page.embed === undefined) return renderPage(context, page, { assets, draft });
    return renderEmbed(context, page, { origins: options.embedOrigins ?? ['*'], draftAt: draft?.at });
  }

  async function chartOf(address: Address, name: string, context: Context, page: Page): Promise<Resource | undefined> {
    const asked = readChartName(name);
    const draftTitle = draft && words(address.language).draft.title;
    if (asked?.id === shareImage) return shareImageResource({ context, page, draft: draftTitle });
    const charts = chartsOf(page);
    const pageAddress = canonical(address, base);
    chartNames.set(
      pageAddress,
      charts.map(({ id }) => id),
    );
    const chart = charts.find(({ id }) => id === asked?.id);
    if (asked === undefined || chart === undefined) return undefined;
    return chartResource({ context, page, chart, form: asked.form, address: pageAddress, draft: draftTitle });
  }

  /** @returns undefined for the file of a chart that the page is known not to have */
  function keyOf(address: Address): string | undefined {
    if (address.data !== undefined) return dataAddress(address, address.data, base);
    if (address.chart === undefined) return canonical(address, base);
    const asked = readChartName(address.chart);
    if (asked?.id === shareImage)
      return asked.form === 'png' && !address.query.has('cari') ? chartAddress(address, address.chart, base) : undefined;
    const known = chartNames.get(canonical(address, base));
    if (asked === undefined || address.query.has('cari') || known?.includes(asked.id) === false) return undefined;
    return chartAddress(address, address.chart, base);
  }

  const atPage = (address: Address, page: number) => {
    const query = new Map(address.query);
    if (page === 1) query.delete('halaman');
    else query.set('halaman', String(page));
    return canonical({ ...address, query }, base);
  };
  const firstPage = (address: Address) => atPage(address, 1);
  const pageOf = ({ query }: Address) => Number(query.get('halaman') ?? 1);

  /** The address in the year that its text names, where there is an edition of that year and the address names none itself. */
  function inNamedYear(address: Address, { yearIn }: PageRoute, published: PublicEditions): Address {
    const text = address.query.get('cari');
    if (yearIn === undefined || text === undefined || address.query.has('tahun') || address.query.has('terbitan')) return address;
    const year = yearIn(text);
    if (!published.years(address.government ?? defaultGovernment).some((one) => one === year)) return address;
    return { ...address, query: new Map(address.query).set('tahun', String(year)) };
  }
  /**
   * A page of search results. What was searched for decides which rows it has and is printed in it: pages are kept by their rows, and
   * the text is filled in, so that endlessly many texts cost no rendering.
   */
  async function search(address: Address, text: string, rows: string): Promise<Resource> {
    const of = view;
    const marked = { ...address, query: new Map(address.query).set('cari', searchMark), search: text };
    const url = canonical(marked, base);
    const key = `${url} ${rows}`;
    const found = pages.get(key) ?? (await (making.get(key) ?? make(key, marked, url, undefined)));
    if (found.status !== 200) return found;
    const page = await searched.fill(found, text);
    if (view === of) searched.keep(canonical(address, base), page);
    return page;
  }

  return {
    base,
    /** @returns undefined where the address is not cached */
    kept(url: string): Resource | undefined {
      try {
        currentOrLast();
      } catch {
        // `find` reports the error.
      }
      return pages.get(url);
    },
    /**
     * Simultaneous requests for one address share one rendering.
     * @param acceptEncoding of the request, for which a page that is not ready is compressed before the next is made
     * @throws Busy where too many addresses wait to be made
     */
    async find(given: Address, url: string, acceptEncoding?: string): Promise<Resource> {
      const of = currentOrLast();
      const { published, governments } = of;
      const route: Route = table[given.route];
      const asked = route.kind === 'page' ? inNamedYear(given, route, published) : given;
      if (route.kind === 'file') {
        const key = route.key?.(url, base) ?? canonical(asked, base);
        return pages.get(key) ?? making.get(key) ?? make(key, asked, url, acceptEncoding);
      }
      const directly = keyOf(asked);
      // Before the edition is opened, which takes longer.
      const ready = directly === undefined || asked.query.has('cari') ? undefined : pages.find(directly, asked, url, of);
      if (ready !== undefined) return ready;
      const chosen = editionOf({ editions: published, defaultGovernment }, asked);
      const edition = chosen?.edition;
      if (edition !== undefined && !hasParameters(asked, route, edition)) return missing(asked.language);
      const address = chosen === undefined ? asked : withKnownValues(asked, route, chosen);
      const key = keyOf(address);
      if (key === undefined) return missing(asked.language);
      const text = address.query.get('cari');
      if (text !== undefined && edition !== undefined && route.rowsOf !== undefined)
        return searched.get(key) ?? search(address, text, route.rowsOf(edition, text, published.reference(), governments));
      const last = pagesOf.get(firstPage(address));
      if (last !== undefined && pageOf(address) > last) return moved(atPage(address, last));
      return pages.find(key, address, url, of) ?? making.get(key) ?? make(key, address, url, acceptEncoding);
    },
    /** A page that only a static copy of the site has. */
    copyPage(kind: CopyPage, language: Language): Resource {
      const { siteAddress } = options;
      const paths = plainPaths(base, { language, government: undefined });
      const whole = siteAddress === undefined ? undefined : (path: string) => `${siteAddress}${path}`;
      return messages.of(language, { ...copyMessage(kind, { language, paths, whole }), status: 200 });
    },
    /** For a static copy, which keeps pages that later publications do not change; see routes/lasting.ts. */
    lasting: {
      has: lasting.has,
      stamp: () => lastingStamp(currentOrLast(), [...madeFrom, [...assets.files.keys()]]),
      facts(address: Address): string {
        const of = currentOrLast();
        const context = findContext(findingIn(of.published, of), address);
        return context === undefined ? '' : lastingFacts(context);
      },
    },
    /** Every address of what is published now, with what a page's forms can be set to. */
    addresses: (of?: { earlierPages: boolean }): Iterable<PublicAddress> =>
      addressesOf({ published: currentOrLast().published, assets, base, defaultGovernment }, { withChoices: true, ...of }),
    /**
     * What a printed infographic of a government, or of one of its OPD, shows of its newest edition of a year.
     * @returns undefined where there is no such edition, year or OPD, or the edition states nothing any more
     */
    banner({ government, unit, year, language }: BannerAsked): MadeBanner | undefined {
      const view = currentOrLast();
      const at = government === defaultGovernment ? undefined : government;
      const query = new Map(year === undefined ? [] : [['tahun', String(year)]]);
      const address: Address = { route: 'home', language, government: at, parameters: {}, query };
      const context = findContext(findingIn(view.published, view), address);
      if (context === undefined || (year !== undefined && context.edition.manifest.year !== year)) return undefined;
      return bannerOf(context, unit);
    },
    /** What is published now, for answers that are no page. */
    finding(): Finding {
      const view = currentOrLast();
      return findingIn(view.published, view);
    },
    missing,
    busy: messages.busy,
    failed: messages.failed,
    /** Ends what is made in the background. */
    stop: pages.stop,
    /** Checks for new editions now instead of within half a second, and answers from them at once. */
    refresh(): void {
      const next = look();
      if (view === undefined || isChanged(view, next)) switchTo(next);
    },
  };
}
