import type { PoolNode } from './tree-node.js';

type Group = Extract<PoolNode, { kind: 'group' }>;

/** What the tree shows. To draw a line anew may swallow the click on it, so that is done only where it says something else. */
export interface Drawn {
  /** What stands below a line, or at the top: for the editor, which draws it. */
  children(node?: PoolNode): Promise<readonly PoolNode[]>;
  /** Reads again what is shown, and has the tree draw the groups that have changed. */
  update(): Promise<void>;
  /** Has all drawn anew, with everything read again. */
  redraw(): void;
  /** What is folded is not read. */
  folded(node: PoolNode): void;
  /** Whether the line was folded before: what was last drawn below it may be old. */
  unfolded(node: PoolNode): boolean;
}

export interface DrawnOptions {
  readonly groups: () => readonly PoolNode[];
  readonly read: (group: Group) => Promise<readonly PoolNode[]>;
  /** Has the editor ask for the children of a line anew, or for all. */
  readonly draw: (node: PoolNode | undefined) => void;
}

/** Remembers what the editor was given to draw: nothing yet. */
export function createDrawn({ groups, read, draw }: DrawnOptions): Drawn {
  let top: readonly PoolNode[] | undefined;
  const shown = new Map<Group['which'], readonly PoolNode[]>();
  /** What the editor is to get when it asks, as it is told to just now. */
  const prepared = new Map<Group['which'], readonly PoolNode[]>();
  const folded = new Set<Group['which']>();
  /** The last question of the editor, and the last reading: what was asked for before them is old. */
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
      // The editor has not asked yet, and will.
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

/** Whether the tree would look the same: all of it is plain data. */
function isSame(nodes: readonly PoolNode[], others: readonly PoolNode[] | undefined): boolean {
  return JSON.stringify(nodes) === JSON.stringify(others);
}
