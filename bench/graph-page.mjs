// How fast the page of the task graph is, with 10,000 tasks, in a browser without the editor: `node bench/graph-page.mjs [TASKS]`,
// after `npm run build`. Times are those of the browser's own tracing, on its main thread: on the clock, and of the processor, which
// other work on the machine disturbs less.
import { readFileSync } from 'node:fs';
import { largeGraph } from '../test/ui/graph-model.mjs';
import { openWebview } from '../test/ui/webview-page.mjs';

const CATEGORIES = ['toplevel', 'devtools.timeline', '__metadata'];
const ROUNDS = 60;

const count = Number(process.argv[2] ?? 10_000);
const view = await openWebview('graph', { width: 1200, height: 800 });
const { page } = view;
await page.waitForTimeout(1000);
const browser = page.context().browser();
const session = await page.context().newCDPSession(page);
const model = largeGraph(count);

/** The memory of the page's process that is its own, not shared with others, and how much of it is the heap of scripts, in MB. */
async function memory() {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
  const own = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/RssAnon:\s*(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1000);
  return { own: Math.round(Math.max(...own)), heap: Math.round(usedSize / 1e6) };
}

/** The longest task of the main thread meanwhile, and all of them together, in milliseconds. */
async function traced(work) {
  await browser.startTracing(page, { categories: CATEGORIES });
  const result = await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && /RunTask$/.test(name) && main.has(`${pid} ${tid}`),
  );
  const most = (key) => Math.max(0, ...tasks.map((task) => (task[key] ?? 0) / 1000));
  const sum = (key) => tasks.reduce((total, task) => total + (task[key] ?? 0) / 1000, 0);
  const [longest, longestCpu, cpu] = [most('dur'), most('tdur'), sum('tdur')].map(Math.round);
  return { result, longest, longestCpu, cpu };
}

console.log('memory of the empty page, in MB:', await memory());

/** From the message of the extension until its picture is on the screen, in milliseconds. */
const opened = await traced(() =>
  page.evaluate(async (data) => {
    const begin = performance.now();
    window.postMessage(data, '*');
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    while (!document.querySelector('canvas[role=img]')) await frame();
    await frame();
    return Math.round(performance.now() - begin);
  }, model),
);
console.log(`open ${count} tasks, ${model.answer.graph.edges.length / 2} dependencies:`, opened);
await page.waitForTimeout(3000);

const picture = page.getByRole('img');
const box = await picture.boundingBox();
const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
const wheel = async (right, down) => {
  for (let i = 0; i < ROUNDS; i++) await page.mouse.wheel(right, down);
};
const drag = async () => {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 0; i < ROUNDS; i++) await page.mouse.move(x + 200 * Math.sin(i / 5), y + 200 * Math.cos(i / 5));
  await page.mouse.up();
};
await page.mouse.move(x, y);
console.log('drag, all seen:', await traced(drag));
console.log('wheel, all seen:', await traced(() => wheel(0, 30)));
await page.keyboard.down('Control');
console.log('zoom in:', await traced(() => wheel(0, -20)));
await page.keyboard.up('Control');
console.log('drag, texts seen:', await traced(drag));
await page.keyboard.down('Control');
console.log('zoom out:', await traced(() => wheel(0, 20)));
await page.keyboard.up('Control');
const { task, label } = { task: count >> 1, label: model.answer.graph.labels[count >> 1] };
console.log('choose a task:', await traced(() => view.show({ state: { ...model.state, task, label } })));
console.log('drag, with a path:', await traced(drag));
console.log('search:', await traced(() => page.getByRole('searchbox').fill('build')));
console.log('memory with the graph, in MB:', await memory());
console.log('table:', await traced(() => view.show({ state: { ...model.state, view: 'table' } })));

await view.close();
