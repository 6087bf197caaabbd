export { checkParameters } from './parameters.js';
export type { TemplateProblem } from './problem.js';
export { checkTemplate, type TemplateOptions } from './template.js';
