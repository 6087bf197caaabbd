/** A payload in the format of docker-worker, with the defaults of its schema (docker-worker/v1/payload.yml). */
export interface DockerPayload {
  readonly image: DockerImage;
  readonly command: readonly string[];
  /** In seconds. */
  readonly maxRunTime: number;
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly cache: readonly (readonly [name: string, mountPoint: string])[];
  readonly artifacts: readonly DockerArtifact[];
  readonly features: Readonly<Record<Feature, boolean>>;
  readonly capabilities: Readonly<Record<Capability, boolean>>;
  readonly devices: Readonly<Record<Device, boolean>>;
  readonly onExitStatus: ExitStatuses;
  /** The name of the live log. */
  readonly log: string;
  /** Unused by the worker, but kept. */
  readonly supersederUrl: string;
}

/** Where an image is: in a registry, or an artifact of a task, which the index or the taskId tells. */
export type DockerImage =
  | { readonly type: 'docker-image'; readonly name: string }
  | { readonly type: 'indexed-image'; readonly namespace: string; readonly path: string }
  | { readonly type: 'task-image'; readonly taskId: string; readonly path: string };

export interface DockerArtifact {
  readonly name: string;
  readonly type: ArtifactType;
  readonly path: string;
  readonly expires: string | undefined;
}

export type ArtifactType = 'file' | 'directory' | 'volume';

/** Which exit codes let the task run again, or let the worker throw its caches away. */
export interface ExitStatuses {
  readonly retry: readonly number[];
  readonly purgeCaches: readonly number[];
}

/** The features with their defaults. */
export const FEATURES = {
  localLiveLog: true,
  bulkLog: true,
  artifacts: true,
  taskclusterProxy: false,
  interactive: false,
  allowPtrace: false,
  chainOfTrust: false,
} as const;
export type Feature = keyof typeof FEATURES;

/** The capabilities beside the devices. All are off by default. */
export const CAPABILITIES = { privileged: false, disableSeccomp: false } as const;
export type Capability = keyof typeof CAPABILITIES;

/** The devices. All are off by default. */
export const DEVICES = { loopbackVideo: false, loopbackAudio: false, hostSharedMemory: false, kvm: false } as const;
export type Device = keyof typeof DEVICES;

export const DEFAULT_LOG = 'public/logs/live.log';
