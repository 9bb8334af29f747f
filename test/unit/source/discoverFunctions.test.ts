import { describe, expect, it } from 'vitest'
import { assertNever } from '../../../src/core/assertNever.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import type { SourceFunction } from '../../../src/core/source/sourceFunction.ts'

/**
 * One line a function: its name, `*` when an importer reaches it, and behind `<-` how its module reaches it
 * (`Class::member` needs a receiver, `in parent` or `in ?` cannot be reached).
 */
function listed(text: string, fileName = 'file.ts'): readonly string[] {
  const { functions, errors } = discoverFunctions(text, fileName)
  expect(errors).toEqual([])
  return functions.map((fn) => `${fn.name}${fn.exported ? ' *' : ''} <- ${reachText(fn)}`)
}

function reachText({ reach }: SourceFunction): string {
  switch (reach.kind) {
    case 'binding':
      return (reach.wrapper === undefined ? '' : `${reach.wrapper} in `) + reach.expression
    case 'instance':
      return `${reach.own === true ? 'own ' : ''}${reach.className}(${reach.constructorRequires ?? '?'})::${reach.member}`
    case 'constructor':
      return `new ${reach.className}`
    case 'default':
      return 'default'
    case 'nested':
      return `in ${reach.parent ?? '?'}`
    default:
      return assertNever(reach)
  }
}

function one(text: string, name: string, fileName = 'file.ts'): SourceFunction {
  const found = discoverFunctions(text, fileName).functions.find((fn) => fn.name === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}

describe('discoverFunctions', () => {
  it.each<[what: string, text: string, functions: readonly string[], fileName?: string]>([
    ['declarations', 'export function a() {} async function b() {} function* c() {} async function* d() {}', ['a * <- a', 'b <- b', 'c <- c', 'd <- d']],
    ['variables', 'const a = () => 1, b = function () {}; let c = async () => {}; export var d = function* named() {}', ['a <- a', 'b <- b', 'c <- c', 'd * <- d']],
    ['assignments', 'let a; a = () => {}; a.b = function () {}; (a as X).c = () => {}', ['a <- a', 'a.b <- a.b', 'a.c <- a.c']],
    ['type assertions', 'const a = (() => {}) as F, b = (function () {})!, c = (() => {}) satisfies F', ['a <- a', 'b <- b', 'c <- c']],
    ['conditions', 'const a = x ? () => {} : function () {}, b = y || z ? native : (() => {}); exports.c = x && function () {}; export const d = y ?? (() => {})', [
      'a <- a', 'a~2 <- a', 'b <- b', 'c * <- exports.c', 'd * <- d']],
    ['late exports', 'const a = () => {}; function b() {} class C { m() {} } function d() {} export { a as x, C }; export default b', ['a * <- a', 'b * <- b', 'C.m * <- C(0)::m', 'd <- d']],
    ['classes', 'export class C { constructor(a, b = 1) {} m() {} static s() {} get g() { return 1 } set g(v) {} static get h() { return 1 } async *n() {} }', [
      'C.constructor * <- new C', 'C.m * <- C(1)::m', 'C.s * <- C.s', 'get C.g * <- C(1)::g', 'set C.g * <- C(1)::g', 'get C.h * <- C.h', 'C.n * <- C(1)::n']],
    ['private members', 'export class C { #a() {} static #b() {} get #c() { return 1 } private d() {} protected e() {} public f() {} }', [
      'C.#a <- C(0)::#a', 'C.#b <- C.#b', 'get C.#c <- C(0)::#c', 'C.d <- C(0)::d', 'C.e <- C(0)::e', 'C.f * <- C(0)::f']],
    ['class fields', 'class C { a = () => {}; static b = function () {}; c = debounce(() => {}); d = { e() {} }; accessor f = () => {}; static g = { h() {} } }', [
      'C.a <- own C(0)::a', 'C.b <- C.b', 'C.c <- own C(0)::c', 'C.d.e <- in ?', 'C.f <- own C(0)::f', 'C.g.h <- C.g.h']],
    ['property names', "class C { 'a b'() {} 'c'() {} 1() {} [Symbol.iterator]() {} [`x${1}`]() {} \"it's\"() {} }", [
      "C['a b'] <- C(0)::['a b']", 'C.c <- C(0)::c', 'C[1] <- C(0)::[1]', 'C[Symbol.iterator] <- C(0)::[Symbol.iterator]', 'C[`x${1}`] <- C(0)::[`x${1}`]', "C['it\\'s'] <- C(0)::['it\\'s']"]],
    ['class expressions', 'const C = class { m() {} }, D = class E { m() {} }; const mix = (B) => class extends B { m() {} }; use(class F { m() {} })', [
      'C.m <- C(0)::m', 'D.m <- D(0)::m', 'mix <- mix', 'mix.m <- in mix', 'F.m <- in ?']],
    ['base classes', 'class A { constructor(x) {} m() {} } class B extends A { m() {} } class C extends B { constructor() { super(1) } m() {} } class D extends Error { m() {} } class E extends Other { m() {} } class F extends mix(A) { m() {} } abstract class G { m() {} } class H extends G { m() {} }', [
      'A.constructor <- new A', 'A.m <- A(1)::m', 'B.m <- B(1)::m', 'C.constructor <- new C', 'C.m <- C(0)::m', 'D.m <- D(0)::m', 'E.m <- E(?)::m', 'F.m <- F(?)::m', 'G.m <- G(?)::m', 'H.m <- H(0)::m']],
    ['object literals', "export const a = { b() {}, c: () => {}, d: function () {}, get e() { return 1 }, set e(v) {}, f: { g() {} }, 'h-i'() {}, [j]: () => {}, k }", [
      'a.b * <- a.b', 'a.c * <- a.c', 'a.d * <- a.d', 'get a.e * <- a.e', 'set a.e * <- a.e', 'a.f.g * <- a.f.g', "a['h-i'] * <- a['h-i']", 'a[j] * <- a[j]']],
    ['lists of objects', 'const routes = [{ get: async () => {} }, ...more, { get() {} }], fns = [() => {}, function named() {}]', ['routes[0].get <- routes[0].get', 'routes[2].get <- in ?', 'named <- in ?']],
    ['nested functions', 'function a() { function b() { const c = () => {} } return { d() {} }; class E { f() { function g() {} } } }', [
      'a <- a', 'a.b <- in a', 'a.b.c <- in a.b', 'a.d <- in a', 'a.E.f <- in a', 'a.E.f.g <- in a.E.f']],
    ['functions in members', 'class C { constructor() { this.a = () => {} } get b() { function c() {} } static { function d() {} } }', [
      'C.constructor <- new C', 'C.constructor.a <- in C.constructor', 'get C.b <- C(0)::b', 'C.b.c <- in get C.b', 'C.d <- in ?']],
    ['callbacks', 'xs.map((x) => x); xs.map(function (x) { return x }); xs.map(function named(x) { function inner() {} }); test("x", () => { const helper = () => {} }); (function () { function hidden() {} })()', [
      'named <- in ?', 'named.inner <- in named', 'helper <- in ?', 'hidden <- in ?']],
    ['handlers in JSX', 'export function App() { const onClick = () => {}; return <b onClick={() => {}} onKey={onClick} render={function row() {}} /> }', ['App * <- App', 'App.onClick <- in App', 'App.row <- in App'], 'file.tsx'],
    ['wrappers', 'export const A = memo(() => 1); const B = React.forwardRef<T>(function Inner(p, ref) {}); const C = memo(forwardRef((p) => 1)); const d = _.debounce(() => {}, 100); const e = withAuth(async () => {}); const f = asyncHandler(async function () {})', [
      'A * <- memo in A', 'B <- React.forwardRef in B', 'C <- memo in C', 'd <- _.debounce in d', 'e <- withAuth in e', 'f <- asyncHandler in f']],
    ['calls that are no wrappers', 'const a = xs.map((x) => x), b = setTimeout(() => {}), c = store.subscribe(() => {}), d = new Worker(() => {}), e = (() => {})()', []],
    ['wrappers by what they are bound to', 'var add = _arity(2, check("add", function add(a, b) { function inner() {} })); exports.sum = anything(function sum(xs) {}); var other = anything(function named() {})', [
      'add <- _arity in add', 'add.inner <- in add', 'sum * <- anything in exports.sum', 'named <- in ?']],
    ['wrappers by their type', 'export const map: { <A>(f: A): A; (s: 1, f: 2): 3 } = dual(isData, (self, f) => 1); export const run: (n: number) => void = Effect.fn("run")(function* (n) {}); const xs: number[] = ys.map((y) => y); const get = dual<(k: 1) => (s: 2) => 3, (s: 2, k: 1) => 3>(2, (s, k) => 3); const go = fn("go")(function* () {}); const set = make<number>((n) => n)', [
      'map * <- dual in map', 'run * <- Effect.fn("run") in run', 'get <- dual in get', 'go <- fn("go") in go']],
    ['objects given to a call', 'const slice = create({ name: 1, reducers: { add(s) {} } }); export default define({ setup() {} }); new Vue({ data() {} })', ['slice.reducers.add <- in ?', 'default.setup <- in ?', 'data <- in ?']],
    ['blocks', 'if (x) { var a = () => {}; const b = () => {}; function c() {} } for (const d of e) { exports.f = () => {} } try { var g = function () {} } catch {}', ['a <- a', 'b <- in ?', 'c <- in ?', 'f * <- exports.f', 'g <- g']],
    ['default exports', 'export default function () {}', ['default * <- default']],
    ['default arrows', 'export default async () => {}', ['default * <- default']],
    ['named default exports', 'export default function a() {}', ['a * <- a']],
    ['default classes', 'export default class { constructor() {} m() {} static s() {} }', ['default.constructor * <- new default', 'default.m * <- default(0)::m', 'default.s * <- default.s']],
    ['default objects', 'export default { a() {}, b: { c: () => {} } }', ['default.a * <- default.a', 'default.b.c * <- default.b.c']],
    ['default wrappers', 'export default memo(function Card() {})', ['default * <- memo in default']],
    ['CommonJS', 'exports.a = function () {}; module.exports.b = () => {}; exports.c = exports.d = function () {}; var e = exports.e = () => {}; function f() {} module.exports.g = f', [
      'a * <- exports.a', 'b * <- module.exports.b', 'c * <- exports.c', 'e * <- e', 'f * <- f'], 'file.js'],
    ['module.exports', 'module.exports = { a() {}, b: function () {}, c, d: e }; function c() {} function e() {}', ['a * <- module.exports.a', 'b * <- module.exports.b', 'c * <- c', 'e * <- e'], 'file.js'],
    ['module.exports of a function', 'module.exports = function () { return }', ['default * <- module.exports'], 'file.cjs'],
    ['module.exports of a named function', 'module.exports = function parse() {}', ['parse * <- module.exports'], 'file.cjs'],
    ['module.exports of a class', 'module.exports = class Cart { total() {} }', ['Cart.total * <- module.exports(0)::total'], 'file.cjs'],
    ['export =', 'class A { m() {} } export = A', ['A.m * <- A(0)::m'], 'file.cts'],
    ['prototypes', "function A(x) {} A.prototype.b = function () {}; A.prototype['c d'] = function () {}; A.prototype = { e() {}, f: function () {}, g: 1 }; A.h = () => {}; module.exports = A", [
      'A * <- A', 'A.b * <- A(1)::b', "A['c d'] * <- A(1)::['c d']", 'A.e * <- A(1)::e', 'A.f * <- A(1)::f', 'A.h * <- A.h'], 'file.js'],
    ['overloads and ambient code', 'function a(x: string): void; function a(x: any) {} declare function b(): void; abstract class C { abstract d(): void; e(): void; e(x?: any) {} } declare class F { g(): void } declare namespace H { function i(): void } interface J { k(): void } type L = () => void', ['a <- a', 'C.e <- C(?)::e']],
    ['namespaces', 'export namespace A.B { export function c() {} function d() {} export class E { f() {} } export const g = () => {}; namespace H { export function i() {} } } namespace J { export function k() {} }', [
      'A.B.c * <- A.B.c', 'A.B.d <- in ?', 'A.B.E.f * <- A.B.E(0)::f', 'A.B.g * <- A.B.g', 'A.B.H.i <- in ?', 'J.k <- J.k']],
    ['decorators', '@dec({ a() {} }) export class C { @log(() => 1) b() {} @input() c = () => {}; constructor(@inject() d, private e?: number) {} }', ['a <- in ?', 'C.b * <- C(1)::b', 'C.c * <- own C(1)::c', 'C.constructor * <- new C']],
    ['the second of a name', 'function parse() {} { function parse() { function in1() {} } } class C { get a() { return 1 } static get a() { return 1 } a() {} }', [
      'parse <- parse', 'parse~2 <- in ?', 'parse.in1 <- in parse~2', 'get C.a <- C(0)::a', 'get C.a~2 <- C.a', 'C.a <- C(0)::a']],
    ['JSX in .js', 'export const App = () => <b>{xs.map((x) => <i key={x} />)}</b>', ['App * <- App'], 'file.js'],
    ['returns at top level', 'if (x) return\nfunction a() {}', ['a <- a'], 'file.js'],
    ['top-level await', 'await x; function a() {}', ['a <- a'], 'file.js'],
    ['sloppy mode', 'with (x) {} function a() { return 010 }', ['a <- a'], 'file.js'],
    ['generic arrows and casts', 'const a = <T,>(x: T) => <any>x', ['a <- a'], 'file.mts'],
    ['declaration files', 'export function a(): void', [], 'file.d.ts'],
    ['files of another kind', 'function a() {}', [], 'file.txt'],
  ])('%s', (_, text, functions, fileName) => {
    expect(listed(text, fileName)).toEqual(functions)
  })

  it('says where a function stands', () => {
    const text = "// one\nexport class Cart {\n  @log\n  static async total(\n    a,\n  ) {\n    return a\n  }\n}\nexport const add = (a) =>\n  a + 1\n"
    const total = one(text, 'Cart.total')
    expect(text.slice(total.range.start, total.range.end)).toMatch(/^@log[^]*\}$/)
    expect(text.slice(total.functionRange.start, total.functionRange.end)).toMatch(/^\([^]*\}$/)
    expect(text.slice(total.bodyRange.start, total.bodyRange.end)).toBe('{\n    return a\n  }')
    expect(total).toMatchObject({ nameLine: 3, isAsync: true, isGenerator: false, kind: 'method', range: { startLine: 2, endLine: 7 }, bodyRange: { startLine: 5, endLine: 7 } })
    const add = one(text, 'add')
    expect(text.slice(add.range.start, add.range.end)).toBe('export const add = (a) =>\n  a + 1')
    expect(text.slice(add.bodyRange.start, add.bodyRange.end)).toBe('a + 1')
    expect(add).toMatchObject({ nameLine: 9, kind: 'function', functionRange: { startLine: 9, endLine: 10 }, bodyRange: { startLine: 10 } })
  })

  it.each([['\n'], ['\r\n'], ['\r']])('counts lines that end in %j as editors do, and offsets in UTF-16', (end) => {
    const text = ['// 😀 é', 'const x = "😀"', 'function a() {', '}'].join(end)
    const a = one(text, 'a')
    expect(a).toMatchObject({ nameLine: 2, range: { startLine: 2, endLine: 3 } })
    expect(text.slice(a.range.start, a.range.end)).toBe(`function a() {${end}}`)
  })

  it.each<[string, number, readonly string[]]>([
    ['', 0, []],
    ['orders, tax = 0.2', 1, ['orders', 'tax']],
    ['a?: number, b?: string', 0, ['a', 'b']],
    ['a = 1, b, ...rest: string[]', 2, ['a', 'b', '...rest']],
    ['this: Window, a: number', 1, ['a']],
    ['{ a, b: { c } }: Options, [d]: number[] = []', 1, ['{ a, b: { c } }', '[d]']],
    ['{\n  a = 1,\n  b: c = { d: 2 }, // e\n  "f-g": { h = 3 },\n  [i]: j,\n  ...k\n} = {}', 0, ['{ a, b: c, "f-g": { h }, [i]: j, ...k }']],
    ['{}, [, a = 1, ...b]', 2, ['{}', '[, a, ...b]']],
  ])('reads the parameters (%s)', (parameters, required, texts) => {
    expect(one(`function f(${parameters}) {}`, 'f')).toMatchObject({ requiredParameters: required, parameters: texts })
  })

  it('counts what a constructor assigns by itself as a parameter', () => {
    expect(one('class C { constructor(private readonly a: number, public b = 1, protected c?: string) {} }', 'C.constructor')).toMatchObject({ requiredParameters: 1, parameters: ['a', 'b', 'c'] })
  })

  it.each<[comment: string, tag: string | null]>([
    ['/** @profile fib(25) */', 'fib(25)'],
    ['/**\n * Adds.\n * @param a the first\n * @profile fib(25)\n * @returns more\n */', 'fib(25)'],
    ['/**\n * @profile fib(\n *   25, // many\n * )\n */', 'fib(\n  25, // many\n)'],
    ['/** @profile fib(1)\n * @profile fib(2) */', 'fib(1)'],
    ['/** @profile fib(25) */ // eslint-disable-next-line\n/* x */', 'fib(25)'],
    ['/** @profile */', null],
    ['/** @profiled fib(25) */', null],
    ['/** see @profile fib(25) */', null],
    ['/* @profile fib(25) */', null],
    ['// @profile fib(25)', null],
    ['/** @profile fib(25) */ const other = 1;', null],
  ])('reads the tag of %j', (comment, tag) => {
    for (const code of ['function fib() {}', 'export const fib = () => {}', 'export default function fib() {}', 'exports.fib = function () {}']) {
      expect(one(`${comment}\n${code}`, 'fib', 'file.js').profileTag).toBe(tag)
    }
    expect(one(`class C {\n${comment.replace('const other', 'other')}\n@dec static fib() {}\n}`, 'C.fib').profileTag).toBe(tag)
    expect(one(`const o = {\n${comment.replace('const other = 1;', 'other: 1,')}\nfib() {}\n}`, 'o.fib').profileTag).toBe(tag)
  })

  it('knows what code at the end of the module can use', () => {
    const text = `import a, { b, type C, d as e } from 'x'; import type F from 'y'; import * as g from 'z'; import h = require('h')
      enum I { A } interface J {} type K = 1; declare const l: number; export const { m, n: [o, ...p], ...q } = r, s = 1
      function t() { var no } class U {} namespace V { export const w = 1 } for (var x of y) { var z; let no } export default function aa() {}`
    expect([...discoverFunctions(text, 'file.ts').topLevelBindings].toSorted().join(' ')).toBe('I U V a aa b e g h m o p q s t x z')
  })

  it.each([
    ['export const a = 1', 'file.ts', 'module'],
    ['import.meta.url', 'file.js', 'module'],
    ['const a = 1', 'file.mjs', 'module'],
    ['const a = 1', 'file.cts', 'commonjs'],
    ['const a = 1', 'file.js', null],
    ['exports.a = 1', 'file.js', null],
  ])('tells the format of %j in %s', (text, fileName, format) => {
    expect(discoverFunctions(text, fileName).format).toBe(format)
  })

  it.each([
    ['function f( {\n}', /Expected/],
    ['function a() {}\nconst x = ;\n', /Unexpected token/],
    ['<<<<<<< HEAD\nfunction a() {}', /diff marker/],
  ])('says what is wrong with %j, with a line', (text, message) => {
    const { functions, errors } = discoverFunctions(text, 'file.ts')
    expect(functions).toEqual([])
    expect(errors[0]).toEqual({ message: expect.stringMatching(message), line: expect.any(Number) })
  })

  it('names the line of the error', () => {
    expect(discoverFunctions('\n\nconst x = ;', 'file.ts').errors[0]?.line).toBe(2)
  })

  it('survives what would overflow the stack', () => {
    const depth = 50_000
    expect(discoverFunctions(`f = ${'('.repeat(depth)}1${')'.repeat(depth)}`, 'file.ts').errors[0]?.message).toMatch(/nested too deeply/)
    expect(discoverFunctions(`f = ${'() => {'.repeat(depth)}${'}'.repeat(depth)}`, 'file.ts').errors[0]?.message).toMatch(/nested too deeply/)
    expect(discoverFunctions(`x${'.a(() => { function f() {} })'.repeat(2_000)}`, 'file.ts').functions).toHaveLength(2_000)
    expect(discoverFunctions(`x = ${Array.from({ length: 10_000 }, () => 'a').join(' + ')}; function f() {}`, 'file.ts').functions).toHaveLength(1)
  })
})
