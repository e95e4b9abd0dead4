import type { Population } from '@sipkadin/budget';
import { useWords } from '../../../web/language.tsx';
import { settingWords } from '../words.ts';
import type { EditorProps } from './editor-props.ts';
import { NumberField } from './number-field.tsx';

/** Inhabitants with year and source; all three empty is "not set". */
export function PopulationEditor({ value, onChange, described }: EditorProps<Population | null>) {
  const { w } = useWords(settingWords);
  const { people, year, source = '' }: Partial<Population> = value ?? {};
  const set = (change: { people?: number | null; year?: number | null; source?: string }) => {
    const next = { people: people ?? null, year: year ?? null, source, ...change };
    onChange(next.people === null && next.year === null && next.source === '' ? null : next);
  };
  return (
    <>
      <NumberField
        label={w.form.people}
        value={people}
        min={1}
        max={20_000_000}
        onChange={(number) => set({ people: number })}
        described={described}
      />
      <NumberField
        label={w.form.year}
        value={year}
        min={2000}
        max={2099}
        onChange={(number) => set({ year: number })}
        described={described}
      />
      <label>
        <span className="small">{w.form.source}</span>
        <input value={source} maxLength={200} onChange={({ target }) => set({ source: target.value })} />
      </label>
    </>
  );
}
