export { demoGovernment, demoPopulation } from './files.ts';
export { demoPeople } from './people.ts';
export { clearUnfinished, type DemoActors, isSeeded, SeedingStopped, seed } from './seed.ts';
export { writeDemoFiles } from './write-files.ts';
