import { bandAt } from '@sipkadin/budget';
import { formatCount, formatPoints } from '@sipkadin/ui';
import { Crumbs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { bandsOf } from '../../reading/judging.ts';
import { KeyList } from '../check/keys.tsx';

/** How to read the figures, what they rest on, and what is not among them. */
export function about(context: Context): Page {
  const { w, language, edition } = context;
  const { attention, behind } = bandAt(bandsOf(context), edition.manifest.asOf);
  const points = (tenths: number) => formatPoints(BigInt(tenths), language, true);
  const { population } = edition.manifest;
  const sections = [
    ...w.about.sections(points(attention), points(behind)),
    population === undefined
      ? w.about.noResidents
      : w.about.residents(formatCount(population.people, language), String(population.year), population.source),
  ];
  // The key is one more.
  const title = w.about.title(formatCount(sections.length + 1, language));
  return {
    title,
    description: title,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.about }]} />
        <h1>{title}</h1>
        {sections.map(([heading, text]) => (
          <section key={heading}>
            <h2>{heading}</h2>
            <p className="prose">{text}</p>
          </section>
        ))}
        <section id="kunci">
          <h2>{w.check.keys.title}</h2>
          <p className="prose">
            {w.check.keys.text} <a href={context.paths.check()}>{w.check.nav}</a>
          </p>
          <KeyList context={context} />
        </section>
      </>
    ),
  };
}
