import { type Sen, versionName } from '@sipkadin/budget';
import { formatDate, formatRatio, formatShort, textLines } from '@sipkadin/ui';
import { renderToStaticMarkup } from 'react-dom/server';
import { colours } from '../../document/colours.ts';
import { renderPng } from '../../http/png.ts';
import { type Resource, resource } from '../../http/resource.ts';
import { isEmpty } from '../../parts/corrections.tsx';
import { dayOfWhole } from '../../parts/course.tsx';
import type { Context, Page } from '../../reading/context.ts';
import type { Money } from '../../reading/money.ts';
import { plainText } from './markup.ts';
import { simulatedSentence } from './message.ts';

/** Name of the picture among the files of a page. */
export const shareImage = 'bagikan';

/** In the drawing's own units; `renderPng` makes 1200 x 630 pixels of it, the size that messengers and networks show whole. */
const [width, height] = [960, 504];
const side = 48;
const inner = width - 2 * side;

interface Given {
  context: Context;
  page: Page;
  /** Said on the picture where the edition is not published. */
  draft: string | undefined;
}

/** What a link to the page shows where it is shared: the page's sentence, its amounts with a bar, and what they rest on. */
export async function shareImageResource(given: Given): Promise<Resource> {
  return resource({
    type: 'image/png',
    body: await renderPng(plainText(renderToStaticMarkup(<Picture {...given} />))),
    cacheControl: 'public, max-age=60, stale-while-revalidate=600',
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
}

function Picture({ context, page, draft }: Given) {
  const { w, ui, language, government, edition } = context;
  const { manifest } = edition;
  const sentence = page.share?.sentence ?? page.title;
  const size = textLines(sentence, { width: inner, size: 42, most: 9 }).length <= 3 ? 42 : 33;
  const lines = textLines(sentence, { width: inner, size, most: size === 42 ? 3 : 4 });
  const warnings = [...(draft === undefined ? [] : [draft]), ...simulatedSentence(context)];
  const [ink, soft] = [colours['--ina-content-primary'], colours['--ina-content-secondary']];
  const day = page.asOf === undefined ? dayOfWhole(context) : page.asOf === null ? null : formatDate(page.asOf, language);
  const facts = [
    ...(manifest.version === null ? [String(manifest.year)] : [`${versionName(manifest.version, language)} ${manifest.year}`]),
    ...(page.figures && !isEmpty(manifest) ? [day === null ? ui.notReported : ui.dataAsOf(day)] : []),
    ...(page.figures && manifest.basis !== null ? [ui.basis(manifest.basis.toUpperCase())] : []),
    ui.edition(String(manifest.number)),
    manifest.audited ? ui.audited : ui.unaudited,
  ];
  const top = 98 + warnings.length * 30;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height={height} viewBox={`0 0 ${width} ${height}`} fontFamily="Plus Jakarta Sans">
      <rect width={width} height={height} fill={colours['--ina-background-primary']} />
      <rect width={width} height="76" fill={colours['--ina-guide-strong']} />
      <rect y="76" width={width} height="5" fill={colours['--sk-gold']} />
      <g transform={`translate(${side} 18)`}>
        <Mark />
      </g>
      <text x={side + 54} y="47" fontSize="24" fontWeight="700" fill="#fff">
        {textLines(government.name, { width: 560, size: 24, most: 1 })[0]}
      </text>
      <text x={width - side} y="46" fontSize="20" fontWeight="600" fill="#fff" textAnchor="end">
        {w.product}
      </text>
      {warnings.map((text, at) => (
        <g key={text}>
          <rect y={81 + at * 30} width={width} height="30" fill={colours['--ina-warning-subtle']} />
          <text x={side} y={81 + at * 30 + 20} fontSize="15" fontWeight="700" fill={ink}>
            {text}
          </text>
        </g>
      ))}
      {lines.map((line, at) => (
        <text key={line} x={side} y={top + size + at * (size * 1.24)} fontSize={size} fontWeight="700" fill={ink}>
          {line}
        </text>
      ))}
      {page.share !== undefined && (
        <g transform="translate(0 322)">
          <Amounts context={context} amounts={page.share.amounts} />
        </g>
      )}
      <line x1={side} x2={width - side} y1="442" y2="442" stroke={colours['--ina-stroke-primary']} />
      {textLines(facts.join(' · '), { width: inner, size: 17, most: 2 }).map((line, at) => (
        <text key={line} x={side} y={470 + at * 23} fontSize="17" fill={soft}>
          {line}
        </text>
      ))}
    </svg>
  );
}

/** The shield of the pages, whose colours come from a style sheet that a picture does not have. */
function Mark() {
  return (
    <svg width="40" height="40" viewBox="0 0 32 32">
      <path fill={colours['--sk-gold']} d="M3 3q13-3 26 0v14q0 9-13 13Q3 26 3 17z" />
      <path fill={colours['--ina-guide']} d="M5.2 4.8q10.800-2.200 21.600 0V17q0 7.400-10.800 10.800Q5.200 24.400 5.200 17z" />
      <path fill="#fff" d="M10 19h2.600v4H10zm4.700-4h2.600v9h-2.600zm4.700-5H22v12.200h-2.600z" />
    </svg>
  );
}

/** What was paid of which budget, and the same as a bar; what is not known is neither zero nor drawn as such. */
function Amounts({ context: { w, language, only }, amounts: { budget, realization } }: { context: Context; amounts: Money }) {
  const lead = realization ?? budget;
  if (lead === null) return null;
  const blue = colours['--ina-guide'];
  const beside =
    realization === null
      ? only === 'budget'
        ? w.share.image.budget
        : `${w.share.image.budget}, ${w.share.image.silent}`
      : budget === null
        ? w.share.image.paid
        : `${w.share.image.of} ${formatShort(budget, language)} (${formatRatio(realization, budget, language)})`;
  const amount = formatShort(lead, language);
  return (
    <>
      <text y="24" fontSize="38" fontWeight="700" fill={blue} x={side}>
        {amount}
        <tspan fontSize="24" fontWeight="400" fill={colours['--ina-content-secondary']} dx="12">
          {beside}
        </tspan>
      </text>
      {budget !== null && budget > 0n && (
        <>
          <rect x={side} y="52" width={inner} height="34" rx="4" fill={realization === null ? 'none' : colours['--sk-track']} />
          {realization === null ? (
            <rect
              x={side + 1}
              y="53"
              width={inner - 2}
              height="32"
              rx="4"
              fill="none"
              stroke={colours['--ina-stroke-secondary']}
              strokeWidth="2"
              strokeDasharray="8 6"
            />
          ) : (
            <rect
              x={side}
              y="52"
              width={Math.max(0, Math.min(share(realization, budget), 1) * inner)}
              height="34"
              rx="4"
              fill={realization > budget ? colours['--sk-over'] : blue}
            />
          )}
        </>
      )}
    </>
  );
}

const share = (part: Sen, whole: Sen) => Number((part * 10_000n) / whole) / 10_000;
