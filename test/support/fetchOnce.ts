// Carries out the request in its argument with Node's transport, and prints what came of it.
import { createNodeTransport } from '../../server/net/node-transport.js';
import type { TransportRequest } from '../../server/taskcluster/transport.js';

async function main(request: TransportRequest): Promise<void> {
  const { headers, ...rest } = { headers: {}, ...(await createNodeTransport()(request)) };
  console.log(JSON.stringify(rest));
}

void main(JSON.parse(process.argv[2] ?? '') as TransportRequest);
