import { type ComponentType, render } from 'preact';
import { READY, type ViewModel } from './messages/view.js';
import './base.css';

/** What VS Code gives the script of a webview, once. */
interface WebviewApi {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: () => WebviewApi;

/** What a view gets: what to show, and the way back to the extension. */
export interface ViewProps<Model, Message> {
  readonly model: Model;
  readonly send: (message: Message) => void;
}

/** Shows a view, which is drawn again whenever the extension sends a change of its model. */
export function startView<Model extends ViewModel, Message>(
  initial: Model,
  View: ComponentType<ViewProps<Model, Message>>,
): void {
  const api = acquireVsCodeApi();
  const send = (message: Message): void => api.postMessage(message);
  let model = initial;
  const draw = (): void => render(<View model={model} send={send} />, document.body);
  window.addEventListener('message', ({ data }: MessageEvent<Partial<Model>>) => {
    model = { ...model, ...data };
    if (data.state) api.setState(data.state);
    draw();
  });
  draw();
  api.postMessage(READY);
}
