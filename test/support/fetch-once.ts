// Carries out the request in its argument with Node's transport, and prints what came of it.
import { createNodeTransport } from '../../server/net/transport.node.js';
import type { TransportRequest } from '../../server/taskcluster/http/transport.js';

async function main(request: TransportRequest): Promise<void> {
  const { headers, ...rest } = { headers: {}, ...(await createNodeTransport()(request)) };
  console.log(JSON.stringify(rest));
}

void main(JSON.parse(process.argv[2] ?? '') as TransportRequest);
