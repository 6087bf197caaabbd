import type { PoolBody, PoolPage, Shown, Told } from '../../../server/lsp/protocol.js';
import type { ViewModel } from './view.js';

export type { PoolBody, PoolPage, Shown, Told };

type Value<Part> = Part extends { readonly value: infer T } ? T : never;
export type WorkersPart = Value<PoolBody['workers']>;

export const CHARTS = ['capacity', 'tasks'] as const;
export type ChartName = (typeof CHARTS)[number];

/** What the page of a pool keeps. It comes back with the window. */
export interface PoolState {
  readonly workerPoolId: string;
  /** The charts whose numbers are also shown as a table. */
  readonly tables: readonly ChartName[];
}

/** What the page of a pool shows. */
export interface PoolModel extends ViewModel {
  readonly state?: PoolState;
  /** Null before anything is known. */
  readonly page: PoolPage | null;
  /** Why `page` is old or missing; null if it is not. */
  readonly notice: string | null;
}

/** What the page of a pool shows before anything is known. */
export const EMPTY_POOL: PoolModel = { page: null, notice: null };

/** What a user does on the page of a pool. */
export type PoolMessage =
  | { readonly kind: 'command'; readonly command: PoolCommand }
  | { readonly kind: 'table'; readonly chart: ChartName; readonly isOpen: boolean };

/** `browse`: shows the deployment's own page. */
export type PoolCommand = 'refresh' | 'browse' | 'copy';
