import { quote } from '../../base/quote.js';
import { isKnownMapping } from '../../jsone/static-value.js';
import { isImageName, lowerCaseName } from './image-name.js';
import type { PayloadError } from './payload-error.js';

/** Image names that Docker cannot parse: d2g fails on them (tools/d2g, dockerimages). */
export function imageErrors({ image }: Readonly<Record<string, unknown>>): PayloadError[] {
  if (isKnownMapping(image)) {
    const isNamed = image.type === 'docker-image' && typeof image.name === 'string';
    return isNamed ? nameErrors(String(image.name), ['payload', 'image', 'name']) : [];
  }
  return typeof image === 'string' ? nameErrors(image, ['payload', 'image']) : [];
}

function nameErrors(name: string, path: PayloadError['path']): PayloadError[] {
  // A text that another tool fills in before the file is used is unknown.
  if (isImageName(name) || /\{\{|\{%/.test(name)) return [];
  const meant = lowerCaseName(name);
  const what = meant
    ? `Only the tag can contain capital letters: ${quote(meant)}.`
    : 'A name is a path in lower case, with an optional host and tag, e.g. "ubuntu:24.04".';
  return [{ path, message: `image ${quote(name)} is not a valid image name. ${what}`, mend: lowerCaseName }];
}
