import type { DockerImage } from '../docker-payload.js';
import { extensionOf } from './extension.js';
import type { ImageMount } from './native-payload.js';

/** What the worker replaces by the id of the image that it has loaded from a file (workers/generic-worker, d2g_feature.go). */
const LOADED_IMAGE = '__D2G_IMAGE_ID__';

/** The image as an argument of `docker run`. */
export function imageArgument(image: DockerImage): string {
  return image.type === 'docker-image' ? image.name : LOADED_IMAGE;
}

/**
 * The mount with the file of an image; none for an image of a registry. `docker load` reads all compressions but lz4, so the
 * worker unpacks only that (tools/d2g: indexed and artifact images).
 */
export function imageMount(image: DockerImage): ImageMount | undefined {
  if (image.type === 'docker-image') return undefined;
  const { path: artifact } = image;
  const isLz4 = extensionOf(artifact).toLowerCase() === '.lz4';
  return {
    content:
      image.type === 'indexed-image' ? { artifact, namespace: image.namespace } : { artifact, taskId: image.taskId },
    file: 'dockerimage',
    ...(isLz4 && { format: 'lz4' }),
  };
}
