import type { Camera, JudgingRule, ListKind, Population, SettingKind } from '@sipkadin/budget';
import { useWords } from '../../../web/language.tsx';
import { settingWords } from '../words.ts';
import { CamerasEditor } from './cameras-editor.tsx';
import type { EditorProps } from './editor-props.ts';
import { JudgingRuleEditor } from './judging-rule-editor.tsx';
import { ListEditor, type ListEntry } from './list-editor.tsx';
import { NumberField } from './number-field.tsx';
import { PopulationEditor } from './population-editor.tsx';

/** The fields of a setting, by the kind of its value. */
export function SettingEditor({ kind, name, value, ...props }: EditorProps<unknown> & { kind: SettingKind; name: string }) {
  const { w, language } = useWords(settingWords);
  const { onChange, described } = props;
  switch (kind.kind) {
    case 'number':
      return <NumberField label={name} value={value} min={kind.min} max={kind.max} onChange={onChange} described={described} />;
    case 'yes-no':
      return (
        <fieldset aria-describedby={described}>
          <legend className="small">{name}</legend>
          {([true, false] as const).map((one) => (
            <label key={String(one)} className="choice">
              <input type="radio" name={name} checked={value === one} onChange={() => onChange(one)} />
              {one ? w.form.yes : w.form.no}
            </label>
          ))}
        </fieldset>
      );
    case 'choice':
      return (
        <label>
          <span className="small">{name}</span>
          <select value={String(value)} aria-describedby={described} onChange={({ target }) => onChange(target.value)}>
            {Object.entries(kind.choices).map(([key, words]) => (
              <option key={key} value={key}>
                {words[language]}
              </option>
            ))}
          </select>
        </label>
      );
    case 'numbers': {
      const numbers = value as Record<string, number | null>;
      return Object.entries(kind.terms).map(([term, words]) => (
        <NumberField
          key={term}
          label={words[language]}
          value={numbers[term]}
          min={kind.min}
          max={kind.max}
          onChange={(number) => onChange({ ...numbers, [term]: number })}
          described={described}
        />
      ));
    }
    case 'judging-rule':
      return <JudgingRuleEditor value={value as JudgingRule} {...props} />;
    case 'population':
      return <PopulationEditor value={value as Population | null} {...props} />;
    case 'list':
      return <ListEditor list={kind.list as unknown as ListKind<ListEntry>} value={value as readonly ListEntry[]} {...props} />;
    case 'cameras':
      return <CamerasEditor value={value as readonly Camera[]} {...props} />;
  }
}
