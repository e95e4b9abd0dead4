interface NumberFieldProps {
  label: string;
  /** null or undefined: empty. */
  value: unknown;
  min: number;
  max: number;
  /** Of decimals; 1 by default. */
  step?: number;
  onChange: (value: number | null) => void;
  described: string | undefined;
}

/** A number with its label above; an empty field is null. */
export function NumberField({ label, value, min, max, step = 1, onChange, described }: NumberFieldProps) {
  return (
    <label className="setting-number">
      <span className="small">{label}</span>
      <input
        type="number"
        inputMode={step === 1 ? 'numeric' : 'decimal'}
        {...{ min, max, step }}
        value={typeof value === 'number' ? value : ''}
        aria-describedby={described}
        onChange={({ target }) => onChange(target.value === '' ? null : target.valueAsNumber)}
      />
    </label>
  );
}
