import { copyOf, linkTo } from '../routes/copy-of.ts';

/** Of a static copy: the folder that it lies in. undefined where the server makes the pages. */
const root = (() => {
  const path = document.documentElement.dataset['salinan'];
  return path === undefined ? undefined : new URL(path === '' ? './' : path, location.href);
})();

export const isCopy = root !== undefined;

/** @param address of the site, without base. @returns where a browser finds its page: in a copy, its file */
export function inCopy(address: string): string {
  const copy = root === undefined ? undefined : copyOf(address, '');
  return copy === undefined ? address : linkTo(copy, root?.pathname ?? '/');
}

/** The address that a file of the copy is the page of, with the query that it was asked with: "/opd?urut=nama" of ".../opd.html?urut=nama". */
function addressOf({ pathname, search }: { pathname: string; search: string }): string {
  const file = decodeURIComponent(pathname.slice((root?.pathname.length ?? 1) - 1));
  const [path = '', query] = file.replace(/(?:(?<=\/)index)?\.html$/, '').split('~');
  const parts = [query, search.slice(1)].filter((one) => one !== undefined && one !== '');
  return `${path}${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
}

/** Where a form of the copy leads: a browser makes "opd.html?urut=nama" of it, and the page is another file. */
export function formTarget(target: URL): string {
  return isCopy ? inCopy(addressOf(target)) : `${target.pathname}${target.search}`;
}

/** Query parameters that choose another page. Others, as those that come with links from elsewhere, change nothing. */
const chooses = /[?&](?:tahun|terbitan|urut|menurut|opd|lawan|bulan|dari|ke|langkah|ukuran|sebab|halaman|provinsi|data)=/;

/** Makes forms lead to files, and an address with a query to the file of that page, where the copy has it. */
export function followQueries(): void {
  if (root === undefined) return;
  document.addEventListener('submit', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || target.method !== 'get') return;
    event.preventDefault();
    const asked = new URL(target.action);
    asked.search = String(new URLSearchParams([...new FormData(target)].map(([name, value]) => [name, String(value)])));
    location.assign(formTarget(asked));
  });
  if (!chooses.test(location.search) || isShown(new URLSearchParams(location.search))) return;
  const file = formTarget(new URL(location.href));
  if (file.split('?')[0] === location.pathname) return;
  // Where the copy has no such page, the one that is shown has in its stamp what it is of.
  void goWhereThere(file);
}

async function goWhereThere(file: string): Promise<void> {
  const { ok } = await fetch(file, { method: 'HEAD' });
  if (ok) location.replace(file);
}

/** Whether a query asks for the year and edition that the page is of, and nothing else. */
function isShown(query: URLSearchParams): boolean {
  const year = document.querySelector<HTMLElement>('form.ask')?.dataset['shown'];
  const [, edition] = /terbitan\/(\d+)/.exec(document.querySelector('.stamp a[href*="terbitan/"]')?.getAttribute('href') ?? '') ?? [];
  const is = (name: string, own: string | undefined) => [null, own].includes(query.get(name));
  return is('tahun', year) && is('terbitan', edition) && [...query.keys()].every((name) => name === 'tahun' || name === 'terbitan');
}
