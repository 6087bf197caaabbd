/** What a deployment is to be asked for in the next round. */
export interface Wants {
  readonly pools: Set<string>;
  readonly queues: Set<string>;
  readonly errors: Set<string>;
  readonly launchConfigs: Set<string>;
  readonly workers: Set<string>;
  list: boolean;
  providers: boolean;
}

/** Nothing. */
export function noWants(): Wants {
  return {
    pools: new Set(),
    queues: new Set(),
    errors: new Set(),
    launchConfigs: new Set(),
    workers: new Set(),
    list: false,
    providers: false,
  };
}
