export { checkParameters } from './parameters.js';
export { mayHoldPlaceholder } from './placeholders.js';
export type { TemplateProblem } from './problem.js';
export { checkTemplate, type TemplateOptions } from './template.js';
