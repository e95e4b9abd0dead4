import { type Dataset, licence } from './dataset.ts';

/** A dataset for search engines (schema.org, JSON-LD without its context). @param most how many files are named */
export function schemaDataset(
  dataset: Dataset,
  { catalog, home, language }: { catalog: string; home: string; language: 'id' | 'en' },
  most = 12,
): object {
  const { id, title, description, keywords, publisher, issued, modified, from, to, edition, files, links } = dataset;
  return {
    '@type': 'Dataset',
    identifier: id,
    name: title[language],
    description: description[language],
    keywords: keywords.join(', '),
    url: links.page,
    license: licence.address,
    isAccessibleForFree: true,
    version: String(edition),
    datePublished: issued,
    dateModified: modified,
    temporalCoverage: `${from}/${to}`,
    spatialCoverage: { '@type': 'AdministrativeArea', name: publisher.name, identifier: publisher.code },
    creator: governmentOrganization(dataset, home),
    includedInDataCatalog: { '@type': 'DataCatalog', url: catalog },
    distribution: files.slice(0, most).map(({ address, mediaType, bytes, path }) => ({
      '@type': 'DataDownload',
      name: path,
      contentUrl: address,
      encodingFormat: mediaType.split(';')[0],
      contentSize: `${bytes} B`,
    })),
  };
}

/** Who publishes. */
function governmentOrganization({ publisher: { code, name } }: Pick<Dataset, 'publisher'>, url: string): object {
  return { '@type': 'GovernmentOrganization', name, identifier: code, url };
}
