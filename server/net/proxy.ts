import type { Agent } from 'node:https';
import { HttpsProxyAgent } from 'hpagent';
import { getProxyForUrl } from 'proxy-from-env';
import { isLoopback } from '../taskcluster/root-url.js';

// `https-proxy-agent` is used more, and 13 kB larger. `hpagent` does the same: CONNECT, then TLS with the service itself.

/**
 * What connects to a URL: through the proxy that the environment names, or else (undefined) as Node does. No proxy is
 * asked for this machine, which to the proxy would be another one. Throws what is to be told where the proxy is none.
 */
export type AgentFor = (url: URL) => Agent | undefined;

/** Makes one agent for each proxy, which keeps its connections for the next request. */
export function createAgents(): AgentFor {
  const agents = new Map<string, Agent>();
  return (url) => {
    if (isLoopback(url)) return undefined;
    const proxy = getProxyForUrl(url.href);
    if (proxy === '') return undefined;
    const agent = agents.get(proxy) ?? new HttpsProxyAgent({ proxy: readProxy(proxy), keepAlive: true });
    agents.set(proxy, agent);
    return agent;
  };
}

/** What is written may hold a password, so it is not repeated. */
function readProxy(proxy: string): string {
  if (!URL.canParse(proxy)) throw new Error('The proxy that HTTPS_PROXY names is no URL');
  const { protocol } = new URL(proxy);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new Error(`The proxy that HTTPS_PROXY names begins with ${protocol}//; only http:// and https:// will do`);
  }
  return proxy;
}
