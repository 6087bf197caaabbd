// What the names of a file and its folders say about a file that is still being written. The client decides with it whether to
// start the server.

/** What a file may be by its place. */
export type PlacedKind = 'hook' | 'worker-pool' | 'task';

/** Words in the names of files and folders. */
const PLACES: readonly (readonly [PlacedKind, RegExp])[] = [
  ['hook', /(?<![a-z])hooks?(?![a-z])/i],
  ['worker-pool', /worker[-_]?pools?|^pools?(?![a-z])/i],
  ['task', /(?<![a-z])tasks?(?![a-z])/i],
];

/** The innermost folders say what a file is, not where the workspace lies. */
const MOST_FOLDERS = 3;

/** What a file is by its name and the path of its folder; undefined if they do not say. */
export function kindOfPlace(fileName: string, folder = ''): PlacedKind | undefined {
  const named = kindIn(fileName);
  // A hook or a pool may well be called after a task.
  if (named && named !== 'task') return named;
  const folders = folder.split('/').filter((name) => name !== '');
  return (
    folders
      .slice(-MOST_FOLDERS)
      .reverse()
      .map(kindIn)
      .find((kind) => kind !== undefined) ?? named
  );
}

function kindIn(name: string): PlacedKind | undefined {
  return PLACES.find(([, place]) => place.test(name))?.[0];
}
