import { entry } from './activate.js';

/** VS Code in the browser. The client is loaded when a server is needed. */
export const { activate, deactivate } = entry({
  connect: (context) => async (output, onState, onGiveUp) => {
    const { connectWeb } = await import('./connect.web.js');
    return connectWeb(context, output, onState, onGiveUp);
  },
  environment: {},
});
