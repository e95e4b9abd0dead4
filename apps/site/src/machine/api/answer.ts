import { parseFiscalYear, type Words } from '@sipkadin/budget';
import type { Edition } from '@sipkadin/edition';
import { type Resource, resource } from '../../http/resource.ts';
import { isEmpty } from '../../parts/corrections.tsx';
import { basisOf } from '../../reading/aggregates.ts';
import type { Paths } from '../../routes/paths.ts';
import type { Holdings } from '../../routes/route.ts';
import { jsonType, machineResource, whole } from '../catalog/datasets.ts';
import type { AnswerName, DataOf, From } from './shapes.ts';

interface Asked {
  answer?: string;
  unit?: string;
  year?: string | undefined;
  edition?: string | undefined;
}

interface Answering {
  holdings: Holdings;
  edition: Edition;
  links: Paths;
}

/** An answer about one edition: the newest of the newest year, where the address names none. */
export function apiAnswer(holdings: Holdings, asked: Asked): Resource {
  const edition = editionOf(holdings, asked);
  if (edition === undefined) return notFound;
  const { government, year, number } = edition.manifest;
  const links = holdings.links({ government: government.code, year, edition: number });
  const answering = { holdings, edition, links };
  const made = asked.unit === undefined ? dataOf(asked.answer as Exclude<AnswerName, 'unit'>, answering) : unitData(asked.unit, answering);
  if (made === undefined) return notFound;
  return machineResource(jsonType, {
    from: fromOf(edition),
    currency: 'IDR',
    links: { page: whole(holdings, made.page), edition: whole(holdings, links.edition({ edition: number })) },
    data: made.data,
  });
}

function editionOf({ editions, government }: Holdings, asked: Asked): Edition | undefined {
  const years = editions.years(government);
  const year = asked.year === undefined ? years[0] : parseFiscalYear(asked.year);
  if (year === undefined || !years.includes(year)) return undefined;
  if (asked.edition === undefined) return editions.latest(government, year);
  return /^[1-9]\d{0,5}$/.test(asked.edition) ? editions.open(government, year, Number(asked.edition)) : undefined;
}

function fromOf(edition: Edition): From {
  const { manifest } = edition;
  return { ...basisOf(edition), publishedAt: manifest.publishedAt, asOf: isEmpty(manifest) ? null : manifest.asOf };
}

interface Made {
  data: DataOf<AnswerName>;
  page: string;
}

function dataOf(name: Exclude<AnswerName, 'unit'>, { holdings, edition, links }: Answering): Made {
  switch (name) {
    case 'summary':
      return { data: edition.summary(), page: links.home() };
    case 'units':
      return { data: unitsOf(edition).map((row) => unitOf(row, holdings, links)), page: links.units() };
    case 'months':
      return { data: monthsOf(edition, '*'), page: links.home() };
    case 'functions':
      return { data: groupsOf(edition.functions()), page: links.functions() };
    case 'funds':
      return { data: groupsOf(edition.funds()), page: links.funds() };
    case 'editions':
      return { data: editionsOf(holdings, edition), page: links.editions() };
  }
}

function unitData(slug: string, { holdings, edition, links }: Answering): Made | undefined {
  const row = unitsOf(edition).find((one) => one.slug === slug);
  const detail = edition.unit(slug);
  if (row === undefined || detail === undefined) return undefined;
  const accounts = detail.accounts.map(({ code, name, budget, realization, plan, versions }) => ({
    ...{ code, name, budget, realization, plan },
    ...(versions && { versions }),
  }));
  return {
    data: { unit: unitOf(row, holdings, links), accounts, months: monthsOf(edition, row.code) },
    page: links.unit({ unit: slug }),
  };
}

/** Without what only a summary of the whole government states. */
function unitsOf(edition: Edition) {
  return edition.units().filter(({ code }) => code !== '');
}

function unitOf(row: ReturnType<Edition['units']>[number], holdings: Holdings, links: Paths): DataOf<'units'>[number] {
  const { slug, code, name, budget, realization, plan, treasury, revenue, progress, status, lastAsOf } = row;
  const page = whole(holdings, links.unit({ unit: slug }));
  return { slug, code, name, budget, realization, plan, treasury, revenue, progress, status, lastAsOf, page };
}

function monthsOf(edition: Edition, unit: string): DataOf<'months'> {
  return edition
    .months()
    .filter((row) => row.unit === unit)
    .map(({ account, month, realization, plan, asOf, planToDay, reported }) => ({
      ...{ account, month, realization, plan, asOf, planToDay },
      ...(reported && { reported }),
    }));
}

function groupsOf(rows: ReturnType<Edition['functions']>): DataOf<'functions'> {
  return rows.map(({ code, name, budget, realization, plan }) => ({ code, name, budget, realization, plan }));
}

/** Newest first. */
function editionsOf(holdings: Holdings, { manifest: { government, year } }: Edition): DataOf<'editions'> {
  const { editions } = holdings;
  return editions
    .list(government.code, year)
    .toReversed()
    .flatMap(({ number }) => editions.open(government.code, year, number) ?? [])
    .map(({ manifest, hash }) => ({
      ...{ year, edition: manifest.number, hash, publishedAt: manifest.publishedAt, note: manifest.note },
      asOf: isEmpty(manifest) ? null : manifest.asOf,
      correction: manifest.correction ?? null,
      page: whole(holdings, holdings.links({ government: government.code, year }).edition({ edition: manifest.number })),
    }));
}

const missing = (text: Words) =>
  resource({
    status: 404,
    type: jsonType,
    body: Buffer.from(JSON.stringify({ error: { code: 'not-found', ...text } })),
    cacheControl: 'no-store',
    headers: { 'Access-Control-Allow-Origin': '*' },
  });

const notFound = missing({
  id: 'Tahun, terbitan, atau OPD itu tidak diterbitkan di sini. Daftarnya ada di jawaban editions dan units.',
  en: 'That year, edition or agency is not published here. The answers "editions" and "units" list what is.',
});

/** For an address of the API that has no answer: a program gets JSON, as everywhere else in it. */
export const unknownAnswer = missing({
  id: 'Tidak ada jawaban dengan nama itu. Daftarnya ada di /api/openapi.json.',
  en: 'There is no answer of that name. /api/openapi.json lists them.',
});
