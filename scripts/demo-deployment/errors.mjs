// The error answers of the services' API library.

/** The status of each error code. */
const STATUS = {
  InvalidRequestArguments: 400,
  InputError: 400,
  AuthenticationFailed: 401,
  InsufficientScopes: 403,
  ResourceNotFound: 404,
  InternalServerError: 500,
};

/** What a handler throws to answer with an error. */
export class ApiFailure extends Error {
  /**
   * @param {keyof typeof STATUS} code
   * @param {string} message
   * @param {Readonly<Record<string, string>>} [headers] beside the usual ones
   */
  constructor(code, message, headers = {}) {
    super(message);
    this.code = code;
    this.status = STATUS[code];
    this.headers = headers;
  }
}

/**
 * The body of an error answer, with the trailer that the services put under each message.
 * @param {ApiFailure} failure
 * @param {{ method: string, params: Readonly<Record<string, string>>, time: Date }} about
 */
export function errorBody(failure, { method, params, time: at }) {
  const time = at.toISOString();
  const trailer = [
    `* method:     ${method}`,
    `* errorCode:  ${failure.code}`,
    `* statusCode: ${failure.status}`,
    `* time:       ${time}`,
  ];
  return {
    code: failure.code,
    message: `${failure.message}\n\n---\n\n${trailer.join('\n')}`,
    requestInfo: { method, params, payload: {}, time },
  };
}
