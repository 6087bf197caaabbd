import { configureGlobal } from 'fast-check';

/**
 * Loaded before every test file (see .mocharc.json). The property tests draw the same cases in every run, so that a red run is about
 * the change at hand. `PROPERTY_SEED=<number>` draws others. If one finds a bug, add a case for it and fix the bug.
 */
configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 145) });
