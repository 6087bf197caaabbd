// The parameters of paths. Worker pools and task queues are named alike (RFC 0145).
const ID = /^[a-zA-Z0-9-_]{1,38}\/[a-z]([-a-z0-9]{0,36}[a-z0-9])?$/;

/** The pattern that each parameter must match, written as the services quote it. @type {Readonly<Record<string, RegExp>>} */
export const PARAMS = { workerPoolId: ID, taskQueueId: ID };
