import type { Span } from '../../base/text.js';
import { spanOf } from './template.js';
import type { Problem, Trail } from './types.js';

/** A problem that finds its place in the text when asked, because its node may have moved since. */
class LocatedProblem implements Problem {
  readonly detail: Problem['detail'];
  readonly message: string;
  readonly node: Problem['node'];
  readonly source: Problem['source'];
  readonly code: Problem['code'];
  readonly within: Problem['within'];
  readonly certain: boolean;
  readonly trail: Trail | undefined;

  constructor({ detail, message, node, source, code, within, certain, trail }: Omit<Problem, 'span'>) {
    this.detail = detail;
    this.message = message;
    this.node = node;
    this.source = source;
    this.code = code;
    this.within = within;
    this.certain = certain;
    this.trail = trail;
  }

  get span(): Span {
    const { node, source, within, code } = this;
    return spanOf({ node, source, ...(within && { within }), ...(code && { locate: code.locate }) });
  }
}

/** Creates a problem. */
export function createProblem(problem: Omit<Problem, 'span'>): Problem {
  return new LocatedProblem(problem);
}

/** The same problem on another path. */
export function withTrail(problem: Problem, trail: Trail | undefined): Problem {
  return new LocatedProblem({ ...problem, trail });
}
