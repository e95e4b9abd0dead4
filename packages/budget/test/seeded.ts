import fc from 'fast-check';

/** One seed for every run, so that a red test stays red; SEED=… npm test looks elsewhere. */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20261123) });

export { fc };
