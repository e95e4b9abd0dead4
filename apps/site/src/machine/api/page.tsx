import type { Language } from '@sipkadin/budget';
import { DataTable } from '@sipkadin/ui';
import { Crumbs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { endpoints } from './endpoints.ts';
import { apiPath, type JsonSchema, schemaOf } from './openapi.ts';
import { envelope, shapes } from './shapes.ts';

/** What the API answers, for people; from the same list and shapes as the document for machines. */
export function apiPage(context: Context): Page {
  const { w, language, paths, linkState, edition } = context;
  const text = w.machine.api;
  const root = `${linkState.base}${linkState.government === undefined ? '' : `/p/${linkState.government}`}${apiPath}`;
  const { year, edition: number } = linkState;
  const pinned = number === undefined ? (year === undefined ? '' : `?year=${year}`) : `?year=${edition.manifest.year}&edition=${number}`;
  const unit = edition.units().find(({ code }) => code !== '')?.slug ?? '';
  const wrapped = schemaOf(envelope('editions'));
  return {
    title: text.title,
    description: text.description,
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.data, href: paths.data() }, { name: text.title }]} />
        <h1>{text.title}</h1>
        {text.rules.map((rule) => (
          <p key={rule} className="prose">
            {rule}
          </p>
        ))}
        <p>
          <a href={paths.openApi()}>
            <code>{paths.openApi()}</code>
          </a>{' '}
          {text.document}
        </p>
        <details>
          <summary>{text.around}</summary>
          <Fields caption={text.around} schema={wrapped} language={language} names={text} without="data" />
        </details>
        {endpoints.map(({ name, path, about }) => (
          <section key={name} id={name}>
            <h2>
              <code>{`${root}${path}`}</code>
            </h2>
            <p>
              {about[language]} <a href={`${root}${name === 'unit' ? path.replace('{unit}', unit) : path}${pinned}`}>{text.try}</a>
            </p>
            <details>
              <summary>{text.fields(name)}</summary>
              <Fields caption={text.fields(name)} schema={schemaOf(shapes[name])} language={language} names={text} />
            </details>
          </section>
        ))}
      </>
    ),
  };
}

interface FieldNames {
  field: string;
  kind: string;
  meaning: string;
  kinds: Readonly<Record<string, string>>;
}

function Fields(props: { caption: string; schema: JsonSchema; language: Language; names: FieldNames; without?: string }) {
  const { caption, schema, language, names, without } = props;
  return (
    <DataTable
      caption={caption}
      narrow="cards"
      columns={[
        { key: 'field', label: names.field },
        { key: 'kind', label: names.kind },
        { key: 'meaning', label: names.meaning },
      ]}
      rows={fieldsOf(schema, '')
        .filter(({ path }) => without === undefined || !path.startsWith(without))
        .map(({ path, kind, description }) => ({
          key: path,
          cells: [<code key="f">{path}</code>, names.kinds[kind] ?? kind, inLanguage(description, language)],
        }))}
    />
  );
}

interface Field {
  path: string;
  kind: string;
  description: string;
}

/** Fields with their place: "unit.name", "accounts[].code". An object whose parts are all alike is one field. */
function fieldsOf(schema: JsonSchema, path: string): Field[] {
  const some = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
  const own = { path, kind: kindOf(some), description: schema.description ?? '' };
  if (some.type === 'array')
    return [...(path === '' ? [] : [own]), ...fieldsOf(some.items ?? {}, `${path}[]`).filter((field) => field.path !== `${path}[]`)];
  if (some.properties === undefined) return [own];
  const parts = Object.entries(some.properties).flatMap(([name, part]) => fieldsOf(part, path === '' ? name : `${path}.${name}`));
  return [...(path === '' || path.endsWith('[]') ? [] : [own]), ...parts];
}

function kindOf({ type, enum: choices, const: fixed }: JsonSchema): string {
  if (fixed !== undefined) return JSON.stringify(fixed);
  if (choices !== undefined) return choices.join(' | ');
  return type ?? 'object';
}

/** Descriptions are in both languages, Indonesian first. */
function inLanguage(description: string, language: Language): string {
  const [id = '', en = id] = description.split(' / ');
  return language === 'id' ? id : en;
}
