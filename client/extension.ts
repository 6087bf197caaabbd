import { entry } from './activate.js';

/** VS Code on the desktop. The client is loaded when a server is needed. */
export const { activate, deactivate } = entry({
  connect: (context) => async (output, onState, onGiveUp) => {
    const { connectNode } = await import('./connect.node.js');
    return connectNode(context, output, onState, onGiveUp);
  },
  environment: process.env,
  loadListener: async () => (await import('./sign-in/listener.node.js')).listen,
});
