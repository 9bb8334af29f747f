import { readFileSync } from 'node:fs'
import path from 'node:path'
import { discoverFunctions } from '../../../../src/core/source/discoverFunctions.ts'
import type { DiscoveredFunctions } from '../../../../src/core/source/discoverFunctions.ts'
import type { SourceFunction } from '../../../../src/core/source/sourceFunction.ts'
import { inputDomain } from './inputDomain.ts'
import { listFunctions } from './listFunctions.ts'
import type { ListedFunction } from './listFunctions.ts'
import { matchLens } from './matchLens.ts'
import type { SourceProgram } from './openProgram.ts'
import { takesUndefined } from './takesUndefined.ts'

/** A function that the product is asked about, and those whose verdict hangs on it: itself, or what is nested in it. */
export interface Subject {
  readonly listed: ListedFunction
  readonly fn: SourceFunction
  readonly discovered: DiscoveredFunctions
  readonly text: string
  readonly domain: number
  /** Per parameter. */
  readonly takesUndefined: readonly boolean[]
  readonly targets: readonly ListedFunction[]
}

/** A function of the package with what the product makes of it. */
export interface Candidate {
  readonly id: string
  readonly listed: ListedFunction
  /** Null where the product gives it no lens. */
  readonly fn: SourceFunction | null
}

interface SourceText {
  readonly text: string
  readonly discovered: DiscoveredFunctions
}

/** The functions of a package: found by the bench's lister, matched with the product's. */
export class Candidates {
  readonly all: readonly Candidate[]
  readonly #byNode = new Map<ListedFunction, Candidate>()
  readonly #texts = new Map<string, SourceText>()
  readonly #program: SourceProgram

  constructor(root: string, files: readonly string[], program: SourceProgram) {
    this.#program = program
    this.all = files.flatMap((file) => {
      const source = program.fileOf(file)
      if (source === undefined) throw new Error(`The compiler does not open ${file}.`)
      const text = readFileSync(file, 'utf8')
      const discovered = discoverFunctions(text, file)
      this.#texts.set(file, { text, discovered })
      return listFunctions(source, program).map((listed) => {
        const { line } = source.getLineAndCharacterOfPosition(listed.node.getStart())
        return { id: `${path.relative(root, file)}#${listed.name}:${line + 1}`, listed, fn: matchLens(listed, discovered.functions) }
      })
    })
    for (const each of this.all) this.#byNode.set(each.listed, each)
  }

  /** The function whose run runs this one: itself, or the nearest around it that can be called; null where there is none. */
  callable(candidate: Candidate): Candidate | null {
    for (let at: Candidate | undefined = candidate; at !== undefined; at = at.listed.parent === null ? undefined : this.#byNode.get(at.listed.parent)) {
      if (at.fn !== null && at.fn.reach.kind !== 'nested') return at
    }
    return null
  }

  /** The function that the product calls so; null where the lister has none. */
  named(file: string, name: string): Candidate | null {
    return this.all.find(({ listed, fn }) => listed.file === file && fn?.name === name) ?? null
  }

  subject({ listed, fn }: Candidate, targets: readonly ListedFunction[]): Subject {
    const source = this.#texts.get(listed.file)
    if (source === undefined || fn === null) throw new Error(`${listed.name} is no subject.`)
    const { checker } = this.#program
    return { listed, fn, ...source, domain: inputDomain(listed.node, checker), takesUndefined: takesUndefined(listed.node, checker), targets }
  }
}
