import path from 'node:path'

/** What the names of test files end with, or begin with, in the conventions of vitest, jest, mocha and `node --test`. */
const testName = /(?:^|[._-])(?:test|spec|tests|specs)\.[cm]?[jt]sx?$|^test-[^/]*\.[cm]?[jt]sx?$/i
const testFolder = /(?:^|\/)(?:test|tests|__tests__|spec|specs)\//
const scriptName = /\.[cm]?[jt]sx?$/

/** Tests of types, which call nothing. */
const typeTestName = /[.-](?:test|spec)-d\.[cm]?tsx?$/

/** Files that runners take for benchmarks alone. */
const benchmarkName = /[._-]bench(?:mark)?s?\.[cm]?[jt]sx?$/

/** What only a file of tests imports. */
const testImport = /(?:\bfrom\s*|\brequire\(\s*)['"](?:vitest|node:test|@jest\/globals|mocha)['"]/
const testCall = /^\s*(?:describe|it|test|suite)(?:\.\w+)*\s*\(/m

/** May a file hold tests, by its path? @param relativePath with `/` */
function mayBeTestFile(relativePath: string): boolean {
  if (/\.d\.[cm]?ts$/.test(relativePath)) return false
  return testName.test(path.posix.basename(relativePath)) || (testFolder.test(relativePath) && scriptName.test(relativePath))
}

/** Does a file whose path allows it hold tests, or one whose path does not say so? */
export function holdsTests(relativePath: string, text: string): boolean {
  if (typeTestName.test(relativePath) || benchmarkName.test(relativePath)) return false
  return testImport.test(text) ? testCall.test(text) : mayBeTestFile(relativePath) && testCall.test(text)
}
const benchmarkImport = /(?:\bfrom\s*|\brequire\(\s*)['"]tinybench['"]/

/** Does a file hold benchmarks, of vitest's `bench` or of tinybench? */
export function holdsBenchmarks(relativePath: string, text: string): boolean {
  return benchmarkImport.test(text) || (benchmarkName.test(relativePath) && /\bbench(?:\.\w+)*\s*\(/.test(text))
}
