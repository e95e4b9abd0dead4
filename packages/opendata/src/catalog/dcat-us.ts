import { contactLink, type Dataset, frequency, licence } from './dataset.ts';

const schema = 'https://project-open-data.cio.gov/v1.1/schema';

/**
 * `data.json`: a catalog in the form that CKAN's harvester of JSON and many portals read (DCAT-US 1.1). Left out are the fields that only
 * offices of the United States have (`bureauCode`, `programCode`), and `contactPoint` where the government names no e-mail address, which
 * this form asks for.
 * @param self whole address of the catalog, or its path
 */
export function dcatUsCatalog(datasets: readonly Dataset[], self: string): object {
  return {
    '@context': `${schema}/catalog.jsonld`,
    '@id': self,
    '@type': 'dcat:Catalog',
    conformsTo: schema,
    describedBy: `${schema}/catalog.json`,
    dataset: datasets.map(dataset),
  };
}

function dataset({ id, title, description, keywords, publisher, contact, issued, modified, from, to, files, links }: Dataset): object {
  return {
    '@type': 'dcat:Dataset',
    identifier: id,
    title: title.id,
    description: `${description.id} / ${description.en}`,
    keyword: keywords,
    publisher: { '@type': 'org:Organization', name: publisher.name },
    ...contactPoint(contact),
    accessLevel: 'public',
    license: licence.address,
    issued,
    modified,
    accrualPeriodicity: frequency,
    temporal: `${from}/${to}`,
    spatial: `${publisher.name} (kode wilayah Kemendagri ${publisher.code})`,
    language: ['id', 'en'],
    landingPage: links.page,
    describedBy: links.describedBy,
    describedByType: 'application/json',
    distribution: [
      ...files.map(({ path, about, address, mediaType, format, bytes }) => ({
        '@type': 'dcat:Distribution',
        title: path,
        description: about,
        downloadURL: address,
        mediaType,
        format,
        // CKAN's harvester reads it; the schema allows further fields.
        byteSize: bytes,
      })),
      {
        '@type': 'dcat:Distribution',
        title: 'API',
        description: 'Ringkasan dan rincian sebagai JSON / summary and details as JSON',
        accessURL: links.api,
        format: 'API',
        describedBy: links.apiDescription,
        describedByType: 'application/json',
      },
    ],
  };
}

function contactPoint(contact: Dataset['contact']): object {
  if (contact === undefined || !contactLink(contact).isMail) return {};
  return { contactPoint: { '@type': 'vcard:Contact', fn: contact.office, hasEmail: contactLink(contact).link } };
}
