import * as fc from 'fast-check'

const http = "process.getBuiltinModule('http')"
const message = `new (${http}.IncomingMessage)(new (process.getBuiltinModule('net').Socket)())`

/** Texts of requests that a server might get: Node's own, with what frameworks add. */
export const requestTexts: fc.Arbitrary<string> = fc.tuple(
  fc.constantFrom('GET', 'GET', 'HEAD', 'POST', 'OPTIONS'),
  fc.constantFrom('/', '/index.html', '/a/b?page=2&q=x', '/list/3', '/missing%20page'),
  fc.constantFrom("accept: '*/*'", "accept: 'text/html', 'accept-encoding': 'gzip, deflate, br'", "'content-type': 'application/json', 'if-none-match': 'W/\"1\"'", "range: 'bytes=0-99', cookie: 'a=1; b=2'"),
).map(([method, url, headers]) => `Object.assign(${message}, { method: '${method}', url: '${url}', originalUrl: '${url}', headers: { host: 'localhost:8080', ${headers} }, query: { page: '2' }, params: { id: '3' }, body: { name: 'a' } })`)

/** Texts of answers that a server has yet to give: they keep what is written. */
export const responseTexts: fc.Arbitrary<string> = fc.constantFrom('GET', 'POST').map((method) => `Object.assign(new (${http}.ServerResponse)(Object.assign(${message}, { method: '${method}', httpVersionMajor: 1, httpVersionMinor: 1 })), { status(code) { this.statusCode = code; return this }, json(value) { this.end(JSON.stringify(value)); return this }, send(value) { this.end(String(value)); return this } })`)
