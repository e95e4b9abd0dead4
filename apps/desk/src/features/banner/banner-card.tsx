import { compareNames } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../web/client.ts';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { bannerWords } from './words.ts';

/** Makes the printed infographic of the government or of one OPD; the answer is a file, so no script is needed to send the form. */
export function BannerCard() {
  const { w, language } = useWords(bannerWords);
  const { government } = usePerson();
  const { data } = useQuery(trpc.monitor.summary.queryOptions({ government: government.code }));
  const units = data?.units ?? [];
  return (
    <section className="card">
      <h2>{w.title}</h2>
      <p className="small">{w.lead}</p>
      <form method="get" action={`/api/kerja/spanduk/${government.code}`}>
        <label>
          {w.of}
          <select name="opd">
            <option value="">{w.whole}</option>
            {units
              .toSorted((a, b) => compareNames(a.name, b.name))
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </select>
        </label>
        <label>
          {w.size}
          <select name="ukuran">
            {(['a3', 'a1', '3x1'] as const).map((size) => (
              <option key={size} value={size}>
                {w.sizes[size]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.language}
          <select name="bahasa" defaultValue={language}>
            {(['id', 'en'] as const).map((one) => (
              <option key={one} value={one}>
                {w.languages[one]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="main">
          {w.make}
        </button>
      </form>
    </section>
  );
}
