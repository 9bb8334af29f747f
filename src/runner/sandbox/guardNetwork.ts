import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'
import type { Attempt, Deny } from './denial.ts'
import { describeAddress } from './describeTarget.ts'
import { checkDescriptor } from './guardFiles.ts'
import { guardMember, guardMembers } from './guardMember.ts'

/**
 * Refuses connections, servers and look-ups. Node's permission model does so from 25 on. Every stream socket of Node's (http, https,
 * http2, tls, an installed undici) ends in `net.Socket.prototype.connect`, so that is where they are met; `fetch` gets
 * there only later, without the line that asked, and is met at its own door too.
 * @param userText looked through for `WebSocket`: merely to find that global makes Node load it, which takes 15 ms
 */
export function guardNetwork(deny: Deny, userText: string): void {
  guardMembers(net.Socket.prototype, ['connect'], (parameters) => ({ permission: 'network', action: 'connect to', target: describeAddress(parameters) }), deny)
  guardMembers(net.Server.prototype, ['listen'], describeListen, deny)
  // These take a port before anything listens on it; the last is there from Node 26 on.
  guardMembers(net, ['_createServerHandle'], ([host, port]) => describeListen([port, host]), deny)
  guardMembers(dgram, ['_createSocketHandle'], ([host, port]) => describeListen([port, host]), deny)
  guardMembers(net, ['BoundSocket'], describeListen, deny)
  for (const name of ['Socket', 'Stream']) guardMember(net, name, ([options]) => checkDescriptor(Reflect.get(Object(options), 'fd')), deny)

  guardMembers(dgram.Socket.prototype, ['bind'], describeListen, deny)
  guardMembers(dgram.Socket.prototype, ['connect'], (parameters) => ({ permission: 'network', action: 'connect to', target: describeAddress(parameters) }), deny)
  guardMembers(dgram.Socket.prototype, ['addMembership', 'addSourceSpecificMembership'], ([group]) => ({ permission: 'network', action: 'join the multicast group', target: String(group) }), deny)
  guardMembers(dgram.Socket.prototype, ['send'], (parameters) => ({ permission: 'network', action: 'send to', target: describeDatagram(parameters) }), deny)

  const resolvers: readonly object[] = [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]
  for (const resolver of resolvers) {
    const names = Object.getOwnPropertyNames(resolver).filter((name) => /^(?:lookup|lookupService|resolve[A-Z]?\w*|reverse)$/.test(name))
    guardMembers(resolver, names, ([host]) => ({ permission: 'network', action: 'look up', target: String(host) }), deny)
  }

  const globals = ['fetch', 'EventSource', ...(userText.includes('WebSocket') ? ['WebSocket'] : [])]
  for (const name of globals) guardMember(globalThis, name, checkResource, deny)
}

function checkResource([resource]: readonly unknown[]): Attempt | null {
  const url = describeResource(resource)
  // These hold their data, or name an object of this process.
  return /^(?:data|blob):/i.test(url) ? null : { permission: 'network', action: 'connect to', target: url }
}

function describeListen(parameters: readonly unknown[]): Attempt {
  return { permission: 'network', action: 'listen on', target: describeAddress(parameters) }
}

/** `fetch` takes a string, a URL or a `Request`. */
function describeResource(resource: unknown): string {
  const url: unknown = typeof resource === 'object' && resource !== null && 'url' in resource ? resource.url : resource
  return String(url)
}

/** `send(message, [offset, length,] [port] [, host])` */
function describeDatagram([, ...rest]: readonly unknown[]): string {
  const numbers = rest.filter((each) => typeof each === 'number')
  const host = rest.find((each) => typeof each === 'string')
  return describeAddress([numbers.length % 2 === 1 ? numbers.at(-1) : undefined, host])
}
