import { droppedCapability } from './dropped-capability/dropped-capability.js';
import type { LiveRule } from './live-rule.js';
import { payloadWorkerPool } from './payload-worker-pool/payload-worker-pool.js';
import { liveReregistration } from './reregistration/live-reregistration.js';
import { unknownProvider } from './unknown-provider/unknown-provider.js';
import { unknownWorkerPool } from './unknown-worker-pool/unknown-worker-pool.js';
import { workerPoolDeleted } from './worker-pool-deleted/worker-pool-deleted.js';
import { workerPoolWithoutCapacity } from './worker-pool-without-capacity/worker-pool-without-capacity.js';

/** Every live rule. To add one: a folder next to the others, its id in base/rule-ids.ts, and a line here. */
export const LIVE_RULES: readonly LiveRule[] = [
  unknownWorkerPool,
  workerPoolDeleted,
  workerPoolWithoutCapacity,
  payloadWorkerPool,
  droppedCapability,
  unknownProvider,
  liveReregistration,
];
