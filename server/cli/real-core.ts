import { analyze } from '../core/analyze.js';
import { liveFindings } from '../core/live/findings.js';
import { migrate } from '../core/migrate.js';
import type { Core } from './core.js';

/** The core that users get. */
export const realCore: Core = { analyze, migrate: (document) => migrate(document), liveFindings };
