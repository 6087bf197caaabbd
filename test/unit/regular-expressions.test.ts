import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { regularExpressions } from '../support/regular-expressions.js';

/**
 * Those of the expressions that get stuck in an attack. One is stuck that is not through with all of its attacks, each
 * of 10^5 characters, after `patience` milliseconds: linear ones take a hundredth of that, quadratic ones many times it.
 */
async function stuck(expressions: readonly RegExp[], patience: number): Promise<RegExp[]> {
  const found: RegExp[] = [];
  let next = 0;
  while (next < expressions.length) {
    const workerData = expressions.slice(next).map(({ source, flags }) => ({ source, flags }));
    const worker = new Worker(new URL('../support/attack.mjs', import.meta.url), { workerData });
    const isThrough = await new Promise<boolean>((resolve, reject) => {
      let timer = setTimeout(resolve, patience, false);
      worker.on('message', () => {
        next++;
        clearTimeout(timer);
        timer = setTimeout(resolve, patience, false);
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
    await worker.terminate();
    if (isThrough) break;
    found.push(expressions[next] as RegExp);
    next++;
  }
  return found;
}

describe('Regular expressions', function () {
  this.timeout(300_000);

  it('are not stuck in texts of 100,000 characters', async () => {
    const all = regularExpressions();
    assert.ok(all.length > 200, `only ${all.length} regular expressions were found`);
    const slow = await stuck(
      all.map(({ expression }) => expression),
      10_000,
    );
    const named = slow.map((one) => `${one} in ${all.find(({ expression }) => expression === one)?.place}`);
    assert.deepEqual(named, []);
  });

  it('would be found if they were', async () => {
    const slow = [/^(each|by)\(\s*([\w\s,]*)\)$/, /-+$/, /[ \t]*$/, /\{\{.*?\}\}/, /^[^:#]*?[ \t]*:$/];
    const quick = [/^[a-z]+$/, /\{\{[^{}]*\}\}/];
    assert.deepEqual(await stuck([...quick, ...slow], 3_000), slow);
  });
});
