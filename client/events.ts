import type { Disposable } from 'vscode';

// As the editor's own `EventEmitter` and `Disposable.from`, for modules that the unit tests run without an editor.

/** Something that happens, and who wants to hear of it. */
export interface Emitter extends Disposable {
  event(listener: () => void): Disposable;
  fire(): void;
}

/** Makes an emitter. A listener that throws does not keep the others from hearing. */
export function createEmitter(): Emitter {
  const listeners = new Set<{ readonly call: () => void }>();
  return {
    event(call) {
      // An object of its own: who listens twice hears twice.
      const listener = { call };
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    fire() {
      for (const { call } of [...listeners]) {
        try {
          call();
        } catch (error) {
          console.error(error);
        }
      }
    },
    dispose: () => listeners.clear(),
  };
}

/** One for all of them. */
export function disposableOf(...all: readonly Pick<Disposable, 'dispose'>[]): Disposable {
  return {
    dispose() {
      for (const one of all) one.dispose();
    },
  };
}
