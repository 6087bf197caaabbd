import type { PoolNode } from './tree-node.js';

type Group = Extract<PoolNode, { kind: 'group' }>;

/** What the tree shows. Redrawing a line may swallow a click on it, so only changed lines are redrawn. */
export interface Drawn {
  /** The children of a line, or the top level, for the editor to draw. */
  children(node?: PoolNode): Promise<readonly PoolNode[]>;
  /** Reads again what is shown, and redraws the groups that have changed. */
  update(): Promise<void>;
  /** Reads everything again and redraws it. */
  redraw(): void;
  /** The line was collapsed. Collapsed groups are not read. */
  folded(node: PoolNode): void;
  /** Whether the line was collapsed before; then its children may be out of date. */
  unfolded(node: PoolNode): boolean;
}

export interface DrawnOptions {
  readonly groups: () => readonly PoolNode[];
  readonly read: (group: Group) => Promise<readonly PoolNode[]>;
  /** Makes the editor ask again for the children of a line, or for everything. */
  readonly draw: (node: PoolNode | undefined) => void;
}

/** Creates an empty cache of what the editor was given to draw. */
export function createDrawn({ groups, read, draw }: DrawnOptions): Drawn {
  let top: readonly PoolNode[] | undefined;
  const shown = new Map<Group['which'], readonly PoolNode[]>();
  /** What the editor gets when it asks again, as it has just been told to. */
  const prepared = new Map<Group['which'], readonly PoolNode[]>();
  const folded = new Set<Group['which']>();
  /** The numbers of the editor's latest request and of the latest reading. Earlier results are out of date. */
  const asked = new Map<Group['which'], object>();
  let updates = 0;

  const redraw = (): void => {
    updates++;
    shown.clear();
    prepared.clear();
    folded.clear();
    draw(undefined);
  };
  const updateGroup = async (group: Group, turn: number): Promise<void> => {
    const { which } = group;
    if (!shown.has(which) || folded.has(which)) return;
    const question = asked.get(which);
    const nodes = await read(group);
    if (turn !== updates || asked.get(which) !== question) return;
    prepared.delete(which);
    if (isSame(nodes, shown.get(which))) return;
    prepared.set(which, nodes);
    draw(group);
  };

  return {
    async children(node) {
      if (!node) {
        top = groups();
        return top;
      }
      if (node.kind !== 'group') return [];
      const { which } = node;
      const question = {};
      asked.set(which, question);
      const ready = prepared.get(which);
      prepared.delete(which);
      const nodes = ready ?? (await read(node));
      if (asked.get(which) === question) shown.set(which, nodes);
      return nodes;
    },
    async update() {
      const turn = ++updates;
      // The editor has not asked yet, but will.
      if (!top) return;
      if (!isSame(groups(), top)) redraw();
      else await Promise.all(top.map(async (node) => node.kind === 'group' && updateGroup(node, turn)));
    },
    redraw,
    folded(node) {
      if (node.kind === 'group') folded.add(node.which);
    },
    unfolded: (node) => node.kind === 'group' && folded.delete(node.which),
  };
}

/** Whether the tree would look the same. Everything in it is plain data. */
function isSame(nodes: readonly PoolNode[], others: readonly PoolNode[] | undefined): boolean {
  return JSON.stringify(nodes) === JSON.stringify(others);
}
