import { createTaskScope } from './create-task-scope/rule.js';
import { deprecatedPoolKey } from './deprecated-pool-key/rule.js';
import { droppedTask } from './dropped-task/rule.js';
import { hiddenVariable } from './hidden-variable/rule.js';
import { hookBinding } from './hook-binding/rule.js';
import { hookSchedule } from './hook-schedule/rule.js';
import { incompleteIdentifiers } from './incomplete-identifiers/rule.js';
import { indexRoute } from './index-route/rule.js';
import { limits } from './limits/rule.js';
import { missingTaskQueue } from './missing-task-queue/rule.js';
import { otherVersion } from './other-version/rule.js';
import { preferTaskQueueId } from './prefer-task-queue-id/rule.js';
import { provisionerIdFormat } from './provisioner-id-format/rule.js';
import { redundantIdentifiers } from './redundant-identifiers/rule.js';
import { reregistration } from './reregistration/rule.js';
import { routes } from './routes/rule.js';
import type { Rule } from './rule.js';
import { schema } from './schema/rule.js';
import { scopeFormat } from './scope-format/rule.js';
import { syntax } from './syntax/rule.js';
import { taskQueueIdFormat } from './task-queue-id-format/rule.js';
import { taskQueueIdMismatch } from './task-queue-id-mismatch/rule.js';
import { template } from './template/rule.js';
import { timeOrder } from './time-order/rule.js';
import { unfilledPlaceholder } from './unfilled-placeholder/rule.js';
import { untrustedPullRequest } from './untrusted-pull-request/rule.js';
import { workerPoolCapacity } from './worker-pool-capacity/rule.js';
import { workerPoolIdFormat } from './worker-pool-id-format/rule.js';
import { workerTypeFormat } from './worker-type-format/rule.js';

/** Every rule. To add one: a folder beside the others, its id in ids.ts, and a line here. */
export const RULES: readonly Rule[] = [
  syntax,
  limits,
  schema,
  template,
  taskQueueIdFormat,
  provisionerIdFormat,
  workerTypeFormat,
  taskQueueIdMismatch,
  incompleteIdentifiers,
  missingTaskQueue,
  redundantIdentifiers,
  preferTaskQueueId,
  timeOrder,
  scopeFormat,
  routes,
  indexRoute,
  createTaskScope,
  unfilledPlaceholder,
  hiddenVariable,
  otherVersion,
  untrustedPullRequest,
  droppedTask,
  hookSchedule,
  hookBinding,
  workerPoolIdFormat,
  workerPoolCapacity,
  deprecatedPoolKey,
  reregistration,
];
