import { configFile } from './config-file/config-file.js';
import { createTaskScope } from './create-task-scope/create-task-scope.js';
import { deprecatedPoolKey } from './deprecated-pool-key/deprecated-pool-key.js';
import { droppedTask } from './dropped-task/dropped-task.js';
import { hiddenVariable } from './hidden-variable/hidden-variable.js';
import { hookBinding } from './hook-binding/hook-binding.js';
import { hookSchedule } from './hook-schedule/hook-schedule.js';
import { incompleteIdentifiers } from './incomplete-identifiers/incomplete-identifiers.js';
import { indexRoute } from './index-route/index-route.js';
import { limits } from './limits/limits.js';
import { missingTaskQueue } from './missing-task-queue/missing-task-queue.js';
import { otherVersion } from './other-version/other-version.js';
import { payload } from './payload/payload.js';
import { preferTaskQueueId } from './prefer-task-queue-id/prefer-task-queue-id.js';
import { provisionerIdFormat } from './provisioner-id-format/provisioner-id-format.js';
import { redundantIdentifiers } from './redundant-identifiers/redundant-identifiers.js';
import { reregistration } from './reregistration/reregistration.js';
import { routes } from './routes/routes.js';
import type { Rule } from './rule.js';
import { schema } from './schema/schema.js';
import { scopeFormat } from './scope-format/scope-format.js';
import { syntax } from './syntax/syntax.js';
import { taskQueueIdFormat } from './task-queue-id-format/task-queue-id-format.js';
import { taskQueueIdMismatch } from './task-queue-id-mismatch/task-queue-id-mismatch.js';
import { template } from './template/template.js';
import { timeOrder } from './time-order/time-order.js';
import { unfilledPlaceholder } from './unfilled-placeholder/unfilled-placeholder.js';
import { untrustedPullRequest } from './untrusted-pull-request/untrusted-pull-request.js';
import { workerPoolCapacity } from './worker-pool-capacity/worker-pool-capacity.js';
import { workerPoolIdFormat } from './worker-pool-id-format/worker-pool-id-format.js';
import { workerTypeFormat } from './worker-type-format/worker-type-format.js';

/** Every rule. To add one: a folder next to the others, its id in base/rule-ids.ts, and a line here. */
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
  payload,
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
  configFile,
];
