/** What to call a deployment in a few letters: the host of its root URL, with the port. */
export function hostOf(rootUrl: string): string {
  return rootUrl.replace(/^\w+:\/\//, '').split('/')[0] ?? '';
}
