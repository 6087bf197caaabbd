import type { Agent } from 'node:https';
import { HttpsProxyAgent } from 'hpagent';
import { getProxyForUrl } from 'proxy-from-env';
import { isLoopback } from '../taskcluster/root-url.js';

// `https-proxy-agent` is more popular but 13 kB larger. `hpagent` does the same: CONNECT, then TLS with the service itself.

/**
 * The agent for a URL: one for the proxy named in the environment, or undefined for Node's default. This machine is never
 * reached through a proxy, for which it would be another machine. Throws a message for the user if the proxy is not valid.
 */
export type AgentFor = (url: URL) => Agent | undefined;

/** Creates one agent per proxy, which keeps its connections for the next request. */
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

/** The value may contain a password, so messages do not repeat it. */
function readProxy(proxy: string): string {
  if (!URL.canParse(proxy)) throw new Error('The proxy in HTTPS_PROXY is not a URL');
  const { protocol } = new URL(proxy);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new Error(`The proxy in HTTPS_PROXY begins with ${protocol}//. Use http:// or https://`);
  }
  return proxy;
}
