import { type Government, regionByCode } from '@sipkadin/budget';
import { formatCount } from '@sipkadin/ui';
import { Crumbs } from '../../../parts/navigation.tsx';
import type { Context, Page } from '../../../reading/context.ts';

/** More are not listed at once; a province has fewer. */
const mostListed = 60;

const provinceOf = (code: string) => code.slice(0, 2);

const lettersOf = (text: string) =>
  text
    .toLocaleLowerCase('id')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Governments with a text in their name, or with this code; none for a text without a letter. */
function named(governments: readonly Government[], text: string): Government[] {
  const wanted = lettersOf(text);
  if (wanted === '') return [];
  return governments.filter(({ code, name }) => code === text.trim() || lettersOf(name).includes(wanted));
}

/** Which governments a text finds. */
export const governmentsNamed = (governments: readonly Government[], text: string): string =>
  named(governments, text)
    .map(({ code }) => code)
    .join();

/**
 * The governments that have published here, found by name or by province. A list of hundreds is never sent whole. @returns undefined where there
 * is one alone
 */
export function governments(context: Context): Page | undefined {
  const { w, language, paths, query, search, government, governments: all } = context;
  if (all.length < 2) return undefined;
  const own = provinceOf(query.get('provinsi') ?? government.code);
  const provinces = [...new Set(all.map(({ code }) => provinceOf(code)))].toSorted();
  const inProvince = (wanted: string) =>
    all.filter(({ code }) => provinceOf(code) === wanted).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const text = query.get('cari') ?? '';
  const found = text === '' ? inProvince(own) : named(all, search ?? '');
  const title = w.governments.title(formatCount(all.length, language));
  const provinceName = (code: string) => regionByCode(code)?.name ?? code;
  const newest = paths.at({ year: undefined, edition: undefined });
  const isAsked = text !== '' || query.has('provinsi');
  const choice = (
    <nav key="choice" aria-label={w.regions.kind.provinsi}>
      <ul className="plain">
        {provinces.map((code) => (
          <li key={code}>
            <a href={newest.governments({ provinsi: code })} aria-current={text === '' && code === own ? 'true' : undefined}>
              {provinceName(code)}
            </a>{' '}
            <span className="small">{formatCount(inProvince(code).length, language)}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
  const list = (
    <section key="list">
      <h2>{text === '' ? provinceName(own) : w.governments.found(formatCount(found.length, language), text)}</h2>
      <ul className="plain">
        {found.slice(0, mostListed).map(({ code, name }) => (
          <li key={code}>
            <a href={paths.at({ government: code === all[0]?.code ? undefined : code, year: undefined, edition: undefined }).home()}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      {found.length > mostListed && <p className="small">{w.governments.more(formatCount(mostListed, language))}</p>}
    </section>
  );
  return {
    title,
    description: title,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.governments.nav }]} />
        <h1>{title}</h1>
        <form className="filter" method="get" action={newest.governments()}>
          <label>
            {w.governments.search}
            <input type="search" name="cari" defaultValue={text} maxLength={100} />
          </label>
          <button type="submit">{w.governments.show}</button>
        </form>
        <div className="split">
          {/* What was asked for comes first, also where both are below each other. */}
          {isAsked ? [list, choice] : [choice, list]}
        </div>
      </>
    ),
  };
}
