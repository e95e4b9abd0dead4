import { DataTable, formatInstant } from '@sipkadin/ui';
import type { Answers } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { accountWords } from './words.ts';

type Session = Answers['people']['sessions'][number];

/** A person's sessions, each with a button that ends it. */
export function SessionTable({ caption, sessions, onEnd }: { caption: string; sessions: readonly Session[]; onEnd: (id: string) => void }) {
  const { w, language } = useWords(accountWords);
  if (sessions.length === 0) return <p className="quiet">{w.sessions.none}</p>;
  const device = ({ agent }: Session) => {
    const { browser, system } = deviceOf(agent);
    return browser === '' || system === '' ? `${browser}${system}` || w.sessions.unknown : w.sessions.on(browser, system);
  };
  return (
    <div className="stacked">
      <DataTable
        headed
        caption={caption}
        columns={(['device', 'address', 'begun', 'seen', 'end'] as const).map((key) => ({ key, label: w.sessions.columns[key] }))}
        rows={sessions.map((session) => ({
          key: session.id,
          cells: [
            device(session),
            session.address || '–',
            <span key="begun" className="when">
              <span className="inline-label">{w.sessions.columns.begun} </span>
              {formatInstant(session.begun, language)}
            </span>,
            <span key="seen" className="when">
              <span className="inline-label">{w.sessions.columns.seen} </span>
              {formatInstant(session.lastSeen, language)}
            </span>,
            session.mine ? (
              <em key="end">{w.sessions.mine}</em>
            ) : (
              <button
                key="end"
                type="button"
                className="plain"
                aria-label={w.sessions.endOf(device(session))}
                onClick={() => onEnd(session.id)}
              >
                {w.sessions.end}
              </button>
            ),
          ],
        }))}
      />
    </div>
  );
}

const browsers = [
  [/\bEdg/, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const systems = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Mac OS X/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
] as const;

/** The browser's name in its user agent. In this order, because most user agents name other browsers too. */
export function deviceOf(agent: string): { browser: string; system: string } {
  const first = (list: readonly (readonly [RegExp, string])[]) => list.find(([form]) => form.test(agent))?.[1] ?? '';
  return { browser: first(browsers), system: first(systems) };
}
