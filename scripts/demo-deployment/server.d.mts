import type { DemoDeployment, DemoOptions } from './types.d.mts';

export type * from './types.d.mts';

/** Starts a demo deployment. Rejects if the port is taken. */
export declare function startDemoDeployment(options?: DemoOptions): Promise<DemoDeployment>;
