import type { Language } from '@sipkadin/budget';
import { words } from '../words/words.ts';
import type { ChartFile, Picture } from './chart-file.tsx';
import { CurveBody, curveHeight } from './curve-body.tsx';
import { LinesBody, linesHeight } from './lines-body.tsx';
import { RowsBody, rowsHeight } from './rows-body.tsx';
import { type Colours, margin, pictureWidth } from './sheet.ts';
import { StripBody, stripHeight } from './strip-body.tsx';
import { textLines } from './text-lines.ts';

export interface PictureFacts {
  /** Above the title: figures that are simulated, or not published. */
  warnings: readonly string[];
  /** Beneath the chart, each on a line: source, version, as-of date, edition, address. */
  foot: readonly string[];
}

interface ChartPictureProps {
  chart: ChartFile;
  facts: PictureFacts;
  colours: Colours;
  language: Language;
}

const inner = pictureWidth - 2 * margin;
const font = "'Plus Jakarta Sans', system-ui, sans-serif";

/** A chart as an SVG that is complete by itself: title, picture, and what its figures rest on. It has no style sheet and no script. */
export function ChartPicture({ chart, facts, colours, language }: ChartPictureProps) {
  const { title, sub, picture } = chart;
  const w = words(language);
  const ink = colours['--ina-content-primary'];
  const soft = colours['--ina-content-secondary'];
  const titleLines = textLines(title, { width: inner, size: 24, most: 3 });
  const subLines = sub === undefined ? [] : textLines(sub, { width: inner, size: 15, most: 3 });
  const footLines = facts.foot.flatMap((line) => textLines(line, { width: inner, size: 13, most: 3 }));
  const warned = facts.warnings.length * 30;
  const titleAt = margin + warned + 22;
  const subAt = titleAt + titleLines.length * 31 - 4;
  const bodyAt = subAt + subLines.length * 20 + 12;
  const bodyHeight = heightOf(picture);
  const footAt = bodyAt + bodyHeight + 28;
  const height = footAt + footLines.length * 19 + 14;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={pictureWidth}
      height={height}
      viewBox={`0 0 ${pictureWidth} ${height}`}
      fontFamily={font}
      role="img"
      aria-label={title}
      lang={language}
    >
      <title>{title}</title>
      <rect width={pictureWidth} height={height} fill={colours['--ina-background-primary']} />
      {facts.warnings.map((text, at) => (
        <g key={text}>
          <rect y={at * 30} width={pictureWidth} height="30" fill={colours['--ina-warning-subtle']} />
          <text x={margin} y={at * 30 + 20} fontSize="14" fontWeight="700" fill={ink}>
            {text}
          </text>
        </g>
      ))}
      {titleLines.map((line, at) => (
        <text key={line} x={margin} y={titleAt + at * 31} fontSize="24" fontWeight="700" fill={ink}>
          {line}
        </text>
      ))}
      {subLines.map((line, at) => (
        <text key={line} x={margin} y={subAt + at * 20} fontSize="15" fill={soft}>
          {line}
        </text>
      ))}
      <g transform={`translate(0 ${bodyAt})`}>
        {picture.kind === 'rows' && <RowsBody picture={picture} colours={colours} more={w.moreInCsv} language={language} />}
        {picture.kind === 'curve' && <CurveBody picture={picture} colours={colours} language={language} />}
        {picture.kind === 'strip' && <StripBody strip={picture} colours={colours} />}
        {picture.kind === 'lines' && <LinesBody rows={picture.rows} colours={colours} />}
      </g>
      <line x1={margin} x2={pictureWidth - margin} y1={footAt - 20} y2={footAt - 20} stroke={colours['--ina-stroke-primary']} />
      {footLines.map((line, at) => (
        <text key={line} x={margin} y={footAt + at * 19} fontSize="13" fill={soft}>
          {line}
        </text>
      ))}
    </svg>
  );
}

function heightOf(picture: Picture): number {
  switch (picture.kind) {
    case 'rows':
      return rowsHeight(picture);
    case 'curve':
      return curveHeight;
    case 'strip':
      return stripHeight(picture);
    case 'lines':
      return linesHeight(picture.rows);
  }
}
