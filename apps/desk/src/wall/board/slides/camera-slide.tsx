import type { Language } from '@sipkadin/budget';
import { formatCount, formatShort } from '@sipkadin/ui';
import type { WallFigures } from '../../wall-figures.ts';
import { wallWords } from '../../words.ts';
import { sen } from './sen.ts';
import { dayOf } from './sentences.ts';

interface CameraSlideProps {
  camera: WallFigures['cameras'][number];
  /** Contracts are not published: a screen of published figures has none. */
  isVerified: boolean;
  isOffline: boolean;
  language: Language;
}

/** The government's own CCTV player in a frame, beside the works of its place. */
export function CameraSlide({ camera: { place, address, works, contracts }, isVerified, isOffline, language }: CameraSlideProps) {
  const w = wallWords[language].board;
  // A player needs its own storage; in our own origin that would let it out of the frame.
  const sandbox = new URL(address).origin === location.origin ? 'allow-scripts' : 'allow-scripts allow-same-origin';
  return (
    <div className={works === '' ? 'wall-halves alone' : 'wall-halves wide'}>
      <section>
        <h2>{w.camera(place)}</h2>
        {isOffline ? (
          <p className="wall-frame">{w.cameraOffline}</p>
        ) : (
          <iframe
            className="wall-frame"
            title={w.camera(place)}
            src={address}
            sandbox={sandbox}
            referrerPolicy="no-referrer"
            allow="autoplay"
          />
        )}
      </section>
      {works !== '' && (
        <section>
          <h2>{w.works(works)}</h2>
          {contracts.length === 0 && <p className="wall-quiet">{isVerified ? w.noWorks : w.worksUnpublished}</p>}
          <ul className="wall-rows">
            {contracts.map(({ object, value, endsOn, lateDays }) => (
              <li key={`${object} ${endsOn}`}>
                <p className="wall-name">{object}</p>
                <p className="wall-quiet">
                  {[
                    value !== null && formatShort(sen(value) ?? 0n, language),
                    endsOn !== null && w.endsOn(dayOf(endsOn, language)),
                    lateDays !== null && w.endedDaysAgo(formatCount(lateDays, language)),
                  ]
                    .filter((text) => text !== false)
                    .join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
