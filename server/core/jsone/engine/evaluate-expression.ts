import type { Span } from '../../base/text.js';
import { evaluateAccess, evaluateMember } from './access.js';
import { evaluateBinary } from './binary.js';
import type { Evaluator, FunctionDefinition } from './evaluator.js';
import type { Access, Binary, Call, Expression, Member, Unary } from './expression/ast.js';
import { toPlain } from './plain.js';
import { lookUp, namesIn, type Scope } from './scope.js';
import { type One, poisonOf, Surroundings } from './surroundings.js';
import type { Code } from './template.js';
import { truth } from './truth.js';
import { Types } from './type-names.js';
import type { Field, UnknownValue, Value } from './types.js';
import {
  array,
  boolean,
  isKnown,
  nothing,
  number,
  object,
  plainField,
  string,
  typeBits,
  unknown,
  withOrigin,
} from './value.js';

/** The value of an expression, as in json-e's interpreter.js. Its origin is undefined if the expression created it. */
export function evaluateExpression(code: Code, expression: Expression, scope: Scope, evaluator: Evaluator): Value {
  return new Interpreter(code, scope, evaluator).value(expression);
}

class Interpreter extends Surroundings {
  value(expression: Expression): Value {
    switch (expression.kind) {
      case 'literal':
        return literal(expression.value);
      case 'name':
        return this.name(expression.name, expression);
      case 'unary':
        return this.unary(expression);
      case 'list':
        return this.fitting(array(expression.items.map((item) => this.value(item))), expression);
      case 'object': {
        const fields = new Map<string, Field>();
        for (const { key, value } of expression.entries) fields.set(key, plainField(this.value(value)));
        return this.fitting(object(fields), expression);
      }
      case 'missing':
        return this.evaluator.fail({ code: 'missing-operand' }, 'Unexpected end of input', this.place(expression));
      default:
        return this.chain(expression);
    }
  }

  /** Long chains grow to the left, so they are followed with a list instead of recursion. */
  private chain(expression: Binary | Member | Access | Call): Value {
    const links: (Binary | Member | Access | Call)[] = [];
    let first: Expression = expression;
    for (;;) {
      if (first.kind !== 'member' && first.kind !== 'access' && first.kind !== 'call') {
        if (first.kind !== 'binary' || first.operator === '**') break;
      }
      links.push(first);
      first = first.left;
    }
    let value = first.kind === 'binary' ? this.power(first) : this.value(first);
    for (let link = links.pop(); link; link = links.pop()) {
      const limit = this.spend(link);
      if (limit) return limit;
      value = this.link(link, value);
    }
    return value;
  }

  private link(link: Binary | Member | Access | Call, left: Value): Value {
    switch (link.kind) {
      case 'binary':
        return link.operator === '||' || link.operator === '&&'
          ? this.logic(link, left)
          : evaluateBinary(this, link, left, this.value(link.right));
      case 'member':
        return this.each(left, (one) => evaluateMember(this, link, one));
      case 'access': {
        const from = link.from && this.value(link.from);
        const to = link.to && this.value(link.to);
        return this.each(left, (one) =>
          this.each(from ?? number(0), (begin) =>
            this.each(to ?? NONE, (end) => evaluateAccess(this, link, one, begin, link.to && end)),
          ),
        );
      }
      case 'call':
        return this.call(link, left);
    }
  }

  private name(name: string, span: Span): Value {
    const limit = this.spend(span);
    if (limit) return limit;
    const found = lookUp(this.scope, name);
    if (found.value) {
      const { scope, value } = found;
      if (scope.outer !== undefined || value.kind === 'function') return value;
      const path = { kind: 'context', parent: undefined, key: name } as const;
      this.evaluator.read({ path, how: 'name', code: this.code, at: span });
      return withOrigin(value, path);
    }
    if (found.open) {
      const path = { kind: 'context', parent: undefined, key: name } as const;
      this.evaluator.read({ path, how: 'name', code: this.code, at: span });
      return unknown(undefined, path);
    }
    const known = [...namesIn(this.scope)];
    return this.evaluator.fail(
      { code: 'unknown-name', name, known },
      `unknown context value ${name}`,
      this.place(span),
    );
  }

  private unary(expression: Unary): Value {
    const { operator } = expression;
    const operand = this.value(expression.operand);
    if (operator === '!') {
      const poison = poisonOf(operand);
      if (poison) return poison;
      const holds = truth(operand);
      return holds === undefined ? unknown(Types.boolean) : boolean(!holds);
    }
    return this.each(operand, (one) => {
      if (one.kind === 'number') return number(operator === '-' ? -one.value : one.value);
      if (one.kind === 'unknown' && (one.problem || one.types & Types.number))
        return one.problem ? one : unknown(Types.number);
      return this.evaluator.fail(
        { code: 'wrong-operand', operator, operands: [one] },
        `unary ${operator} expects number`,
        this.place(expression),
      );
    });
  }

  private logic(expression: Binary, left: Value): Value {
    const { thorough } = this.evaluator;
    const poison = poisonOf(left);
    if (poison && !thorough) return poison;
    const first = thorough ? undefined : truth(left);
    const decides = expression.operator === '||';
    if (first === decides) return boolean(decides);
    const right =
      first === undefined ? this.evaluator.supposing(() => this.value(expression.right)) : this.value(expression.right);
    const second = truth(right);
    const bad = poisonOf(right);
    if (bad) return first === undefined ? unknown(Types.boolean) : bad;
    if (first === undefined) return second === decides ? boolean(decides) : unknown(Types.boolean);
    return second === undefined ? unknown(Types.boolean) : boolean(second);
  }

  /** `**` evaluates the exponent first. */
  private power(expression: Binary): Value {
    const exponent = this.value(expression.right);
    return evaluateBinary(this, expression, this.value(expression.left), exponent);
  }

  private call(expression: Call, callee: Value): Value {
    const refused = poisonOf(callee) ?? this.notCallable(expression, callee);
    if (refused && !this.evaluator.thorough) return refused;
    const args = expression.args.map((arg) => this.value(arg));
    if (refused) return refused;
    if (callee.kind !== 'function') return unknown();
    const bad = args.map(poisonOf).find((arg) => arg !== undefined);
    if (bad) return bad;
    const site = { scope: this.scope, code: this.code, at: expression, place: this.place(expression) };
    const named = expression.left.kind === 'name' && expression.left.name === callee.name;
    if ((callee.definition as FunctionDefinition).readsScope && !named) this.evaluator.dependOnScope();
    return this.evaluator.call(callee.definition as FunctionDefinition, callee.name, args, site);
  }

  private notCallable({ left }: Call, callee: Value): UnknownValue | undefined {
    if (callee.kind === 'function' || typeBits(callee) & Types.function) return undefined;
    const shown = isKnown(callee) ? String(toPlain(callee)) : callee.kind;
    return this.evaluator.fail({ code: 'not-callable', value: callee }, `${shown} is not callable`, this.place(left));
  }
}

const NONE: One = nothing();

function literal(value: string | number | boolean | null): Value {
  switch (typeof value) {
    case 'string':
      return string(value);
    case 'number':
      return number(value);
    case 'boolean':
      return boolean(value);
    default:
      return nothing();
  }
}
