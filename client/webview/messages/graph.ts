import type { GraphAnswer, PreviewChoice, Range } from '../../../server/lsp/protocol.js';
import type { ViewModel } from './view.js';

export type { GraphAnswer, GraphColumns } from '../../../server/lsp/protocol.js';

/** What a user has chosen in a graph. It comes back with the window. */
export interface GraphState {
  /** The URI of the file. */
  readonly source: string;
  /** What the tasks come of. */
  readonly choice: PreviewChoice;
  /** The index of the chosen task, and its label, by which it is found again; null: none. */
  readonly task: number | null;
  readonly label: string | null;
  readonly view: GraphView;
  readonly colours: GraphColours;
}

export type GraphView = 'picture' | 'table';
/** What the colours stand for, and what can be filtered by; null: by kind if there are kinds. */
export type GraphColours = 'kind' | 'queue' | null;

/** What a graph shows. */
export interface GraphModel extends ViewModel {
  readonly state?: GraphState;
  /** The name of the file. */
  readonly file: string;
  /** The tasks; null before they are known. */
  readonly answer: GraphAnswer | null;
  /** Why `answer` is old or missing; null if it is not. */
  readonly notice: string | null;
}

/** What a graph shows before anything is known. */
export const EMPTY_GRAPH: GraphModel = { file: '', answer: null, notice: null };

/** What a user does in a graph. */
export type GraphMessage =
  | { readonly kind: 'choose'; readonly occasion: string }
  | { readonly kind: 'select'; readonly task: number | null }
  | { readonly kind: 'view'; readonly view: GraphView }
  | { readonly kind: 'colours'; readonly colours: GraphColours }
  | { readonly kind: 'goTo'; readonly place: Range };
