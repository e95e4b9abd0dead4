export { atomFeed, type FeedEntry, hashUri, nameUri } from './catalog/atom.ts';
export { ckanPackage } from './catalog/ckan.ts';
export { type DataFile, type Dataset, type DatasetLinks, datasetOf } from './catalog/dataset.ts';
export { dcatCatalog } from './catalog/dcat.ts';
export { dcatUsCatalog } from './catalog/dcat-us.ts';
export { fiscalPackage } from './catalog/fiscal-package.ts';
export { schemaDataset } from './catalog/schema-org.ts';
export { mostInSitemap, type SitemapEntry, sitemap, sitemapIndex } from './catalog/sitemap.ts';
export {
  type DataFiles,
  type DataIndex,
  dataFilesOf,
  dataFolderIn,
  dataIndexOf,
  dropEarlierData,
  dropUnfinishedData,
  foldersBeside,
  hasData,
} from './files/data-folder.ts';
export { dataFiles, dataTypes, formNames, isDataFile } from './files/names.ts';
export { writeData } from './files/write-data.ts';
export { writeCsv } from './formats/csv.ts';
export { editionFacts } from './formats/facts.ts';
export { tableJson } from './formats/json.ts';
export { toBuffer } from './formats/sink.ts';
export { aboutSheet, tableSheet } from './formats/table-sheets.ts';
export { writeXlsx } from './formats/xlsx.ts';
export { linesTable } from './tables/lines.ts';
export { type Cell, type Column, type ColumnKind, type Table, Totals } from './tables/table.ts';
export { activitiesTable } from './tables/units.ts';
export { contractsTable } from './tables/works.ts';
