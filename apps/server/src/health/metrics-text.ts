export interface Sample {
  /** Appended to the name of the family: "_bucket". */
  suffix?: string;
  labels?: Readonly<Record<string, string>>;
  value: number;
}

/** Values of one name. The name ends in its unit, and in `_total` where it only grows. */
export interface Family {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  samples: readonly Sample[];
}

/** Families in the text format 0.0.4 of Prometheus; those without a value are left out. */
export function metricsText(families: readonly Family[]): string {
  const text: string[] = [];
  for (const { name, type, help, samples } of families) {
    if (samples.length === 0) continue;
    text.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
    for (const { suffix = '', labels = {}, value } of samples) {
      const pairs = Object.entries(labels).map(([label, shown]) => `${label}="${escaped(shown)}"`);
      text.push(`${name}${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${numberText(value)}`);
    }
  }
  return `${text.join('\n')}\n`;
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const numberText = (value: number) =>
  value === Number.POSITIVE_INFINITY ? '+Inf' : value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);

/** A family of one value; of none where it is not known. */
export function gauge(name: string, help: string, value: number | null): Family {
  return { name, type: 'gauge', help, samples: value === null ? [] : [{ value }] };
}
