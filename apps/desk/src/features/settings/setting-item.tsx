import { type SettingKey, type SettingValues, settings, settingText } from '@sipkadin/budget';
import { DataTable, formatCount, formatInstant } from '@sipkadin/ui';
import { type ReactNode, useState } from 'react';
import type { Answers } from '../../web/client.ts';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { SettingForm } from './form/setting-form.tsx';
import { settingWords } from './words.ts';

/** Lists are one entry a line. */
function SettingValue({ setting, value }: { setting: SettingKey; value: SettingValues[SettingKey] }) {
  const { language } = useWords(settingWords);
  const { kind } = settings[setting];
  const entries = kind.kind === 'list' ? (value as readonly never[]) : [];
  if (kind.kind !== 'list' || entries.length === 0) return <strong>{settingText(setting, value, language)}</strong>;
  return (
    <ul className="setting-entries">
      {entries.map((entry) => (
        <li key={kind.list.nameOf(entry).id}>{kind.list.text(entry, language)}</li>
      ))}
    </ul>
  );
}

/** A setting with its value, its form for an admin, and its history. */
export function SettingItem({ setting, children }: { setting: Answers['settings']['list'][number]; children: ReactNode }) {
  const { w, language } = useWords(settingWords);
  const { may } = usePerson();
  const [state, setState] = useState<'shown' | 'editing' | 'saved' | 'asked'>('shown');
  const { key, value, isInitial, waiting, changes } = setting;
  const { name, help } = settings[key];
  const text = (of: SettingValues[SettingKey], other?: SettingValues[SettingKey]) => settingText(key, of, language, other);
  const [last] = changes;
  return (
    <li>
      <h3>{name[language]}</h3>
      <p className="small">{help[language]}</p>
      <div className="setting-now">
        <div>
          <SettingValue setting={key} value={value} />
          <small className="under">
            {last === undefined ? isInitial && w.initial : w.changed(last.by, formatInstant(last.at, language))}
          </small>
        </div>
        {may('settings.set') && state !== 'editing' && (
          <button type="button" aria-label={w.changeOf(name[language])} onClick={() => setState('editing')}>
            {w.change}
          </button>
        )}
      </div>
      {(waiting || state === 'asked') && (
        <p className="notice" role="status">
          {state === 'asked' ? w.asked : w.waiting}
        </p>
      )}
      {state === 'saved' && (
        <p className="notice good" role="status">
          {w.saved(name[language])}
        </p>
      )}
      {state === 'editing' && (
        <SettingForm setting={setting} onClose={() => setState('shown')} onDone={(asked) => setState(asked ? 'asked' : 'saved')} />
      )}
      {children}
      {changes.length > 0 && (
        <details>
          <summary>{w.history(formatCount(changes.length, language))}</summary>
          <div className="stacked">
            <DataTable
              caption={w.historyOf(name[language])}
              columns={(['at', 'by', 'from', 'to', 'reason'] as const).map((column) => ({ key: column, label: w.columns[column] }))}
              rows={changes.map(({ at, by, from, to, reason }, index) => ({
                key: `${at}-${index}`,
                cells: [formatInstant(at, language), by, from === null ? '–' : text(from.value, to), text(to, from?.value), reason],
              }))}
            />
          </div>
        </details>
      )}
    </li>
  );
}
