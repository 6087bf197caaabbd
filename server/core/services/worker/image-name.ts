const HOST_PART = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const HOST = `(?:${HOST_PART}(?:\\.${HOST_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const NAME = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const TAG = '[\\w][\\w.-]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const REFERENCE = new RegExp(`^(?:${HOST}/)?${NAME}(?:/${NAME})*(?::${TAG})?(?:@${DIGEST})?$`);

/** The longest name to check: the library allows 255 characters before the tag. */
const LONGEST = 1000;

/** Whether Docker can read the name of an image (the reference of the distribution library, which d2g checks with). */
export function isImageName(text: string): boolean {
  return text.length <= LONGEST && REFERENCE.test(text) && !/^[a-f0-9]{64}$/.test(text);
}

/** The name in lower case, but for its tag, if only that makes it readable. */
export function lowerCaseName(text: string): string | undefined {
  const [, name = '', rest = ''] = /^(.*?)((?::[^/:]*)?(?:@.*)?)$/.exec(text) ?? [];
  const lower = name.toLowerCase() + rest;
  return lower !== text && isImageName(lower) ? lower : undefined;
}
