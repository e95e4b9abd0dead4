export { type DataFiles, type DataIndex, dataFilesOf, dataFolder, dataIndexOf, dropUnfinishedData } from './files/data-folder.ts';
export { dataFiles, dataTypes, tableEndings } from './files/names.ts';
export { writeData } from './files/write-data.ts';
