import type { Camera } from '@sipkadin/budget';
import { formatCount } from '@sipkadin/ui';
import { useWords } from '../../../web/language.tsx';
import { settingWords } from '../words.ts';
import type { EditorProps } from './editor-props.ts';

/** Cameras of the wallboard: place, address, and words of the works beside them. */
export function CamerasEditor({ value, onChange, described }: EditorProps<readonly Camera[]>) {
  const { w, language } = useWords(settingWords);
  return (
    <>
      {value.map((camera, index) => (
        // Cameras have no name of their own and are not reordered.
        <fieldset key={index} className="setting-row">
          <legend>{w.form.camera(formatCount(index + 1, language))}</legend>
          {(['place', 'address', 'works'] as const).map((key) => (
            <label key={key}>
              <span className="small">{w.form[key]}</span>
              <input
                type={key === 'address' ? 'url' : 'text'}
                maxLength={key === 'address' ? 500 : 60}
                value={camera[key]}
                aria-describedby={described}
                onChange={({ target }) => onChange(value.map((one, at) => (at === index ? { ...one, [key]: target.value } : one)))}
              />
            </label>
          ))}
          <button type="button" className="plain" onClick={() => onChange(value.filter((_, at) => at !== index))}>
            {w.form.removeCamera(formatCount(index + 1, language))}
          </button>
        </fieldset>
      ))}
      {value.length < 4 && (
        <button type="button" onClick={() => onChange([...value, { place: '', address: '', works: '' }])}>
          {w.form.addCamera}
        </button>
      )}
    </>
  );
}
