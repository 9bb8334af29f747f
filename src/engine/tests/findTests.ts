import { realpathSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { calledName } from '../../core/source/calledName.ts'
import { packageFolder } from '../packageFolder.ts'
import { RunnerFinder } from './findRunner.ts'
import { holdsBenchmarks, holdsTests } from './isTestFile.ts'
import { ImportResolver } from './importResolver.ts'
import { listSourceFiles } from './listSourceFiles.ts'
import { reachingTests } from './reachingTests.ts'
import type { ReachingTest } from './reachingTests.ts'
import { SourceTexts } from './sourceTexts.ts'
import type { TestRunner } from './testRunner.ts'

/** A function whose tests are wanted. Paths are absolute. */
export interface TestQuestion {
  /** The workspace folder. */
  readonly root: string
  readonly file: string
  /** `SourceFunction.name`: `Cart.total`. */
  readonly functionName: string
  /** Files with unsaved changes. */
  readonly overlays: ReadonlyMap<string, string>
  /** Of the overlays those that are not on the disk, and yet are looked at. */
  readonly added?: readonly string[]
}

/** A test file that reaches the function, and how it is run. */
export interface FoundTest extends ReachingTest {
  readonly runner: TestRunner
}

/** What tests there are. */
export interface FoundTests {
  /** The best first: those that name the function, then the nearest. */
  readonly tests: readonly FoundTest[]
  /** Why a test that reaches the function cannot be run, each a sentence for people. */
  readonly problems: readonly string[]
}

/**
 * Finds the files of tests, or of benchmarks, that reach a function through imports, in its own package first and else in the whole workspace, with
 * the runner of each. Reads texts, runs nothing.
 * @throws the signal's reason when it is aborted
 */
export async function findTests(question: TestQuestion, signal: AbortSignal, kind: 'tests' | 'benchmarks' = 'tests'): Promise<FoundTests> {
  const root = real(question.root)
  const target = real(question.file)
  const { texts, resolver, lists } = workspaceOf(question, root, signal)
  const name = calledName(question.functionName)
  const own = packageFolder(target)
  const folders = (own === null || own === root || !isBelow(own, root) ? [root] : [own, root]).filter((folder) => !isEverything(folder))
  for (const folder of folders) {
    const files = lists.get(folder) ?? await listSourceFiles(folder, signal)
    lists.set(folder, files)
    const added = (question.added ?? []).filter((file) => isBelow(file, folder) && !files.includes(file))
    const reaching = await reachingTests(folder, [...files, ...added], target, name, texts, resolver, kind === 'tests' ? holdsTests : holdsBenchmarks, signal)
    if (reaching.length > 0) return withRunners(reaching, new RunnerFinder(root), texts)
  }
  return { tests: [], problems: [] }
}

/** What was read of a workspace. */
interface ReadWorkspace {
  readonly texts: SourceTexts
  readonly resolver: ImportResolver
  /** By folder. */
  readonly lists: Map<string, readonly string[]>
}

/** Rungs of one ladder ask the same, one after the other, and share their signal: files are read once for all of them. */
const read = new WeakMap<AbortSignal, ReadWorkspace & { readonly root: string; readonly overlays: TestQuestion['overlays'] }>()

function workspaceOf({ overlays }: TestQuestion, root: string, signal: AbortSignal): ReadWorkspace {
  const known = read.get(signal)
  if (known !== undefined && known.root === root && known.overlays === overlays) return known
  const workspace = {
    root, overlays, resolver: new ImportResolver(), lists: new Map<string, readonly string[]>(),
    texts: new SourceTexts(new Map([...overlays].map(([file, text]) => [real(file), text]))),
  }
  read.set(signal, workspace)
  return workspace
}

function withRunners(reaching: readonly ReachingTest[], finder: RunnerFinder, texts: SourceTexts): FoundTests {
  const tests: FoundTest[] = []
  const problems = new Set<string>()
  for (const test of reaching) {
    const found = finder.find(test.file, texts.of(test.file))
    if ('problem' in found) problems.add(found.problem)
    else tests.push({ ...test, runner: found.runner })
  }
  return { tests, problems: [...problems] }
}

function real(file: string): string {
  try {
    return realpathSync.native(file)
  } catch {
    return path.resolve(file)
  }
}

/** Not a project, but where projects and all else lie: for a file that belongs to none. */
function isEverything(folder: string): boolean {
  return folder === path.parse(folder).root || [homedir(), tmpdir()].some((each) => real(each) === folder)
}

function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
}
