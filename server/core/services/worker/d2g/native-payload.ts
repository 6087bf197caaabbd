/**
 * The payload of generic-worker that d2g makes (multiuser_posix.yml), with the keys in the order of the schema. What is false or
 * empty is left out, unless the schema has another default.
 */
export interface NativePayload {
  readonly artifacts?: readonly NativeArtifact[];
  readonly command: readonly (readonly string[])[];
  readonly features: NativeFeatures;
  readonly logs: { readonly backing: string; readonly live: string };
  readonly maxRunTime: number;
  readonly mounts?: readonly Mount[];
  readonly onExitStatus?: { readonly purgeCaches?: readonly number[]; readonly retry?: readonly number[] };
  readonly osGroups: readonly string[];
  readonly supersederUrl?: string;
  readonly taskclusterProxyInterface: 'docker-bridge';
}

export interface NativeArtifact {
  readonly expires?: string;
  readonly name: string;
  readonly optional: true;
  readonly path: string;
  readonly type: 'file' | 'directory';
}

export interface NativeFeatures {
  readonly backingLog: boolean;
  readonly chainOfTrust?: true;
  readonly interactive?: true;
  readonly liveLog: boolean;
  readonly loopbackAudio?: true;
  readonly loopbackVideo?: true;
  readonly resourceMonitor: true;
  readonly taskclusterProxy?: true;
}

export type Mount = CacheMount | ImageMount;

export interface CacheMount {
  readonly cacheName: string;
  readonly directory: string;
}

/** The file of an image, which the worker loads into Docker. */
export interface ImageMount {
  readonly content:
    | { readonly artifact: string; readonly namespace: string }
    | { readonly artifact: string; readonly taskId: string };
  readonly file: 'dockerimage';
  readonly format?: 'lz4';
}
