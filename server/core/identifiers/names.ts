/** The keys that name a task's queue. */
export const IDENTIFIERS = ['provisionerId', 'workerType', 'taskQueueId'] as const;

export type Identifier = (typeof IDENTIFIERS)[number];
