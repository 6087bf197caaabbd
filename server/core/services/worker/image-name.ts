const HOST_PART = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const HOST = `(?:${HOST_PART}(?:\\.${HOST_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const NAME = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const TAG = '[\\w][\\w.-]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
/** The name of an image, as far as a pattern can tell. */
export const REFERENCE = new RegExp(`^(?:${HOST}/)?${NAME}(?:/${NAME})*(?::${TAG})?(?:@${DIGEST})?$`);

/** The longest name to check. The library allows 255 characters before the tag. */
const LONGEST = 1000;

/** Whether Docker can parse the name of an image (the reference package of its distribution library, which d2g uses). */
export function isImageName(text: string): boolean {
  return text.length <= LONGEST && REFERENCE.test(text) && !/^[a-f0-9]{64}$/.test(text);
}

/** The name in lower case, except for its tag, if that makes it valid. */
export function lowerCaseName(text: string): string | undefined {
  const end = text.includes('@') ? text.indexOf('@') : text.length;
  const colon = text.lastIndexOf(':', end);
  const tag = colon > text.lastIndexOf('/', end) ? colon : end;
  const lower = text.slice(0, tag).toLowerCase() + text.slice(tag);
  return lower !== text && isImageName(lower) ? lower : undefined;
}
