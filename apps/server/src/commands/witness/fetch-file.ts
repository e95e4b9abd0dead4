import { setTimeout } from 'node:timers/promises';
import { editionName, type LogEntry, type ReadEditionFile } from '@sipkadin/edition';
import { Failure, UsageError } from '../../command.ts';

/**
 * The address of a site that a command was given.
 * @returns undefined where it is no http address
 * @throws UsageError where it has a name or a password, which is never printed: `fetch` takes none
 */
export function readSiteAddress(text: string | undefined): URL | undefined {
  const site = text === undefined ? null : URL.parse(text);
  if (site === null || !['http:', 'https:'].includes(site.protocol)) return undefined;
  if (site.username === '' && site.password === '') return site;
  throw new UsageError({
    id: `alamat ${site.host} tidak boleh memuat nama pengguna atau kata sandi: yang dibaca di sana terbuka bagi semua orang`,
    en: `the address of ${site.host} must have no user name or password: what is read there is open to everybody`,
  });
}

/** Milliseconds that one answer may take, from the request to its last byte. */
const patience = 20_000;

/**
 * Reads one file over HTTP, within limits: the server that is looked at may be anybody's. It may lead to another address of its own, and
 * to no other server.
 * @param most bytes of the body
 * @returns undefined where there is no such file
 * @throws Failure where it cannot be read, or is longer or slower than that
 */
export async function fetchFile(address: URL, most: number, signal: AbortSignal, milliseconds = patience): Promise<Uint8Array | undefined> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
  const answer = await fetchHere(address, within);
  if (answer.status !== 200) {
    await answer.body?.cancel();
    if (answer.status === 404 || answer.status === 410) return undefined;
    throw new Failure({ id: `${address.href} menjawab ${answer.status}`, en: `${address.href} answered ${answer.status}` });
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > most)
      throw new Failure({ id: `${address.href} lebih panjang dari ${most} bita`, en: `${address.href} is longer than ${most} bytes` });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const mostRedirects = 3;
/** How often a server that is busy, or a connection that broke, is asked again, and how long it may have it waited for, in seconds. */
const mostAttempts = 4;
const longestPause = 30;

async function fetchHere(address: URL, signal: AbortSignal): Promise<Response> {
  let at = address;
  for (let redirects = 0, attempts = 1; ; ) {
    const answer = await fetch(at, { signal, redirect: 'manual' }).catch((error: unknown) => {
      // A kept connection may have been closed by the server while this process was busy.
      if (signal.aborted || !(error instanceof TypeError) || attempts++ >= mostAttempts) throw unreachable(at, error);
    });
    if (answer === undefined) continue;
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      await answer.body?.cancel();
      const next = new URL(location, at);
      if (next.origin !== address.origin)
        throw new Failure({
          id: `${address.href} mengarah ke server lain, ${next.origin}`,
          en: `${address.href} leads to another server, ${next.origin}`,
        });
      if (++redirects > mostRedirects)
        throw new Failure({
          id: `${address.href} terlalu banyak mengarah ke alamat lain`,
          en: `${address.href} leads to too many other addresses`,
        });
      at = next;
      continue;
    }
    const pause = Number(answer.headers.get('retry-after') ?? 1);
    if ((answer.status !== 429 && answer.status !== 503) || attempts++ >= mostAttempts || !(pause <= longestPause)) return answer;
    await answer.body?.cancel();
    await setTimeout(pause * 1000, undefined, { signal });
  }
}

function unreachable(address: URL, error: unknown): unknown {
  const cause = error instanceof TypeError && error.cause instanceof Error ? error.cause.message : undefined;
  return cause === undefined
    ? error
    : new Failure({ id: `${address.href} tidak dapat dibaca: ${cause}`, en: `${address.href} cannot be read: ${cause}` });
}

/** Reads the files of an edition from a site, or from a plain copy of its folder of editions, with or without a slash at its end. */
export function readOverHttp(site: string, entry: LogEntry, signal: AbortSignal): ReadEditionFile {
  const base = site.endsWith('/') ? site : `${site}/`;
  return async (path, most) =>
    (await fetchFile(new URL(`p/${entry.government}/unduh/${entry.year}/${entry.number}/${path}`, base), most, signal)) ??
    fetchFile(new URL(`${editionName(entry)}/${path}`, base), most, signal);
}
