/** A document as it is to be written: what it means, and how every part of it looks. */
export type Part = ScalarPart | MapPart | SeqPart | AliasPart;

export interface ScalarPart {
  readonly kind: 'scalar';
  readonly value: unknown;
  /** One line for a flow scalar; a block scalar has its header and then its lines. */
  readonly lines: readonly string[];
  readonly anchor?: string;
}

export interface AliasPart {
  readonly kind: 'alias';
  readonly name: string;
  readonly target: Part;
}

export interface MapPart {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly EntryPart[];
  readonly anchor?: string;
}

export interface SeqPart {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly Part[];
  readonly anchor?: string;
}

export interface EntryPart {
  readonly key: string;
  readonly quote: '' | '"' | "'";
  readonly value: Part;
  readonly trivia: Trivia;
  /** Whether a fix may touch the lines of the entry. */
  readonly identifier: boolean;
}

/** Text around an entry that has no meaning. */
export interface Trivia {
  readonly above: 'none' | 'comment' | 'blank' | 'both' | 'outdented';
  readonly behind: 'none' | 'comment' | 'close' | 'space' | 'tab';
  readonly between: 'none' | 'break' | 'comment';
}

export const NO_TRIVIA: Trivia = { above: 'none', behind: 'none', between: 'none' };

/** How a whole text is written. */
export interface Layout {
  readonly form: 'yaml' | 'json' | 'jsonc';
  /** Flow collections over several lines, with comments in them, or on one. */
  readonly broken: boolean;
  readonly step: 2 | 4;
  /** Whether the items of a list in a mapping stand deeper than its key. */
  readonly deepLists: boolean;
  readonly trailingComma: boolean;
  readonly spaceBeforeColon: boolean;
}

/** What a part means, worked out from the parts alone. */
export function meaningOf(part: Part): unknown {
  switch (part.kind) {
    case 'scalar':
      return part.value;
    case 'alias':
      return meaningOf(part.target);
    case 'seq':
      return part.items.map(meaningOf);
    case 'map': {
      const own: [string, unknown][] = [];
      let merged: Record<string, unknown> = {};
      for (const { key, value } of part.entries) {
        if (key === '<<') merged = { ...(meaningOf(value) as Record<string, unknown>) };
        else own.push([key, meaningOf(value)]);
      }
      return { ...merged, ...Object.fromEntries(own) };
    }
  }
}
