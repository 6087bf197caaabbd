import type { DockerPayload } from '../docker-payload.js';
import type { Allowance, D2gConfig } from './d2g-config.js';

/** What d2g gives to a task only if the pool allows it. */
export type Grant = keyof typeof ALLOWED_BY;

/** The key of the d2gConfig for each of them. */
export const ALLOWED_BY = {
  privileged: 'allowPrivileged',
  disableSeccomp: 'allowDisableSeccomp',
  allowPtrace: 'allowPtrace',
  hostSharedMemory: 'allowHostSharedMemory',
  kvm: 'allowKVM',
  loopbackAudio: 'allowLoopbackAudio',
  loopbackVideo: 'allowLoopbackVideo',
  interactive: 'allowInteractive',
  chainOfTrust: 'allowChainOfTrust',
  taskclusterProxy: 'allowTaskclusterProxy',
} as const satisfies Readonly<Record<string, Allowance>>;

/** What a privileged container may do anyway: Docker gives it all capabilities, and no seccomp profile. */
const IN_PRIVILEGED: readonly Grant[] = ['allowPtrace', 'disableSeccomp'];

/**
 * Whether a task runs without something that its payload asks for, because the pool does not allow it.
 * @param isAsked whether the payload asks for something
 * @param isAllowed whether the pool allows it
 */
export function isDropped(
  what: Grant,
  isAsked: (what: Grant) => boolean,
  isAllowed: (key: Allowance) => boolean,
): boolean {
  if (!isAsked(what) || isAllowed(ALLOWED_BY[what])) return false;
  return !(IN_PRIVILEGED.includes(what) && isAsked('privileged') && isAllowed(ALLOWED_BY.privileged));
}

/** What a payload gets of what it asks for, and what it does not get. */
export interface Allowed {
  readonly granted: ReadonlySet<Grant>;
  /** With the key of the d2gConfig that forbids it. The task runs without it, and no log says so. */
  readonly dropped: readonly { readonly what: Grant; readonly by: Allowance }[];
}

/** Compares what a payload asks for with what a pool allows (tools/d2g: each is one condition of two). */
export function allowedBy(config: D2gConfig, { features, capabilities, devices }: DockerPayload): Allowed {
  const asked: Readonly<Record<Grant, boolean>> = { ...features, ...capabilities, ...devices };
  const granted = new Set<Grant>();
  const dropped: { what: Grant; by: Allowance }[] = [];
  for (const what of Object.keys(ALLOWED_BY) as Grant[]) {
    const by = ALLOWED_BY[what];
    if (asked[what] && config[by]) granted.add(what);
    if (
      isDropped(
        what,
        (one) => asked[one],
        (key) => config[key],
      )
    )
      dropped.push({ what, by });
  }
  return { granted, dropped };
}
