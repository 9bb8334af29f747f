import { fileURLToPath } from 'node:url'

/** A path as Node's functions take it: a string, a buffer, a `file:` URL. */
export function describePath(path: unknown): string {
  if (typeof path === 'string') return path
  if (path instanceof Uint8Array) return Buffer.from(path).toString()
  if (path instanceof URL) return path.protocol === 'file:' ? fileURLToPath(path) : path.href
  return typeof path === 'number' ? `file descriptor ${path}` : 'an open file'
}

/** A command with its parameters. */
export function describeCommand(file: unknown, parameters: unknown): string {
  return [describePath(file), ...(Array.isArray(parameters) ? parameters.map(String) : [])].join(' ')
}

/**
 * Where a socket is to go or listen: `(options)`, `(port, host)`, `(path)`, or the array that Node's own modules have made of
 * these.
 */
export function describeAddress(parameters: readonly unknown[]): string {
  const first: unknown = Array.isArray(parameters[0]) ? parameters[0][0] : parameters[0]
  if (typeof first === 'object' && first !== null) {
    const get = (name: string): unknown => Reflect.get(first, name)
    const path = get('path')
    return typeof path === 'string' ? path : joinAddress(get('host') ?? get('address'), get('port'))
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return first
  return joinAddress(parameters[1], first)
}

function joinAddress(host: unknown, port: unknown): string {
  const place = typeof host === 'string' ? host : ''
  if (typeof port !== 'number' && typeof port !== 'string') return place === '' ? 'a free port' : place
  return place === '' ? `port ${port}` : `${place}:${port}`
}
