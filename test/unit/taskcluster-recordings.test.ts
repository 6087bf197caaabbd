import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskclusterClient } from '../../server/taskcluster/api/client.js';
import type { Answer } from '../../server/taskcluster/http/answer.js';
import { world } from '../support/fake-deployment.js';

/**
 * Answers of real services (v106), one file for each method of the client. A case is one block: what is asked, what
 * the services answer in turn, and what the client makes of it.
 */
const FOLDER = 'test/fixtures/recordings';

interface Recording {
  readonly name: string;
  /** A method of the client, and what it is given. */
  readonly ask: readonly [keyof TaskclusterClient, ...string[]];
  readonly answers: readonly {
    readonly path: string;
    readonly status: number;
    readonly type: string;
    readonly body?: unknown;
    readonly text?: string;
  }[];
  readonly expect: { readonly value: unknown } | { readonly error: string; readonly message?: string };
}

describe('taskcluster: recordings', () => {
  for (const file of readdirSync(FOLDER)) {
    for (const recording of JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recording[]) {
      it(recording.name, async () => {
        const { client, paths } = world((_, nth) => {
          const answer = recording.answers[nth];
          assert.ok(answer, 'more is asked than was recorded');
          return {
            status: answer.status,
            headers: { 'content-type': answer.type },
            body: answer.text ?? JSON.stringify(answer.body),
          };
        });
        const [method, ...parameters] = recording.ask;
        const ask = client[method] as (...parameters: string[]) => Promise<Answer<unknown>>;
        const answer = await ask(...parameters);
        assert.deepEqual(readable(answer, recording), recording.expect);
        assert.deepEqual(
          paths(),
          recording.answers.map(({ path }) => path),
        );
      });
    }
  }
});

/** As a recording writes it: maps as objects, without what is undefined; a message only where it is expected. */
function readable(answer: Answer<unknown>, { expect }: Recording): unknown {
  if (!answer.ok) {
    const { kind, message } = answer.error;
    assert.ok(message.length > 0 && message.length <= 1000, message);
    return { error: kind, ...('message' in expect && { message }) };
  }
  const value = answer.value instanceof Map ? Object.fromEntries(answer.value) : answer.value;
  return JSON.parse(JSON.stringify({ value }));
}
