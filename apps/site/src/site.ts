import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Language } from '@sipkadin/budget';
import type { Router } from 'express';
import { type BannerAsked, createAnswers } from './answers.ts';
import { copyPages } from './document/copy-page.tsx';
import { copyWords } from './document/copy-words.ts';
import { httpHandler } from './http/handler.ts';
import type { HttpResponse, Negotiation } from './http/resource.ts';
import type { SiteOptions } from './http/site-options.ts';
import { mcpEndpoint } from './machine/mcp/endpoint.ts';
import type { MadeBanner } from './pages/embed/banner.ts';
import { readAddress } from './routes/address.ts';
import type { PublicAddress } from './routes/addresses.ts';
import { type Copy, copyOf, linkTo, pictureOf } from './routes/copy-of.ts';
import { routeLabel } from './routes/route-label.ts';

export type { SiteOptions };

export interface Site {
  /**
   * The response to a public address, without HTTP: for a static export and tests.
   * @returns undefined where the site has no such address
   */
  answer: (address: string, negotiation?: Negotiation) => Promise<HttpResponse | undefined>;
  /**
   * Every address of what is published now, with what a page's forms can be set to: for a static export.
   * @param earlierPages whether pages of editions that are not their year's newest are among them; yes by default
   */
  addresses: (of?: { earlierPages: boolean }) => Iterable<PublicAddress>;
  /** For a static copy of the site: what it has in place of an address, and the pages that only a copy has, by file. */
  copy: {
    of: (address: string) => Copy | undefined;
    link: typeof linkTo;
    /** The share image of a page, where the copy has it. */
    picture: (address: string) => Copy | undefined;
    /** In place of a form that sends something to the server. */
    noForm: Readonly<Record<Language, string>>;
    pages: () => Promise<ReadonlyMap<string, Buffer>>;
    /**
     * As `answer`, with whether later publications leave it as it is: as long as `stamp` and its `facts` are the same.
     */
    answer: (address: string) => Promise<{ response: HttpResponse; isLasting: boolean } | undefined>;
    stamp: () => string;
    /** See routes/lasting.ts; '' for what is no page. */
    facts: (address: string) => string;
  };
  /** For Node's http, before express. @returns false, and leaves the response alone, where the site has no such address */
  handler: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** For express, after all other routers: it answers every remaining request, with "page not found" where nothing else fits. */
  router: Router;
  /** What a printed infographic shows; undefined where there is none of what is asked. */
  banner: (asked: BannerAsked) => MadeBanner | undefined;
  /** The name of the route of a path, one of finitely many; undefined where the site has no such path. */
  routeOf: (path: string) => string | undefined;
  /** Checks for new editions now instead of within half a second. */
  refresh: () => void;
  /** Ends what is made in the background. */
  stop: () => void;
}

/** The public site: pages, downloads and aggregates from editions alone. */
export function createSite(options: SiteOptions): Site {
  const answers = createAnswers(options);
  const { base } = answers;
  const find = (url: string, acceptEncoding?: string) => {
    const address = readAddress(url, base);
    if (address === undefined || address === 'too-long') return address === undefined ? undefined : 414;
    return () => answers.find(address, url, acceptEncoding);
  };
  const answer = async (address: string, negotiation: Negotiation = {}) => {
    const found = find(address, negotiation.acceptEncoding);
    if (found === undefined || found === 414) return undefined;
    const resource = await found();
    const isLasting = answers.lasting.has(resource);
    const given = await resource.respond(negotiation);
    if (!('file' in given)) return { response: given, isLasting };
    await given.check();
    const response = { status: 200, headers: Object.entries(given.headers).flat(), bytes: readFileSync(join(given.folder, given.file)) };
    return { response, isLasting };
  };
  const languageOf = (url: string): Language => (url.startsWith(`${base}/en/`) ? 'en' : 'id');
  const { onError = () => {}, headers = {} } = options;
  const http = httpHandler({
    kept: answers.kept,
    find,
    missing: (url) => answers.missing(languageOf(url)),
    busy: (url) => answers.busy(languageOf(url)),
    failed: (url, error) => answers.failed(languageOf(url), error),
    requestId: options.requestId,
    onError,
    headers,
    uncached: options.draft !== undefined,
  });
  // A draft is for its readers alone.
  const { requestId, clientOf } = options;
  const mcp =
    options.draft === undefined ? mcpEndpoint({ base, onError, headers, requestId, clientOf, finding: answers.finding }) : () => false;
  return {
    router: http.router,
    handler: (request, response) => mcp(request, response) || http.handler(request, response),
    answer: async (address, negotiation) => (await answer(address, negotiation))?.response,
    addresses: answers.addresses,
    banner: answers.banner,
    routeOf: (path) => routeLabel(path, base),
    copy: {
      of: (address) => copyOf(address, base),
      link: linkTo,
      picture: (address) => pictureOf(address, base),
      noForm: { id: copyWords.id.noForm, en: copyWords.en.noForm },
      pages: () => copyOnlyPages(answers),
      answer,
      stamp: answers.lasting.stamp,
      facts: (given) => {
        const address = readAddress(given, base);
        return address === undefined || address === 'too-long' ? '' : answers.lasting.facts(address);
      },
    },
    refresh: answers.refresh,
    stop: answers.stop,
  };
}

async function copyOnlyPages({ copyPage }: ReturnType<typeof createAnswers>): Promise<ReadonlyMap<string, Buffer>> {
  const made = new Map<string, Buffer>();
  for (const [file, kind] of Object.entries(copyPages)) {
    for (const language of ['id', 'en'] as const) {
      const page = await copyPage(kind, language).respond({});
      if ('bytes' in page) made.set(language === 'en' ? `en/${file}` : file, page.bytes);
    }
  }
  return made;
}
