import type { GraphAnswer, PreviewChoice, Range } from '../../server/lsp/protocol.js';
import type { Translate } from '../l10n.js';
import type { GraphMessage, GraphModel, GraphState } from '../webview/messages/graph.js';
import type { Ready } from '../webview/messages/view.js';
import { keptFor, notAnswered } from '../words.js';

/** What a graph needs of the editor. */
export interface GraphHost {
  /** The tasks of the file; undefined if nobody can answer. */
  graph(choice: PreviewChoice): Promise<GraphAnswer | undefined>;
  show(changes: Partial<GraphModel>): void;
  goTo(place: Range): void;
  /** Calls back once nobody has typed for a while. Returns a way to forget it. */
  afterRest(call: () => void): () => void;
  readonly t: Translate;
}

/** What goes on in one graph: it follows the file and the user. */
export interface GraphSession {
  receive(message: GraphMessage | Ready): void;
  /** Shows the tasks that come of something else. */
  choose(choice: PreviewChoice): void;
  /** The file has changed. */
  changed(): void;
  /** Something else has changed of which answers are made. */
  refresh(): void;
  dispose(): void;
}

/** Starts a graph. Nothing is asked before the page is ready. */
export function createGraphSession(host: GraphHost, initial: GraphState): GraphSession {
  let state = initial;
  let answer: GraphAnswer | undefined;
  // An answer to an earlier question comes too late.
  let turn = 0;
  let forget = (): void => {};

  const refresh = async (): Promise<void> => {
    forget();
    const own = ++turn;
    // A question that fails, because the server ends or the file is gone, has no answer.
    const next = await host.graph(state.choice).catch(() => undefined);
    if (own !== turn) return;
    if (!next) return host.show({ notice: notAnswered(host.t), state });
    // What cannot be read while it is being typed leaves the last tasks where they are.
    if (next.reason !== undefined && answer && answer.reason === undefined)
      return host.show({ notice: keptFor(next.reason, host.t), state });
    answer = next;
    state = { ...state, task: taskLike(state, next) };
    host.show({ answer, notice: null, state });
  };

  const set = (changes: Partial<GraphState>): void => {
    state = { ...state, ...changes };
    host.show({ state });
  };
  const choose = (choice: PreviewChoice): void => {
    state = { ...state, choice };
    void refresh();
  };

  return {
    receive(message) {
      switch (message.kind) {
        case 'ready':
          void refresh();
          break;
        case 'choose':
          choose({ occasion: message.occasion, ...(state.choice.fields && { fields: state.choice.fields }) });
          break;
        case 'select': {
          const { task } = message;
          set({ task, label: task === null ? null : (answer?.graph.labels[task] ?? null) });
          break;
        }
        case 'view':
          set({ view: message.view });
          break;
        case 'colours':
          set({ colours: message.colours });
          break;
        case 'goTo':
          host.goTo(message.place);
      }
    },
    choose,
    changed() {
      forget();
      turn++;
      forget = host.afterRest(() => void refresh());
    },
    refresh: () => void refresh(),
    dispose() {
      forget();
      turn++;
    },
  };
}

/** The index of the task that was chosen before, by its label, in its place if it is still there; null if it is gone. */
function taskLike({ task, label }: GraphState, { graph: { labels } }: GraphAnswer): number | null {
  if (label === null) return null;
  if (task !== null && labels[task] === label) return task;
  const index = labels.indexOf(label);
  return index < 0 ? null : index;
}
