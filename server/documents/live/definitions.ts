import type { DefinedPool } from '../../core/deployment/knowledge.js';
import { definedPools, joinDefinitions } from '../../core/references/defined-pools.js';
import type { Snapshot } from '../snapshots.js';

/** The worker pools that the workspace defines: in open documents, and in files that the client has read. */
export interface Definitions {
  /** By their ids. The same map until something changes. */
  pools(): ReadonlyMap<string, DefinedPool>;
  /** An open document was analyzed. It counts instead of the file. */
  setDocument(snapshot: Snapshot): void;
  /** A document was closed, so its file counts again. */
  removeDocument(uri: string): void;
  /** A file was read; it defines these pools. */
  setFile(uri: string, pools: readonly DefinedPool[]): void;
  /** Other files may be excluded now. */
  settingsChanged(): void;
}

/**
 * Collects definitions.
 * @param onChange the definitions of these pools have changed
 * @param isExcluded whether a setting excludes a file
 */
export function createDefinitions(
  onChange: (workerPoolIds: ReadonlySet<string>) => void,
  isExcluded: (uri: string) => boolean,
): Definitions {
  const documents = new Map<string, readonly DefinedPool[]>();
  const files = new Map<string, readonly DefinedPool[]>();
  let joined: ReadonlyMap<string, DefinedPool> = new Map();

  const join = (): void => {
    const old = joined;
    const unopened = [...files].flatMap(([uri, pools]) => (documents.has(uri) || isExcluded(uri) ? [] : [pools]));
    joined = joinDefinitions([...documents.values(), ...unopened]);
    const ids = [...new Set([...old.keys(), ...joined.keys()])];
    const changed = ids.filter((id) => JSON.stringify(old.get(id)) !== JSON.stringify(joined.get(id)));
    if (changed.length > 0) onChange(new Set(changed));
  };
  const change = (uri: string, edit: () => void): void => {
    const counted = (): readonly DefinedPool[] => documents.get(uri) ?? files.get(uri) ?? [];
    const before = counted();
    edit();
    if (JSON.stringify(before) !== JSON.stringify(counted())) join();
  };

  return {
    pools: () => joined,
    setDocument(snapshot) {
      change(snapshot.uri, () => documents.set(snapshot.uri, poolsIn(snapshot)));
    },
    removeDocument(uri) {
      change(uri, () => documents.delete(uri));
    },
    setFile(uri, pools) {
      change(uri, () => (pools.length > 0 ? files.set(uri, pools) : files.delete(uri)));
    },
    settingsChanged: join,
  };
}

function poolsIn({ document, aggregate }: Snapshot): DefinedPool[] {
  const { kind, results } = aggregate();
  // A list of thousands of tasks defines no pools.
  if (kind !== 'worker-pool' && results.length > 1) return [];
  return results.flatMap(({ references }) => definedPools(document.source.fileName, references));
}
