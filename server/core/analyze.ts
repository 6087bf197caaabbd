import type { SourceDocument } from './base/document.js';
import type { Config } from './config/config.js';
import type { DefinedPool } from './deployment/knowledge.js';
import { aggregate } from './incremental/aggregate.js';
import { type Analysis, analysisOf } from './incremental/analysis.js';
import { createResultCache } from './incremental/result-cache.js';
import { openDocument } from './incremental/segmented-document.js';
import { buildModel } from './model/build.js';
import { anyOf, POOL_FILE_KEYS } from './model/key-lists.js';
import { definedPools } from './references/defined-pools.js';
import { queueReferences } from './references/queue-references.js';
import { parse } from './syntax/parse.js';

/** The most findings to list for one document. Nobody reads this many, and each takes at least a kilobyte. */
const MOST_LISTED = 10_000;

/**
 * Analyzes a document. Synchronous and deterministic, and never throws: anything broken becomes a finding.
 * The same text, name and config give the same findings in the editor and on the command line.
 */
export function analyze(document: SourceDocument, config: Config, mostListed = MOST_LISTED): Analysis {
  return analysisOf(aggregate(openDocument(document), createResultCache(config)), config, mostListed);
}

const POOL_FILE = anyOf(POOL_FILE_KEYS);

/** The worker pools that a file defines, for the checks of other files. Costs next to nothing for a file without pools. */
export function definedPoolsIn(document: SourceDocument): DefinedPool[] {
  if (!POOL_FILE.test(document.text)) return [];
  const model = buildModel(document, parse(document.text, document.syntax));
  return definedPools(document.fileName, queueReferences(model));
}
