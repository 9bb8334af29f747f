import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { calledName } from '../../core/source/calledName.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * Which functions of a file V8 counted a call of, by the names that they have in calls; the module's own code and functions without a name are `''`.
 * See https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-ScriptCoverage
 * @param folder what `NODE_V8_COVERAGE` named
 * @param file absolute, real
 */
export async function calledFunctions(folder: string, file: string): Promise<ReadonlySet<string>> {
  const called = new Set<string>()
  for (const name of await readdir(folder).catch(() => [])) {
    for (const script of listIn(parse(await readFile(path.join(folder, name), 'utf8')), 'result')) {
      if (typeof script['url'] !== 'string' || pathOf(script['url']) !== file) continue
      for (const each of listIn(script, 'functions')) {
        const [whole] = listIn(each, 'ranges')
        if (typeof each['functionName'] === 'string' && Number(whole?.['count'] ?? 0) > 0) called.add(calledName(each['functionName']))
      }
    }
  }
  return called
}

/** A process that was killed while it wrote leaves half a file. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function listIn(value: unknown, name: string): readonly Fields[] {
  const list = isFields(value) ? value[name] : null
  return Array.isArray(list) ? list.filter(isFields) : []
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

/** Runners name scripts by paths as well as by URLs, and add queries to tell versions. */
function pathOf(url: string): string | null {
  try {
    return url.startsWith('file:') ? fileURLToPath(url) : url.replace(/\?.*$/, '')
  } catch {
    return null
  }
}
