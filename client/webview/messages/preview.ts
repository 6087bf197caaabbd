import type {
  DefinitionAnswer,
  DefinitionFormat,
  EventFields,
  Field,
  PlacedFailure,
  PreviewAnswer,
  Range,
  ShownTask,
} from '../../../server/lsp/protocol.js';
import type { ViewModel } from './view.js';

export type { DefinitionAnswer, DefinitionFormat, EventFields, PlacedFailure, PreviewAnswer, Range };
export type PreviewTask = ShownTask;
export type PreviewField = Field<Range>;
export type PreviewOccasion = PreviewAnswer['occasions'][number];

/** What a user has chosen in a preview. It comes back with the window. */
export interface PreviewState {
  /** The URI of the file. */
  readonly source: string;
  /** The name of an event or a way to fire a hook; null: the first with tasks. */
  readonly occasion: string | null;
  /** The name of an event of the user's own, which takes the place of the occasion's body; null: none. */
  readonly own: string | null;
  readonly fields: EventFields;
  readonly format: DefinitionFormat;
  /** The index of the chosen task. */
  readonly task: number;
}

/** What a preview shows. */
export interface PreviewModel extends ViewModel {
  readonly state?: PreviewState;
  /** The name of the file. */
  readonly file: string;
  /** What the file yields; null before it is known. */
  readonly answer: PreviewAnswer | null;
  /** Why `answer` is old or missing; null if it is not. */
  readonly notice: string | null;
  /** The definition of the chosen task; null before it is known. */
  readonly definition: DefinitionAnswer | null;
  /** The indices of the tasks that are made from what is at the cursor. */
  readonly here: readonly number[];
  /** The names of the user's own events. */
  readonly own: readonly string[];
  /** How often the user has asked for the focus to be in the preview. */
  readonly focus: number;
  /** The deployment that can render the file, too; null: none. */
  readonly deployment: string | null;
}

/** What a preview shows before anything is known. */
export const EMPTY_PREVIEW: PreviewModel = {
  file: '',
  answer: null,
  notice: null,
  definition: null,
  here: [],
  own: [],
  focus: 0,
  deployment: null,
};

/** What the extension does for a preview, with the editor's own means. */
export type PreviewCommand = 'copy' | 'open' | 'compare' | 'own' | 'graph' | 'deployment';

/** What a user does in a preview. */
export type PreviewMessage =
  | { readonly kind: 'choose'; readonly occasion: string }
  | { readonly kind: 'chooseOwn'; readonly own: string }
  | { readonly kind: 'fields'; readonly fields: EventFields }
  | { readonly kind: 'format'; readonly format: DefinitionFormat }
  | { readonly kind: 'select'; readonly task: number }
  | { readonly kind: 'goTo'; readonly place: Range }
  | { readonly kind: 'command'; readonly command: PreviewCommand };
