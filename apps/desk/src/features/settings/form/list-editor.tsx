import type { ListField, ListKind, Words } from '@sipkadin/budget';
import { useId, useState } from 'react';
import { useWords } from '../../../web/language.tsx';
import { settingWords } from '../words.ts';
import type { EditorProps } from './editor-props.ts';
import { NumberField } from './number-field.tsx';

export type ListEntry = Readonly<Record<string, unknown>>;

/** A list whose entries open to be changed; entries are added at its end and removed. */
export function ListEditor({ list, value, onChange, described }: EditorProps<readonly ListEntry[]> & { list: ListKind<ListEntry> }) {
  const { w, language } = useWords(settingWords);
  const [opened, setOpened] = useState<number>();
  const replace = (at: number, entry: ListEntry) => onChange(value.map((one, index) => (index === at ? entry : one)));
  return (
    <>
      {value.map((entry, index) => {
        const name = list.nameOf(entry)[language] || w.form.newEntry;
        return (
          // Entries are not reordered, and their names change while they are typed.
          <details key={index} open={opened === index} className="setting-entry">
            <summary>{name}</summary>
            <fieldset aria-describedby={described}>
              <legend className="sr">{name}</legend>
              {Object.entries<ListField>(list.fields).map(([key, field]) => (
                <Field key={key} field={field} value={entry[key]} onChange={(changed) => replace(index, { ...entry, [key]: changed })} />
              ))}
            </fieldset>
            <button
              type="button"
              className="plain"
              onClick={() => {
                setOpened(undefined);
                onChange(value.filter((_, at) => at !== index));
              }}
            >
              {w.form.removeEntry(name)}
            </button>
          </details>
        );
      })}
      {value.length < list.most && (
        <button
          type="button"
          onClick={() => {
            setOpened(value.length);
            onChange([...value, list.empty]);
          }}
        >
          {w.form.addEntry(list.entry[language].toLowerCase())}
        </button>
      )}
    </>
  );
}

interface FieldProps {
  field: ListField;
  value: unknown;
  onChange: (value: unknown) => void;
}

function Field({ field, value, onChange }: FieldProps) {
  const { w, language } = useWords(settingWords);
  const label = field.label[language];
  switch (field.kind) {
    case 'words':
      return <WordsField field={field} value={value as Words} onChange={onChange} />;
    case 'choice':
      return (
        <label>
          <span className="small">{label}</span>
          <select value={String(value)} onChange={({ target }) => onChange(target.value)}>
            {Object.entries(field.choices).map(([key, words]) => (
              <option key={key} value={key}>
                {words[language]}
              </option>
            ))}
          </select>
        </label>
      );
    case 'number':
      return <NumberField label={label} value={value} min={field.min} max={field.max} onChange={onChange} described={undefined} />;
    case 'text':
      return (
        <label>
          <span className="small">
            {label} ({field.example})
          </span>
          <input value={String(value)} maxLength={field.most} onChange={({ target }) => onChange(target.value)} />
        </label>
      );
    case 'date':
      return (
        <label>
          <span className="small">{label}</span>
          <input type="date" value={String(value)} onChange={({ target }) => onChange(target.value)} />
        </label>
      );
    case 'codes':
      return <CodesField label={`${label} (${field.example}, ${w.form.codes})`} value={value as readonly string[]} onChange={onChange} />;
  }
}

function WordsField({ field, value, onChange }: { field: ListField & { kind: 'words' }; value: Words; onChange: (value: Words) => void }) {
  const { w, language } = useWords(settingWords);
  return (['id', 'en'] as const).map((one) => (
    <label key={one}>
      <span className="small">
        {field.label[language]}, {one === 'id' ? w.form.indonesian : w.form.english}
      </span>
      <input value={value[one]} maxLength={field.most} lang={one} onChange={({ target }) => onChange({ ...value, [one]: target.value })} />
    </label>
  ));
}

/** What is typed stays as it is typed; its codes are what is between the commas. */
function CodesField({ label, value, onChange }: { label: string; value: readonly string[]; onChange: (value: string[]) => void }) {
  const id = useId();
  const [text, setText] = useState(value.join(', '));
  return (
    <label htmlFor={id}>
      <span className="small">{label}</span>
      <input
        id={id}
        value={text}
        maxLength={200}
        onChange={({ target }) => {
          setText(target.value);
          onChange(target.value.split(/[\s,;]+/).filter((code) => code !== ''));
        }}
      />
    </label>
  );
}
