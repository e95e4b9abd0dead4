import { z } from 'zod';
import type { Resource } from '../../http/resource.ts';
import type { Holdings } from '../../routes/route.ts';
import { jsonType, machineResource, whole } from '../catalog/datasets.ts';
import { endpoints } from './endpoints.ts';
import { envelope, refusal } from './shapes.ts';

/** The address of the API within the site. */
export const apiPath = '/api/public';

/** `/api/openapi.json`: what the API answers (OpenAPI 3.1), as machines read it. */
export function openApiFile(holdings: Holdings): Resource {
  const { base } = holdings;
  const links = holdings.links({});
  return machineResource(jsonType, openApi({ server: whole(holdings, base) || '/', page: whole(holdings, links.apiPage()) }));
}

function openApi({ server, page }: { server: string; page: string }): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'SIP KADIN',
      version: '1',
      summary: 'Anggaran dan realisasi yang diterbitkan / published budgets and spending',
      description:
        'Baca-saja, tanpa kunci. Jumlah adalah teks desimal persis dalam rupiah; null berarti tidak ada data, "0.00" berarti nol. Setiap jawaban menyebut terbitan dan sidiknya. Jawaban punya ETag: kirim If-None-Match, dan 304 berarti tidak berubah. X-Request-Id yang dikirim disebut lagi dalam jawaban dan catatan server. / Read-only, without a key. Amounts are exact decimal text in rupiah; null is no data, "0.00" is zero. Every answer names its edition and hash. Answers have an ETag: send If-None-Match, and 304 means unchanged. An X-Request-Id that is sent comes back in the answer and is in the log of the server.',
      license: { name: 'CC BY 4.0', identifier: 'CC-BY-4.0' },
    },
    externalDocs: { url: page },
    servers: [{ url: server }],
    paths: Object.fromEntries([
      ...endpoints.flatMap(({ name, path, about }) =>
        ['', '/p/{government}'].map((prefix) => [
          `${prefix}${apiPath}${path}`,
          {
            get: {
              operationId: prefix === '' ? name : `${name}OfGovernment`,
              summary: `${about.id} / ${about.en}`,
              parameters: [
                ...(prefix === '' ? [] : [parameter('government', 'path', '^\\d{2}(\\.\\d{2})?$', 'Kode wilayah / region code')]),
                ...(path.includes('{unit}')
                  ? [
                      parameter(
                        'unit',
                        'path',
                        '^[a-z0-9_][a-z0-9-]{0,119}$',
                        'Nama OPD dalam alamat (slug) / name of the agency in addresses (slug)',
                      ),
                    ]
                  : []),
                parameter('year', 'query', '^20\\d{2}$', 'Tahun anggaran; tanpa ini yang terbaru / fiscal year; the newest without it'),
                parameter(
                  'edition',
                  'query',
                  '^[1-9]\\d{0,5}$',
                  'Nomor terbitan; tanpa ini yang terbaru / number of the edition; the newest without it',
                ),
              ],
              responses: {
                200: {
                  description: about.id,
                  headers: answerHeaders,
                  content: { 'application/json': { schema: schemaOf(envelope(name)) } },
                },
                304: { description: 'Tidak berubah sejak ETag itu / unchanged since that ETag' },
                404: { description: 'Tidak diterbitkan / not published', content: { 'application/json': { schema: schemaOf(refusal) } } },
              },
            },
          },
        ]),
      ),
      [
        '/api/publik/{procedure}',
        {
          get: {
            operationId: 'procedure',
            deprecated: true,
            summary: 'Bentuk lama (tRPC) dari jawaban yang sama / the earlier form (tRPC) of the same answers',
            parameters: [
              parameter('procedure', 'path', '^(summary|byUnit|byMonth|byAccount|byFunction|byFund)$', 'Nama / name'),
              {
                ...{
                  name: 'input',
                  in: 'query',
                  description: '{"government","year","edition","unit"}, semua boleh tidak ada / all optional',
                },
                content: { 'application/json': { schema: { type: 'object' } } },
              },
            ],
            responses: { 200: { description: '{"result":{"data":…}}', content: { 'application/json': { schema: { type: 'object' } } } } },
          },
        },
      ],
    ]),
  };
}

const answerHeaders = {
  ETag: { description: 'Berubah bila jawabannya berubah / changes when the answer changes', schema: { type: 'string' } },
  'Cache-Control': { description: 'Boleh disimpan semenit / may be kept for a minute', schema: { type: 'string' } },
  'X-Request-Id': { description: 'Seperti dikirim, atau dibuat baru / as sent, or made anew', schema: { type: 'string' } },
};

function parameter(name: string, place: 'path' | 'query', pattern: string, description: string): object {
  return { name, in: place, required: place === 'path', description, schema: { type: 'string', pattern } };
}

/** As JSON Schema 2020-12, which OpenAPI 3.1 uses. */
export function schemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...made } = z.toJSONSchema(schema) as JsonSchema & { $schema?: string };
  return made;
}

export interface JsonSchema {
  type?: string;
  description?: string;
  pattern?: string;
  enum?: readonly unknown[];
  const?: unknown;
  properties?: Readonly<Record<string, JsonSchema>>;
  items?: JsonSchema;
  anyOf?: readonly JsonSchema[];
  required?: readonly string[];
}
