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
}

/** @param onChange the definitions of these pools have changed */
export function createDefinitions(onChange: (workerPoolIds: ReadonlySet<string>) => void): Definitions {
  const documents = new Map<string, readonly DefinedPool[]>();
  const files = new Map<string, readonly DefinedPool[]>();
  let joined: ReadonlyMap<string, DefinedPool> = new Map();

  const change = (uri: string, edit: () => void): void => {
    const counted = (): readonly DefinedPool[] => documents.get(uri) ?? files.get(uri) ?? [];
    const before = counted();
    edit();
    const after = counted();
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const old = joined;
    const unopened = [...files].flatMap(([file, pools]) => (documents.has(file) ? [] : [pools]));
    joined = joinDefinitions([...documents.values(), ...unopened]);
    const touched = new Set([...before, ...after].map(({ workerPoolId }) => workerPoolId));
    const changed = [...touched].filter((id) => JSON.stringify(old.get(id)) !== JSON.stringify(joined.get(id)));
    if (changed.length > 0) onChange(new Set(changed));
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
  };
}

function poolsIn({ document, aggregate }: Snapshot): DefinedPool[] {
  const { kind, results } = aggregate();
  // A list of thousands of tasks defines no pools.
  if (kind !== 'worker-pool' && results.length > 1) return [];
  return results.flatMap(({ references }) => definedPools(document.source.fileName, references));
}
