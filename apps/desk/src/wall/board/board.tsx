import { dayInJakarta, daysBetween, type Language } from '@sipkadin/budget';
import { formatCount, formatDate, formatMonth, Shield } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import type { WallFigures } from '../wall-figures.ts';
import { wallWords } from '../words.ts';
import { CameraSlide } from './slides/camera-slide.tsx';
import { CitySlide } from './slides/city-slide.tsx';
import { CurveSlide } from './slides/curve-slide.tsx';
import { FurthestSlide } from './slides/furthest-slide.tsx';
import { RevenueSlide } from './slides/revenue-slide.tsx';
import { clockTime, cornerDate, dataNote, verdict } from './slides/sentences.ts';
import { useMinute, useSlide } from './use-time.ts';
import { useWall } from './use-wall.ts';
import type { WallState } from './wall-state.ts';

/** Days after which the figures are called old: a month's report is due in the next month. */
const oldAfter = 35;

/** @param search of the address: `slide` (from 1) to begin with, `jeda=1` to hold it, `bahasa=en` */
export function Board({ search }: { search: URLSearchParams }) {
  const language: Language = search.get('bahasa') === 'en' ? 'en' : 'id';
  const state = useWall();
  const first = Math.max(1, Number(search.get('slide')) || 1) - 1;
  if (state.phase !== 'shown') return <Message phase={state.phase} language={language} />;
  if (state.answer.figures === null) return <Message phase="empty" language={language} />;
  return <Slides state={state} figures={state.answer.figures} language={language} first={first} isHeld={search.get('jeda') === '1'} />;
}

interface SlidesProps {
  state: Extract<WallState, { phase: 'shown' }>;
  figures: WallFigures;
  language: Language;
  first: number;
  isHeld: boolean;
}

function Slides({ state, figures, language, first, isHeld }: SlidesProps) {
  const w = wallWords[language].board;
  const now = useMinute();
  const slides: ((props: { figures: WallFigures; language: Language }) => ReactNode)[] = [
    CitySlide,
    FurthestSlide,
    CurveSlide,
    RevenueSlide,
    ...figures.cameras.map((camera) => () => (
      <CameraSlide camera={camera} isVerified={figures.source === 'verified'} isOffline={state.isOffline} language={language} />
    )),
  ];
  const at = useSlide(slides.length, first, isHeld);
  const Slide = slides[at] ?? CitySlide;
  const age = figures.asOf === null ? 0 : daysBetween(figures.asOf, dayInJakarta(now.toISOString()));
  return (
    <div className="wall">
      <header>
        <div>
          <p>{w.heading(figures.government, `${formatMonth(figures.month, language)} ${figures.year}`)}</p>
          <h1>{verdict(figures, language)}</h1>
        </div>
        <p className="wall-clock">
          {cornerDate(now, language)}
          <strong>{clockTime(now, language)}</strong>
        </p>
      </header>
      <main>
        {state.isOffline && (
          <p className="wall-strip offline" role="status">
            {w.offline(clockTime(new Date(state.receivedAt), language), cornerDate(new Date(state.receivedAt), language))}
          </p>
        )}
        {!state.isOffline && age > oldAfter && figures.asOf !== null && (
          <p className="wall-strip stale" role="status">
            {w.stale(formatCount(age, language), formatDate(figures.asOf, language))}
          </p>
        )}
        <Slide figures={figures} language={language} />
      </main>
      <footer>
        <p>{dataNote(figures, language)}</p>
        <p>
          {at + 1} / {slides.length}
        </p>
      </footer>
    </div>
  );
}

function Message({ phase, language }: { phase: Exclude<WallState['phase'], 'shown'> | 'empty'; language: Language }) {
  const w = wallWords[language].board;
  return (
    <div className="wall wall-message">
      <Shield size={120} />
      <h1>{w.messages[phase].title}</h1>
      <p>{w.messages[phase].text}</p>
    </div>
  );
}
