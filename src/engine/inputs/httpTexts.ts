import * as fc from 'fast-check'
import { bareRequest, bareResponse, quote } from '../../core/workloads/shapeExpression.ts'
import type { BodyLiterals } from './bodyLiterals.ts'

const paths = ['/', '/path', '/index.html', '/a/b?page=2&q=x', '/users/7', '/missing%20file']

/** Texts of requests as a server of Node's gets them: what frameworks put beside it is there too, and the body ends. */
export function requestTexts(literals: BodyLiterals): fc.Arbitrary<string> {
  const method = fc.constantFrom('GET', 'GET', 'POST', 'HEAD', ...literals.strings.filter((text) => /^(?:PUT|DELETE|PATCH|OPTIONS)$/u.test(text)))
  const url = fc.constantFrom(...paths, ...literals.strings.filter((text) => /^\/[\w./-]*$/u.test(text)))
  const named = literals.strings.filter((text) => /^[a-z]+(?:-[a-z]+)+$/u.test(text)).slice(0, 6)
  const header = fc.tuple(fc.constantFrom('accept', 'user-agent', 'content-type', 'accept-encoding', 'authorization', 'if-none-match', 'cookie', ...named), fc.constantFrom('*/*', 'text/html', 'application/json', 'gzip, br', 'Basic bmFtZTp3b3Jk', 'bytes=0-9', '"1-a"', 'a=1; b=2', '1'))
  const headers = fc.uniqueArray(header, { maxLength: 4, selector: ([name]) => name })
  const body = fc.constantFrom('', 'a=1&b=2', '{"a":1}', 'text')
  return fc.tuple(method, url, headers, body).map(([verb, where, all, sent]) => {
    const written = ["host: 'localhost:8080'", ...all.map(([name, value]) => `${quote(name)}: ${quote(value)}`)].join(', ')
    const parts = `{ method: '${verb}', url: ${quote(where)}, httpVersion: '1.1', headers: { ${written} }, query: { page: '2' }, params: { id: '7' }, body: { a: 1 } }`
    return `((it) => { ${sent === '' ? '' : `it.push(${quote(sent)}); `}it.push(null); return it })(Object.assign(${bareRequest}, ${parts}))`
  })
}

/** Texts of answers to such requests, of which nothing is sent anywhere. */
export function responseTexts(): fc.Arbitrary<string> {
  return fc.constantFrom(bareResponse, `Object.assign(${bareResponse}, { locals: {} })`, `((it) => { it.setHeader('x-seen', '1'); return it })(${bareResponse})`)
}
