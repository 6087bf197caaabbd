import { compareUtf8 } from '../../../base/utf8.js';
import type { DockerPayload } from '../docker-payload.js';
import { extensionOf } from './extension.js';
import type { NativeArtifact } from './native-payload.js';

/** An artifact as the worker uploads it, and where it is in the container. */
export interface ConvertedArtifact {
  readonly native: NativeArtifact;
  readonly pathInContainer: string;
  /** A volume is a folder of the worker in the container. Everything else is copied out of it after the run. */
  readonly isVolume: boolean;
}

/**
 * The artifacts in the order of their names. All are optional: one that is missing in the container is only a warning in the log
 * (tools/d2g: artifacts).
 */
export function convertArtifacts({ artifacts, features }: DockerPayload): ConvertedArtifact[] {
  if (!features.artifacts) return [];
  return artifacts
    .toSorted((a, b) => compareUtf8(a.name, b.name))
    .map(({ name, type, path, expires }, i) => ({
      native: {
        ...(expires !== undefined && { expires: timeOf(expires) }),
        name,
        optional: true,
        path: `${type === 'volume' ? 'volume' : 'artifact'}${i}${extensionOf(path)}`,
        type: type === 'file' ? 'file' : 'directory',
      },
      pathInContainer: path,
      isVolume: type === 'volume',
    }));
}

/** Taskcluster's client writes times in UTC with three decimals. What is computed stays as it is. */
function timeOf(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}
