import type { Words } from '@sipkadin/budget';
import { contactLink, type Dataset, licence } from './dataset.ts';

const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/**
 * The same catalog as linked data (W3C's DCAT 3 in JSON-LD), with checksums, which harvesters of RDF read.
 * @param self whole address of the catalog, or its path
 * @param home address of the site's first page
 */
export function dcatCatalog(datasets: readonly Dataset[], { self, home }: { self: string; home: string }): object {
  const [first] = datasets;
  return {
    '@context': context,
    '@id': self,
    '@type': 'dcat:Catalog',
    'dct:title': inBoth({ id: 'Data terbuka anggaran daerah (SIP KADIN)', en: 'Open data of local budgets (SIP KADIN)' }),
    'dct:description': inBoth({
      id: 'Anggaran dan realisasi pemerintah daerah, satu kumpulan data tiap tahun anggaran.',
      en: 'Budgets and spending of local governments, one dataset for each fiscal year.',
    }),
    'foaf:homepage': { '@id': home },
    'dct:language': languages,
    ...(first === undefined ? {} : { 'dct:publisher': publisher(first) }),
    'dcat:dataset': datasets.map(dataset),
  };
}

function dataset(one: Dataset): object {
  const { id, title, description, keywords, issued, modified, from, to, edition, hash, files, links } = one;
  return {
    '@id': `${links.page}#${id}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': id,
    'dct:title': inBoth(title),
    'dct:description': inBoth(description),
    'dcat:keyword': keywords,
    'dct:publisher': publisher(one),
    ...contactPoint(one),
    'dct:issued': instant(issued),
    'dct:modified': instant(modified),
    'dcat:version': String(edition),
    'dct:hasVersion': `sha256:${hash}`,
    'dct:accrualPeriodicity': { '@id': 'http://publications.europa.eu/resource/authority/frequency/MONTHLY' },
    'dct:temporal': { '@type': 'dct:PeriodOfTime', 'dcat:startDate': date(from), 'dcat:endDate': date(to) },
    'dct:spatial': { '@type': 'dct:Location', 'dct:identifier': one.publisher.code, 'dct:title': one.publisher.name },
    'dct:accessRights': { '@id': 'http://publications.europa.eu/resource/authority/access-right/PUBLIC' },
    'dct:license': { '@id': licence.address },
    'dct:language': languages,
    'dcat:landingPage': { '@id': links.page },
    'dcat:distribution': files.map((file) => ({
      '@id': file.address,
      '@type': 'dcat:Distribution',
      'dct:title': file.path,
      'dct:description': file.about,
      'dcat:accessURL': { '@id': links.page },
      'dcat:downloadURL': { '@id': file.address },
      'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${file.mediaType.split(';')[0]}` },
      'dct:format': file.format,
      'dct:license': { '@id': licence.address },
      'dcat:byteSize': { '@value': String(file.bytes), '@type': 'xsd:nonNegativeInteger' },
      'spdx:checksum': {
        '@type': 'spdx:Checksum',
        'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
        'spdx:checksumValue': { '@value': file.sha256, '@type': 'xsd:hexBinary' },
      },
    })),
  };
}

const languages = ['id', 'en'];

function publisher({ publisher: { code, name } }: Dataset): object {
  return { '@type': 'foaf:Agent', 'foaf:name': name, 'dct:identifier': code };
}

function contactPoint({ contact }: Dataset): object {
  if (contact === undefined) return {};
  const { isMail, link } = contactLink(contact);
  const reached = { [isMail ? 'vcard:hasEmail' : 'vcard:hasURL']: { '@id': link } };
  return { 'dcat:contactPoint': { '@type': 'vcard:Organization', 'vcard:fn': contact.office, ...reached } };
}

function inBoth({ id, en }: Words): object[] {
  return [
    { '@value': id, '@language': 'id' },
    { '@value': en, '@language': 'en' },
  ];
}

function instant(value: string): object {
  return { '@value': value, '@type': 'xsd:dateTime' };
}

function date(value: string): object {
  return { '@value': value, '@type': 'xsd:date' };
}
