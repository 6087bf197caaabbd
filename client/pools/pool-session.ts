import { LONGEST_REST, type PoolPageResult, SHORTEST_REST } from '../../server/lsp/protocol.js';
import type { Translate } from '../l10n.js';
import type { PoolCommand, PoolMessage, PoolModel, PoolState } from '../webview/messages/pool.js';
import { CHARTS } from '../webview/messages/pool.js';
import type { Ready } from '../webview/messages/view.js';
import { notRunning } from '../words.js';

/** What the editor does for the page of a pool. */
export type HostCommand = Exclude<PoolCommand, 'refresh'>;

/** What the page of a pool needs of the editor. */
export interface PoolHost {
  /** Undefined if the server is not running. */
  ask(workerPoolId: string, refresh: boolean): Promise<PoolPageResult | undefined>;
  /** Why nothing may be asked, or why there are no newer answers, in a sentence. */
  reason(result: PoolPageResult): string;
  show(changes: Partial<PoolModel>): void;
  isVisible(): boolean;
  /** Whether somebody is working in this window. */
  isActive(): boolean;
  run(command: HostCommand): void;
  /** Calls back after a number of milliseconds, unless the returned function is called first. */
  later(milliseconds: number, call: () => void): () => void;
  readonly t: Translate;
}

/** What goes on in the page of one pool. */
export interface PoolSession {
  receive(message: PoolMessage | Ready): void;
  /** Something has changed of which the page is made. */
  changed(): void;
  dispose(): void;
}

/** Answers arrive one by one. In milliseconds. */
const REST_MS = 300;

/**
 * Keeps the page of a pool up to date while it is visible: a minute after an answer it asks again, and after twice as long each
 * time while nobody works in the window. Nothing is asked before the page is ready, nor while it is hidden.
 */
export function createPoolSession(host: PoolHost, initial: PoolState): PoolSession {
  let state = initial;
  let rest = SHORTEST_REST;
  // An answer to an earlier question comes too late.
  let turn = 0;
  let cancel = (): void => {};

  const ask = async (refresh: boolean): Promise<void> => {
    cancel();
    const own = ++turn;
    const result = await host.ask(state.workerPoolId, refresh);
    if (own !== turn) return;
    if (!result) host.show({ state, notice: notRunning(host.t) });
    else if (!result.page) host.show({ state, page: null, notice: host.reason(result) });
    else host.show({ state, page: result.page, notice: isWell(result) ? null : host.reason(result) });
    rest = host.isActive() ? SHORTEST_REST : Math.min(2 * rest, LONGEST_REST);
    askAfter(rest);
  };
  const askAfter = (milliseconds: number): void => {
    cancel();
    cancel = host.later(milliseconds, () => {
      if (host.isVisible()) void ask(false);
    });
  };

  return {
    receive(message) {
      switch (message.kind) {
        case 'ready':
          host.show({ state });
          void ask(false);
          break;
        case 'table': {
          const tables = CHARTS.filter((chart) =>
            chart === message.chart ? message.isOpen : state.tables.includes(chart),
          );
          state = { ...state, tables };
          host.show({ state });
          break;
        }
        case 'command':
          if (message.command === 'refresh') void ask(true);
          else host.run(message.command);
      }
    },
    changed: () => askAfter(REST_MS),
    dispose() {
      cancel();
      turn++;
    },
  };
}

/** Whether the newest answer could be had, or is on its way. */
function isWell({ status: { why } }: PoolPageResult): boolean {
  return why === undefined || why === 'loading';
}

/** The state that an earlier window has kept; undefined if it does not even name a pool. What is missing is as in a new one. */
export function readPoolState(kept: unknown): PoolState | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { workerPoolId, tables } = kept as Readonly<Record<string, unknown>>;
  if (typeof workerPoolId !== 'string' || workerPoolId === '') return undefined;
  const open: readonly unknown[] = Array.isArray(tables) ? tables : [];
  return { workerPoolId, tables: CHARTS.filter((chart) => open.includes(chart)) };
}
