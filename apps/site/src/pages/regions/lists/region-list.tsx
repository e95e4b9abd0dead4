import { formatCount } from '@sipkadin/ui';
import { Crumbs } from '../../../parts/navigation.tsx';
import type { Context, Page } from '../../../reading/context.ts';
import { regionsOn } from '../figures.ts';

/** Every region that can be compared: the provinces, and the kabupaten and kota of one of them. */
export function regionList(context: Context): Page | undefined {
  const { reference, w, language, paths, query, notices, government } = context;
  if (reference === undefined) return undefined;
  const { regions } = regionsOn(reference, 'budget');
  const provinces = regions.filter(({ kind }) => kind === 'provinsi');
  const asked = query.get('provinsi') ?? government.code.slice(0, 2);
  const province = provinces.find(({ code }) => code === asked) ?? provinces[0];
  if (province?.code !== asked) notices.push(w.badValue(w.regions.listBad));
  const link = (code: string, name: string) => (
    <li key={code}>
      <a href={paths.region({ region: code })}>{name}</a>
    </li>
  );
  return {
    official: true,
    title: w.regions.listTitle,
    description: w.regions.listTitle,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.regions.nav, href: paths.regions() }, { name: w.regions.list }]} />
        <h1>{w.regions.listTitle}</h1>
        <p className="prose">{w.regions.listLead(formatCount(regions.length, language))}</p>
        <div className="split">
          <nav aria-label={w.regions.kind.provinsi}>
            <ul className="plain">
              {provinces.map(({ code, name }) => (
                <li key={code}>
                  <a href={paths.regionList({ provinsi: code })} aria-current={code === province?.code ? 'true' : undefined}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {province && (
            <section>
              <h2>{w.regions.inProvince(province.name)}</h2>
              <ul className="plain">
                {link(province.code, province.name)}
                {regions.flatMap(({ code, name }) => (code.startsWith(`${province.code}.`) ? [link(code, name)] : []))}
              </ul>
            </section>
          )}
        </div>
      </>
    ),
  };
}
