/**
 * What a view shows. The extension sends it, whole or only what has changed of it; `null` stands for what is not there, because
 * messages cannot hold `undefined`.
 */
export interface ViewModel {
  /** What the editor keeps of the view when its window is closed. Data as of JSON; undefined until the extension has spoken. */
  readonly state?: object;
}

/** The first message of a page: it has been loaded, for the first time or again, and wants the whole model. */
export const READY = { kind: 'ready' } as const;
export type Ready = typeof READY;
