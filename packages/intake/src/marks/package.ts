import { resolvePart } from '../containers/xlsx/open.ts';
import type { Archive } from '../containers/xlsx/zip.ts';
import { appendTo, edited, escapeXml, NotEditable, type Outline, outlineXml, textOf } from './outline.ts';
import { Repacker } from './repack.ts';

const largestPart = 16_000_000;
const contentTypes = '[Content_Types].xml';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A relation of a part: where it leads to, by its stored name, and the last word of its type. */
interface Relation {
  id: string;
  kind: string;
  part: string | undefined;
}

/** An Office package with parts changed and added; all others are carried over as they lie there. */
export class Package {
  readonly #archive: Archive;
  readonly #changed = new Map<string, { name: string; bytes: () => AsyncIterable<Buffer> | Iterable<Buffer>; text?: string }>();
  /** Namespaces of the document: those of ISO 29500 Strict are others. */
  readonly strict: boolean;

  constructor(archive: Archive, strict: boolean) {
    this.#archive = archive;
    this.strict = strict;
  }

  get main(): string {
    return this.strict ? 'http://purl.oclc.org/ooxml/spreadsheetml/main' : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  }

  get relationTypes(): string {
    return this.strict
      ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
      : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  }

  has(name: string): boolean {
    return this.#changed.has(name.toLowerCase()) || this.#archive.has(name);
  }

  isChanged(name: string): boolean {
    return this.#changed.has(name.toLowerCase());
  }

  /** A small part's text, as it is by now. @throws NotEditable | Refusal */
  async text(name: string): Promise<string> {
    const changed = this.#changed.get(name.toLowerCase());
    if (changed) return changed.text ?? '';
    if (this.#archive.size(name) > largestPart) throw new NotEditable(`${name}: > ${largestPart}`);
    return textOf(await this.#archive.bytes(name, largestPart));
  }

  set(name: string, text: string): void {
    this.#changed.set(name.toLowerCase(), { name, text, bytes: () => [Buffer.from(text)] });
  }

  /** A part that is streamed, and generated again for each reader. */
  setStream(name: string, bytes: () => AsyncIterable<Buffer>): void {
    this.#changed.set(name.toLowerCase(), { name, bytes });
  }

  /** The first name of a pattern that no part has: "xl/comments#.xml" → "xl/comments3.xml". */
  freeName(pattern: string): string {
    for (let number = 1; ; number++) {
      const name = pattern.replace('#', String(number));
      if (!this.has(name)) return name;
    }
  }

  /** @throws NotEditable | Refusal */
  async relationsOf(part: string): Promise<Relation[]> {
    const name = relationsPart(part);
    if (!this.has(name)) return [];
    return outlineXml(await this.text(this.#stored(name)), 1).children.map(
      ({ attributes: { Id = '', Target = '', Type = '', TargetMode } }) => ({
        id: Id,
        kind: Type.slice(Type.lastIndexOf('/') + 1),
        part:
          TargetMode === 'External' ? undefined : resolvePart((path) => (this.has(path) ? this.#stored(path) : undefined), part, Target),
      }),
    );
  }

  /** @returns the new relation's id */
  async relate(part: string, kind: string, target: string): Promise<string> {
    const name = this.#stored(relationsPart(part));
    const known = new Set((await this.relationsOf(part)).map(({ id }) => id));
    let number = known.size + 1;
    while (known.has(`rId${number}`)) number++;
    const id = `rId${number}`;
    const text = this.has(name) ? await this.text(name) : `${declaration}<Relationships xmlns="${packageRelations}"/>`;
    const root = outlineXml(text, 0);
    const xml = `<${root.prefix}Relationship Id="${id}" Type="${this.relationTypes}/${kind}" Target="/${escapeXml(target)}"/>`;
    this.set(name, edited(text, appendTo(text, root, xml)));
    return id;
  }

  /** Declares the content type of a new part; drawings of comments are declared by extension. */
  async declareType(part: string, type: string): Promise<void> {
    const name = this.#stored(contentTypes);
    if (!this.has(name)) throw new NotEditable(contentTypes);
    const text = await this.text(name);
    const root = outlineXml(text, 1);
    const ending = part.slice(part.lastIndexOf('.') + 1);
    const byEnding = ending !== 'xml';
    const isSaid = ({ attributes }: Outline) =>
      byEnding ? attributes['Extension']?.toLowerCase() === ending : attributes['PartName']?.toLowerCase() === `/${part}`.toLowerCase();
    if (root.children.some(isSaid)) return;
    const what = byEnding ? `Default Extension="${ending}"` : `Override PartName="/${escapeXml(part)}"`;
    // Defaults come first: some readers rely on it.
    const xml = `<${root.prefix}${what} ContentType="${type}"/>`;
    const [first] = root.children;
    this.set(name, edited(text, byEnding && first ? [{ from: first.start, to: first.start, text: xml }] : appendTo(text, root, xml)));
  }

  /** Writes the whole package into a new file. */
  async write(path: string): Promise<void> {
    const out = await Repacker.create(path);
    try {
      const left = new Map(this.#changed);
      for (const name of this.#archive.names) {
        const key = name.replace(/^\/+/, '').toLowerCase();
        const changed = left.get(key);
        left.delete(key);
        if (changed) await out.add(name, changed.bytes());
        else await out.carry(await this.#archive.packed(name));
      }
      for (const { name, bytes } of left.values()) await out.add(name, bytes());
      await out.finish();
    } catch (error) {
      await out.close();
      throw error;
    }
  }

  #stored(name: string): string {
    return this.#changed.get(name.toLowerCase())?.name ?? this.#archive.find(name)?.replace(/^\/+/, '') ?? name;
  }
}

function relationsPart(part: string): string {
  return part.replace(/([^/]*)$/, '_rels/$1.rels');
}
