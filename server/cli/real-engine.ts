import { analyze, definedPoolsIn } from '../core/analyze.js';
import { migrate } from '../core/apply-fixes.js';
import { runLiveRules } from '../core/rules/run.js';
import { fixText } from '../workspace/fix-text.js';
import type { Core } from './engine.js';

/** The real core, for users. */
export const realCore: Core = {
  analyze,
  definedPoolsIn,
  migrate: (document, config) => migrate(document, config),
  fix: fixText,
  runLiveRules,
};
