import type { HeapMeterHook } from '../../protocol/heapMeterHook.ts'
import { now } from '../clock.ts'
import type { HeapReading } from './heapReading.ts'

/** A statement on a way of calls. */
interface Statement {
  readonly place: number
  readonly frame: Frame
  /** Index of its bytes. */
  readonly index: number
  readonly calls: Map<number, Frame>
}

/** A function on a way of calls; a recursive call of it is the same frame. */
interface Frame {
  readonly id: number
  readonly caller: Statement | null
  readonly statements: Map<number, Statement>
}

/** Bytes that were allocated while a statement ran, itself and not what it called. */
export interface StatementBytes {
  /** Numbers of statements: it, and those that called it, the nearest first. */
  readonly places: readonly number[]
  /** Since the meter was last read, as is how often it ran. */
  readonly bytes: number
  readonly runs: number
}

/** Calls of itself with which the meter begins. */
const warmUpRounds = 20_000

/** Ways of calls that are told apart, at most. */
const mostStatements = 20_000

/**
 * Books what the heap grows by between two statements on the first of them. Between a statement's two looks at the heap lies the
 * meter's own work, which is left out. Where the heap was collected meanwhile it shrank: those bytes are lost.
 */
export class HeapMeter implements HeapMeterHook {
  readonly #reading: HeapReading
  readonly #bytes = new Float64Array(mostStatements)
  readonly #runs = new Float64Array(mostStatements)
  readonly #last = new Float64Array(1)
  readonly #statements: Statement[] = []
  readonly #top: Frame = { id: -1, caller: null, statements: new Map() }
  readonly #roots = new Map<number, Frame>()
  #current: Statement | null = null
  /** Looking at the heap takes long; calls that warm V8 up only go through the statements. */
  looks = true

  constructor(reading: HeapReading) {
    this.#reading = reading
    // Before V8 has optimised the meter its own numbers are objects on the heap.
    for (let round = 0; round < warmUpRounds; round++) {
      this.looks = round % 8 < 7
      const caller = this.now()
      const frame = this.enter(round % 3)
      this.at(frame, round % 5)
      this.leave(caller)
    }
    this.looks = false
    this.#statements.length = 0
    this.#roots.clear()
    this.take()
  }

  now(): Statement | null {
    return this.#current
  }

  enter(id: number): Frame {
    const caller = this.#current
    const calls = caller === null ? this.#roots : caller.calls
    const known = calls.get(id)
    if (known !== undefined) return known
    let frame: Frame | undefined = caller?.frame
    while (frame !== undefined && frame.id !== id) frame = frame.caller?.frame
    frame ??= { id, caller, statements: new Map() }
    calls.set(id, frame)
    return frame
  }

  at(frame: Frame, place: number): void {
    this.#book()
    const { index } = this.#current = frame.statements.get(place) ?? this.#newStatement(frame, place)
    this.#runs[index] = (this.#runs[index] ?? 0) + 1
    this.#look()
  }

  leave(caller: Statement | null): void {
    this.#book()
    this.#current = caller
    this.#look()
  }

  /** Statements that ran since the meter was last read. */
  get runs(): number {
    return this.#runs.reduce((sum, each) => sum + each, 0)
  }

  /** Milliseconds that the looks of so many statements take, roughly. */
  looksMs(runs: number): number {
    const looks = 1000
    const began = now()
    for (let look = 0; look < looks; look++) this.#reading.read()
    return ((now() - began) / looks) * 2 * runs
  }

  /** Begins to measure a call that nothing metered made. */
  begin(): void {
    this.#current = null
    this.#look()
  }

  /** What was booked since the last time, in the order in which statements first ran. */
  take(): readonly StatementBytes[] {
    this.#current = null
    const taken = this.#statements.map((statement) => ({ places: placesOf(statement), bytes: this.#bytes[statement.index] ?? 0, runs: this.#runs[statement.index] ?? 0 }))
    this.#bytes.fill(0)
    this.#runs.fill(0)
    return taken
  }

  #book(): void {
    if (!this.looks) return
    const { figures, used, external } = this.#reading
    this.#reading.read()
    const grown = (figures[used] ?? 0) + (figures[external] ?? 0) - (this.#last[0] ?? 0)
    const current = this.#current
    if (current === null || grown <= 0) return
    const { index } = current
    this.#bytes[index] = (this.#bytes[index] ?? 0) + grown
  }

  #look(): void {
    if (!this.looks) return
    const { figures, used, external } = this.#reading
    this.#reading.read()
    this.#last[0] = (figures[used] ?? 0) + (figures[external] ?? 0)
  }

  #newStatement(frame: Frame, place: number): Statement {
    // Past the limit what runs is booked on the statement before.
    if (this.#statements.length >= mostStatements) return this.#current ?? { place, frame: this.#top, index: 0, calls: new Map() }
    const statement = { place, frame, index: this.#statements.length, calls: new Map<number, Frame>() }
    this.#statements.push(statement)
    frame.statements.set(place, statement)
    return statement
  }
}

function placesOf(statement: Statement): readonly number[] {
  const places: number[] = []
  for (let each: Statement | null = statement; each !== null; each = each.frame.caller) places.push(each.place)
  return places
}
