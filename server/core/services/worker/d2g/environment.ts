import { compareUtf8, utf8Length } from '../../../base/utf8.js';
import type { DockerPayload } from '../docker-payload.js';
import type { Allowed } from './allowed.js';

/** The variables of a container. */
export interface Environment {
  /** `NAME=value`, for `-e`: what a file cannot hold. */
  readonly asArguments: readonly string[];
  /** The lines of `env.list`. A bare name has the value that it has in the environment of the worker. */
  readonly file: readonly string[];
}

/** The longest line of a file of variables that Docker reads, in bytes. */
const LONGEST_LINE = 65_536;

/** Variables that the container takes over from the worker. */
const TAKEN_OVER: readonly string[] = [
  'RUN_ID',
  'TASKCLUSTER_INSTANCE_TYPE',
  'TASKCLUSTER_ROOT_URL',
  'TASKCLUSTER_WORKER_LOCATION',
  'TASK_GROUP_ID',
  'TASK_ID',
];

/**
 * The variables of the payload, and those that the container takes over. Values with a line break, and lines that are too long,
 * are arguments (tools/d2g: env; workers/generic-worker: d2g_feature.go writes the file).
 */
export function convertEnvironment({ env }: DockerPayload, { granted }: Allowed): Environment {
  const lines = env.toSorted(([a], [b]) => compareUtf8(a, b)).map(([name, value]) => `${name}=${value}`);
  const taken = [
    ...TAKEN_OVER,
    ...(granted.has('taskclusterProxy') ? ['TASKCLUSTER_PROXY_URL'] : []),
    ...(granted.has('loopbackVideo') ? ['TASKCLUSTER_VIDEO_DEVICE'] : []),
  ];
  return {
    asArguments: lines.filter((line) => !fits(line)),
    file: [...lines.filter(fits), ...taken].sort(compareUtf8),
  };
}

function fits(line: string): boolean {
  return !line.includes('\n') && utf8Length(line) <= LONGEST_LINE;
}
