import assert from 'node:assert/strict';
import type { Pool } from '../../server/core/deployment/knowledge.js';
import { createKnowledge } from '../../server/taskcluster/cache/deployment-cache.js';
import type { LiveKnowledge } from '../../server/taskcluster/cache/live-knowledge.js';
import { type FakeClock, type FakeDeployment, fakeClock, fakeDeployment } from './fake-client.js';
import { THEN } from './knowledge.js';

export const MINUTE = 60_000;

/** What is known of a deployment, with the deployment and a clock that is moved by hand. */
export interface World extends FakeDeployment {
  readonly clock: FakeClock;
  readonly knowledge: LiveKnowledge;
  /** The pools of each call of `onChange`. */
  readonly told: string[][];
}

/** Nothing known yet of a deployment. */
export function world(deployment: FakeDeployment): World {
  const clock = fakeClock(THEN);
  const told: string[][] = [];
  const onChange = (ids: ReadonlySet<string>): void => void told.push([...ids].sort());
  const knowledge = createKnowledge({ client: deployment.client, now: clock.now, schedule: clock.schedule, onChange });
  return { ...deployment, clock, knowledge, told };
}

/** The ids of the pools of `twenty`. */
export const TWENTY = Array.from({ length: 20 }, (_, i) => `proj-x/pool-${String(i).padStart(2, '0')}`);

/** A deployment with twenty pools, each with numbers of its own. */
export function twenty(): FakeDeployment {
  return fakeDeployment(
    Object.fromEntries(TWENTY.map((id, i) => [id, { capacity: { running: i }, counts: { pending: i, claimed: 1 } }])),
  );
}

/** Reads what a lens and the rules read. */
export function read({ knowledge }: World, ids: readonly string[]): void {
  for (const id of ids) {
    knowledge.pool(id);
    knowledge.queue(id);
  }
}

/** The pool, which must be known. */
export function poolOf({ knowledge }: World, id: string): Pool {
  const pool = knowledge.pool(id);
  assert.ok(pool.state === 'known', JSON.stringify(pool));
  return pool.value;
}
