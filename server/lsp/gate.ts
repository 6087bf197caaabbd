import { type Connection, type ConnectionOptions, ErrorCodes, ResponseError } from 'vscode-languageserver';

/** The method names given to refused requests. */
const REFUSED = {
  early: 'taskcluster/refusedBeforeInitialize',
  late: 'taskcluster/refusedAfterShutdown',
} as const;

/** Connection options that refuse what LSP forbids: requests before `initialize` and after `shutdown`. */
export function gatedConnection(): ConnectionOptions {
  let phase: 'early' | 'open' | 'late' = 'early';
  return {
    messageStrategy: {
      handleMessage(message, next) {
        if (!('method' in message && 'id' in message)) return next(message);
        if (phase === 'early' && message.method === 'initialize') phase = 'open';
        if (phase !== 'open') return next({ ...message, method: REFUSED[phase] } as typeof message);
        if (message.method === 'shutdown') phase = 'late';
        return next(message);
      },
    },
  };
}

/** Answers the requests that such a connection refuses. */
export function answerRefused(connection: Connection): void {
  connection.onRequest(
    REFUSED.early,
    () => new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized yet'),
  );
  connection.onRequest(
    REFUSED.late,
    () => new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down'),
  );
}
