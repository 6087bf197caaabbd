import { quote } from '../../base/quote.js';
import { isImageName, lowerCaseName } from './image-name.js';
import type { PayloadError } from './payload-error.js';
import { isMapping } from './worker-format.js';

/** The names of images that Docker cannot read, on which d2g fails (tools/d2g, dockerimages). */
export function imageErrors({ image }: Readonly<Record<string, unknown>>): PayloadError[] {
  if (isMapping(image)) {
    const isNamed = image.type === 'docker-image' && typeof image.name === 'string';
    return isNamed ? nameErrors(String(image.name), ['payload', 'image', 'name']) : [];
  }
  return typeof image === 'string' ? nameErrors(image, ['payload', 'image']) : [];
}

function nameErrors(name: string, path: PayloadError['path']): PayloadError[] {
  if (isImageName(name)) return [];
  const meant = lowerCaseName(name);
  const what = meant
    ? `Only the tag may have capitals: ${quote(meant)}.`
    : 'It is a path in lower case, perhaps behind a host, with a tag, e.g. "ubuntu:24.04".';
  return [{ path, message: `image ${quote(name)} is no name of an image. ${what}`, mend: lowerCaseName }];
}
