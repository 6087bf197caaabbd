import type {
  DefinitionAnswer,
  DefinitionFormat,
  Position,
  PreviewAnswer,
  PreviewChoice,
  PreviewOutcomes,
  Range,
} from '../../server/lsp/protocol.js';
import type { Translate } from '../l10n.js';
import type { PreviewCommand, PreviewMessage, PreviewModel, PreviewState } from '../webview/messages/preview.js';
import type { Ready } from '../webview/messages/view.js';
import { keptFor, notAnswered } from '../words.js';

/** What a preview needs of the editor. Each question about the file is undefined if nobody can answer it. */
export interface PreviewHost {
  preview(choice: PreviewChoice): Promise<PreviewAnswer | undefined>;
  /** What comes of each event. */
  outcomes(): Promise<PreviewOutcomes | undefined>;
  definition(task: number, format: DefinitionFormat): Promise<DefinitionAnswer | undefined>;
  tasksAt(position: Position): Promise<readonly number[]>;
  /** The body of an event of the user's own; undefined if there is none of this name. */
  ownBody(name: string): unknown;
  show(changes: Partial<PreviewModel>): void;
  goTo(place: Range): void;
  run(command: PreviewCommand): void;
  /** Calls back once nobody has typed for a while. Returns a way to forget it. */
  afterRest(call: () => void): () => void;
  readonly t: Translate;
}

/** What goes on in one preview: it follows the file, the cursor and the user. */
export interface PreviewSession {
  readonly state: PreviewState;
  /** What is shown; undefined before anything is. */
  readonly answer: PreviewAnswer | undefined;
  readonly choice: PreviewChoice;
  receive(message: PreviewMessage | Ready): void;
  /** Shows something else. */
  choose(changes: Partial<PreviewState>): void;
  /** The file has changed. */
  changed(): void;
  /** Something else has changed of which answers are made. */
  refresh(): void;
  /** The cursor is in the file at this position. */
  cursorAt(position: Position): void;
  dispose(): void;
}

/** Starts a preview. Nothing is asked before the page is ready. */
export function createPreviewSession(host: PreviewHost, initial: PreviewState): PreviewSession {
  let state = initial;
  let answer: PreviewAnswer | undefined;
  let position: Position | undefined;
  // An answer to an earlier question comes too late.
  let turn = 0;
  let forget = (): void => {};

  const choice = (): PreviewChoice => {
    const body = state.own === null ? undefined : host.ownBody(state.own);
    return {
      ...(state.occasion !== null && { occasion: state.occasion }),
      ...(body !== undefined && { body }),
      fields: state.fields,
    };
  };

  const refresh = async (): Promise<void> => {
    forget();
    const own = ++turn;
    const before = answer;
    // What comes of the event that is shown is wanted at once, what comes of the others can wait.
    const occasion = state.occasion ?? before?.shown;
    const only = before?.occasions.some(({ name }) => name === occasion) && { occasion, only: true };
    const next = await answered(host.preview({ ...choice(), ...only }));
    if (own !== turn) return;
    if (!next) return host.show({ notice: notAnswered(host.t), state });
    // What cannot be read while it is being typed leaves the last tasks where they are.
    if (next.reason !== undefined && answer && answer.reason === undefined)
      return host.show({ notice: keptFor(next.reason, host.t), state });
    const isPartial = before !== undefined && next.occasions.length === 0 && before.occasions.length > 0;
    answer = isPartial && next.reason === undefined ? { ...next, occasions: before.occasions } : next;
    // Whose events of the user's own these are, only the first answer says.
    if (!before && state.own !== null) return refresh();
    state = { ...state, task: taskLike(before?.tasks[state.task], next, state.task) };
    host.show({ answer, notice: null, state });
    await Promise.all([showDefinition(), showHere()]);
    const occasions = isPartial && own === turn ? await answered(host.outcomes()) : undefined;
    if (!occasions || own !== turn || !answer) return;
    answer = { ...answer, occasions };
    host.show({ answer });
    // The event that is shown cannot happen any more: another one takes its place.
    if (state.own === null && !occasions.some(({ name }) => name === answer?.shown)) return refresh();
  };

  const showDefinition = async (): Promise<void> => {
    const own = turn;
    const { task, format } = state;
    const definition = answer?.tasks[task] && (await answered(host.definition(task, format)));
    if (own === turn && task === state.task && format === state.format) host.show({ definition: definition ?? null });
  };

  const showHere = async (): Promise<void> => {
    const [own, at] = [turn, position];
    if (!at) return;
    const here = await answered(host.tasksAt(at));
    if (here && own === turn && at === position) host.show({ here });
  };

  const choose = (changes: Partial<PreviewState>): void => {
    state = { ...state, ...changes };
    void refresh();
  };

  const receive = (message: PreviewMessage | Ready): void => {
    switch (message.kind) {
      case 'ready':
        void refresh();
        break;
      case 'choose':
        choose({ occasion: message.occasion, own: null });
        break;
      case 'chooseOwn':
        choose({ own: message.own });
        break;
      case 'fields':
        state = { ...state, fields: message.fields };
        // The page adds the next field to these.
        host.show({ state });
        session.changed();
        break;
      case 'format':
      case 'select':
        state = { ...state, ...(message.kind === 'format' ? { format: message.format } : { task: message.task }) };
        host.show({ state });
        void showDefinition();
        break;
      case 'goTo':
        host.goTo(message.place);
        break;
      case 'command':
        host.run(message.command);
    }
  };

  const session: PreviewSession = {
    get state() {
      return state;
    },
    get answer() {
      return answer;
    },
    get choice() {
      return choice();
    },
    receive,
    choose,
    changed() {
      forget();
      turn++;
      forget = host.afterRest(() => void refresh());
    },
    refresh: () => void refresh(),
    cursorAt(at) {
      position = at;
      void showHere();
    },
    dispose() {
      forget();
      turn++;
    },
  };
  return session;
}

/** A question that fails, because the server ends or the file is gone, has no answer. */
function answered<Answer>(question: Promise<Answer>): Promise<Answer | undefined> {
  return question.catch(() => undefined);
}

/** The index of the task that was chosen before, by its name; or else that of the task now in its place. */
function taskLike(before: PreviewAnswer['tasks'][number] | undefined, { tasks }: PreviewAnswer, index: number): number {
  const isSame = (task: PreviewAnswer['tasks'][number] | undefined): boolean =>
    before !== undefined && task?.name?.text === before.name?.text;
  if (!before || isSame(tasks[index])) return Math.max(0, Math.min(index, tasks.length - 1));
  const found = tasks.findIndex(isSame);
  return found >= 0 ? found : Math.max(0, Math.min(index, tasks.length - 1));
}
