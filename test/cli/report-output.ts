import { fakeCore } from './fake-core.js';
import { type Files, lint, project } from './helper.js';

/** Two files with findings of the core of `fake-core.ts`, and names and characters that reports must carry. */
export const FILES: Files = {
  'a b/t.yml': '# 世界\npayload: OLD\nx: BAD\nWARN: 1',
  'a b/clean.json': '{"payload": 1}',
};

/** What is printed in that format about the files, as a project. */
export const output = async (format: string, files: Files, paths: string[], env = {}): Promise<string> =>
  (await lint(project(files), ['--format', format, ...paths], { core: fakeCore, env })).stdout;
