import type { SourceDocument } from './base/document.js';
import type { Config } from './config/config.js';
import { aggregate } from './incremental/aggregate.js';
import { type Analysis, analysisOf } from './incremental/analysis.js';
import { createResultCache } from './incremental/result-cache.js';
import { openDocument } from './incremental/segmented-document.js';

/** The most findings to list for one document. Nobody reads this many, and each takes at least a kilobyte. */
const MOST_LISTED = 10_000;

/**
 * Analyzes a document. Synchronous and deterministic, and never throws: anything broken becomes a finding.
 * The same text, name and config give the same findings in the editor and on the command line.
 */
export function analyze(document: SourceDocument, config: Config, mostListed = MOST_LISTED): Analysis {
  return analysisOf(aggregate(openDocument(document), createResultCache(config)), config, mostListed);
}
